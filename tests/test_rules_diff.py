"""What an edit of the rules does: the rules that differ, and exactly the rows that do."""

import csv
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.cli import main
from extract.rules import load_rules
from extract.runs import collect, run
from extract.schema import TABLES
from extract.workbench.diff import effect
from extract.workbench.edits import edits

RULES = Path(__file__).parents[1] / "rules"
TEXTS = {
    "linxi": "临溪县2024年工作报告\n2024年，全县新增茶企46家，同比增长12%。茶园面积同比下降3%，其中山地茶园下降1.5%。\n"
    "茶叶出口额达3.2亿元，居全市第二。\n",
    "jiachuan": "2023年，甲川镇户数同比下降2%，新增农户12户。\n",
}
RETIRED = "rankings.verb-scope"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports in `raw/` and the shipped rules in `rules/`."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(RULES, "rules")
    Path("raw").mkdir()
    for name, text in TEXTS.items():
        Path("raw", f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def _edited(folder: str) -> str:
    """The rules with one term fewer among the words of falling, and one rule retired."""
    shutil.copytree("rules", folder)
    cues = Path(folder, "lexicon", "cues.csv")
    text = cues.read_text("utf-8")
    assert "\n下降,fall,\n" in text
    cues.write_text(text.replace("\n下降,fall,\n", "\n"), "utf-8")
    file = Path(folder, "rankings.toml")
    text = file.read_text("utf-8")
    assert f'\nid = "{RETIRED}"\n' in text
    file.write_text(text.replace(f'\nid = "{RETIRED}"\n', f'\nid = "{RETIRED}"\nstatus = "retired"\n'), "utf-8")
    return folder


Row = tuple[tuple[str, str], ...]


def _rows(folder: str) -> dict[str, Counter[Row]]:
    """Every row of every table as the program writes them under those rules, the checksum of the rules left out."""
    files = run(collect([Path("raw")]), load_rules(Path(folder))).files
    return {name: Counter(_cells(files[f"{name}.csv"])) for name in TABLES}


def _cells(data: bytes) -> list[Row]:
    rows = csv.DictReader(data.decode().splitlines(keepends=True))
    return [tuple(sorted((name, cell) for name, cell in row.items() if name != "rules_sha256")) for row in rows]


def test_the_rows_named_are_exactly_those_by_which_the_tables_differ(here: Path) -> None:
    old, new = _rows("rules"), _rows(_edited("edited"))
    changes = effect("rules", "edited", collect([Path("raw")])).difference.changes
    lost: dict[str, Counter[Row]] = {name: Counter() for name in TABLES}
    gained: dict[str, Counter[Row]] = {name: Counter() for name in TABLES}
    for change in changes:
        after = {name: cell for name, cell in change.row.items() if name != "rules_sha256"}
        if change.kind != "gained":
            before = after | {column: was for column, was, _ in change.cells}
            lost[change.table][tuple(sorted(before.items()))] += 1
        if change.kind != "lost":
            gained[change.table][tuple(sorted(after.items()))] += 1
    assert lost == {name: old[name] - new[name] for name in TABLES}
    assert gained == {name: new[name] - old[name] for name in TABLES}
    assert {table for table in TABLES if lost[table] or gained[table]} >= {"percentages", "rankings", "numerals", "reports"}
    assert {change.row["report"] for change in changes} == set(TEXTS)


def test_rules_and_rows_are_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "diff", "rules", _edited("edited"), "raw/jiachuan.txt"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "rules: 0 added, 1 removed, 1 edited",
        "  - cues.csv 下降",
        f"  ~ rankings.toml {RETIRED}: status stable → retired",
    ]
    assert re.fullmatch(r"tables: 0 gained, 0 lost, \d+ changed", lines[3])
    assert re.fullmatch(r"  ~ percentages jiachuan:1 2%: .* → .* 「…3年，甲川镇户数同比下降2%，新增农户12户。」", lines[4])


def test_the_same_as_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "diff", "rules", _edited("edited"), "raw/jiachuan.txt", "--json", "--year", "2020"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["edits"] == [
        {"kind": "removed", "file": "cues.csv", "name": "下降", "keys": []},
        {
            "kind": "edited",
            "file": "rankings.toml",
            "name": RETIRED,
            "keys": [{"key": "status", "old": None, "new": "retired"}],
        },
    ]
    (share,) = [change for change in said["changes"] if change["table"] == "percentages"]
    assert share["row"]["sentence"] == TEXTS["jiachuan"].strip()
    assert [cell["column"] for cell in share["cells"] if cell["old"] == cell["new"]] == []
    assert [cell["new"] for cell in share["cells"]] == [share["row"][cell["column"]] for cell in share["cells"]] != []


