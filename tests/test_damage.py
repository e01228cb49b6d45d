"""What a page suffers on its way costs no fact in silence: mended, it gives the clean text's facts, else a finding.

Facts are the rows of the six fact tables without their places, and the line they stand on.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from extract import extract_text, load_rules
from extract.models import Extraction, Finding, Repair, Span
from extract.normalize.script import to_simplified
from extract.schema import FACTS

ROOT = Path(__file__).parents[1]
TEXTS = {
    path.stem: path.read_text("utf-8")
    for folder in ("tests/reports/known", "raw")
    for path in sorted((ROOT / folder).glob("*.txt"))
}
NAMES = tuple(TEXTS)
PLACES, REPORTS = 30, 6
FIGURES = ("percentages", "counts", "amounts")
Place = tuple[int, int, str]  # start and end in the clean text, what is written there instead
Fact = tuple[object, ...]


@cache
def rules():
    return load_rules(ROOT / "rules")


@cache
def clean(name: str) -> Extraction:
    return extract_text(TEXTS[name], rules())


def line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at)


def plain(cell: str) -> str:
    """A cell without what quoted words keep of their print: the form of brackets, commas between digits."""
    return re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", cell.replace("（", "(").replace("）", ")"))


def facts(extraction: Extraction, lines: int = 0) -> Counter[Fact]:
    """The facts with their lines, `lines` fewer than counted."""
    rows = (row for row in extraction.rows if row.table in FACTS)
    raw = extraction.document.raw
    return Counter(
        (line_of(raw, r.span.start) - lines, r.table, *((name, plain(cell)) for name, cell in r.cells)) for r in rows
    )


def different(name: str, damaged: Extraction, lines: int = 0) -> Counter[Fact]:
    one, other = facts(clean(name)), facts(damaged, lines)
    return (one - other) + (other - one)


def new_findings(name: str, damaged: Extraction) -> list[Finding]:
    old = {(finding.code, finding.message) for finding in clean(name).findings}
    return [finding for finding in damaged.findings if (finding.code, finding.message) not in old]


def chance(*seed: object) -> random.Random:
    return random.Random(" ".join(map(str, seed)))


def chosen(kind: str) -> list[str]:
    """The reports that a kind of damage is put into."""
    return chance(kind).sample(NAMES, REPORTS)


def put(text: str, places: Iterable[Place]) -> tuple[str, list[Span]]:
    """The text with the places written anew, and where they now stand."""
    pieces, spans, at, length = [], [], 0, 0
    for start, end, words in sorted(places):
        length += start - at
        pieces += [text[at:start], words]
        spans.append(Span(length, length + len(words)))
        at, length = end, length + len(words)
    return "".join([*pieces, text[at:]]), spans


def lines(name: str) -> list[Span]:
    """The lines of the clean text that are no furniture."""
    document = clean(name).document
    return [document.to_raw(block.span) for block in document.blocks if block.kind != "furniture"]


def found(name: str, pattern: str, inside_figures: bool = False, in_text: bool = False) -> list[re.Match[str]]:
    """Every match outside furniture; `inside_figures` only those within a figure's span, `in_text` not in headings."""
    text, sought = TEXTS[name], re.compile(pattern)
    spans = [line for line in lines(name) if not in_text or "。" in line.of(text)]
    matches = [match for line in spans for match in sought.finditer(text, line.start, line.end)]
    figures = [row.span for row in clean(name).rows if row.table in FIGURES]
    return [m for m in matches if not inside_figures or any(f.start <= m.start() and m.end() <= f.end for f in figures)]


# --- damage that is mended: all facts are the clean text's

HAN = "[\u4e00-\u9fff]"
READINGS = ("fā", "zhǎn", "gè", "wàn", "yì", "yè", "qū", "chǎn", "lǜ", "jiān", "zhuāng", "xiàng", "nián", "èr", "men", "shi")
NAMED = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "·": "&middot;", "\u3000": "&nbsp;", "\xa0": "&nbsp;"}
UNIT_NEXT = "[0-9](?=[^0-9.,~至到—-])"


def bracket(rng: random.Random, before: str) -> str:
    return before + rng.choice(("({})", "（{}）", "( {} )")).format(rng.choice(READINGS))


def entity(rng: random.Random, character: str) -> str:
    return NAMED.get(character) or rng.choice(("&#{};", "&#x{:X};")).format(ord(character))


def full(rng: random.Random, digits: str) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) if digit.isdigit() else digit for digit in digits)


