import csv
import re
import time
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from extract.models import Document, Normalized, Source, Span
from extract.normalize import normalize
from extract.normalize.script import script_of, tables, to_simplified

HELD = ("乾照光电", "昇思", "昇腾")
CASES = Path(__file__).parent / "cases" / "normalize.csv"


def written_out(text: str) -> str:
    """The cell with its `\\u00a0`, `\\t` and `\\n` as characters."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return text.replace(r"\t", "\t").replace(r"\n", "\n")


def cases() -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [pytest.param(*map(written_out, list(row.values())[1:]), id=row["id"]) for row in csv.DictReader(file)]


def as_document(raw: str, normalized: Normalized) -> Document:
    return Document(Source("r", raw, "utf-8", ""), normalized, ())


def holds(raw: str, normalized: Normalized) -> None:
    """What is true of every normalization."""
    deletions = normalized.deletions
    assert len(normalized.text) == len(raw) - sum(map(len, deletions))
    assert all(len(deletion) for deletion in deletions)
    assert all(one.end < other.start for one, other in pairwise(deletions))
    assert all(repair.before == repair.span.of(raw) for repair in normalized.repairs)
    assert list(normalized.repairs) == sorted(normalized.repairs, key=lambda repair: repair.span)
    assert all(0 <= finding.span.start < finding.span.end <= len(raw) for finding in normalized.findings)
    document = as_document(raw, normalized)
    places = [document.to_raw(Span(at, at + 1)).start for at in range(len(normalized.text))]
    gone = {at for deletion in deletions for at in range(deletion.start, deletion.end)}
    assert places == [at for at in range(len(raw)) if at not in gone]


@pytest.mark.parametrize(("raw", "text", "repairs"), cases())
def test_case(raw: str, text: str, repairs: str) -> None:
    normalized = normalize(raw, HELD)
    holds(raw, normalized)
    assert normalized.text == text
    assert [repair.kind for repair in normalized.repairs] == repairs.split()


def test_the_case_table_has_unique_ids() -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("总投资×亿元", [("masked", "×")]),
        ("总投资XX亿元、20xx年", [("masked", "XX"), ("masked", "20xx")]),
        ("新增3□家", [("masked", "3□")]),
        ("增长1*%", [("masked", "1*")]),
        ("张**说", [("masked", "**")]),
        ("增长\ufffd\ufffd家", [("damage", "\ufffd\ufffd")]),
        ("甲?；?於是", [("damage", "?；")]),
        ("*ST甲、Max年、3×5米、总投资约亿元、二○二四年", []),
    ],
)
def test_findings(raw: str, told: list[tuple[str, str]]) -> None:
    findings = normalize(raw).findings
    assert [(finding.code, finding.span.of(raw)) for finding in findings] == told
    assert all(finding.level == "warning" and finding.message for finding in findings)


def test_findings_and_repairs_count_raw_characters() -> None:
    raw = "企業(yè)，萬(wàn)元，總投資×億元，42.6 %"
    normalized = normalize(raw)
    holds(raw, normalized)
    assert [finding.span.of(raw) for finding in normalized.findings] == ["×"]
    assert [repair.span.of(raw) for repair in normalized.repairs] == ["(yè)", "(wàn)", " "]


def test_a_span_leads_back_to_its_raw_characters() -> None:
    raw = "企業(yè)新增1 247家,,占42.6 %"
    normalized = normalize(raw)
    document = as_document(raw, normalized)
    assert normalized.text == "企业新增1247家，占42.6%"
    for text, written in (("企业", "企業"), ("1247家", "1 247家"), ("42.6%", "42.6 %"), ("，", ",")):
        at = normalized.text.index(text)
        assert document.to_raw(Span(at, at + len(text))).of(raw) == written


# --- script


def dictionary(name: str) -> list[str]:
    text = resources.files("opencc").joinpath("dictionary", f"{name}.txt").read_text("utf-8")
    return text.split()


@pytest.fixture(scope="module")
def library() -> OpenCC:
    return OpenCC("t2s")


@pytest.mark.parametrize("name", ["TSCharacters", "TSPhrases", "STCharacters", "STPhrases", "TWPhrases", "HKVariants"])
def test_the_table_is_the_library_over_its_dictionaries(name: str, library: OpenCC) -> None:
    entries = dictionary(name)
    for piece in (entries[at : at + 500] for at in range(0, len(entries), 500)):
        text = "，".join(piece)
        assert to_simplified(text) == library.convert(text)


def test_the_table_is_the_library_over_real_reports(shared: Path, library: OpenCC) -> None:
    for path in (shared / "reports").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert to_simplified(text) == library.convert(text)


PHRASES = dictionary("TSPhrases")
PIECES = st.one_of(st.sampled_from(PHRASES), st.sampled_from(sorted(set("".join(PHRASES)))), st.sampled_from("，。 a1\n"))


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_table_is_the_library_over_made_text(text: str) -> None:
    assert to_simplified(text) == OpenCC("t2s").convert(text)


def test_no_conversion_changes_a_length() -> None:
    assert all(len(value) == 1 for value in tables().characters.values())
    assert all(len(to_simplified(phrase)) == len(phrase) for phrase in tables().phrases)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("園區產業發展", "traditional"),
        ("园区产业发展", "simplified"),
        ("園區產業發展，实现亿元", "mixed"),
        ("12345 AI", "none"),
        ("中文", "none"),
        ("园区产业发展稳步增长，昇腾、乾照光电、范曾、髙氏签约", "simplified"),
    ],
)
def test_script(text: str, script: str) -> None:
    assert normalize(text).script == script
    assert script_of(text)[1] == (script in ("traditional", "mixed"))


def test_a_simplified_text_keeps_all_its_characters() -> None:
    text = "园区引进昇腾生态企业，乾元、於氏、瞭望三家企业签约，总投资增长。"
    assert normalize(text).text == text


@given(
    st.lists(st.sampled_from(["園區", "發展", "昇騰", "昇腾", "乾照光電", "乾隆", "，", "3億元"]), max_size=8).map("".join)
)
def test_held_terms_keep_their_characters(text: str) -> None:
    plain, held = to_simplified(text), to_simplified(text, HELD)
    assert len(held) == len(text)
    assert held.count("昇腾") == text.count("昇騰") + text.count("昇腾")
    assert held.count("乾照光电") == text.count("乾照光電")
    assert held.replace("昇腾", "升腾").replace("乾照", "干照") == plain


# --- properties

CLEAN = [
    "园区新增",
    "项目",
    "三十五家",
    "1247家",
    "增长42.6%",
    "下降3.2个百分点",
    "，其中",
    "占百分之2.4",
    "。",
    "5万4千元",
    "企业",
]
TWINS = {
    "新增": "新增",
    "项目": "項目",
    "园区": "園區",
    "增长": "增長",
    "企业": "企業",
    "万": "萬",
    "个": "個",
    "点": "點",
}


def damaged(text: str, at: int, kind: int) -> str:
    """The text with one damage before its character `at`, where that damage can be undone."""
    before, after = text[:at], text[at:]
    if kind == 0 and re.search("[一-鿿]$", before):
        return f"{before}(yè){after}"
    if kind == 1 and re.search("[0-9]$", before) and re.match("[%个家]", after):
        return f"{before} {after}"
    if kind == 2 and before.endswith("，"):
        return f"{before},{after}"
    if kind == 3:
        return f"{before}\u200b{after}"
    if kind == 4:
        return f"{before}<b>{after}"
    return text


@given(
    st.lists(st.sampled_from(CLEAN), min_size=1, max_size=10).map("".join),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4)), max_size=5),
    st.booleans(),
)
def test_what_was_damaged_is_whole_again(text: str, damages: list[tuple[int, int]], traditional: bool) -> None:
    assume(not re.search("，，|，。", text))
    raw = text
    for at, kind in sorted(damages, reverse=True):
        raw = damaged(raw, at, kind) if at <= len(text) else raw
    for simplified, twin in TWINS.items() if traditional else ():
        raw = raw.replace(simplified, twin)
    normalized = normalize(raw)
    holds(raw, normalized)
    assume(not traditional or normalized.script != "simplified")
    assert normalized.text == text


ANY = st.text(
    st.one_of(
        st.sampled_from(
            "园區億元家个百分之點点%％ \u00a0,，.。()（）?？!&;#<>/bp'yèmen一二三十万12304５·×x*□「」−-\u200b\n\r\t"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@settings(max_examples=500)
@given(ANY)
def test_any_text_keeps_its_way_back(raw: str) -> None:
    holds(raw, normalize(raw, HELD))


@settings(max_examples=500)
@given(
    st.text(
        st.sampled_from("园区產業项目家个百分之点成年月日元%％ \u00a0,，.。（）!:：一二三十百万亿1234０５×□「」−-\u200b\n"),
        max_size=50,
    )
)
def test_a_second_normalization_changes_nothing(raw: str) -> None:
    text = normalize(raw).text
    again = normalize(text)
    assume(again.script in ("simplified", "none"))
    assert again.text == text
    assert again.deletions == ()


@given(ANY)
def test_the_same_text_gives_the_same_value(raw: str) -> None:
    assert normalize(raw) == normalize(raw)


# --- slips


def slipped(text: str) -> str:
    """The text as a reader shows it after its first byte was lost."""
    return "?" + text.encode("gbk")[1:].decode("gb18030", "replace").replace("\ufffd", "?")


@given(
    st.lists(st.sampled_from("园区企业发展项目招商引资增长全年实现总投资产值新能源建设推进工作"), max_size=8).map("".join)
)
def test_a_slip_is_restored_or_told_never_misread(words: str) -> None:
    written = f"。　　{words},此后"
    raw = f"增长{slipped(written)}"
    normalized = normalize(raw)
    holds(raw, normalized)
    if any(repair.kind == "slip" for repair in normalized.repairs):
        restored = normalized.text[2:]
        assert all(read in (one, "□", "，") for read, one in zip(restored, written, strict=False))


# --- speed


def test_a_long_line_stays_linear() -> None:
    for piece in ("業務發展", "园区企业", "1□", "(", "?，", "1 ", "<a", "&#1", "1，234"):
        text = piece * (200_000 // len(piece))
        started = time.perf_counter()
        normalize(text, HELD)
        assert time.perf_counter() - started < 3, piece
