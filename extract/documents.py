"""Files to documents: read, normalize, split into furniture, headings and body, and those into sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from extract.encodings import decode
from extract.errors import InputError, Place
from extract.lexicons import Lexicon, Lexicons
from extract.models import Block, BlockKind, Document, Source, Span
from extract.normalize import normalize

_LINE = re.compile(r"[^\r\n]+")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|年\d{1,2}月\d{1,2}日)")
_CLOCK = r"[ T\u3000\u00a0]*(?:星期[一二三四五六日天])?[ \u3000\u00a0]*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_DATE_LINE = re.compile(rf"[\[（【]?{_DATE.pattern}{_CLOCK}[\]）】]?")
_DATELINE = re.compile(rf"[（【]?[^，。]{{0,14}}?({_DATE.pattern})(?:电|讯|（记者)")
_ENDED = re.compile(r"[。！？；…：，、][”’）】》]*$")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、．.]|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节部分篇]"
    r"|\d{1,2}[、.](?!\d)|（\d{1,2}）|[①-⑳])"
)
_BULLET = re.compile(r"[•·●◆■▪○*\-–—]+[ \u3000]*")
# 300家, 4.5亿元, 12%: a line that holds one says something; 2025年 and “623” do not
_FIGURE = re.compile(r"\d(?:[\d,.]*\d)?[余多]?[万亿千百]*(?:[%‰家个户人项亿万元件吨亩倍成次名条种台套]|个?百分点)|百分之|^[\d.,%\- ]+$")
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》")
_WORDLESS = re.compile(r"[\W_]+")


def read(path: Path) -> Source:
    """The decoded file; its id is the file's stem."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"cannot read the file ({reason})", Place(str(path)), "name a readable text file") from error
    raw, encoding = decode(data, str(path)) if data else ("", "")
    if not raw.strip():
        raise InputError("the file is empty", Place(str(path)), "save the page's text in it")
    return Source(path.stem, raw, encoding, sha256(data).hexdigest())


def document(source: Source, lexicons: Lexicons) -> Document:
    """The report, normalized and split into lines of furniture, headings and body."""
    normalized = normalize(source.raw, lexicons["held-characters"].canonical)
    cues = _cues(lexicons["furniture"])
    lines = tuple(_lines(normalized.text))
    kinds = _kinds(tuple(line.of(normalized.text) for line in lines), cues)
    unnumbered = tuple(Block(span, kind, 0) for span, kind in zip(lines, kinds, strict=True))
    published = _published(normalized.text, unnumbered, cues)
    plain = Document(source, normalized, unnumbered, published)
    return Document(source, normalized, tuple(_numbered(plain)), published)


def _numbered(plain: Document) -> Iterator[Block]:
    """The blocks with the numbers of their lines in the raw text."""
    number, at = 1, 0
    for block in plain.blocks:
        start = plain.to_raw(block.span).start
        number += plain.raw.count("\n", at, start)
        at = start
        yield Block(block.span, block.kind, number)


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold more than blanks, without their outer blanks."""
    for line in _LINE.finditer(text):
        inner = line[0].strip()
        if inner:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            yield Span(start, start + len(inner))


# --- furniture


@dataclass(frozen=True, slots=True)
class Cues:
    """The furniture lexicon, ready to be asked."""

    whole: frozenset[str]
    start: re.Pattern[str]
    contains: re.Pattern[str]
    tail: frozenset[str]
    published: re.Pattern[str]


def _cues(lexicon: Lexicon) -> Cues:
    return _compiled(tuple(sorted(lexicon.canonical.items())))


@lru_cache(maxsize=4)
def _compiled(terms: tuple[tuple[str, str], ...]) -> Cues:
    """The cues of the lexicon's terms: `start published` is a cue at the start of a line and precedes the date."""

    def of(act: str) -> list[str]:
        return sorted((term for term, acts in terms if act in acts.split()), key=lambda term: (-len(term), term))

    def any_of(act: str) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, of(act))) or r"(?!)", re.IGNORECASE)

    return Cues(frozenset(of("whole")), any_of("start"), any_of("contains"), frozenset(of("tail")), any_of("published"))


def _is_furniture(line: str, cues: Cues) -> bool:
    """Whether the line by itself is page furniture."""
    dated = _DATE_LINE.match(line)
    if dated and (dated.end() == len(line) or _is_furniture(line[dated.end() :].strip(), cues)):
        return True
    if _WORDLESS.fullmatch(line) or _is_menu(line, cues) or _is_junk(line):
        return True
    said = _ENDED.search(line) is not None and not line.endswith("：")
    start = cues.start.match(re.sub(r"^[\W_]+", "", line))
    if start and (not said or start[0].endswith("：")):
        return True
    return not said and cues.contains.search(re.sub(r"\s", "", line)) is not None


def _is_menu(line: str, cues: Cues) -> bool:
    """`繁体 |English |日语`, `首页 > 新闻 > 要闻`: short parts, most of them known."""
    parts = [part for part in re.split(r"[\s|｜/>»›·•\[\]【】<：]+", line) if part]
    known = sum(part in cues.whole for part in parts)
    short = all(len(part) <= 8 for part in parts)
    return known == len(parts) or (short and len(parts) > 2 and known * 2 >= len(parts)) or len(re.findall("[>»›]", line)) > 1


