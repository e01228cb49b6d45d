"""Qualifiers: the words around a number that limit it (`近300个`, `40余家`, `亿元以上`)."""

from collections.abc import Callable
from dataclasses import dataclass

from extract.lexicons import Lexicon, Lexicons
from extract.models import Bound, Kind
from extract.quantities.units import LARGE, belongs_before

BEFORE_AT_MOST = 2  # 超过|数十家
CONTEXT = 4


@dataclass(frozen=True, slots=True)
class Limit:
    """A qualifier: where it ends (behind a number) or starts (before it) and what it says."""

    place: int
    bound: Bound


class Qualifiers:
    """The qualifiers of the lexicons."""

    def __init__(self, lexicons: Lexicons, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._words = lexicons["qualifiers"]
        self._remainders = lexicons["remainders"]
        self._longest = max(map(len, (*self._words.canonical, *self._remainders.canonical)), default=0)

    def before(self, text: str, start: int, number: str, kind: Kind) -> tuple[Limit, ...]:
        """The qualifiers that end where the number starts, outermost first."""
        limits: list[Limit] = []
        for _ in range(BEFORE_AT_MOST):
            limit = self._before(text, start, number if not limits else "", kind)
            if not limit:
                break
            limits.insert(0, limit)
            if limit.place == start:
                break
            start = limit.place
        return tuple(limits)

    def _before(self, text: str, end: int, number: str, kind: Kind) -> Limit | None:
        for start in range(max(0, end - self._longest), end):
            term = text[start:end]
            bound, note = self._words.canonical.get(term), self._words.notes.get(term, "")
            if bound and note == "apart":  # 迈上万亿台阶: over, and no part of the span
                return Limit(end, bound_named(bound))
            if bound and _stands(note, number, kind) and not (number != "半" and self._glued(text, start, end)):
                return Limit(start, bound_named(bound))
        return None

    def _glued(self, text: str, start: int, end: int) -> bool:
        """Whether a qualifier of one character belongs to the word before it: 集中|签约|30个, but 资金|约5亿元."""
        return end - start == 1 and belongs_before(text[max(0, start - CONTEXT) : end], self._is_word)

    def after(self, text: str, start: int) -> Limit | None:
        """The qualifier behind a number or its unit: `以上`."""
        return _longest(text, start, self._longest, self._words, "after")

    def inside(self, text: str, start: int, number: str) -> Limit | None:
        """What is said between a number and its unit: the 余 of `40余家`, the 几 of `十几个`."""
        limit = _longest(text, start, self._longest, self._remainders, "")
        if not limit or not (number[-1] in LARGE or number[-1].isdigit()):
            return None
        note = self._remainders.notes[text[start : limit.place]]
        return limit if not note or number[-1] in LARGE or number[-1] == "0" else None

    def trailing(self, text: str, start: int) -> Limit | None:
        """The 多 of `三年多`; not that of `3年多次`."""
        limit = _longest(text, start, self._longest, self._remainders, "")
        if not limit or self._remainders.notes[text[start : limit.place]]:
            return None
        following = text[start : limit.place + 1]
        return None if len(following) > 1 and self._is_word(following) else limit


def _stands(note: str, number: str, kind: Kind) -> bool:
    """Whether a qualifier with this note may stand before the number: `before`, or the contexts it names."""
    contexts = note.split()
    if "before" in contexts:
        return True
    return kind.value in contexts or ("magnitude" in contexts and number[:1] in tuple(LARGE))


def _longest(text: str, start: int, longest: int, lexicon: Lexicon, note: str) -> Limit | None:
    for end in range(min(start + longest, len(text)), start, -1):
        bound = lexicon.canonical.get(text[start:end])
        if bound and (not note or note in lexicon.notes[text[start:end]].split()):
            return Limit(end, bound_named(bound))
    return None


def bound_named(text: str) -> Bound:
    """The bound of that name."""
    bounds: dict[str, Bound] = {
        "about": "about", "nearly": "nearly", "over": "over", "at_least": "at_least", "under": "under",
        "at_most": "at_most", "order_of": "order_of", "exact": "exact",
    }  # fmt: skip
    return bounds[text]
