"""The shipped rules: each example holds, alone and among all rules."""

from pathlib import Path

import pytest

from extract.examples import faults
from extract.rules import load_rules

RULES = load_rules(Path(__file__).parents[1] / "rules")


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_examples_hold(rule):
    assert list(faults(RULES, rule)) == []
