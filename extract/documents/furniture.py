"""Page furniture: what a site puts around a text. The cues are rows of `rules/lexicon/furniture.csv`.

    whole       a menu item: 首页; a line of nothing but such items is furniture
    start       begins a line of metadata: 来源：
    contains    stands anywhere in such a line: ICP备
    tail        (with one of these) ends the page once most of its text is above: 分享到
    published   (with one of these) stands before the date of publication: 发布时间

A term's canonical cell holds one of the first three, with tail or published after it where they apply.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.documents.dates import DATE, DATE_AND_TIME, REPUBLIC_DATE
from extract.documents.headings import holds_figure
from extract.lexicons import Lexicon

# A12版：要闻; 《某某日报》第3版; 总第105期
_EDITION = re.compile(r"第?[A-Z]?\d{1,3}版[：:].{0,12}|《[^》]{2,12}》(?:第?[A-Z]?\d{1,3}版)?|总?第\d{1,6}期.{0,12}")
_DATES = re.compile(rf"(?:{DATE_AND_TIME.pattern}\s*)+")
_WORDLESS = re.compile(r"[\W_]+")
_SEPARATORS = re.compile(r"[\s|｜/>»›·•\[\]【】<：（）]+")
_STEPS = re.compile(r"[>»›]")


@dataclass(frozen=True, slots=True)
class Cues:
    """The furniture lexicon, ready to be asked."""

    whole: frozenset[str]
    start: re.Pattern[str]
    contains: re.Pattern[str]
    tail: re.Pattern[str]
    published: re.Pattern[str]


def cues_of(lexicon: Lexicon) -> Cues:
    """The cues of the lexicon."""
    return _compiled(tuple(sorted(lexicon.canonical.items())))


@lru_cache(maxsize=4)
def _compiled(terms: tuple[tuple[str, str], ...]) -> Cues:
    def of(act: str) -> list[str]:
        return sorted((term for term, acts in terms if act in acts.split()), key=lambda term: (-len(term), term))

    def any_of(act: str) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, of(act))) or r"(?!)")

    return Cues(frozenset(of("whole")), any_of("start"), any_of("contains"), any_of("tail"), any_of("published"))


def is_furniture(line: str, cues: Cues) -> bool:
    """Whether the line is furniture wherever it stands."""
    if is_masthead(line):
        return True
    dates = _DATES.match(line)
    if dates:
        line = line[dates.end() :]
    if not line or _WORDLESS.fullmatch(line) or _EDITION.fullmatch(line) or _is_menu(line, cues) or _is_junk(line):
        return True
    return _is_metadata(line, cues)


def is_masthead(line: str) -> bool:
    """`某某日报　2026-01-12　第03版　园区`: a date among short words parted by blanks."""
    date = DATE.search(line)
    words = re.split(r"\s+", line[: date.start()] + " " + line[date.end() :]) if date else []
    parted = date is not None and re.search(r"\s", line.strip()) is not None
    return parted and len(words) > 1 and all(len(word) <= 8 and not re.search("[，。；]", word) for word in words)


def _is_metadata(line: str, cues: Cues) -> bool:
    """`来源：某报 作者：某人`; a sentence that only begins like it (`附件所列…。`) is none."""
    start = cues.start.match(line.lstrip("（([［【〔•·* "))
    said = "。" in line or line.endswith(("；", "，", "、"))
    if start:
        return not said or start[0].endswith("：")
    return not said and cues.contains.search(re.sub(r"\s", "", line)) is not None


def is_item(line: str, cues: Cues) -> bool:
    """Whether the line is one menu item; inside the text the same words may be a heading."""
    return line.strip("【】[]（）<>» ") in cues.whole


def _is_menu(line: str, cues: Cues) -> bool:
    """`繁体 |English |日语`, `首页 > 新闻 > 要闻`: several short parts, at least half of them known."""
    parts = [part for part in _SEPARATORS.split(line) if part]
    known = sum(part in cues.whole for part in parts)
    short = all(len(part) <= 8 for part in parts)
    if len(parts) > 1 and short and _STEPS.search(line) and not holds_figure(line):
        return True
    return len(parts) > 1 and (known == len(parts) or (short and known * 2 >= len(parts) > 2))


def _is_junk(line: str) -> bool:
    """`新闻_要闻_某某网`: titles joined for search engines."""
    parts = re.split(r"[_|｜]", line.strip("|｜ "))
    return len(parts) > 2 and "。" not in line and not any(map(holds_figure, parts))


def ends_page(line: str, cues: Cues) -> bool:
    """Whether a line of furniture is one that ends pages."""
    return cues.tail.search(line) is not None


def holds_date(line: str) -> bool:
    """Whether the line holds a full date."""
    return DATE.search(line) is not None or REPUBLIC_DATE.search(line) is not None
