"""Broken rule files: every fault of every file is told at once, with file, line, rule and what to do."""

from pathlib import Path

import pytest

from extract.errors import RulesError
from extract.rules import load_rules

RULE = """[[rule]]
id = "{id}"
pattern = '{pattern}'
note = "n"
author = "a"
added = 2026-11-22
{more}
[[rule.match]]
text = "2024年，企业12家"
[[rule.reject]]
text = "企业占比12%"
why = "a share"

"""


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def told(path: Path) -> list[str]:
    with pytest.raises(RulesError) as caught:
        load_rules(path)
    return str(caught.value).splitlines()


def rule(id: str = "counts.a", pattern: str = "企业{value:count}", more: str = "") -> str:
    return RULE.format(id=id, pattern=pattern, more=more)


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    counts = rule(more='notte = "typo"') + rule(id="counts.b", pattern="企业{value:cuont}")
    amounts = rule(id="amounts.a", pattern="企业12{value:money}") + rule(id="amounts.a", pattern="企业{value:money}")
    assert told(folder(tmp_path, counts=counts, amounts=amounts)) == [
        "counts.toml:1 [counts.a]: unknown key 'notte'; take it out; did you mean 'note'?",
        "counts.toml:14 [counts.b]: 'cuont' is neither a kind of quantity nor a lexicon nor a macro; did you mean 'count'?",
        "amounts.toml:1 [amounts.a]: the pattern spells out the numeral '1'; use a slot such as {value:count}",
        "amounts.toml:14 [amounts.a]: the id amounts.a stands twice; give one of the two another id",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (rule(more='set = { mesure = "share" }'), "set has the unknown key 'mesure'; take it out"),
        (rule(more='over = ["counts.aa"]'), "over names 'counts.aa', which is no rule; did you mean 'counts.a'?"),
        (rule(pattern="(企业|{value:count}"), "the expression is not valid"),
        (rule(pattern="(?:企业)?"), "the pattern matches the empty text"),
        (rule(pattern="企业{value:count}" + "企业" * 60), "the pattern has 135 characters; 120 at most"),
        (rule(id="amounts.a"), "the id does not begin with 'counts'; call it counts.amounts.a"),
        (rule().replace("占比", "").replace("企业占", "").replace('text = "企业12%"', 'text = "税收12%"'), "proves nothing"),
        (rule().replace("2026-11-22", '"soon"'), "Invalid RFC3339 encoded date - at `$.added`"),
        ("[[rule]\n", "counts.toml:1:7: not valid TOML"),
    ],
)
def test_one_fault_each(tmp_path, text, fault):
    assert any(fault in line for line in told(folder(tmp_path, counts=text)))
