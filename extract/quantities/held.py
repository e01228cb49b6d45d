"""Held terms: what contains a numeral and says no figure (`第三方`, `500强`, `5G`, `半导体`)."""

from collections.abc import Callable, Iterator, Sequence

import regex

from extract.lexicons import Lexicons
from extract.models import Kind, Numeral, Quantity, Span
from extract.quantities.candidates import Candidate, Rank, Scanned
from extract.quantities.units import FUNCTION_WORDS, LARGE, Units

_REACH = 6
_LOOSE = FUNCTION_WORDS | set("居列占")  # 居|首位
_CODES = regex.compile(
    r"(?P<masked>(?:19|20)[Xx×*]{2}(?=年))"
    r"|(?P<code>https?[:：]//[!-~：，；？！（）]+"
    r"|(?<![A-Za-z0-9])(?!(?:19|20)\d\dQ[1-4])(?=[\d/._+-]*[A-Za-z])(?=[A-Za-z/._+-]*\d)"
    r"[A-Za-z0-9](?:[A-Za-z0-9/._+-]*[A-Za-z0-9])?"  # C919, 5G, GB/T4754, 1+9+N
    r"|(?<![\d.])\d+(?:\+\d+)+(?![\d.%万亿])"  # 1+3+5
    r"|(?<=[“「])\d{3,}(?=[”」])(?<!“(?:19|20)\d\d)"  # “623”
    r"|(?<!\d)0\d{2,3}-\d{7,8}(?!\d))"  # telephone
    r"|(?P<ratio>(?<![\d.:∶])(?:\d+(?:\.\d+)?(?:∶\d+(?:\.\d+)?)+|(?=[\d:]+\.)\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+))"
    r"|(?<=届[^，。；]{0,9})(?P<name>[一二三四五六七八九十]+次(?:全体)?会议)"  # 十四届人大三次会议
    r"|(?P<enumeration>（[一二三四五六七八九十]{1,3}）|^\s*[一二三四五六七八九十壹贰叁参肆伍陆柒捌玖拾]{1,3}、"
    r"|^\s*\d{1,2}[.、．](?!\d)|^\s*（?\d{1,2}）)",
    regex.MULTILINE,
)


class Held:
    """Finds held terms."""

    def __init__(self, lexicons: Lexicons, units: Units, is_word: Callable[[str], bool]) -> None:
        self._units, self._is_word = units, is_word
        self._terms = lexicons["held"].canonical
        self._pattern = regex.compile(lexicons["held"].pattern())
        self._after = lexicons["held-after"].canonical
        self._short = {term: note == "short" for term, note in lexicons["held-after"].notes.items()}
        self._longest_after = max(map(len, self._after), default=0)
        qualifiers = (*lexicons["qualifiers"].canonical, *lexicons["remainders"].canonical)
        self._qualifying = frozenset((*qualifiers, *"第每整成"))

    def candidates(self, scanned: Scanned, figures: Sequence[Span]) -> Iterator[Candidate]:
        """All held terms, codes and dictionary words; `figures` are the spans of figures and ordinals."""
        united = frozenset(place for figure in figures for place in range(figure.start, figure.end))
        for match in self._pattern.finditer(scanned.text, overlapped=True):
            if not _ordered(scanned.text, match.start()) or match[0].startswith("第"):
                yield from _held(scanned, Span(*match.span()), self._terms[match[0]], Rank.TERM)
        for numeral in scanned.numerals:
            yield from self._tailed(scanned, numeral)
            yield from self._words(scanned, numeral, [f for f in figures if f.holds(numeral.span)])
        for match in _CODES.finditer(scanned.text):
            yield from self._code(scanned, match, united)

    def _tailed(self, scanned: Scanned, numeral: Numeral) -> Iterator[Candidate]:
        """`500强`, `三大`, `八折`; not 第五大."""
        text, (start, end) = scanned.text, (numeral.span.start, numeral.span.end)
        if _ordered(text, start):
            return
        for size in range(self._longest_after, 0, -1):
            term = text[end : end + size]
            if term not in self._after or (size == 1 and self._units.halves(term, text[end + 1 : end + 4])):
                continue
            if self._short[term] and (end - start > 3 or text[end - 1] in LARGE[1:]):
                continue  # 2024届, 千万级
            yield from _held(scanned, Span(start, end + len(term)), self._after[term], Rank.TERM)
            return

    def _words(self, scanned: Scanned, numeral: Numeral, figures: Sequence[Span]) -> Iterator[Candidate]:
        """Dictionary words around a numeral in Chinese: 四川, 统一, 千方百计."""
        text, (start, end) = scanned.text, (numeral.span.start, numeral.span.end)
        if text[start].isdigit() or text[start] in "-.":
            return
        for left in range(max(0, start - _REACH), start + 1):
            for right in range(end, min(len(text), end + _REACH) + 1):
                span = Span(left, right)
                if not self._is_word(span.of(text)) or span == numeral.span or self._measures(text, span, figures):
                    continue
                if self._holds(text, span, numeral, bool(figures)):
                    yield from _held(scanned, span, "word", Rank.TAILED_WORD if left < start else Rank.WORD)

    def _measures(self, text: str, word: Span, figures: Sequence[Span]) -> bool:
        """Whether the word is a figure (近三成) or a figure and other words: 增加|一倍, 近一年|来; not 一次|性."""
        inner = [figure for figure in figures if word.holds(figure) or figure.holds(word)]  # the 约半 of 签约半导体 is not
        return any(self._loose(text[word.start : f.start]) and self._loose(text[f.end : word.end]) for f in inner)

    def _loose(self, piece: str) -> bool:
        return not piece or piece in _LOOSE or (len(piece) > 1 and self._is_word(piece))

    def _holds(self, text: str, word: Span, numeral: Numeral, figured: bool) -> bool:
        """Whether the word is one here: not 近百 (a qualifier), nor the 统一 of 系统|一期, the 两个人 of 两个|人工."""
        rest = text[word.start : numeral.span.start] + text[numeral.span.end : word.end]
        if rest in self._qualifying:
            return False
        if word.start < numeral.span.start and self._units.ends_word(text, word.start):
            return False
        cuts = word.end > numeral.span.end and self._units.halves(text[word.end - 1], text[word.end : word.end + 3])
        return not (figured and cuts)

    def _code(self, scanned: Scanned, match: "regex.Match[str]", united: frozenset[int]) -> Iterator[Candidate]:
        reason = str(match.lastgroup)
        numerals = scanned.within(Span(*match.span())) or ()
        url = match[0].startswith("http")
        if reason == "code" and not url and any(numeral.span.start in united for numeral in numerals):
            return
        yield from _held(scanned, Span(*match.span()), reason, Rank.TERM)


def _ordered(text: str, start: int) -> bool:
    """Whether 第 stands before: the 五大 of 第五大 is none."""
    return text[max(0, start - 1) : start] == "第"


def _held(scanned: Scanned, span: Span, reason: str, rank: Rank) -> Iterator[Candidate]:
    numerals = scanned.within(span)
    if numerals:
        quantity = Quantity(span, Kind.HELD, numerals[0].value, None, "exact", reason, numerals)
        yield Candidate(quantity, len(span), rank)
