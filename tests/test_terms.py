"""What each term of the word lists does: a case for each, with the row that it must give."""

from pathlib import Path

import pytest

from extract.rules import load_rules
from extract.workbench.cases import cases_of, fault

ROOT = Path(__file__).parents[1]
CASES = cases_of(ROOT / "tests" / "cases" / "terms.csv")
RULES = load_rules(ROOT / "rules")


@pytest.mark.parametrize("name", sorted({case.list for case in CASES}))
def test_each_term_does_what_its_case_says(name: str) -> None:
    assert [said for case in CASES if case.list == name and (said := fault(case, RULES))] == []


def test_cases_are_sorted_and_about_terms_that_stand_in_them() -> None:
    keys = [(case.list, case.term) for case in CASES]
    assert keys == sorted(set(keys))
    assert [key for key in keys if key[1] not in RULES.lexicons[key[0]].canonical] == []
    assert [case for case in CASES if case.term not in case.text and case.term not in case.span] == []
