"""One report as a web page, a Word document, a PDF and a plain text gives one text and the same tables."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from extract.cli import main
from extract.errors import InputError, UsageError
from extract.intake.add import Added, Request, receive, shelve
from extract.intake.convert import converted
from extract.intake.sources import HEADER
from extract.rules import RuleSet, load_rules

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "tests" / "pages"
REPORT = (PAGES / "report.txt").read_text("utf-8")
NOON = datetime(2027, 1, 21, 12, tzinfo=UTC)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Add = Callable[..., Added]


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(ROOT / "rules")


@pytest.fixture
def add(tmp_path: Path, rules: RuleSet, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Adds a page, by default to `raw/` of a fresh folder, at noon."""
    monkeypatch.chdir(tmp_path)

    def call(source: str | Path, stdin: bytes = b"", raw: str = "raw", **choices: str) -> Added:
        request = Request(str(source), Path(raw), **choices)
        return shelve(receive(request, io.BytesIO(stdin)), request, rules, NOON)

    return call


def _word(path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def _page(folder: Path, form: str) -> Path:
    """The report in one of its forms."""
    if form == "docx":
        return _word(folder / "report.docx", *REPORT.splitlines())
    if form == "gb18030":
        (folder / "report.txt").write_bytes(REPORT.replace("\n", "\r\n").encode("gb18030"))
        return folder / "report.txt"
    return PAGES / form


FORMS = {
    "report.txt": "txt, utf-8",
    "gb18030": "txt, gb18030",
    "report.html": "html, gb18030",
    "docx": "docx",
    "report.pdf": "pdf",
    "report-unembedded.pdf": "pdf",
}


def test_every_form_gives_the_same_text_and_the_same_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {}
    for form, told in FORMS.items():
        here = tmp_path / form
        here.mkdir()
        monkeypatch.chdir(here)
        page = _page(here, form)
        assert main(["add", str(page), "--rules", str(ROOT / "rules")]) == 0
        out, err = capsys.readouterr()
        line = rf"raw/2026\.txt: 930 characters from {page.name} \({told}\); the id is the year that the text speaks of"
        assert re.fullmatch(line, out.splitlines()[0])
        assert [out.splitlines()[1].partition(":")[0], err] == ["2026", f"rules: {ROOT / 'rules'}\n"]
        assert (here / "raw" / "2026.txt").read_bytes() == REPORT.encode()
        tables[form] = {path.name: path.read_bytes() for path in (here / "output").glob("*.csv")}
    assert len(tables["docx"]) == 11
    assert all(found == tables["docx"] for found in tables.values())
    counted = csv.DictReader(io.StringIO(tables["docx"]["counts.csv"].decode()))
    assert ("860个", "860", "个", "2026") in {(row["raw_text"], row["value"], row["unit"], row["year"]) for row in counted}
    published = csv.DictReader(io.StringIO(tables["docx"]["reports.csv"].decode()))
    assert [row["published"] for row in published] == ["2027-01-20"]


def test_the_list_says_where_a_text_came_from(add: Add) -> None:
    add(PAGES / "report.html", year="2026")
    add("-", stdin=REPORT.replace("2026", "2025").encode("utf-16"), id="澄溪-2025")
    page, typed = csv.DictReader(Path("raw/sources.csv").read_text("utf-8").splitlines())
    assert tuple(page) == HEADER
    assert (page["id"], page["origin"], page["added"]) == ("2026", "report.html", "2027-01-21T12:00:00Z")
    assert (page["format"], page["encoding"]) == ("html", "gb18030")
    assert page["sha256"] == sha256((PAGES / "report.html").read_bytes()).hexdigest()
    assert page["text_sha256"] == sha256(REPORT.encode()).hexdigest()
    assert (typed["id"], typed["origin"], typed["format"], typed["encoding"]) == ("澄溪-2025", "-", "txt", "utf-16")


# --- ids


@pytest.mark.parametrize(
    ("choices", "there", "expected"),
    [
        ({}, (), ("2026", "the year that the text speaks of")),
        ({"year": "2030"}, (), ("2030", "given with --year")),
        ({"year": "2030"}, ("2030",), ("2026", "the year that the text speaks of")),
        ({"year": "2026"}, ("2026",), ("report", "the name of the page")),
        ({"id": "cx.2026"}, ("2026",), ("cx.2026", "given with --id")),
    ],
)
def test_the_id(add: Add, choices: dict[str, str], there: tuple[str, ...], expected: tuple[str, str]) -> None:
    Path("raw").mkdir()
    for name in there:
        Path(f"raw/{name}.txt").write_text("another report", "utf-8")
    added = add(PAGES / "report.txt", **choices)
    assert (added.choice.id, added.choice.why) == expected
    assert Path(f"raw/{expected[0]}.txt").read_text("utf-8") == REPORT


def test_a_year_that_the_text_does_not_speak_of_is_told(add: Add) -> None:
    assert add(PAGES / "report.txt", year="2030").doubts == (
        "the text speaks of 2026, not of 2030; see report_year in reports.csv",
    )


@pytest.mark.parametrize(
    "id_", ["../x", "a/b", "a\\b", ".x", "x.", "x y", "-", "con", "NUL.a", "_x", "x" * 65, "a\nb", "a:b"]
)
def test_an_id_that_is_no_file_name_everywhere_is_refused_before_anything_is_read(add: Add, id_: str) -> None:
    with pytest.raises(UsageError) as refused:
        add("no-such-file.txt", id=id_)
    assert str(refused.value) == f"{id_!r} is no id; use letters, digits, - and . within, at most 64 characters"
    assert not Path("raw").exists()


# --- what is here already


def _tree(folder: str = "raw") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.name != ".baogao.lock"}


