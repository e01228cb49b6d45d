"""Raw text to normalized text: deletions and one-to-one translation only, so every offset has its way back."""

from collections.abc import Iterable, Iterator

from extract.models import Finding, Normalized, Span
from extract.normalize import blanks, markup, masks, pinyin, punctuation, script, slips
from extract.normalize.draft import Draft, deletion

__all__ = ["normalize", "without"]


def normalize(raw: str, held: Iterable[str] = ()) -> Normalized:
    """The text in simplified script without damage; terms in `held` (昇腾) keep their characters.

    `len(text)` is always the length of `raw` less that of the deletions.
    """
    draft = Draft(raw, raw)
    for cleaning in (markup.tags, markup.entities, markup.invisible):
        draft = draft.edited(cleaning(draft.text))
    lost = tuple(slips.slips(draft.text))
    findings = [*_findings(draft, (_damage(slip.span) for slip in lost if not slip.written))]
    draft = draft.edited(slip.edit() for slip in lost if slip.written)
    draft = draft.edited(pinyin.readings(draft.text))
    name, convert = script.script_of(draft.text)
    simplified = script.to_simplified(draft.text, held) if convert else script.scales_simplified(draft.text)
    draft = draft.translated(simplified)
    for cleaning in (punctuation.bullets, punctuation.commas):
        draft = draft.edited(cleaning(draft.text))
    draft = draft.translated(punctuation.one_form(masks.marked(draft.text)))
    draft = draft.edited(blanks.blanks(draft.text))
    hidden = tuple(masks.masks(draft.text))
    findings += _findings(draft, hidden)
    draft = draft.translated(masks.covered(draft.text, _own(draft, hidden)))
    findings.sort(key=lambda finding: finding.span)
    return Normalized(draft.text, draft.deletions, draft.repairs, tuple(findings), name)


def without(normalized: Normalized, raw: str, junk: Span) -> Normalized:
    """The normalized text without words of another page, given by their text span; a finding names their place."""
    draft = Draft(raw, normalized.text, normalized.deletions, normalized.repairs)
    words = f"words of another page stand in the headline and are left out: {junk.of(draft.text)!r}"
    findings = [*normalized.findings, *_findings(draft, [(junk, "junk", words)])]
    findings.sort(key=lambda finding: finding.span)
    draft = draft.edited([deletion(junk.start, junk.end, "junk")])
    return Normalized(draft.text, draft.deletions, draft.repairs, tuple(findings), normalized.script)


def _own(draft: Draft, places: Iterable[masks.Place]) -> Iterator[Span]:
    """The spans of masks that the source has; the □ of a mended slip stands beside a figure, not in it."""
    lost = [repair.span for repair in draft.repairs if repair.kind == "slip"]
    spans = [span for span, _, _ in places]
    for span, raw in zip(spans, draft.to_raw(spans), strict=True):
        if not any(raw.overlaps(slip) for slip in lost):
            yield span


def _damage(span: Span) -> masks.Place:
    return span, "damage", "characters that lost a byte could not be restored"


def _findings(draft: Draft, places: Iterable[masks.Place]) -> Iterator[Finding]:
    """What a reader must know, in raw offsets."""
    told = list(places)
    for span, (_, code, message) in zip(draft.to_raw(span for span, _, _ in told), told, strict=True):
        yield Finding(span, "warning", code, message)