MENDED: dict[str, tuple[Callable[[str], list[re.Match[str]]], Callable[[random.Random, str], str]]] = {
    "reading after a character": (lambda name: found(name, HAN), bracket),
    "reading inside a figure": (lambda name: found(name, f"{HAN}(?!$)", inside_figures=True), bracket),
    "doubled comma": (lambda name: found(name, "[,，](?![0-9])"), lambda rng, c: c + rng.choice(",，")),
    "comma before a full stop": (lambda name: found(name, "。"), lambda rng, c: rng.choice(",，") + c),
    "blank before a unit": (
        lambda name: found(name, UNIT_NEXT, inside_figures=True),
        lambda rng, c: c + rng.choice((" ", "  ")),
    ),
    "blank between digits": (lambda name: found(name, "(?<=[0-9]),(?=[0-9]{3})"), lambda rng, c: rng.choice(" \xa0\u2009")),
    "no-break space in a figure": (lambda name: found(name, UNIT_NEXT, inside_figures=True), lambda rng, c: c + "\xa0"),
    # between two words of a heading a blank may be meant
    "no-break space between characters": (
        lambda name: found(name, f"{HAN}(?={HAN})", in_text=True),
        lambda rng, c: c + "\xa0",
    ),
    "no-break space behind a mark": (
        lambda name: found(name, "[，。；：、,;:](?![0-9])", in_text=True),
        lambda rng, c: c + "\xa0",
    ),
    "full-width digits": (lambda name: found(name, "[0-9][0-9.,]*"), full),
    "full-width percent": (lambda name: found(name, "%"), lambda rng, c: "％"),
    "lost bullet": (
        lambda name: found(name, r"(?m)^(?=[^\s?？（(一二三四五六七八九十].*。)"),
        lambda rng, c: rng.choice("?？"),
    ),
    "entity": (lambda name: found(name, "[^\n]"), entity),
}


@pytest.mark.parametrize("kind", MENDED)
def test_mended_damage_costs_no_fact(kind):
    places, write = MENDED[kind]
    made = 0
    for name in chosen(kind):
        rng = chance(kind, name)
        candidates = places(name)
        damages = rng.sample(candidates, min(PLACES, len(candidates)))
        made += len(damages)
        text, _ = put(TEXTS[name], ((m.start(), m.end(), write(rng, m[0])) for m in damages))
        assert different(name, extract_text(text, rules())) == Counter(), name
    assert made >= PLACES or kind == "blank between digits"


def test_simplified_characters_in_a_traditional_text_cost_no_fact():
    for name in [name for name in NAMES if clean(name).document.normalized.script != "simplified"][:REPORTS]:
        text, rng = TEXTS[name], chance("simplified", name)
        simple = to_simplified(text)
        changed = [at for line in lines(name) for at in range(line.start, line.end) if simple[at] != text[at]]
        mixed, _ = put(text, ((at, at + 1, simple[at]) for at in rng.sample(changed, PLACES)))
        assert different(name, extract_text(mixed, rules())) == Counter(), name


# --- words of other pages: none of them is a fact, none of the facts is lost

SPAM = (
    *(
        "在线观看",
        "最新网站",
        "手机下载",
        "免费入口",
        "彩票大全",
        "直播平台",
        "天气查询",
        "小说阅读",
        "全集在线",
        "第一门户",
    ),
    *("2026年最新", "免费100%", "送彩金888元", "3000款游戏", "app下载v3.2版", "百万用户"),
)
FOOT = (
    *(
        "分享到:",
        "打印本页",
        "责任编辑:王某",
        "粤ICP备18030077号-1",
        "网站标识码:4403000017",
        "阅读次数:1,905",
        "浏览次数：386",
    ),
    *("上一篇:关于召开2024年会议的通知", "下一篇:2025年新增3家企业", "友情链接: 中国政府网", "返回顶部", "字号:大 中 小"),
    *("电话:0512-66668888", "来源:某报 作者:某人", "主办单位：某某管委会", "Copyright © 2025 All Rights Reserved"),
    *("附件下载：2024年工作总结.pdf", "您是第1234567位访客", "版权所有 某某市人民政府办公室"),
)


def spam(rng: random.Random, mark: str) -> str:
    return mark.join(rng.sample(SPAM, rng.randint(3, 5)))


