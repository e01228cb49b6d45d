"""Noun phrases: from what stands around a number to the words that name what is measured."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from extract.context.places import JOINT, Places, office_suffix
from extract.lexicons import Lexicons, any_of
from extract.models import Span
from extract.words import is_word

LABEL, NAMED = "\ue000", "\ue001"  # a year label or duration; a company's name


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cleaned phrase; `acts` are the cues that stood at its edges (each, paired, total …), `bare` says it has no noun."""

    text: str
    acts: frozenset[str]
    bare: bool


class Phrases:
    """Cleans phrases by the lexicons `cues` and `scopes` of one rule set; `places` are bare names a text uses (`晋江`)."""

    def __init__(self, lexicons: Lexicons, places: Iterable[str] = ()) -> None:
        cues = lexicons["cues"]
        edge = "|".join(f"(?P<{act}>{any_of(cues.of(act))})" for act in EDGE_ACTS)
        self._head = regex.compile(
            rf"(?:{CONDITION}|{edge}|{any_of(cues.of('period'))}|{LABEL}+[内里]?|[、，的地之在于按对”）])"
        )
        self._term = regex.compile(any_of(cues.of("term")))
        self._bounds = dict(_apart(lexicons))
        self._limit = regex.compile(any_of(term for term in self._bounds if term[0] in "最至"))  # 最高可获补贴
        self._tail = regex.compile(
            rf"(?:(?P<bound>{any_of(self._bounds)})|{edge}|{any_of(cues.of('period'))}|[{LABEL}、，的之在于从由以和及与等])$"
        )
        deed = rf"(?:[已新]?{any_of(cues.of('deed'))}|{LABEL})"
        self._deed = regex.compile(f"{deed}+")
        self._level = regex.compile(any_of(cues.of("level")))
        bare = any_of(cues.of("bare"))
        self._bare = regex.compile(f"{deed}*{bare}(?:[、和与及]{bare})*")
        self._bare_end = regex.compile(f"{bare}$")
        self._happens = regex.compile(
            f"(?:{any_of((*cues.of('adverb'), *cues.of('manner')))}|主体|全面|全线|随即)*{any_of(cues.of('happens'))}$"
        )
        each, paired = any_of(cues.of("each")), any_of(cues.of("paired"))
        self._acts = {"each": regex.compile(rf"(?<![年平人户月日]){each}"), "paired": regex.compile(paired)}
        self._inner = regex.compile(any_of(cues.of("paired")))
        self.places = Places(lexicons, places)
        self._class = regex.compile(rf"\p{{Han}}{{0,6}}?(?:{any_of(cues.of('firm'))}|项目)")
        nouns = any_of(lexicons["nouns"].canonical)
        self._late_office = regex.compile(rf"(?<={nouns})\p{{Han}}{{0,6}}?{office_suffix(lexicons)}$")
        self._idle_verb = regex.compile(rf"(?P<deed>{deed}+){any_of(cues.of('idle'))}")

    def clean(self, text: str, number_follows: bool = True) -> Phrase:
        """The phrase without what only introduces the number; see the contract's paragraph on `indicator`.

        A scope that touches its noun stays (`全区新增科技项目`); one that a verb, a time or a cue parts from it goes
        (`园区分别入选独角兽企业`), and so does an office (`中心外出招商`).
        """
        acts: set[str] = set()
        text = _TOGETHER.sub("", text.strip().rpartition(" ")[2])
        text = text[: self._tail_start(text, acts)]
        text = self._late_office.sub("", text)
        text = text[self._head_end(text, acts, number_follows) :].replace(LABEL, "")
        if (found := self._idle_verb.match(text)) and found.end() < len(text):
            text = found["deed"] + text[found.end() :]
        return Phrase(text, frozenset(acts), not text or bool(self._deed.fullmatch(text)))

    def between(self, text: str) -> frozenset[str]:
        """The acts of the words between a thing and its number: `占比均为` has each; the 均 of 年均 and 平均 is none."""
        return frozenset(act for act, cue in self._acts.items() if cue.search(text))

    def trimmed(self, text: str) -> str:
        """A phrase after its number: only its tail is cleaned, for its verb is its own (`入选企业`)."""
        return text[: self._tail_start(text, set())].lstrip("的" + LABEL).replace(LABEL, "")

    def parted(self, text: str) -> tuple[str, str] | None:
        """What stands before and after an inner 分别: `三大产业分别签约项目` gives `三大产业` and `签约项目`."""
        found = self._inner.search(text)
        return (text[: found.start()], text[found.end() :]) if found else None

    def without_scope(self, text: str) -> str:
        """The phrase without the scope at its head and a 累计 at its end."""
        end = self.places.end_of(text)
        return text[end if end < len(text) else 0 :].removesuffix("累计")

    def is_bare_noun(self, text: str) -> bool:
        """Whether the phrase is a 数量, 总数, 增速, 占比 that needs the noun before it."""
        return bool(self._bare.fullmatch(text))

    def bare_nouns(self, text: str) -> tuple[str, ...]:
        """The bare nouns of a phrase that joins several: `总量和增速` is two."""
        parts = tuple(JOINT.split(text))
        return parts if len(parts) > 1 and all(self._bare_end.fullmatch(part) for part in parts) else (text,)

    def without_bare(self, text: str) -> str:
        """The phrase without the bare noun at its end: 到位资金|总量."""
        return self._bare_end.sub("", text) or text

    def without_event(self, text: str) -> str:
        """The phrase without what happened to the thing: `共享实验室|随即揭牌`."""
        return self._happens.sub("", text) or text

    def is_level(self, text: str) -> bool:
        """Whether the phrase is a level alone: 国家级, 省级以上."""
        return bool(self._level.fullmatch(text))

    def deed(self, text: str) -> str:
        """The deed a phrase begins with (`新增`, `新认定`), else nothing."""
        found = self._deed.match(text)
        return str(found[0]) if found else ""

    def scope_at(self, clause: str) -> Span | None:
        """The scope that a clause names at its head, after what may stand before it."""
        start = 0
        while (found := self._head.match(clause, start)) and not _begins_word(clause[start:], len(found[0])):
            if found[0] == "对":
                return None  # 对全市增长的贡献率 is no figure of 全市
            start = found.end()
        return self.places.named(clause, start)

    def scopes_at(self, clause: str) -> tuple[Span, ...]:
        """All scopes that stand in a row where `scope_at` finds the first."""
        first = self.scope_at(clause)
        return self.places.row(clause, first.start) or (first,) if first else ()

    def opens_with_class(self, text: str, place: Span, within: Span) -> bool:
        """Whether a class of firms or projects stands right behind a figure of the text: `3家|上市企业`."""
        return self._class.match(text, place.end - within.start) is not None

    def late_office(self, clause: str) -> Span | None:
        """An office that stands behind what it did: `签约项目科技条线共报送`."""
        found = self._late_office.search(clause[: self._tail_start(clause, set())])
        return Span(*found.span()) if found else None

    def _tail_start(self, text: str, acts: set[str]) -> int:
        end = len(text)
        while (found := self._tail.search(text, 0, end)) and not _ends_word(text[:end], len(found[0])):
            acts.update(act for act in EDGE_ACTS if found[act])
            if found["bound"]:
                acts.add(f"bound {self._bounds[found['bound']]}")
            end = found.start()
        return end

    def _head_end(self, text: str, acts: set[str], number_follows: bool) -> int:
        start = 0
        while start < len(text):
            found = self._head.match(text, start)
            if self._term.match(text, start) or (text[start] == "已" and self._deed.fullmatch(text, start + 1)):
                break
            if found and not _begins_word(text[start:], len(found[0])):
                acts.update(act for act in EDGE_ACTS if found[act])
                start = found.end()
            elif at_most := self._limit.match(text, start):
                acts.add(f"bound {self._bounds[at_most[0]]}")
                start = at_most.end()
            elif cut := self._loose_scope(text, start, number_follows):
                start = cut
            else:
                break
        return start

    def _loose_scope(self, text: str, start: int, number_follows: bool) -> int:
        """Where a scope at `start` ends that does not touch its noun phrase; 0 where none does."""
        if (office := self.places.office(text, start)) and office.end < len(text):
            return office.end
        listed = self.places.row(text, start)
        if not listed:
            return 0
        if len(listed) > 1:
            return listed[-1].end if self._head.match(text, listed[-1].end) else 0
        scope = listed[0]
        if scope.end == len(text):
            return scope.end if number_follows and not self.places.is_counted(text, scope) else 0
        parted = self._head.match(text, scope.end)
        lone_deed = number_follows and self._deed.fullmatch(text, scope.end)
        return scope.end if parted or lone_deed else 0


