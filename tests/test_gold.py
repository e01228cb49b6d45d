"""What is true: the tables against facts annotated by hand, measured by the scorer that stands beside the project."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extract.cli import main

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "tests" / "reports"
FIELDS = "~indicator=.97,base=.97,scope=.95,status=1,holder=1,name=1,role=.95,event=.85,kind=.97"


def run(source: Path, output: Path, rules: Path = ROOT / "rules") -> Path:
    assert main(["run", str(source), "--rules", str(rules), "--output", str(output), "--quiet"]) == 0
    return output


def score(shared: Path, gold: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(shared / "score.py"), str(gold), str(output), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def originals(shared, tmp_path_factory) -> Path:
    return run(shared / "reports", tmp_path_factory.mktemp("originals"))


def test_the_two_originals_come_out_whole(shared, originals):
    result = score(
        shared, shared / "gold", originals, "--floor", "1.0", "--fields", FIELDS, "--raw", str(shared / "reports")
    )
    assert result.returncode == 0, result.stdout


def test_nothing_in_the_originals_is_disputed_or_unclaimed(originals):
    assert [(r["conflicts"], r["unclaimed"]) for r in rows(originals / "reports.csv")] == [("0", "0"), ("0", "0")]


def test_every_numeral_of_the_originals_is_accounted_for(shared, originals):
    ours = {(r["report"], r["start"], r["end"]): r for r in rows(originals / "numerals.csv")}
    gold = {(r["report"], r["start"], r["end"]): r for r in rows(shared / "gold" / "numerals.csv")}
    assert gold.keys() <= ours.keys()
    agreeing = sum(gold[key]["table"] == ours[key]["table"] for key in gold)
    assert agreeing / len(gold) >= 0.98
    assert [key for key in gold if gold[key]["table"] and ours[key]["reason"]] == []
    assert [key for key in ours if not ours[key]["table"] and not ours[key]["reason"]] == []


def test_names_are_found_without_a_gazetteer(shared, tmp_path):
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    (rules / "lexicon" / "companies.csv").write_text("term,canonical,note\n", encoding="utf-8")
    output = run(shared / "reports", tmp_path / "output", rules)
    result = score(shared, shared / "gold", output, "--floor", "0.92", "--tables", "companies")
    assert result.returncode == 0, result.stdout


def test_no_company_hides_in_rules_or_code(shared):
    names = {row["name"] for row in rows(shared / "gold" / "companies.csv")}
    places = [*ROOT.glob("rules/*.toml"), *ROOT.glob("rules/lexicon/*.csv"), *ROOT.glob("extract/**/*.py")]
    hidden = {
        (path.name, name)
        for path in places
        if path.name != "companies.csv"
        for name in names
        if name in path.read_text("utf-8")
    }
    assert hidden == set()


def test_the_retold_reports_state_the_same_facts(shared, tmp_path):
    output = run(ROOT / "raw", tmp_path)
    tables = "percentages,counts,amounts,companies,rankings"
    result = score(shared, shared / "gold", output, "--facts", "--floor", "1.0", "--tables", tables)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("folder", "floor"), [("known", 0.97), ("held", 0.95)])
def test_reports_of_other_places(shared, tmp_path, folder, floor):
    output = run(REPORTS / folder, tmp_path)
    gold = REPORTS / folder / "gold"
    result = score(shared, gold, output, "--json", "--raw", str(REPORTS / folder))
    assert result.returncode == 0, result.stdout
    assert json.loads(result.stdout)["mean_f1"] >= floor


def test_other_projects_cases(shared):
    command = [sys.executable, str(shared / "peer_score.py"), str(shared / "peers"), "--", sys.executable, "-m", "extract"]
    command += ["run", "{input}", "--output", "{output}", "--quiet"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT)
    shares = {line.split()[0]: float(line.split("%")[0].split()[-1]) for line in result.stdout.splitlines()}
    assert shares["all"] >= 95, result.stdout
    assert min(shares.values()) >= 90, result.stdout


@pytest.mark.parametrize("folder", ["../shared/reports", "raw", "tests/reports/known", "tests/reports/held"])
def test_every_row_stands_where_it_says(shared, tmp_path, folder):
    source = (ROOT / folder).resolve()
    output = run(source, tmp_path)
    texts = {path.stem: path.read_text("utf-8-sig") for path in source.glob("*.txt")}
    for table in ("percentages", "counts", "amounts", "companies", "years", "rankings", "numerals"):
        for row in rows(output / f"{table}.csv"):
            assert texts[row["report"]][int(row["start"]) : int(row["end"])] == row["raw_text"]
