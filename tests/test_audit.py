"""Decisions that come back from the page: folded onto the rows, into failing examples and corrections."""

import hashlib
import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from extract import cli
from extract.audit import failing
from extract.audit.decisions import Folded
from extract.audit.failing import Entry, with_entry
from extract.audit.page import embedded, page
from extract.errors import UsageError
from extract.examples import faults
from extract.models import Extraction
from extract.rules import load_rules
from extract.runs import Run, collect, run

ROOT = Path(__file__).parents[1]
REPORT = "雲麓縣茶企46家，茶企座談會3次，全縣茶園(yuán)12個。\n"
PLACES = {"46家": (5, "counts.tea"), "3次": (14, "counts.tea"), "12個": (27, "counts.bare")}
RULES = """# Numbers of things.

[[rule]]
id = "counts.tea"
pattern = '茶企{indicator}??{value:count}'
over = ["counts.bare"]
note = "Firms of tea."
author = "Li Wen"
added = 2026-11-22
[[rule.match]]
text = "新增茶企46家"
row = { value = "46" }
[[rule.reject]]
text = "茶企占比"
why = "no count"

# whatever else

[[rule]]
id = "counts.bare"
pattern = '(?:{indicator})??{value:count}'
note = "Any count."
author = "Li Wen"
added = 2026-11-22
[[rule.match]]
text = "茶园12个"
row = { value = "12" }
[[rule.reject]]
text = "茶园占比"
why = "no count"
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with one report and two rules."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "rules" / "lexicon", "rules/lexicon")
    Path("rules/counts.toml").write_text(RULES, "utf-8")
    Path("raw").mkdir()
    Path("raw/yunlu.txt").write_text(REPORT, "utf-8")


@pytest.fixture
def baogao(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*args: str) -> tuple[int, str, str]:
        code = cli.main(args)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def _run() -> Run:
    return run(collect([Path("raw")]), load_rules(Path("rules")))


def _decide(raw_text: str, verdict: str = "wrong", why: str = "no such thing", **told: str) -> dict[str, object]:
    start, rule = PLACES[raw_text]
    sha256 = hashlib.sha256(REPORT.encode()).hexdigest()
    place = {"sha256": sha256, "report": "yunlu", "start": start, "end": start + len(raw_text)}
    return {**place, "raw_text": raw_text, "table": "counts", "rule": rule, "verdict": verdict, "why": why, **told}


def _keep(*decisions: dict[str, object]) -> None:
    Path("d.jsonl").write_text("".join(f"{json.dumps(d, ensure_ascii=False)}\n" for d in decisions), "utf-8")


def test_the_page_alone(baogao):
    assert baogao("audit", "--output", "out/page.html") == (
        0,
        "out/page.html: 1 report, 3 rows, 0 unclaimed, 0 conflicts\n",
        "rules: rules\n",
    )
    written = Path("out/page.html").read_bytes()
    assert written == page(_run(), Folded())
    assert str(Path.cwd()).encode() not in written


def test_open_shows_the_page(baogao, monkeypatch):
    shown = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    assert baogao("audit", "--open")[0] == 0
    assert shown == [(Path.cwd() / "audit.html").as_uri()]


def test_decisions_are_counted_by_rule_and_shown(baogao):
    _keep(_decide("46家", "right", ""), _decide("3次"), _decide("12個", "right", ""))
    code, out, err = baogao("audit", "--decisions", "d.jsonl")
    assert (code, err) == (0, "rules: rules\n")
    assert out.splitlines() == [
        "decisions: 2 right, 1 wrong, 0 stale",
        "  counts.tea: 1 right, 1 wrong",
        "  counts.bare: 1 right, 0 wrong",
        "audit.html: 1 report, 3 rows, 0 unclaimed, 0 conflicts",
    ]
    assert "no such thing" in Path("audit.html").read_text("utf-8")
    assert Path("rules/counts.toml").read_text("utf-8") == RULES
    assert [path.name for path in Path("raw").iterdir()] == ["yunlu.txt"]


def test_a_later_decision_replaces_an_earlier_one(baogao):
    _keep(_decide("3次"), _decide("3次", "right", ""))
    assert baogao("audit", "--decisions", "d.jsonl")[1].startswith("decisions: 1 right, 0 wrong, 0 stale\n")


def test_stale_decisions_are_told(baogao):
    _keep(
        _decide("3次"), {**_decide("46家"), "report": "other", "sha256": "0" * 64}, {**_decide("46家"), "rule": "counts.x"}
    )
    Path("raw/second.txt").write_text("茶企7家。\n", "utf-8")
    assert baogao("audit", "--decisions", "d.jsonl")[2].splitlines()[1:] == [
        "other 5:8 '46家' counts: stale decision: no such report in this call",
        "yunlu 5:8 '46家' counts: stale decision: counts.x no longer gives this row",
    ]
    Path("raw/yunlu.txt").write_text(f"{REPORT}茶企8家。\n", "utf-8")
    _, out, err = baogao("audit", "--decisions", "d.jsonl", "--examples", "--correct")
    assert err.splitlines()[2] == "yunlu 5:8 '46家' counts: stale decision: the report's text has changed"
    assert out.startswith("decisions: 0 right, 0 wrong, 3 stale\n")
    assert Path("rules/counts.toml").read_text("utf-8") == RULES


def test_a_wrong_row_becomes_a_failing_reject(baogao):
    _keep(_decide("3次", why='a "meeting"\nof firms'))
    said = "rules/counts.toml: counts.tea: [[rule.reject]] '茶企座谈会3次'"
    assert said in baogao("audit", "--decisions", "d.jsonl", "--examples")[1].splitlines()
    after = 'why = "no count"\n'
    entry = '[[rule.reject]]\ntext = "茶企座谈会3次"\nwhy = "a \\"meeting\\" of firms"\n'
    assert Path("rules/counts.toml").read_text("utf-8") == RULES.replace(after, after + entry, 1)
    rules = load_rules(Path("rules"))
    assert list(faults(rules, rules.by_id["counts.tea"])) == [
        "counts.tea: takes '茶企座谈会3次', which it must leave alone: a \"meeting\" of firms"
    ]


def test_a_corrected_cell_becomes_a_failing_match_and_a_correction(baogao):
    _keep(_decide("12個", why="of the county", column="indicator", value="全县茶园面积", who="Li Wen"))
    out = baogao("audit", "--decisions", "d.jsonl", "--examples", "--correct")[1].splitlines()
    assert out[2:4] == [
        "rules/counts.toml: counts.bare: [[rule.match]] '全县茶园12个'",
        "raw/yunlu.corrections.csv: yunlu 27:30 '12個' counts indicator '全县茶园面积'",
    ]
    assert Path("rules/counts.toml").read_text("utf-8") == (
        RULES + '[[rule.match]]\ntext = "全县茶园12个"\nrow = { indicator = "全县茶园面积" }\n'
    )
    assert Path("raw/yunlu.corrections.csv").read_text("utf-8") == (
        "start,raw_text,table,column,value,who,why\n27,12個,counts,indicator,全县茶园面积,Li Wen,of the county\n"
    )
    (row,) = [r for r in _run().extractions[0].rows if r.rule == "correction:1"]
    assert row.cell("indicator") == "全县茶园面积"


def test_a_second_run_adds_nothing(baogao):
    _keep(_decide("3次"), _decide("12個", column="value", value="13"), _decide("46家", column="unit", value="户"))
    call = ("audit", "--decisions", "d.jsonl", "--examples", "--correct")
    first = baogao(*call)[1].splitlines()
    assert len(first) == 9
    before = {path: path.read_bytes() for path in Path(".").rglob("*.*") if path.suffix in (".toml", ".csv")}
    assert baogao(*call) == (0, "\n".join([*first[:3], first[-1], ""]), "rules: rules\n")
    assert {path: path.read_bytes() for path in before} == before


def test_corrections_keep_the_file_as_it_is(baogao):
    _keep(_decide("12個", column="value", value="13", why="a, b"), _decide("46家", column="value", value="viele"))
    path = Path("raw/yunlu.corrections.csv")
    old = "\ufeffstart,raw_text,table,column,value,who,why\r\n14,3次,counts,value,4,,minutes"
    path.write_text(old, "utf-8", newline="")
    err = baogao("audit", "--decisions", "d.jsonl", "--correct")[2]
    assert path.read_bytes().decode() == f'{old}\r\n27,12個,counts,value,13,,"a, b"\r\n'
    assert err.splitlines()[1:] == ["yunlu 5:8 '46家' counts: not corrected: 'viele' is no number"]
    _keep({**_decide("46家", "right", ""), "start": 27, "end": 30, "raw_text": "12個", "rule": "correction:2"})
    assert "correction:2: 1 right, 0 wrong" in baogao("audit", "--decisions", "d.jsonl")[1]


def test_another_correction_of_the_same_cell_stands(baogao):
    header = "start,raw_text,table,column,value,who,why\n"
    decision = _decide("12個", column="value", value="13")
    Path("raw/yunlu.corrections.csv").write_text(f"{header}27,12個,counts,unit,片,,x\n", "utf-8")
    _keep({**decision, "rule": "correction:1"})
    assert baogao("audit", "--decisions", "d.jsonl", "--correct", "--examples")[2].splitlines()[1:] == [
        "yunlu 27:30 '12個' counts: no example: correction:1 is not in a rule file"
    ]
    _keep({**decision, "rule": "correction:2", "value": "14"})
    assert "yunlu 27:30 '12個' counts: not corrected: its value is corrected to '13' already" in (
        baogao("audit", "--decisions", "d.jsonl", "--correct")[2].splitlines()
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "not a decision: Input data was truncated"),
        ('{"sha256": 1}', "not a decision: Expected `str`, got `int` - at `$.sha256`"),
        ({"verdict": "perhaps"}, "not a decision: Invalid enum value 'perhaps' - at `$.verdict`"),
        ({"why": " "}, "not a decision: wrong, but no why"),
        ({"table": "reports"}, "not a decision: there is no table 'reports'"),
        ({"column": "colour"}, "not a decision: counts has no column 'colour'"),
        ({"value": "3"}, "not a decision: a value without its column"),
    ],
)
def test_a_line_that_is_no_decision_is_refused(baogao, line, fault):
    text = line if isinstance(line, str) else json.dumps({**_decide("46家"), **line}, ensure_ascii=False)
    Path("d.jsonl").write_text(f"\n{text}\n", "utf-8")
    advice = "export the decisions from the page"
    assert baogao("audit", "--decisions", "d.jsonl") == (3, "", f"rules: rules\nd.jsonl:2: {fault}; {advice}\n")
    assert not Path("audit.html").exists()


def test_calls_that_cannot_be(baogao):
    message = "--examples and --correct need --decisions; see baogao audit --help\n"
    assert baogao("audit", "--examples") == (2, "", message)
    code, _, err = baogao("audit", "--decisions", "none.jsonl")
    assert (code, err.splitlines()[1:]) == (
        3,
        ["none.jsonl: cannot read the decisions (No such file or directory); export them from the page"],
    )
    Path("taken").mkdir()
    code, _, err = baogao("audit", "--output", "taken")
    assert (code, err.splitlines()[1:]) == (
        3,
        ["taken: cannot write the file (Is a directory); name one that can be written"],
    )
    assert [path.name for path in Path(".").glob(".*")] == []


def test_packaged_rules_are_not_written_to(baogao, monkeypatch):
    monkeypatch.setattr(failing, "_PACKAGED", Path.cwd() / "rules")
    _keep(_decide("3次"))
    code, _, err = baogao("audit", "--decisions", "d.jsonl", "--examples")
    advice = "copy them to ./rules, or name a folder with --rules"
    assert (code, err.splitlines()[1:]) == (2, [f"counts.toml: the packaged rules are not written to; {advice}"])


REJECT = Entry("茶企3次", "x")


def test_an_entry_goes_behind_the_last_one_of_its_rule():
    new = with_entry(RULES, Path("counts.toml"), "counts.bare", REJECT)
    assert new == RULES + '[[rule.reject]]\ntext = "茶企3次"\nwhy = "x"\n'
    crlf = with_entry(RULES.replace("\n", "\r\n").removesuffix("\r\n"), Path("counts.toml"), "counts.bare", REJECT)
    assert crlf == new.replace("\n", "\r\n").removesuffix("\r\n") + "\n" or crlf == new.replace("\n", "\r\n")
    assert tomllib.loads(crlf) == tomllib.loads(new)


@pytest.mark.parametrize(
    "text",
    [RULES.replace("[[rule]]", "[[ rule ]]", 1), RULES.replace('note = "Any count."', 'note = """\n[[rule]]\n"""')],
)
def test_a_file_laid_out_otherwise_is_left_alone(text):
    with pytest.raises(UsageError, match=r"counts\.toml.*the rule's last entry cannot be found; write each \[\[rule\]\]"):
        with_entry(text, Path("counts.toml"), "counts.bare", REJECT)


def test_data_cannot_leave_their_element():
    assert embedded(["<!--<script>", "&amp;\u2028\u2029"]) == (
        '["\\u003c!--\\u003cscript\\u003e","\\u0026amp;\\u2028\\u2029"]'
    )


def test_the_same_run_gives_the_same_page(sample: Callable[..., Extraction]):
    rules = load_rules(Path("rules"))
    first, second = (page(Run(rules, (sample("a"), sample("b"))), Folded()) for _ in range(2))
    assert first == second
    assert first.count(b'<script type="application/json"') == 3


def test_a_clause_in_which_the_rule_reads_more_gives_no_example(baogao):
    Path("raw/yunlu.txt").write_text("茶企46家和茶企会3次。\n", "utf-8")
    digest = hashlib.sha256(Path("raw/yunlu.txt").read_bytes()).hexdigest()
    _keep({**_decide("3次"), "sha256": digest, "start": 9, "end": 11})
    assert baogao("audit", "--decisions", "d.jsonl", "--examples")[2].splitlines()[1:] == [
        "yunlu 9:11 '3次' counts: no example: counts.tea does not show the fault on the clause or the sentence alone"
    ]
    assert Path("rules/counts.toml").read_text("utf-8") == RULES
