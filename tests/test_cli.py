"""The door: exit codes and exact text. The extraction itself is stood in for, so that only the door is tested."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from extract import cli, runs
from extract.errors import InputError, Place, RuleError, RulesError
from extract.models import Extraction
from extract.sets import LOCK, read_set

LINE = (
    "{}: 0 percentages, 3 counts, 0 amounts, 0 companies, 0 years, 0 rankings, 5 numerals; "
    "1 lines of furniture, 1 unclaimed, 1 conflicts"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch, sample: Callable[..., Extraction]) -> None:
    """A report's text is the value of its first count; `bad` cannot be read, `bug` is a fault of the program."""

    def extract_file(path: Path, _: object, year: str = "") -> Extraction:
        text = path.read_text()
        if text == "bad":
            raise InputError("undecodable byte 0xff", Place(str(path), 3, 5), "save the page's text as UTF-8")
        if text == "bug":
            raise ZeroDivisionError("division by zero")
        return sample(path.stem, year or "2024", text or "1000")

    def load_rules(folder: Path | None = None) -> object:
        return SimpleNamespace(folder=str(folder or "rules"), sha256="cd" * 32)

    monkeypatch.setattr(runs, "extract_file", extract_file)
    monkeypatch.setattr("extract.rules.load_rules", load_rules)


def _put(*paths: str, text: str = "") -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)