def test_rules_that_say_the_same_change_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("rules", "noted")
    file = Path("noted", "counts.toml")
    file.write_text("# a comment changes the checksum and nothing else\n" + file.read_text("utf-8"), "utf-8")
    assert main(["rules", "diff", "noted"]) == 0
    assert capsys.readouterr().out == "rules: the same\ntables: the same\n"


def test_rules_macros_and_terms_are_named(tmp_path: Path) -> None:
    def put(folder: str, **files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / folder / {"cues": "lexicon/cues.csv"}.get(name, f"{name}.toml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / folder

    old = put(
        "old",
        counts='[[rule]]\nid = "counts.a"\nset = {}\n[[rule]]\nid = "counts.b"\n',
        macros='[macros]\nm = "一"\n',
        cues="term,canonical,note\n升,rise,\n缩,fall,\n",
    )
    new = put(
        "new",
        counts='[[rule]]\nid = "counts.c"\n[[rule]]\nid = "counts.a"\nset = { year = "own" }\nstatus = "draft"\n',
        macros='[macros]\nm = "二"\n',
        cues="term,canonical,note\n升,rise reach,\n降,fall,\n",
    )
    assert [str(edit) for edit in edits(old, new)] == [
        "~ counts.toml counts.a: set, status stable → draft",
        "- counts.toml counts.b",
        "+ counts.toml counts.c",
        "~ cues.csv 升: canonical rise → rise reach",
        "- cues.csv 缩",
        "+ cues.csv 降",
        "~ macros.toml m: text",
    ]


# --- revisions


def _git(*arguments: str) -> None:
    who = ["-c", "user.name=Li Wen", "-c", "user.email=li@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_a_revision_is_compared_with_the_working_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git("init", "-q")
    _git("add", "rules")
    _git("commit", "-q", "-m", "rules")
    assert main(["rules", "diff", "HEAD"]) == 0
    _edited("edited")
    shutil.rmtree("rules")
    Path("edited").rename("rules")
    assert main(["rules", "diff", "HEAD", ".", "raw/jiachuan.txt"]) == 1
    assert capsys.readouterr().out.splitlines()[:4] == [
        "rules: the same",
        "tables: the same",
        "rules: 0 added, 1 removed, 1 edited",
        "  - cues.csv 下降",
    ]


def test_a_fault_of_old_rules_names_the_revision(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("rules", "counts.toml")
    sound = file.read_text("utf-8")
    file.write_text("[[rule]\n", "utf-8")
    _git("init", "-q")
    _git("add", "rules")
    _git("commit", "-q", "-m", "rules")
    file.write_text(sound, "utf-8")
    assert main(["rules", "diff", "HEAD"]) == 2
    assert capsys.readouterr().err.startswith("HEAD:counts.toml:1:7: not valid TOML: ")


def _repository() -> None:
    Path("rules").rename("regeln")
    _git("init", "-q")
    _git("add", "raw")
    _git("commit", "-q", "-m", "reports")


@pytest.mark.parametrize(
    ("prepare", "old", "message"),
    [
        (lambda: None, "HEAD", "'HEAD' is neither a folder nor a git revision"),
        (lambda: None, "raw", "no rule file (*.toml) in raw"),
        (_repository, "HEAD~3", "'HEAD~3' is neither a folder nor a git revision"),
        (_repository, "HEAD", "the revision HEAD has no folder rules/ here"),
    ],
)
def test_what_is_neither_folder_nor_revision(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    prepare: Callable[[], None],
    old: str,
    message: str,
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    prepare()
    assert main(["rules", "diff", old]) == 2
    advice = "give a folder of rules or a revision of the repository where you stand, such as HEAD"
    assert capsys.readouterr().err == f"{message}; {advice}\n"


def test_without_git(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["rules", "diff", "HEAD"]) == 2
    word = (
        "'HEAD' is no folder, and no git is here that could know it as a revision; give a folder of rules, or install git\n"
    )
    assert capsys.readouterr().err == word
