"""What the form of a line says: whether it can be a heading."""

import re

_ENDED = re.compile(r"[。！？；…：，、][”’）】》]*$")
BULLET = re.compile(r"(?:[•·●◆■▪◎★▶*]+|[\-–—]+(?![0-9]))[ \u3000]*")  # -3.9% is a figure
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十壹贰叁参肆伍陆柒捌玖拾]{1,3}[、．.]|（[一二三四五六七八九十壹贰叁参肆伍]{1,3}）、?|第[一二三四五六七八九十]{1,3}[章节部分篇]"
    r"|\d{1,2}[、.](?!\d)|（\d{1,2}）|[①-⑳])"
)
# 300家, 4.5亿元, 12%: a line that holds one says something; 2025年, 500强 and “623” do not
_FIGURE = re.compile(
    r"\d(?:[\d,.]*\d)?[余多]?[百千万亿]*(?:[%‰家个户人项件吨亩倍成次名条种台套元]|[万亿]|百分点)|百分之|^[\d.,%\- ]+$"
)
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》")
# captions, notes, bylines (某报记者 某某), what stands in brackets, and the rows of tables
_NOTE = re.compile(r"图为|图[：:]|注[：:]|单位：|[▲△※#]|.{0,12}(?:记者|通讯员)[ \u3000：]|.*[|｜\t]|（[^）]{3,}）$")
_LONGEST, _LONGEST_NUMBERED = 30, 40


def holds_figure(line: str) -> bool:
    """Whether the line states a figure, titles and quoted names aside."""
    return _FIGURE.search(_QUOTED.sub("", line)) is not None


def can_be_title(line: str) -> bool:
    """Whether the line may be a page's title, which can hold figures: it has no number, bullet or final mark."""
    return not (_NUMBER.match(line) or BULLET.match(line) or _NOTE.match(line) or _ENDED.search(line))


def is_heading(line: str) -> bool:
    """Whether the line's form is a heading's: short, without full stop, bullet or figure."""
    if _ENDED.search(line) or "。" in line or BULLET.match(line) or _NOTE.match(line):
        return False
    number = _NUMBER.match(line)
    words = line[number.end() :] if number else line
    return len(words) <= (_LONGEST_NUMBERED if number else _LONGEST) and not holds_figure(words)


_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[一二三四五六七八九十壹贰叁参肆伍陆柒捌玖拾]{1,3}[、．.]|第[一二三四五六七八九十]{1,3}[章节部分篇]",
        r"（[一二三四五六七八九十壹贰叁参肆伍]{1,3}）",
        r"\d{1,2}[、.](?!\d)",
        r"（\d{1,2}）|[①-⑳]",
    )
)


def level_of(heading: str) -> int:
    """How deep a heading's number says that it stands, 0 for one without number.

    >>> level_of("一、主要指标"), level_of("（二）重点举措"), level_of("下一步打算")
    (1, 2, 0)
    """
    return next((depth for depth, form in enumerate(_LEVELS, 1) if form.match(heading)), 0)