def test_nothing_is_overwritten(add: Add) -> None:
    Path("raw").mkdir()
    Path("raw/2025.TXT").write_bytes(REPORT.encode("gb18030"))
    Path("raw/Old.txt").write_text("another report", "utf-8")
    before = _tree()
    refusals = {
        "given": (
            "old",
            UsageError,
            "a report with the id old is here already; give another with --id, or remove that one first",
        ),
        "text": ("", InputError, "report.pdf: this report is here already as 2025; remove that one to add it anew"),
    }
    other = REPORT.replace("860个", "870个").encode()
    for id_, kind, said in refusals.values():
        with pytest.raises(kind) as refused:
            add("-", stdin=other, id=id_) if id_ else add(PAGES / "report.pdf")
        assert str(refused.value) == said
        assert _tree() == before


def test_the_same_page_is_not_added_twice_though_its_text_was_edited_since(add: Add) -> None:
    add(PAGES / "report.html")
    Path("raw/2026.txt").write_text(REPORT.replace("860个", "870个"), "utf-8")
    with pytest.raises(InputError, match=r"^report\.html: this report is here already as 2026;"):
        add(PAGES / "report.html", id="again")
    Path("raw/2026.txt").unlink()
    assert add(PAGES / "report.html").entry.id == "2026"
    assert len(Path("raw/sources.csv").read_text("utf-8").splitlines()) == 2


def test_a_list_that_is_not_ours_is_left_alone(add: Add) -> None:
    Path("raw").mkdir()
    Path("raw/sources.csv").write_text("name,link\n", "utf-8")
    with pytest.raises(InputError) as refused:
        add(PAGES / "report.txt")
    assert str(refused.value) == f"raw/sources.csv:1: header is 'name,link'; write {','.join(HEADER)!r}"
    assert _tree() == {"sources.csv": b"name,link\n"}


# --- Word documents


