"""Canonical indicators: the shipped ones hold their examples; faults of the file are all told, each at its place."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from extract.errors import RulesError
from extract.panel import load_indicators
from extract.panel.claims import faults
from extract.panel.model import Indicators
from extract.panel.words import Wordings
from extract.rules import RuleSet, load_rules

ROOT = Path(__file__).parents[1]
ENTRY = """[[indicator]]
id = "tea-houses"
chinese = "茶馆"
english = "tea houses"
unit = ["家"]
names = ['{held}?茶馆']
note = "All tea houses of a place."
author = "Li Wen"
added = 2026-11-22
[[indicator.match]]
row = { measure = "count", indicator = "茶馆", unit = "家", scope = "全县" }
[[indicator.reject]]
row = { measure = "count", indicator = "新增茶馆", unit = "家" }
why = "what came in a year is no number of all"
"""
ID = " [tea-houses]: "
PARTS = "[parts]\nheld = '(?:拥有)'\n"


@cache
def _rules() -> RuleSet:
    return load_rules(ROOT / "rules")


@cache
def _shipped() -> Indicators:
    return load_indicators(_rules())


@cache
def _wordings() -> Wordings:
    return Wordings(_rules())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rules without indicators."""
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules, ignore=shutil.ignore_patterns("indicators.toml"))
    return rules


def _load(folder: Path, text: str) -> Indicators:
    (folder / "indicators.toml").write_text(text, "utf-8")
    return load_indicators(load_rules(folder))


def _told(folder: Path, text: str) -> list[str]:
    with pytest.raises(RulesError) as caught:
        _load(folder, text)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("indicator", list(_shipped().by_id))
def test_an_indicator_holds_its_examples(indicator: str) -> None:
    assert list(faults(_shipped(), _wordings(), indicator)) == []


def test_no_file_is_no_indicator(folder: Path) -> None:
    assert load_indicators(load_rules(folder)) == Indicators({})


def test_an_example_that_fails_is_told(folder: Path) -> None:
    wrong = ENTRY.replace('indicator = "茶馆"', 'indicator = "茶馆员工"').replace("新增茶馆", "拥有茶馆")
    assert list(faults(_load(folder, PARTS + wrong), _wordings(), "tea-houses")) == [
        "tea-houses: {'measure': 'count', 'indicator': '茶馆员工', 'unit': '家', 'scope': '全县'} is claimed by none",
        "tea-houses: claims {'measure': 'count', 'indicator': '拥有茶馆', 'unit': '家'}, which it must leave alone: "
        "what came in a year is no number of all",
    ]


def test_base_scope_and_measure_are_asked_for(folder: Path) -> None:
    asked = ENTRY.replace('note = "', "measure = [\"share\"]\nbase = '全[省市]'\nscope = '全县'\nnote = \"", 1)
    wanted = asked.replace('measure = "count"', 'measure = "share", base = "全市"', 1).replace(
        'unit = "家", scope', "scope", 1
    )
    assert list(faults(_load(folder, PARTS + wanted), _wordings(), "tea-houses")) == []
    for cell, other in (('"share", base', '"growth", base'), ('base = "全市"', 'base = "全国"'), ('"全县"', '"全区"')):
        found = list(faults(_load(folder, PARTS + wanted.replace(cell, other)), _wordings(), "tea-houses"))
        assert [line.rpartition(" is ")[2] for line in found] == ["claimed by none"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('id = "tea-houses"', 'id = "Tea"', ["4 [Tea]: id is 'Tea'; write small letters joined by hyphens"]),
        ('unit = ["家"]', "unit = []", [f"7{ID}unit is []; write the measure words or currencies in which it is stated"]),
        ('unit = ["家"]', 'unit = "家"', [f'7{ID}unit is \'家\'; write a list: ["…", "…"]']),
        ("names = ['{held}?茶馆']", "names = []", [f"8{ID}names is []; write what texts call it"]),
        ("{held}?茶馆", "{hold}?茶馆", [f"8{ID}'{{hold}}?茶馆' names 'hold', which is nothing; did you mean 'held'?"]),
        ("{held}?茶馆", "{:ryse}茶馆", [f"8{ID}'{{:ryse}}茶馆' names ':ryse', which is nothing; did you mean 'rise'?"]),
        ("{held}?茶馆", "(茶馆", [f"8{ID}'(茶馆' is not valid: missing ) at position 3; mend it; brackets close"]),
        ("{held}?茶馆", "(?:茶馆)?", [f"8{ID}'(?:茶馆)?' fits the empty text; give it a word"]),
        ("{held}?茶馆", "5家茶馆", [f"8{ID}'5家茶馆' spells out '5'; a sum is {{money}}; years are left out of names"]),
        (
            "{held}?茶馆",
            "(?P<town>.+)茶馆",
            [f"8{ID}'(?P<town>.+)茶馆' has a group 'town'; the only group with a name is (?P<list>…)"],
        ),
        ('measure = "count"', 'measure = "cuont"', [f"13{ID}unknown measure 'cuont'; did you mean 'count'?"]),
        ('scope = "全县"', 'scop = "全县"', [f"13{ID}unknown cell 'scop' in row; did you mean 'scope'?"]),
        ('indicator = "茶馆", ', "", [f"13{ID}the row says no indicator; add it"]),
        (
            "新增茶馆",
            "饭店",
            [
                f"15{ID}the reject '饭店' holds no word of the names, so it proves nothing; "
                "write a row that looks like a match and is none"
            ],
        ),
        ("what came in a year is no number of all", " ", [f"16{ID}why is ' '; write why it is none"]),
        (
            'note = "',
            'nota = "',
            [
                f"9{ID}unknown key 'nota'; take it out; did you mean 'note'?",
                f"3{ID}the key 'note' is missing; write one line",
            ],
        ),
    ],
)
def test_a_fault_is_told_at_its_place(folder: Path, before: str, after: str, told: list[str]) -> None:
    assert before in ENTRY
    assert _told(folder, PARTS + ENTRY.replace(before, after, 1)) == [f"indicators.toml:{line}" for line in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PARTS + ENTRY + ENTRY, f"indicators.toml:18{ID}the id tea-houses stands twice; give one of the two another id"),
        ("[[indicater]]\n" + ENTRY + PARTS, "indicators.toml: unknown key 'indicater'; did you mean 'indicator'?"),
        ("indicator = 3\n", "indicators.toml:1: the indicators are no list; write [[indicator]] above each of them"),
        ("parts = 3\n", 'indicators.toml:1: parts is 3; write a table: { key = "…" }'),
        (
            "[parts\n",
            "indicators.toml:1:7: not valid TOML: Expected ']' at the end of a table declaration; "
            "mend the line; quotes and brackets close",
        ),
    ],
)
def test_a_fault_of_the_file_is_told(folder: Path, text: str, told: str) -> None:
    assert _told(folder, text) == [told]


def test_all_faults_are_told_at_once(folder: Path) -> None:
    wrong = ENTRY.replace('chinese = "茶馆"', 'chinese = ""').replace("{held}?", "(")
    assert len(_told(folder, PARTS + wrong + wrong.replace("tea-houses", "tea-rooms"))) == 4
