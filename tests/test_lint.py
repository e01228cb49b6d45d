"""`rules lint`: what it says in all, on the shipped rules, and whether it knows what the stages read."""

from pathlib import Path

import pytest

from extract.cli import main
from extract.rules import load_rules
from extract.workbench.wordlists import watched

RULES = Path(__file__).parents[1] / "rules"
RULE = """[[rule]]
id = "counts.firms"
pattern = '企业(?:有|有)?{value:count}'
note = "TBD"
author = "Li Wen"
added = 2026-11-22
status = "stabel"
[[rule.match]]
text = "2024年，企业12家"
[[rule.reject]]
text = "企业占比12%，12家"
why = "a share"
"""


def linted(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["rules", "lint", "--rules", str(folder)])
    return code, capsys.readouterr().out.splitlines()


def test_no_fault(tmp_path, capsys):
    sound = RULE.replace("(?:有|有)?", "").replace("TBD", "Firms and their number.").replace("stabel", "stable")
    (tmp_path / "counts.toml").write_text(sound, encoding="utf-8")
    assert linted(tmp_path, capsys) == (1, [SOUND_WITHOUT_LISTS, "rules: 1 rules in 1 files, 0 word lists, 1 faults"])
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "measures.csv").write_text("term,canonical,note\n家,,\n", encoding="utf-8")
    assert linted(tmp_path, capsys) == (0, ["rules: 1 rules in 1 files, 1 word lists, no fault"])


SOUND_WITHOUT_LISTS = (  # without a list of measure words 12家 is no count
    "counts.toml:10 [counts.firms]: no reject holds a count, so none shows what the rule's words decide; "
    "add one that has such a figure and is none"
)


def test_what_keeps_rules_from_loading_comes_before_style_only_by_place(tmp_path, capsys):
    (tmp_path / "counts.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "years.toml").write_text(RULE.replace("counts.", "years.").replace("stabel", "draft"), encoding="utf-8")
    assert linted(tmp_path, capsys) == (
        2,
        [
            "counts.toml:3 [counts.firms]: the pattern names '有' twice in (?:有|有); take one out",
            "counts.toml:4 [counts.firms]: the note 'TBD' says nothing; say what the rule reads, with an example",
            "counts.toml:7 [counts.firms]: status is 'stabel'; write draft, stable, retired; did you mean 'stable'?",
            "years.toml:3 [years.firms]: the pattern names '有' twice in (?:有|有); take one out",
            "years.toml:4 [years.firms]: the note 'TBD' says nothing; say what the rule reads, with an example",
            "rules: 2 rules in 2 files, 0 word lists, 5 faults, 1 of which keep them from loading",
        ],
    )


def test_no_folder_of_rules(tmp_path, capsys):
    assert main(["rules", "lint", "--rules", str(tmp_path / "rulse")]) == 2
    assert capsys.readouterr().err == f"no folder of rules at {tmp_path / 'rulse'}; name one with --rules\n"


def test_lint_knows_what_the_stages_read():
    """Every shipped list is read by a stage, and so are these acts, which no rule names."""
    rules = load_rules(RULES)
    asked = watched(rules)
    assert asked.keys() == rules.lexicons.by_name.keys()
    assert {"each", "paired", "target", "plan-heading"} <= asked["cues"]
    assert {"suffix", "never"} <= asked["company-parts"]


def test_the_shipped_rules_have_no_fault(capsys):
    code, told = linted(RULES, capsys)
    assert (code, told[:-1]) == (0, [])
    assert told[-1].endswith("word lists, no fault")
