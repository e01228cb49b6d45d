"""`rules stats`: what each rule does in the reports, against which others, and whether a person agrees."""

from pathlib import Path

import pytest

from extract.cli import main

RULES = """[[rule]]
id = "counts.held-by"
pattern = '共有{indicator}{value:count}'
note = "A number of things that a place has."
author = "a"
added = 2026-11-22
[[rule.match]]
text = "2024年，共有茶企46家"
row = { indicator = "茶企", value = "46" }
[[rule.reject]]
text = "共有茶企占12%"
why = "a share"

[[rule]]
id = "counts.last"
pattern = '{value:count}(?:$|。)'
note = "A number at the end."
author = "a"
added = 2026-11-22
[[rule.match]]
text = "2024年，茶企46家"
row = { value = "46" }
[[rule.reject]]
text = "茶企占12%。"
why = "a share"

[[rule]]
id = "counts.first"
pattern = '^{value:count}'
note = "A number at the start."
author = "a"
added = 2026-11-22
[[rule.match]]
text = "46家茶企开业"
row = { value = "46" }
[[rule.reject]]
text = "46%"
why = "a share"
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three rules, two reports and the annotation of one of them."""
    for name in ("rules/lexicon", "raw", "gold"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "rules" / "counts.toml").write_text(RULES, "utf-8")
    (tmp_path / "rules" / "lexicon" / "measures.csv").write_text("term,canonical,note\n名,,\n家,,\n户,,\n", "utf-8")
    (tmp_path / "raw" / "anhe.txt").write_text("2024年，全县共有茶企46家。另有茶农12户。\n", "utf-8")
    (tmp_path / "raw" / "beiling.txt").write_text("2024年，园区有茶企5家。\n", "utf-8")
    gold = "report,start,end,value,value_max,bound,unit\nanhe,12,15,46.0,,exact,家\nanhe,20,23,13,,exact,户\n"
    (tmp_path / "gold" / "counts.csv").write_text(gold, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["rules", "stats", *words])
    return code, capsys.readouterr().out


def test_the_rules_that_fire_those_that_never_do_and_terms_that_are_not_met(place, capsys):
    assert asked(capsys) == (
        0,
        """\
rule            hits  reports  overlaps  conflicts  wins  losses  right  wrong
counts.held-by     1        1         1          0     1       0      0      0
counts.last        2        2         1          0     0       1      0      0
1 of 3 rules never fire:
  counts.first
lexicon/measures.csv: 1 of 3 terms stand in no report: 名
""",
    )


def test_rows_of_annotated_reports_are_right_or_wrong(place, capsys):
    assert asked(capsys, "--gold", "gold", "--csv") == (
        0,
        """\
rule,hits,reports,overlaps,conflicts,wins,losses,right,wrong
counts.held-by,1,1,1,0,1,0,1,0
counts.last,2,2,1,0,0,1,0,1
counts.first,0,0,0,0,0,0,0,0
""",
    )


def test_some_reports_and_terms_alone(place, capsys):
    assert asked(capsys, "raw/beiling.txt", "--terms") == (
        0,
        "list,term\nlexicon/measures.csv,名\nlexicon/measures.csv,户\n",
    )


def test_disputes_are_conflicts_of_both(place, capsys):
    twin = RULES.split("\n\n")[0].replace("held-by", "owned").replace("note =", 'set = { bound = "about" }\nnote =')
    (place / "rules" / "counts.toml").write_text(f"{RULES}\n{twin}\n", "utf-8")
    code, said = asked(capsys, "--csv")
    assert (code, said.splitlines()[1], said.splitlines()[4]) == (
        0,
        "counts.held-by,0,0,1,1,0,0,0,0",
        "counts.owned,0,0,1,1,0,0,0,0",
    )


def test_gold_that_is_none_is_refused(place, capsys):
    (place / "empty").mkdir()
    assert main(["rules", "stats", "--gold", "empty"]) == 3
    assert capsys.readouterr().err == "empty: no annotated tables; name a folder with percentages.csv and the like\n"
    (place / "empty" / "years.csv").write_text("report,start\nanhe,1\n", "utf-8")
    assert main(["rules", "stats", "--gold", "empty"]) == 3
    assert capsys.readouterr().err == "empty/years.csv:1: no column end; the columns are those of the table itself\n"
