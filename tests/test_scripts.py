"""A text in simplified script, in each traditional script and in one made by machine states the same facts."""

import random
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from opencc import OpenCC

from extract import extract_text, load_rules
from extract.schema import FACTS

ROOT = Path(__file__).parents[1]
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "tests" / "reports" / "known").glob("*.txt"))}
LEFT = 0.05


@cache
def rules():
    return load_rules(ROOT / "rules")


def read(text: str) -> tuple[str, list[tuple[object, ...]]]:
    """The script of the text and its facts with their places."""
    extraction = extract_text(text, rules())
    facts = [(row.table, row.span, row.cells) for row in extraction.rows if row.table in FACTS]
    return extraction.document.normalized.script, facts


@cache
def simplified() -> dict[str, list[tuple[object, ...]]]:
    """The reports in simplified script with their facts."""
    readings = {name: read(text) for name, text in TEXTS.items()}
    return {name: facts for name, (script, facts) in readings.items() if script == "simplified"}


@cache
def characters() -> dict[str, str]:
    """The first traditional character of each simplified one, whatever word it stands in."""
    lines = resources.files("opencc").joinpath("dictionary", "STCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line)
    return {simple: traditional.split(" ")[0] for simple, traditional in pairs}


def by_machine(text: str) -> str:
    """The text character by character, one in twenty left simplified."""
    rng = random.Random(text)
    return "".join(c if rng.random() < LEFT else characters().get(c, c) for c in text)


SCRIPTS: dict[str, Callable[[str], str]] = {
    **{name: OpenCC(name).convert for name in ("s2t", "s2tw", "s2hk")},
    "by machine": by_machine,
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_states_the_same_facts(script):
    assert len(simplified()) >= 4
    for name, facts in simplified().items():
        text = SCRIPTS[script](TEXTS[name])
        assert len(text) == len(TEXTS[name])
        told, same = read(text)
        assert told in ("traditional", "mixed")
        assert same == facts, name


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_report_once_traditional_keeps_its_facts_through_both_conversions(script):
    for name in sorted(TEXTS.keys() - simplified().keys()):
        text = OpenCC("t2s").convert(TEXTS[name])
        assert read(SCRIPTS[script](text))[1] == read(text)[1], name