_TOGETHER = regex.compile(r"(?<=.)合?共(?:计)?(?:完成|实现|达成|开展|获得?)")  # 企业共完成融资38笔
EDGE_ACTS = ("each", "paired", "total", "part", "reset", "verb", "adverb", "forecast", "target")
CONDITION = (
    r"(?:\p{Han}{0,4}(?:达产|满产|投产|建成|竣工|达效|落成|投用|投运)(?:投产|达产|达效)?[后时]|截至\p{Han}{0,2}[底末]?)"
)


def _begins_word(text: str, cut: int) -> bool:
    """Whether a dictionary word reaches over the cut: 高 of 高新 is no adverb."""
    return any(is_word(text[:end]) for end in range(cut + 1, min(len(text), 4) + 1)) and cut == 1


def _ends_word(text: str, cut: int) -> bool:
    """Whether a dictionary word reaches over the cut from the left: 约 of 签约 is no qualifier."""
    return any(is_word(text[-length:]) for length in range(cut + 1, min(len(text), 4) + 1)) and cut == 1


def _apart(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """The qualifiers that may stand apart from their number (`约占全国4%`), with the bound each sets."""
    qualifiers = lexicons["qualifiers"]
    for term, bound in qualifiers.canonical.items():
        if "before" in qualifiers.notes[term] and bound != "order_of" and (len(term) > 1 or term == "约"):
            yield term, bound


def veil(text: str, start: int, labels: Iterable[Span], names: Iterable[Span] = ()) -> str:
    """A stretch of text (beginning at `start`) with labels and names turned into signs, length kept."""
    marked = list(text)
    for sign, spans in ((LABEL, labels), (NAMED, names)):
        for span in spans:
            low, high = max(span.start - start, 0), min(span.end - start, len(text))
            if low < high:
                marked[low:high] = sign * (high - low)
    return "".join(marked)
