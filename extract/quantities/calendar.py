"""Year labels and dates."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import regex

from extract.lexicons import Lexicons
from extract.models import Kind, Quantity, Span
from extract.numerals import parse
from extract.quantities.candidates import Candidate, Rank, Scanned

_DASH = "[—–―─~～〜至到-]"
_Y = r"(?:(?:19|20)\d\d|[一二][零〇九][零〇一二三四五六七八九]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_N = r"(?:\d{1,2}|[一二三四五六七八九十两])"
_LEFT = r"(?<![\d.零〇一二三四五六七八九十A-Za-z第]|\d,)"
_ATTACHED = rf"(?:{_MONTH}月(?!{_DASH}{_MONTH}月)(?:{_DAY}日)?)?"  # 2024年1月; not 2024年|1月至10月
_YEAR = r"年(?:度(?!过))?"
_NOT_LABEL = "(?![代级]|产能|均)"  # 2020年代

_LABELS = regex.compile(
    rf"{_LEFT}(?:"
    rf"(?P<from>{_Y})年?(?:度)?{_DASH}(?P<to>{_Y}|\d\d(?=年))(?:{_YEAR}|(?![\d年%万亿元家个]))"  # 2021—2025年
    rf"|(?P<iso>(?:19|20)\d\d)(?:(?P<mark>[-/.])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12]\d|0?[1-9])|-(?:1[0-2]|0[1-9]))(?![\d年-])"
    rf"|民国(?P<roc>\d{{1,3}}|[一二三四五六七八九十百零〇]+){_YEAR}{_ATTACHED}"
    rf"|(?P<taiwan>1[0-3]\d){_YEAR}(?:(?<=度)|(?=\d{{1,2}}月|[底初末]|[上下]半年|全年|第[一二三四1-4]季)){_ATTACHED}"
    rf"|(?P<full>{_Y}){_NOT_LABEL}{_YEAR}{_NOT_LABEL}{_ATTACHED}"
    rf"|(?P<short>\d\d){_YEAR}{_NOT_LABEL}{_ATTACHED}"
    r")"
)
_PLANS = regex.compile(
    r"(?P<brief>十[一二三四五六七八]|(?<=[“\"])[六七八九])五(?![十百千万亿]|[”\"]?普法)"
    r"|第(?P<ordinal>十[一二三四五六七八九]?|二十|[六七八九]|\d{1,2})个五年(?:规划|计划)"
)
_BARE = regex.compile(r"(?<![A-Za-z0-9_.—–~/第-]|\d,)(?P<year>(?:19|20)\d\d)(?![\d.,，%‰年/—–~-])")
_OPENS = frozenset("“《〔（(【[「『")
_SURE_YEAR = regex.compile(
    r"[度底初末]|\d{1,2}月|[上下]半年|全年|同期|第?[一二三四1-4]季|前[一二三四五六七八九十两\d]+个?[月季]"
)
_DATES = regex.compile(
    rf"(?<![\d.]|[零〇一二三四五六七八九十百千])(?:"
    rf"{_MONTH}月(?!饼|季|球|嫂|亮)份?(?:{_DAY}[日号])?(?:{_DASH}(?:{_MONTH}月份?(?:{_DAY}[日号])?|{_DAY}[日号]))?"
    rf"|{_MONTH}(?:月?{_DASH}|(?:、{_MONTH})*[、和]){_MONTH}月份?"
    rf"|{_DAY}(?:日?{_DASH}{_DAY})?日(?![元圆均产本内处籍夜])"
    rf"|(?:2[0-3]|[01]?\d):[0-5]\d(?::[0-5]\d)?"
    rf"|(?:2[0-4]|1?\d|[一二三四五六七八九十]+)[时点](?:[0-5]?\d分|[一二三四五]?十?[一二三四五六七八九]?分(?!之)|半|整|许)"
    rf"|(?<=[上下中]午|凌晨|晚)(?:2[0-4]|1?\d|[一二三四五六七八九十]+)[时点]"
    r")"
    rf"|前{_N}个?(?:月(?!饼)份?|季度)|第?[一二三四1-4](?:{_DASH}[一二三四1-4])?季度|(?<=[年度])[一二三四]季(?!度)|首季度?"
    r"|[上下]半[年月](?!报)|\d{1,2}世纪(?:\d0年代)?|(?:(?:19|20)?\d0|[二三四五六七八九]十)年代|二十一世纪|二十世纪(?:[二三四五六七八九]十年代)?|Q[1-4]"
)


class Calendar:
    """Reads year labels and dates."""

    def __init__(self, lexicons: Lexicons, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._relative = lexicons["relative-years"]
        self._terms = regex.compile(self._relative.pattern())
        contexts = lexicons["year-contexts"]
        self._spans_before = tuple(t for t, note in contexts.notes.items() if "before" in note.split())
        self._spans_after = tuple(t for t, note in contexts.notes.items() if "after" in note.split())

    def candidates(self, scanned: Scanned, figures: Sequence[Span]) -> Iterator[Candidate]:
        """All year labels and dates; `figures` are the spans of numbers with a unit, which are no bare years."""
        yield from self._labels(scanned)
        yield from _plans(scanned)
        yield from _bare(scanned, figures)
        yield from self._relatives(scanned)
        yield from _dates(scanned)

    def _labels(self, scanned: Scanned) -> Iterator[Candidate]:
        for match in _LABELS.finditer(scanned.text):
            low, high = _years(match)
            if match["short"] and not self._is_label(scanned.text, match):
                continue
            if high is not None and not low < high <= low + 100:
                continue
            yield from _year(scanned, Span(*match.span()), low, high)

    def _is_label(self, text: str, match: "regex.Match[str]") -> bool:
        """Whether two digits before 年 name a year (25年销售额, 24年底) or count years (近25年, 25年经验)."""
        if text[match.start() : match.end()].endswith(("度", "月", "日")) or _SURE_YEAR.match(text, match.end()):
            return True
        if match["short"][0] == "0":
            return True
        head, tail = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 4]
        spans = head.endswith(self._spans_before) or tail.startswith(self._spans_after)
        return 15 <= int(match["short"]) <= 35 and not spans

    def _relatives(self, scanned: Scanned) -> Iterator[Candidate]:
        text = scanned.text
        for match in self._terms.finditer(text, overlapped=True):
            span, term = Span(*match.span()), match[0]
            if term.endswith("年") and regex.match("度(?!过)", text[span.end : span.end + 2]):
                span = Span(span.start, span.end + 1)
            if self._falls_apart(text, span):
                continue
            attached = regex.compile(_ATTACHED).match(text, span.end)
            whole = Span(span.start, attached.end() if attached else span.end)
            yield from _year(scanned, whole, Decimal(self._relative.canonical[term]), None, term)

    def _falls_apart(self, text: str, span: Span) -> bool:
        """Whether its first character ends a word and its last begins one: 应当|年底, 目前|年产, 提前|年度."""
        start, end = span.start, span.end
        if text[start] == "同" and text[end : end + 1] in tuple("级龄代"):
            return True
        before = start > 0 and text[start - 1] not in "至自从" and self._is_word(text[start - 1 : start + 1])
        if text[start : start + 2] == "今年":
            return before and text[end : end + 1] == "轻"
        return before and self._is_word(text[end - 1 : end + 1])


def _years(match: "regex.Match[str]") -> tuple[Decimal, Decimal | None]:
    """The calendar years of a label; 民国113年 is 2024."""
    if match["from"]:
        low, to = parse(match["from"]), match["to"]
        return low, parse(to) + (low // 100 * 100 if len(to) == 2 else 0)
    if match["roc"] or match["taiwan"]:
        return parse(match["roc"] or match["taiwan"]) + 1911, None
    if match["short"]:
        return Decimal(match["short"]) + 2000, None
    return parse(match["iso"] or match["full"]), None


def _plans(scanned: Scanned) -> Iterator[Candidate]:
    """Five-year plans: the fourteenth ran from 2021 to 2025."""
    for match in _PLANS.finditer(scanned.text):
        first = parse(match["brief"] or match["ordinal"]) * 5 + 1951
        yield from _year(scanned, Span(*match.span()), first, first + 4)


def _bare(scanned: Scanned, figures: Sequence[Span]) -> Iterator[Candidate]:
    """Four digits that can only be a year: after an opening bracket, or between words with no unit behind."""
    text = scanned.text
    for match in _BARE.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2].lstrip()
        named = bool(regex.match(r"\p{Han}|[A-Z“]", after)) and not after.startswith(("多", "余"))
        listed = regex.match(rf"[、和及与]{_Y}年", text[match.end() : match.end() + 8])
        if any(f.start <= match.start() < f.end for f in figures):
            continue
        if (before in _OPENS and before) or named or listed:
            yield from _year(scanned, Span(*match.span()), Decimal(match["year"]), None)


def _dates(scanned: Scanned) -> Iterator[Candidate]:
    for match in _DATES.finditer(scanned.text, overlapped=True):
        span = Span(*match.span())
        numerals = scanned.within(span)
        if numerals is None:
            continue
        value = numerals[0].value if numerals else Decimal(1)
        yield Candidate(Quantity(span, Kind.DATE, value, None, "exact", "", numerals), len(span), Rank.LABEL)


def _year(scanned: Scanned, span: Span, low: Decimal, high: Decimal | None, unit: str = "") -> Iterator[Candidate]:
    numerals = scanned.within(span)
    if numerals is not None:
        yield Candidate(Quantity(span, Kind.YEAR, low, high, "exact", unit, numerals), len(span), Rank.LABEL)
