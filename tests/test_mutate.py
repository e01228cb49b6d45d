"""`rules mutate`: which changes of rules and word lists no example and no case notices."""

import csv
import io
from pathlib import Path

import pytest

from extract.cli import main
from extract.rules import load_rules
from extract.workbench.changes import edits
from extract.workbench.mutate import mutate

ROOT = Path(__file__).parents[1]
RULES = """[[rule]]
id = "counts.held-by"
pattern = '(?:共有|共){indicator}{value:count}'
over = ["counts.bare"]
note = "A number of things that a place has: 共有茶企46家."
author = "a"
added = 2026-11-22
[[rule.match]]
text = "2024年，共有茶企46家"
row = { indicator = "茶企", value = "46" }
[[rule.reject]]
text = "共有茶企占12%"
why = "a share"

[[rule]]
id = "counts.bare"
pattern = '{value:count}'
note = "A number of things."
author = "a"
added = 2026-11-22
[[rule.match]]
text = "2024年，茶企46家"
row = { value = "46" }
[[rule.reject]]
text = "茶企12%"
why = "a share"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two rules, two lists and a table of cases."""
    lexicon, cases = tmp_path / "rules" / "lexicon", tmp_path / "tests" / "cases"
    lexicon.mkdir(parents=True)
    cases.mkdir(parents=True)
    (tmp_path / "rules" / "counts.toml").write_text(RULES, "utf-8")
    (lexicon / "measures.csv").write_text("term,canonical,note\n名,,\n家,,\n户,,\n", "utf-8")
    (lexicon / "ratios.csv").write_text("term,canonical,note\n%,1,percent\n", "utf-8")
    case = "measures,户,2024年，茶农12户,counts,12户,unit=户\n"
    (cases / "terms.csv").write_text(f"list,term,text,table,span,cells\n{case}", "utf-8")
    return tmp_path / "rules"


def asked(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    code = main(["rules", "mutate", *words, "--rules", str(folder)])
    out, err = capsys.readouterr()
    return code, (out + err).replace(f"{folder}/", "").splitlines()


def test_edits_of_a_pattern():
    closed = {"rise": "(?:增长|增加)", "edge": "(?=，|$)"}
    pattern = "(?<!不)占(?:比|到)?{:rise}{value:percent}{:edge}"
    kinds = "percent|points|fraction|tenth|times|money|count|year|date|duration|ordinal|number|held"
    assert [(edit.at, edit.pattern, edit.change) for edit in edits(pattern, closed)] == [
        (0, "占(?:比|到)?{:rise}{value:percent}{:edge}", "condition '(?<!不)' dropped"),
        (0, "占(?:比|到)?{:rise}{value:percent}{:edge}", "literal '不' dropped"),
        (6, "(?<!不)(?:比|到)?{:rise}{value:percent}{:edge}", "literal '占' dropped"),
        (6, "(?<!不)(?:占)?(?:比|到)?{:rise}{value:percent}{:edge}", "literal '占' made optional"),
        (14, "(?<!不)占(?:比|到){:rise}{value:percent}{:edge}", "optional '(?:比|到)?' made required"),
        (10, "(?<!不)占(?:到)?{:rise}{value:percent}{:edge}", "literal '比' dropped"),
        (11, "(?<!不)占(?:比)?{:rise}{value:percent}{:edge}", "literal '到' dropped"),
        (15, r"(?<!不)占(?:比|到)?(?:\p{Han}{1,4}?){value:percent}{:edge}", "slot '{:rise}' made any word"),
        (22, f"(?<!不)占(?:比|到)?{{:rise}}{{value:{kinds}}}{{:edge}}", "slot '{value:percent}' made any kind"),
        (37, "(?<!不)占(?:比|到)?{:rise}{value:percent}(?:)", "slot '{:edge}' dropped"),
    ]


def test_survivors_are_named_with_their_place(folder, capsys):
    code, lines = asked(folder, capsys)
    assert (code, lines) == (
        1,
        [
            "counts.toml:3:12 counts.held-by: part '(?:共有|共)' made optional: no example notices",
            "counts.toml:3:17 counts.held-by: literal '共' dropped: no example notices",
            "counts.toml:4 counts.held-by: over 'counts.bare' dropped: no example notices",
            "lexicon/measures.csv:2 lexicon/measures.csv: term '名' deleted: nothing notices",
            "lexicon/ratios.csv:2 lexicon/ratios.csv: term '%' deleted: nothing notices",
            "rules: 8 mutants, 5 noticed (62.5 %), 3 not",
            "word lists: 4 mutants, 2 noticed (50.0 %), 2 not",
        ],
    )


def test_an_example_more_notices_more(folder, capsys):
    text = RULES.replace("[[rule.reject]]", '[[rule.match]]\ntext = "2024年，共茶企46家"\n[[rule.reject]]', 1)
    (folder / "counts.toml").write_text(text, "utf-8")
    code, lines = asked(folder, capsys, "counts.held-by", "--at-least", "65")
    assert (code, lines[2:]) == (0, ["rules: 6 mutants, 4 noticed (66.7 %), 2 not"])


def test_words_or_csv_and_parts_of_the_rules(folder, capsys):
    assert asked(folder, capsys, "measures.csv", "--at-least", "60") == (
        0,
        [
            "lexicon/measures.csv:2 lexicon/measures.csv: term '名' deleted: nothing notices",
            "word lists: 3 mutants, 2 noticed (66.7 %), 1 not",
        ],
    )
    code, lines = asked(folder, capsys, "counts.bare", "--csv", "--every", "2")
    assert (code, lines) == (0, ["file,line,column,of,change,noticed", "counts.toml,16,,counts.bare,rule deleted,yes"])


def test_processes_give_what_one_gives(folder):
    assert mutate(folder, jobs=2) == mutate(folder)


def test_a_stranger_and_a_failing_example_are_refused(folder, capsys):
    assert asked(folder, capsys, "counts.bar") == (
        2,
        ["'counts.bar' is neither a rule nor a file of the rules; did you mean 'counts.bare'?"],
    )
    (folder / "counts.toml").write_text(RULES.replace('"46" }', '"47" }'), "utf-8")
    code, lines = asked(folder, capsys)
    assert (code, len(lines), "`baogao rules test` names all that fail" in lines[0]) == (2, 1, True)


def test_the_shipped_examples_notice_what_changes_a_rule():
    """A twentieth of the changes; `baogao rules mutate` tries all. The floor is what is reached, and only rises."""
    score = mutate(ROOT / "rules", [f"{table}.toml" for table in _tables()], every=20, asked=95)
    assert score.passed, score.words


def test_the_shipped_cases_notice_that_a_term_is_gone():
    """Every 25th term; `baogao rules mutate` tries all. Most of the others say what another term of their list says."""
    lists = [f"{name}.csv" for name in load_rules(ROOT / "rules").lexicons.by_name]
    score = mutate(ROOT / "rules", lists, every=25, asked=89)
    assert score.passed, score.words


def _tables() -> list[str]:
    return sorted({rule.table for rule in load_rules(ROOT / "rules").rules})


def test_csv_is_one_line_for_each_change(folder):
    lines = list(csv.DictReader(io.StringIO(mutate(folder).csv)))
    assert [line["noticed"] for line in lines].count("no") == 5
