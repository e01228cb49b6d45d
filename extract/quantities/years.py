"""Year labels: `2024年`, `25年1月`, `2021—2025年`, `“十四五”`, `民国113年`, `去年`."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import regex

from extract.lexicons import Lexicons
from extract.models import Kind, Quantity, Span
from extract.numerals import parse
from extract.quantities.candidates import Candidate, Rank, Scanned

_FOUR = "(?:(?:19|20)[0-9]{2}|[一二][零〇九][零〇一二三四五六七八九]{2})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = "[—–―─~～〜至到-]"
_QUARTER = "第?[一二三四1-4]季"
_ATTACHED = f"(?:{_MONTH}月(?!{_DASH}{_MONTH}月)(?:{_DAY}日)?)?"  # 2024年1月; not 2024年|1月至10月
_LABELS = regex.compile(
    rf"""
    (?<! [\d.零〇一二三四五六七八九十A-Za-z第] | \d, )
    (?: (?P<from> {_FOUR} ) 年?度? {_DASH} (?P<to> {_FOUR} | \d\d (?=年) )  # 2021—2025年
        (?: 年 (?: 度 (?!过) )? | (?! [\d年%万亿元家个] ) )
      | (?P<iso> (?:19|20)\d\d )
        (?: (?P<mark> [-/.] ) (?:1[0-2]|0?[1-9]) (?P=mark) (?:3[01]|[12]\d|0?[1-9])  # 2025-02-14
          | - (?:1[0-2]|0[1-9]) ) (?! [\d年-] )
      | (?: 民国 (?P<republic> \d{{1,3}} | [一二三四五六七八九十百零〇]+ )
          | (?P<taiwan> 1[0-3]\d ) (?= 年 (?: [度底初末] | \d{{1,2}}月 | [上下]半年 | 全年 | {_QUARTER} ) )  # 113年度
          | (?P<full> {_FOUR} )
          | (?P<short> \d\d ) )
        年 (?! [代级均] | 产能 ) (?: 度 (?!过) )? {_ATTACHED} )
    """,
    regex.VERBOSE,
)
_ROC_LABELS = regex.compile(rf"(?<![\d.第])(1[0-3]\d)年(?![代级均内来期])(?:度(?!过))?{_ATTACHED}")
_CERTAIN = regex.compile(rf"[底初末]|[上下]半年|全年|同期|{_QUARTER}|前[一二三四五六七八九十两\d]+个?[月季]")  # 24年底
_PLANS = regex.compile(
    r"(?P<brief>十[一二三四五六七八]|(?<=[“\"])[六七八九])五(?![十百千万亿]|[”\"]?普法)"
    r"|第(?P<ordinal>十[一二三四五六七八九]?|二十|[六七八九]|\d{1,2})个五年(?:规划|计划)"
)
_BARE = regex.compile(r"(?<![A-Za-z0-9_.—–~/第-]|\d,)(?:19|20)\d\d(?![\d.,，%‰年/—–~-])")
_OPENED = regex.compile(r"(?<=[“《〔（【「『])")
_NAMED = regex.compile(rf"\s?(?:(?![多余])\p{{Han}}|[A-Z“])|[、和及与]{_FOUR}年")
_REPUBLIC = 1911  # the year before the first of 民国
_FIRST_PLAN = 1951  # the nth five-year plan begins in 1951 + 5n


class Years:
    """Reads year labels."""

    def __init__(self, lexicons: Lexicons, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._relative = lexicons["relative-years"].canonical
        self._terms = regex.compile(f"({lexicons['relative-years'].pattern()})(?:(?<=年)度(?!过))?{_ATTACHED}")
        contexts = lexicons["year-contexts"].notes
        self._spans_before = tuple(term for term, note in contexts.items() if "before" in note.split())
        self._spans_after = tuple(term for term, note in contexts.items() if "after" in note.split())

    def candidates(self, scanned: Scanned, figures: Sequence[Span], republic: bool = False) -> Iterator[Candidate]:
        """All year labels; `figures` are the spans of numbers with a unit, which are no bare years.

        `republic` says that the text counts 民国 years, so that its 113年 is 2024.
        """
        yield from self._labels(scanned)
        if republic:
            yield from _republican(scanned)
        yield from self._relatives(scanned)
        yield from _plans(scanned)
        yield from _bare(scanned, figures)

    def _labels(self, scanned: Scanned) -> Iterator[Candidate]:
        for match in _LABELS.finditer(scanned.text):
            low, high = _years(match)
            rising = high is None or low < high <= low + 100
            if rising and (not match["short"] or self._is_label(scanned.text, match)):
                yield from _year(scanned, Span(*match.span()), low, high)

    def _is_label(self, text: str, match: "regex.Match[str]") -> bool:
        """Whether two digits before 年 name a year (25年销售额, 24年底) or count years (近25年, 25年经验)."""
        if match[0][-1] != "年" or match["short"][0] == "0" or _CERTAIN.match(text, match.end()):
            return True
        head, tail = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 4]
        counted = head.endswith(self._spans_before) or tail.startswith(self._spans_after)
        return 15 <= int(match["short"]) <= 35 and not counted

    def _relatives(self, scanned: Scanned) -> Iterator[Candidate]:
        for match in self._terms.finditer(scanned.text, overlapped=True):
            if not self._falls_apart(scanned.text, Span(*match.span(1))):
                offset = Decimal(self._relative[match[1]])
                yield from _year(scanned, Span(*match.span()), offset, None, match[1])

    def _falls_apart(self, text: str, term: Span) -> bool:
        """Whether its ends belong to the words beside it: 应当|年底, 目前|年产, 如今|年轻人; not 截至今年|底."""
        before, after = text[max(0, term.start - 1) : term.start + 1], text[term.end - 1 : term.end + 1]
        if after in ("年级", "年龄", "年代") or (term.of(text) == "后年" and before[0] in "产成工用运业"):
            return True  # 达产后|年销售额
        if term.of(text) == "今年":
            return after == "年轻"
        return before[0] not in "至自从" and self._is_word(before) and self._is_word(after)


def _years(match: "regex.Match[str]") -> tuple[Decimal, Decimal | None]:
    """The calendar years of a label: 民国113年 is 2024, 25年 2025, 2021—25年 2021 to 2025."""
    if match["from"]:
        low, last = parse(match["from"]), parse(match["to"])
        return low, last if last >= 100 else low // 100 * 100 + last
    if match["republic"] or match["taiwan"]:
        return parse(match["republic"] or match["taiwan"]) + _REPUBLIC, None
    if match["short"]:
        return 2000 + parse(match["short"]), None
    return parse(match["iso"] or match["full"]), None


def _republican(scanned: Scanned) -> Iterator[Candidate]:
    """`113年`, `113年12月` in a text on 民国 years; not 113年内."""
    for match in _ROC_LABELS.finditer(scanned.text):
        yield from _year(scanned, Span(*match.span()), parse(match[1]) + _REPUBLIC, None)


def _plans(scanned: Scanned) -> Iterator[Candidate]:
    """Five-year plans: the fourteenth ran from 2021 to 2025."""
    for match in _PLANS.finditer(scanned.text):
        first = _FIRST_PLAN + 5 * parse(match["brief"] or match["ordinal"])
        yield from _year(scanned, Span(*match.span()), first, first + 4)


def _bare(scanned: Scanned, figures: Sequence[Span]) -> Iterator[Candidate]:
    """Four digits that can only be a year: after an opening mark (“2023…), or before a word (在2024江苏省…)."""
    for match in _BARE.finditer(scanned.text):
        span = Span(*match.span())
        named = _OPENED.match(scanned.text, span.start) or _NAMED.match(scanned.text, span.end)
        if named and not any(figure.overlaps(span) for figure in figures):
            yield from _year(scanned, span, Decimal(match[0]), None)


def _year(scanned: Scanned, span: Span, low: Decimal, high: Decimal | None, unit: str = "") -> Iterator[Candidate]:
    numerals = scanned.within(span)
    if numerals is not None:
        yield Candidate(Quantity(span, Kind.YEAR, low, high, "exact", unit, numerals), len(span), Rank.LABEL)
