import csv
import re
import time
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.documents import document, read, sentences_of
from extract.errors import InputError
from extract.lexicons import Lexicons, load_lexicon
from extract.models import Block, Document, Source, Span
from extract.normalize.script import to_simplified

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("furniture", "held-characters")
LEXICONS = Lexicons({name: load_lexicon(ROOT / "rules" / "lexicon" / f"{name}.csv") for name in NAMES})
CASES = ROOT / "tests" / "cases" / "blocks.csv"


def made(raw: str) -> Document:
    return document(Source("r", raw, "utf-8", ""), LEXICONS)


def kinds(raw: str) -> list[tuple[str, str]]:
    page = made(raw)
    return [(block.span.of(page.text), block.kind) for block in page.blocks]


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences_of(text, Block(Span(0, len(text)), "body", 1))]


# --- reading


def test_a_file_is_read_with_its_stem_and_sum(tmp_path: Path) -> None:
    path = tmp_path / "2024.txt"
    path.write_bytes("\ufeff園區。\r\n".encode())
    source = read(path)
    assert (source.id, source.raw, source.encoding) == ("2024", "園區。\r\n", "utf-8-sig")
    assert len(source.sha256) == 64


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\ufeff\u3000\n".encode()])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"empty\.txt: the file is empty"):
        read(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(InputError, match="cannot read the file"):
            read(path)


def test_a_bad_byte_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes("园区新增项目三百个".encode() + b"\xff" + "，增长。".encode())
    with pytest.raises(InputError, match=r"bad\.txt: byte 0xff at offset 27"):
        read(path)


# --- blocks


def pages() -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [pytest.param(list(page), id=name) for name, page in groupby(rows, key=lambda row: row["page"])]


@pytest.mark.parametrize("rows", pages())
def test_page(rows: list[dict[str, str]]) -> None:
    page = made("\n\n".join(row["line"] for row in rows))
    assert [block.kind for block in page.blocks] == [row["kind"] for row in rows]
    assert (page.published.of(page.text) if page.published else "") == rows[0]["published"]


def test_the_case_table_has_unique_ids() -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_the_lexicon_is_canonical(name: str) -> None:
    with (ROOT / "rules" / "lexicon" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    terms = [row[0] for row in rows]
    assert terms == sorted(set(terms))
    assert all(cell == cell.strip() for row in rows for cell in row)
    assert all(to_simplified(term, terms) == term for term in terms)


def test_the_furniture_lexicon_knows_its_acts() -> None:
    acts = {"whole", "start", "contains", "tail", "published"}
    for term, canonical in LEXICONS["furniture"].canonical.items():
        place, *more = canonical.split()
        assert place in ("whole", "start", "contains"), term
        assert set(more) < acts, term


def test_lines_are_numbered_as_in_the_raw_text() -> None:
    page = made("\r\n  甲。\r\n\r\n<p>乙。<br>丙。</p>\n丁。")
    assert [(block.span.of(page.text), block.number) for block in page.blocks] == [
        ("甲。", 2),
        ("乙。", 4),
        ("丙。", 4),
        ("丁。", 5),
    ]


def test_real_reports(shared: Path) -> None:
    first, second = (document(read(shared / "reports" / f"{year}.txt"), LEXICONS) for year in (2024, 2025))
    assert first.published is not None
    assert first.published.of(first.text) == "2025-02-14"
    assert second.published is None
    assert [block.number for block in first.blocks if block.kind == "furniture"] == [1, 3, 4, 6, 8, 9, 13, 74, 75]
    assert [block.number for block in first.blocks if block.kind == "heading"] == [
        *(11, 22, 26, 30, 36, 38, 52, 54, 62, 66, 70)
    ]
    assert [block.number for block in second.blocks if block.kind != "body"] == [
        *(6, 10, 12, 15, 16, 17, 18, 19, 20, 21, 23, 25, 28, 31, 34)
    ]


def test_gold_spans_read_as_annotated(shared: Path) -> None:
    texts = {year: document(read(shared / "reports" / f"{year}.txt"), LEXICONS) for year in ("2024", "2025")}
    back = {year: {page.to_raw(Span(n, n + 1)).start: n for n in range(len(page.text))} for year, page in texts.items()}
    for table in (shared / "gold").glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                page, places = texts[row["report"]], back[row["report"]]
                span = Span(places[int(row["start"])], places[int(row["end"]) - 1] + 1)
                assert span.of(page.text) == row["text"]
                block = next(block for block in page.blocks if block.span.holds(span))
                if table.name == "numerals.csv":
                    assert (row["reason"] == "furniture") <= (block.kind == "furniture")


def test_without_a_lexicon_only_forms_tell_furniture() -> None:
    page = document(Source("r", "首页 > 新闻 > 要闻\n园区新增项目。\n分享到", "utf-8", ""), Lexicons({}))
    assert [block.kind for block in page.blocks] == ["furniture", "body", "heading"]


# --- sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一是稳。二是进！三是好？", ["一是稳。", "二是进！", "三是好？"]),
        ("甲说：“好。”乙说：“好！”的口号。", ["甲说：“好。”", "乙说：“好！”的口号。"]),
        ("《前进！》入选。（见附件。）完成", ["《前进！》入选。", "（见附件。）", "完成"]),
        ("新增（含续建。）5家。其余", ["新增（含续建。）", "5家。", "其余"]),
        ("为“三年。两年”而战。再战", ["为“三年。两年”而战。", "再战"]),
        ("“甲。乙。丙", ["“甲。", "乙。", "丙"]),
        ("甲”。乙", ["甲”。", "乙"]),
        ("增长4.5%、1.2亿元。完", ["增长4.5%、1.2亿元。", "完"]),
        ("真的？！好。。完", ["真的？！", "好。。", "完"]),
        ("见page?id=1和a!b。完", ["见page?id=1和a!b。", "完"]),
        ("真的?好!完", ["真的?", "好!", "完"]),
        ("• 甲。 乙。", ["甲。", "乙。"]),
        ("一、甲。乙", ["一、甲。", "乙"]),
        ("（一）甲。", ["（一）甲。"]),
        ("甲；乙……丙。", ["甲；乙……丙。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


LINES = st.text(st.sampled_from("园区新增5家。！？?!；，、“”《》（）• \u3000a1.%\n"), max_size=60)


@given(LINES)
def test_sentences_hold_all_but_blanks_and_the_bullet(text: str) -> None:
    page = made(text or "空")
    for block in page.blocks:
        spans = sentences_of(page.text, block)
        assert all(block.span.holds(span) and len(span) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
        told = "".join(span.of(page.text) for span in spans)
        left = re.sub(r"\s", "", block.span.of(page.text))
        assert left.endswith(re.sub(r"\s", "", told))
        assert re.fullmatch("[•]*", left[: len(left) - len(re.sub(r"\s", "", told))])


@given(
    st.lists(
        st.sampled_from(["园区新增5家。", "首页", "分享到：", "时间：2024-01-02", "甲_乙_丙", "一、成效", "", " "]),
        max_size=12,
    )
)
def test_blocks_hold_all_but_blanks(lines: list[str]) -> None:
    page = made("\n".join(lines))
    assert [block.span.of(page.text) for block in page.blocks] == [line for line in lines if line.strip()]
    assert [block.number for block in page.blocks] == [n for n, line in enumerate(lines, 1) if line.strip()]


@given(st.text(max_size=80))
def test_any_text_has_a_document(text: str) -> None:
    page = made(text)
    held = {at for block in page.blocks for at in range(block.span.start, block.span.end)}
    assert all(character.isspace() for at, character in enumerate(page.text) if at not in held)


# --- speed


def test_a_long_line_stays_linear() -> None:
    for piece in (
        "园区企业",
        "“",
        "（",
        "“甲”",
        "甲。",
        "|甲",
        "> ",
        "首页\n",
        "2024-01-02\n",
        "2024-01-02 ",
        "一、甲\n",
    ):
        text = piece * (200_000 // len(piece))
        started = time.perf_counter()
        page = made(text)
        for block in page.blocks:
            sentences_of(page.text, block)
        assert time.perf_counter() - started < 3, piece