@pytest.mark.parametrize("number", range(PLACES))
def test_a_line_of_other_pages_before_the_text_costs_no_fact(number):
    rng, name = chance("before", number), NAMES[number % len(NAMES)]
    above = spam(rng, rng.choice("_|｜-")) + rng.choice(("\n", "\n\n"))
    damaged = extract_text(above + TEXTS[name], rules())
    assert different(name, damaged, above.count("\n")) == Counter()


@pytest.mark.parametrize("number", range(PLACES))
def test_lines_of_the_site_after_the_text_cost_no_fact(number):
    rng, name = chance("after", number), NAMES[number % len(NAMES)]
    below = "\n".join(rng.sample(FOOT, rng.randint(2, 6)))
    damaged = extract_text(f"{TEXTS[name].rstrip()}\n\n{below}\n", rules())
    assert different(name, damaged) == Counter()


def headline(name: str) -> Span | None:
    """The page's title, if it has one: the first line that is no furniture and has no full stop."""
    first = lines(name)[0]
    return None if "。" in first.of(TEXTS[name]) else first


@pytest.mark.parametrize("number", range(PLACES))
def test_words_of_other_pages_inside_the_headline_cost_no_fact_in_silence(number):
    titled = [name for name in NAMES if headline(name)]
    rng, name = chance("headline", number), titled[number % len(titled)]
    title = headline(name)
    assert title is not None
    # words that no mark parts from the headline's own are like its own to anyone who does not know the place
    at, mark = rng.randint(title.start + 1, title.end - 1), rng.choice("_|｜")
    text, places = put(TEXTS[name], [(at, at, f"{mark}{spam(rng, mark)}{mark}")])
    damaged = extract_text(text, rules())
    told = any(finding.span.overlaps(places[0]) for finding in new_findings(name, damaged))
    here = {line_of(text, at)} if told else set()
    assert [fact for fact in different(name, damaged) if fact[0] not in here] == []
    figures = [row for row in damaged.rows if row.table in FACTS and places[0].holds(row.span)]
    assert figures == []


# --- damage that takes characters away: a finding names the place


def one_a_line(name: str, rng: random.Random, matches: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """One of the matches of each line, at random."""
    by_line: dict[int, list[re.Match[str]]] = {}
    for match in matches:
        by_line.setdefault(line_of(TEXTS[name], match.start()), []).append(match)
    return [rng.choice(of_line) for of_line in by_line.values()]


def untold(name: str, damaged: Extraction, told: Iterable[Finding | Repair]) -> list[Fact]:
    """The facts that differ on lines of which nothing is told."""
    named = {line_of(damaged.document.raw, word.span.start) for word in told}
    return [fact for fact in different(name, damaged) if fact[0] not in named]


def slipped(line: str) -> str:
    """The line as a reader shows it whose first byte was lost."""
    return "?" + line.encode("gb18030")[1:].decode("gb18030", "replace").replace("\ufffd", "?")


def test_a_slip_of_half_a_character_is_mended_or_told():
    made = 0
    for name in chosen("slip"):
        rng = chance("slip", name)
        damages = one_a_line(name, rng, found(name, "[。、].*"))
        text, _ = put(TEXTS[name], ((m.start(), m.end(), slipped(m[0])) for m in damages))
        damaged = extract_text(text, rules())
        assert untold(name, damaged, new_findings(name, damaged)) == [], name
        made += len(damages)
    assert made >= PLACES


@pytest.mark.parametrize("mark", "□*?×")
@pytest.mark.parametrize("whole", [False, True], ids=["one character", "all characters"])
def test_a_masked_figure_is_told_and_not_read(mark, whole):
    made = 0
    for name in chosen(f"mask {mark} {whole}"):
        rng = chance("mask", mark, whole, name)
        digits = one_a_line(name, rng, found(name, "[0-9][0-9.,]*[0-9]|[0-9]" if whole else "[0-9]", inside_figures=True))
        text, places = put(TEXTS[name], ((m.start(), m.end(), mark * rng.randint(1, 1 + whole)) for m in digits))
        damaged = extract_text(text, rules())
        # at the start of a line `?` is a bullet that was lost; its repair names the place
        told = [*new_findings(name, damaged), *(r for r in damaged.document.normalized.repairs if r.kind == "bullet")]
        naming = [word for word in told if any(word.span.overlaps(place) for place in places)]
        assert untold(name, damaged, naming) == [], name
        rows = [row for row in damaged.rows if row.table in FIGURES and any(row.span.overlaps(p) for p in places)]
        assert rows == [], name
        made += len(places)
    assert made >= PLACES
