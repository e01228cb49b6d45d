"""Dates, periods and times of day: `2月12日`, `1—10月`, `前三季度`, `14:09:07`; the year label before them is apart."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from extract.models import Kind, Quantity, Span
from extract.quantities.candidates import Candidate, Rank, Scanned

_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_HOUR = "(?:2[0-4]|1?[0-9]|[一二三四五六七八九十]+)"
_DASH = "[—–―─~～〜至到-]"
_DATES = regex.compile(
    rf"""
    (?<! [\d.零〇一二三四五六七八九十百千] )
    (?: {_MONTH}月 (?![饼季球嫂亮]) 份? (?: {_DAY}[日号] )?  # 2月12日
        (?: {_DASH} (?: {_MONTH}月份? (?: {_DAY}[日号] )? | {_DAY}[日号] ) )?  # 1月至9月, 4月16日至18日
      | {_MONTH} (?: 月?{_DASH} | (?: 、{_MONTH} )* [、和] ) {_MONTH}月份?  # 1—10月, 7、8月份
      | {_DAY} (?: 日?{_DASH}{_DAY} )? 日 (?![元圆均产本内处籍夜])
      | (?:2[0-3]|[01]?\d) : [0-5]\d (?: :[0-5]\d )?  # 14:09:07
      | {_HOUR}[时点] (?: [0-5]?\d分 | [一二三四五]?十?[一二三四五六七八九]?分 (?!之) | [半整许] )  # 9时30分
      | (?<= [上下中]午 | 凌晨 | 晚 ) {_HOUR}[时点]
      | (?:19|20)?\d0年代 | [二三四五六七八九]十年代 | 二十一?世纪 | \d{{1,2}}世纪 )
    | 前 (?: \d{{1,2}} | [一二三四五六七八九十两] ) 个? (?: 月份? | 季度 )  # 前三季度, 前10个月
    | 第?[一二三四1-4] (?: {_DASH}[一二三四1-4] )? 季度 | (?<=年) [一二三四]季 | 首季度?
    | [上下]半[年月] (?!报) | Q[1-4] (?![A-Za-z0-9])
    """,
    regex.VERBOSE,
)


def dates(scanned: Scanned) -> Iterator[Candidate]:
    """All dates; the value is their first number."""
    for match in _DATES.finditer(scanned.text, overlapped=True):
        span = Span(*match.span())
        numerals = scanned.within(span)
        if numerals:
            quantity = Quantity(span, Kind.DATE, Decimal(numerals[0].value), None, "exact", "", numerals)
            yield Candidate(quantity, len(span), Rank.LABEL)