def test_a_word_document_is_read_in_its_order_with_tables_and_insertions(add: Add, tmp_path: Path) -> None:
    document = docx.Document(str(_word(tmp_path / "r.docx", *REPORT.splitlines()[:4])))
    table = document.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("指标", "数量", "引进项目", "240个"), strict=True):
        cell.text = text
    table.rows[0].cells[0].merge(table.rows[0].cells[1])
    changed = (
        f'<w:p {W}><w:r><w:t xml:space="preserve">会议</w:t></w:r><w:ins><w:r><w:t>新增</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:sdt><w:sdtContent><w:r><w:t>内容控件</w:t></w:r></w:sdtContent>"
        "</w:sdt><w:r><w:ruby><w:rt><w:r><w:t>chéng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>澄</w:t></w:r></w:rubyBase></w:ruby>"
        "<w:br/><w:t>下一行</w:t><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent><w:t>。</w:t></w:r></w:p>"
    )
    document.element.body.insert(-1, parse_xml(changed))
    document.save(str(tmp_path / "r.docx"))
    text = add(tmp_path / "r.docx").path.read_text("utf-8")
    assert text.splitlines()[4:] == ["指标", "数量", "引进项目 | 240个", "会议新增内容控件澄", "下一行。", "文本框"]


# --- web pages


def _html(text: str, head: str = "", foot: str = "") -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in REPORT.splitlines()[2:8])
    return f"<html><head>{head}</head><body>{text}<div>{paragraphs}</div>{foot}</body></html>".encode()


def test_a_headline_that_stands_apart_from_the_text_is_its_first_line(add: Add) -> None:
    head = "<title>澄溪高新区2026年招商工作总结_工作动态_澄溪高新区管委会</title>"
    menu = "<div><a href='/'>工作动态</a></div><div><b>澄溪高新区2026年招商工作总结</b></div>"
    added = add("-", stdin=_html(menu, head))
    assert added.path.read_text("utf-8").splitlines() == ["澄溪高新区2026年招商工作总结", *REPORT.splitlines()[2:8]]


def test_a_table_of_figures_keeps_its_rows(add: Add) -> None:
    rows = [("指标", "数量", "同比"), ("引进项目", "240个", "5%")]
    table = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in rows)
    text = add("-", stdin=_html("").replace(b"</div>", f"<table>{table}</table></div>".encode())).path.read_text("utf-8")
    assert text.splitlines()[-2:] == ["指标 | 数量 | 同比", "引进项目 | 240个 | 5%"]


def test_sentences_outside_the_text_are_told(add: Add) -> None:
    foot = "<div class='footer'><ul><li><a href='x'>本站累计访问12345次。</a></li></ul></div>"
    assert add("-", stdin=_html("", foot=foot)).doubts == (
        "1 sentences with figures stand outside the text, the first: 本站累计访问12345次。; look at the page",
    )


# --- what is late or missing


def test_a_page_that_takes_too_long_is_one_line() -> None:
    with pytest.raises(InputError) as refused:
        converted(PAGES.joinpath("report.html").read_bytes(), ".html", seconds=0.01)
    assert str(refused.value) == "it takes too long to read; save its text as .txt and add that"


def test_work_without_end_is_ended_by_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pypdfium2.py").write_text("while True: pass\n")
    (tmp_path / "sitecustomize.py").write_text("import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(InputError, match=r"^(?:it takes too long to read|damaged, or it asks)"):
        converted((PAGES / "report.pdf").read_bytes(), ".pdf")


def test_a_missing_library_is_one_line(add: Add, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "away" / "trafilatura").mkdir(parents=True)
    (tmp_path / "away" / "trafilatura" / "__init__.py").write_text("raise ModuleNotFoundError(name='trafilatura')\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "away"), *sys.path])
    with pytest.raises(UsageError) as refused:
        add(PAGES / "report.html")
    said = "report.html: reading .html needs trafilatura, which is not installed; pip install 'baogao[html]'"
    assert str(refused.value) == said


def test_no_library_is_imported_for_plain_text_nor_by_the_caller(tmp_path: Path) -> None:
    assert not {"trafilatura", "pypdfium2", "lxml"} & set(_modules_after(PAGES / "report.html", tmp_path))


def _modules_after(page: Path, folder: Path) -> list[str]:
    code = "import sys; from extract.cli import main; assert main(sys.argv[1:]) == 0; print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, "add", str(page), "--rules", str(ROOT / "rules")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stderr.split()