def _is_junk(line: str) -> bool:
    """`新闻_要闻_某某网`: titles joined for search engines."""
    parts = re.split(r"[_|｜]", line)
    return len(parts) > 2 and not _ENDED.search(line) and "。" not in line and not any(map(_FIGURE.search, parts))


# --- headings


def _is_heading(line: str) -> bool:
    """Whether the line's form is a heading's: short, unfinished, without figures."""
    if _ENDED.search(line) or "。" in line or _BULLET.match(line):
        return False
    number = _NUMBERED.match(line)
    words = line[number.end() :] if number else line
    if _FIGURE.search(_QUOTED.sub("", words)):
        return False
    return len(words) <= (40 if number else 30)


def _kinds(lines: Sequence[str], cues: Cues) -> tuple[BlockKind, ...]:
    """What each line is."""
    furniture = [_is_furniture(line, cues) for line in lines]
    title = _title(lines, furniture)
    tail = _tail(lines, furniture, cues)
    kinds: list[BlockKind] = []
    for number, line in enumerate(lines):
        if furniture[number] or number < title.start or number >= tail:
            kinds.append("furniture")
        elif number < title.end or _is_heading(line):
            kinds.append("heading")
        else:
            kinds.append("body")
    return tuple(kinds)


def _title(lines: Sequence[str], furniture: Sequence[bool]) -> Span:
    """The lines of the page's title: those right before the metadata that carry its date; what stands above is the site's."""
    body = next((n for n, line in enumerate(lines) if "。" in line and not furniture[n]), 0)
    dated = next((n for n in range(body) if furniture[n] and _DATE.search(lines[n])), None)
    if dated is None:
        above = max((n for n in range(body) if furniture[n]), default=-1) + 1
        return Span(above, above)
    end = dated
    while end and furniture[end - 1]:
        end -= 1
    start = end
    while start and not furniture[start - 1]:
        start -= 1
    return Span(start, end) if end else Span(0, 0)


def _tail(lines: Sequence[str], furniture: Sequence[bool], cues: Cues) -> int:
    """The number of the line from which on the page is furniture: the share bar, once most of the text is above it."""
    said = [len(line) if "。" in line and not furniture[n] else 0 for n, line in enumerate(lines)]
    above, total = 0, sum(said)
    for number, line in enumerate(lines):
        above += said[number]
        if furniture[number] and total and above * 2 > total and any(term in line for term in cues.tail):
            return number
    return len(lines)


# --- publication date


def _published(text: str, blocks: Sequence[Block], cues: Cues) -> Span | None:
    """The first date after a cue of publication, else the first date among the furniture, else a dateline's."""
    furniture = [block.span for block in blocks if block.kind == "furniture"]
    for span in furniture:
        cue = cues.published.search(text, span.start, span.end)
        date = _DATE.search(text, cue.end(), span.end) if cue else None
        if date:
            return Span(*date.span())
    for span in furniture:
        date = _DATE.match(text, span.start, span.end)
        if date:
            return Span(*date.span())
    return next(
        (Span(*found.span(1)) for block in blocks if (found := _DATELINE.match(text, block.span.start, block.span.end))),
        None,
    )


# --- sentences

_PAIRS = {"《": "》", "“": "”", "（": "）"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_MARKS = re.compile(r"[。！？!?]+|[《》“”（）]")


def sentences_of(text: str, block: Block) -> tuple[Span, ...]:
    """The sentences of a block, without their outer blanks and the bullet before the first."""
    bullet = _BULLET.match(text, block.span.start, block.span.end)
    start = bullet.end() if bullet else block.span.start
    edges = [start, *_ends(text, Span(start, block.span.end)), block.span.end]
    pieces = (Span(*edge) for edge in zip(edges, edges[1:], strict=False))
    return tuple(piece for span in pieces if len(piece := _stripped(text, span)))


def _stripped(text: str, span: Span) -> Span:
    """The span without its outer blanks."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _ends(text: str, block: Span) -> Iterator[int]:
    """Where sentences end: after 。！？ outside brackets, and after the bracket that closes right behind them."""
    paired = _paired(text, block)
    depth = 0
    for mark in _MARKS.finditer(text, block.start, block.end):
        if mark[0] in _PAIRS:
            depth += mark.start() in paired
        elif mark[0] in _CLOSERS:
            closes = mark.start() in paired
            depth -= closes
            if closes and not depth and mark[0] != "》" and text[mark.start() - 1] == "。":
                yield mark.end()
        elif not depth and not _inside_word(text, mark.start()):
            yield mark.end()


def _inside_word(text: str, at: int) -> bool:
    """Whether the mark stands between ASCII letters or digits, as in `page?id`."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return text[at] in "!?" and len(around) == 2 and around.isascii() and around.isalnum()


def _paired(text: str, block: Span) -> set[int]:
    """The places of brackets that have their partner in the block; a lone one binds nothing."""
    open_at: dict[str, list[int]] = {opener: [] for opener in _PAIRS}
    paired: set[int] = set()
    for mark in _MARKS.finditer(text, block.start, block.end):
        if mark[0] in _PAIRS:
            open_at[mark[0]].append(mark.start())
        elif mark[0] in _CLOSERS and open_at[_CLOSERS[mark[0]]]:
            paired |= {open_at[_CLOSERS[mark[0]]].pop(), mark.start()}
    return paired