class Call:
    """Calls the command and shows what it gave."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *args: str) -> tuple[int, str, str]:
        code = cli.main(args)
        out, err = self.capsys.readouterr()
        return code, out, err


@pytest.fixture
def baogao(capsys: pytest.CaptureFixture[str]) -> Call:
    return Call(capsys)


# --- run


def test_run_reads_raw_and_writes_output(baogao: Call) -> None:
    _put("raw/2025.txt", "raw/2024.txt", "raw/README.md", "raw/2024.corrections.csv", "raw/.2023.txt")
    warned = "rules: rules\n2024:3: conflict: two rules, one numeral\n2025:3: conflict: two rules, one numeral\n"
    assert baogao("run") == (0, f"{LINE.format(2024)}\n{LINE.format(2025)}\n", warned)
    assert len(read_set(Path("output")).files) == 12


def test_run_quietly_and_with_other_folders(baogao: Call) -> None:
    _put("a/2024.txt", "b/2025.TXT")
    assert baogao("run", "a", "b/2025.TXT", "a/2024.txt", "--output", "o/p", "--quiet", "--rules", "r") == (0, "", "")
    assert len(read_set(Path("o/p")).files["reports.csv"].splitlines()) == 3


def test_run_as_json(baogao: Call) -> None:
    _put("raw/2024.txt")
    code, out, err = baogao("run", "--json", "--year", "2023")
    assert (code, err) == (0, "rules: rules\n2024:3: conflict: two rules, one numeral\n")
    said = json.loads(out)
    assert (said["output"], said["rules"], said["rules_sha256"]) == ("output", "rules", "cd" * 32)
    assert said["reports"] == [
        {"report": "2024", "percentages": 0, "counts": 3, "amounts": 0, "companies": 0, "years": 0, "rankings": 0}
        | {"numerals": 5, "furniture": 1, "unclaimed": 1, "conflicts": 1, "findings": 1, "corrections": 0}
    ]
    assert b",2023," in read_set(Path("output")).files["counts.csv"]


def test_a_strict_run_refuses_what_no_rule_claims_or_rules_dispute(baogao: Call) -> None:
    _put("raw/2024.txt")
    code, out, err = baogao("run", "--strict")
    assert (code, out) == (1, LINE.format(2024) + "\n")
    assert err.splitlines() == [
        "rules: rules",
        "2024:1: 八 is claimed by no rule; add a rule, or an ignore rule that gives the reason",
        "2024:3: 5 is disputed by a.one and b.two; make one more exact, or name one in the other's `over`",
        "output: nothing written; run without --strict to see the tables",
    ]
    assert not Path("output").exists()


# --- bad input


def test_no_input(baogao: Call) -> None:
    assert baogao("run") == (3, "", "raw: no such file or folder; name the reports: baogao run FILE|FOLDER\n")


def test_all_bad_inputs_are_named(baogao: Call) -> None:
    _put("empty/README.md", "a/2024.txt", "b/2024.txt", "table.csv")
    assert baogao("run", "none.txt", "empty", "a", "b", "table.csv") == (
        3,
        "",
        "none.txt: no such file or folder; name the reports: baogao run FILE|FOLDER\n"
        "empty: no report (.txt file) in this folder; put one there\n"
        "table.csv: not a report; reports are .txt files\n"
        "2 inputs have the id 2024: a/2024.txt and b/2024.txt; rename all but one\n",
    )


def test_two_inputs_of_one_stem_are_a_wrong_call(baogao: Call) -> None:
    _put("a/2024.txt", "b/2024.txt")
    assert baogao("run", "a", "b")[0] == 2
    assert not Path("output").exists()


def test_all_unreadable_reports_are_named_and_the_old_tables_stay(baogao: Call) -> None:
    _put("raw/2024.txt")
    baogao("run")
    before = read_set(Path("output"))
    _put("raw/2023.txt", "raw/2025.txt", text="bad")
    code, out, err = baogao("run")
    assert (code, out) == (3, "")
    assert err.splitlines()[1:] == [
        f"raw/{year}.txt:3:5: undecodable byte 0xff; save the page's text as UTF-8" for year in (2023, 2025)
    ]
    assert read_set(Path("output")) == before


def test_all_faults_of_the_rules_are_shown(baogao: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RulesError((RuleError("no key", Place("rules/a.toml", 3)), RuleError("no id", Place("rules/b.toml", 9))))

    _put("raw/2024.txt")
    monkeypatch.setattr("extract.rules.load_rules", broken)
    assert baogao("run") == (2, "", "rules/a.toml:3: no key\nrules/b.toml:9: no id\n")


def test_an_output_that_cannot_be_written(baogao: Call) -> None:
    _put("raw/2024.txt", "output")
    code, out, err = baogao("run")
    assert (code, out) == (3, "")
    assert err.splitlines()[1:] == [
        "output: cannot keep the tables here (File exists); name a folder that can be written with --output"
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "Missing command; see baogao --help"),
        (("walk",), "No such command 'walk'; see baogao --help"),
        (("run", "--yaer", "2024"), "No such option '--yaer'. Did you mean '--year'?; see baogao run --help"),
        (
            ("run", "--year", "24"),
            "Invalid value for '--year': 24 is not in the range 1000<=x<=9999; see baogao run --help",
        ),
        (("explain", "2024"), "give one of --find, --at and --text; see baogao explain --help"),
        (("explain", "--find", "x"), "name a report, or give --text alone; see baogao explain --help"),
        (("explain", "2024", "--text", "x"), "name a report, or give --text alone; see baogao explain --help"),
    ],
)
def test_wrong_calls(baogao: Call, args: tuple[str, ...], message: str) -> None:
    assert baogao(*args) == (2, "", message + "\n")


# --- internal errors


def test_a_fault_of_the_program_is_one_line(baogao: Call) -> None:
    _put("raw/2024.txt", text="bug")
    code, out, err = baogao("run")
    assert (code, out) == (4, "")
    (line,) = err.splitlines()[1:]
    assert re.fullmatch(
        r"internal error at extract/runs\.py:\d+: ZeroDivisionError: division by zero while extracting raw/2024\.txt; "
        r"report this line, BAOGAO_DEBUG=1 tells more",
        line,
    )


def test_the_traceback_comes_when_asked_for(baogao: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    _put("raw/2024.txt", text="bug")
    monkeypatch.setenv("BAOGAO_DEBUG", "1")
    code, _, err = baogao("run")
    assert code == 4
    assert "Traceback (most recent call last):" in err


def test_an_interrupted_run(baogao: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    _put("raw/2024.txt")
    monkeypatch.setattr(runs, "collect", interrupted)
    assert baogao("run") == (130, "", "\ninterrupted\n")


# --- check and approve


def test_check_and_approve(baogao: Call) -> None:
    _put("raw/2024.txt", text="1000")
    golden = str(Path("tests/golden"))
    assert baogao("check")[0] == 1
    baogao("run")
    assert baogao("check") == (0, "output: as the reports and rules give it now\n", "rules: rules\n")
    code, out, _ = baogao("approve")
    assert (code, out.splitlines()) == (
        0,
        ["output: as the reports and rules give it now", "output: written", f"{golden}: written"],
    )
    assert baogao("check")[0] == 0

    _put("raw/2024.txt", text="2000")
    change = "0 gained, 0 lost, 1 changed\n  ~ counts 2024:2 超千个: value 1000 → 2000 「企业超千个。」"
    differences = f"output: {change}\n{golden}: {change}\n"
    assert baogao("check") == (1, differences, "rules: rules\n")
    assert baogao("approve") == (0, f"{differences}output: written\n{golden}: written\n", "rules: rules\n")
    assert baogao("check")[0] == 0


def test_check_names_a_mixed_set_and_writes_nothing(baogao: Call) -> None:
    _put("raw/2024.txt")
    baogao("run")
    table = Path("output/counts.csv")
    table.write_bytes(table.read_bytes() + b"2024,9\n")
    before = {path.name: path.read_bytes() for path in Path("output").iterdir() if path.name != LOCK}
    code, out, _ = baogao("check")
    assert code == 1
    assert out.splitlines()[0] == "output/counts.csv: not as it was written: edited by hand, or of another set"
    assert {path.name: path.read_bytes() for path in Path("output").iterdir() if path.name != LOCK} == before


# --- the process


def _process(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extract", *args]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **env})


def test_version_and_help() -> None:
    assert _process("--version").stdout.split()[0] == b"baogao"
    shown = _process("--help")
    assert shown.returncode == 0
    assert all(command in shown.stdout for command in (b"run", b"check", b"approve", b"explain"))


def test_messages_are_utf8_whatever_the_console_is() -> None:
    done = _process("run", "报告.txt", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C.UTF-8")
    assert done.returncode == 3
    assert done.stderr.decode() == "报告.txt: no such file or folder; name the reports: baogao run FILE|FOLDER\n"


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from extract.cli import main; main(['run', '--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "numpy", "jieba", "opencc", "regex", "msgspec", "filelock"} & set(done.stderr.split())


def test_a_run_imports_no_pandas() -> None:
    rules = Path(__file__).resolve().parents[1] / "rules"
    Path("2024.txt").write_text("2024年，全县新增备案项目超千个，同比增长6%。\n", encoding="utf-8")
    code = "import sys; from extract.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, "run", "2024.txt", "--rules", str(rules)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.startswith("2024: 1 percentages, 1 counts, ")
    assert not {"pandas", "numpy"} & set(done.stderr.split())
