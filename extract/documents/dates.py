"""Full dates as pages print them: 2025-02-14, 2025年2月14日, 2025/2/14, 2025 02-14."""

import re

_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:[12]\d|3[01]|0?[1-9])"
_FULL = rf"(?<!\d)(?:19|20)\d\d(?:[-/. ]{_MONTH}[-/.]{_DAY}(?!\d)|年{_MONTH}月{_DAY}日)"
_CLOCK = r"\s*(?:（?(?:星期|周)[一二三四五六日天]）?)?\s*(?:T?\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
_SIGNED = r"二[〇零][〇零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
DATE = re.compile(_FULL)
# 114-01-16, 民国114年1月16日 after a cue of publication
REPUBLIC_DATE = re.compile(rf"(?<!\d)(?:民国)?1[0-3]\d(?:[-/.]{_MONTH}[-/.]{_DAY}(?!\d)|年{_MONTH}月{_DAY}日)")


def year_of(date: str) -> str:
    """The calendar year of a full date.

    >>> year_of("2025-02-14"), year_of("114-01-16")
    ('2025', '2025')
    """
    digits = re.search(r"\d+", date)
    if digits is None:
        return ""
    year = int(digits[0])
    return str(year + 1911 if year < 1000 else year)


# alone on a line or before other metadata; 二〇二五年二月十四日 stands under signatures only
DATE_AND_TIME = re.compile(rf"[\[（【]?(?:{_FULL}|{_SIGNED})[\]）】]?{_CLOCK}[\]）】]?")
# 新华社某地2025年2月14日电
DATELINE = re.compile(
    rf"(?:[（【]?[^，。；：]{{0,14}}?(?={_FULL}(?:电|讯))|（[^（）。]{{0,12}}?(?={_FULL}）))(?P<date>{_FULL})"
)
