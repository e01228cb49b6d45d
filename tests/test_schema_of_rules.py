"""`rules schema`: what editors know of rule files is what loading knows of them."""

import json
import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from extract.cli import main
from extract.rules.settings import SETTINGS, Settings
from extract.workbench.schema import REFERENCE, rule_schema

ROOT = Path(__file__).parents[1]
FILES = [f"{table}.toml" for table in SETTINGS]
SCHEMA = json.loads(rule_schema())
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA, format_checker=jsonschema.FormatChecker())
RULE = """
[[rule]]
id = "counts.a"
pattern = '企业{value:count}'
note = "Firms and their number."
author = "a"
added = 2026-11-22
[[rule.match]]
text = "2024年，企业12家"
[[rule.reject]]
text = "企业占比12%"
why = "a share"
"""


def as_json(value: object) -> object:
    """A TOML value as editors see it: a date is a text."""
    if isinstance(value, dict):
        return {key: as_json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_json(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


def told(text: str) -> list[str]:
    return sorted(error.message for error in VALIDATOR.iter_errors(as_json(tomllib.loads(text))))


def test_the_schema_is_one():
    VALIDATOR.check_schema(SCHEMA)


def test_the_written_schema_is_the_present_one(tmp_path, capsys):
    shipped = (ROOT / "rules" / "rule.schema.json").read_text("utf-8")
    assert main(["rules", "schema"]) == 0
    assert capsys.readouterr().out == shipped
    assert main(["rules", "schema", "--output", str(tmp_path / "s.json")]) == 0
    assert (tmp_path / "s.json").read_text("utf-8") == shipped
    assert [path.name for path in tmp_path.iterdir()] == ["s.json"]


def test_a_schema_that_cannot_be_written(tmp_path, capsys):
    place = tmp_path / "no" / "s.json"
    assert main(["rules", "schema", "--output", str(place)]) == 3
    assert capsys.readouterr().err == f"{place}: cannot be written: No such file or directory; name another file\n"


@pytest.mark.parametrize("name", FILES)
def test_shipped_rules_hold_and_name_it(name):
    text = (ROOT / "rules" / name).read_text("utf-8")
    assert told(text) == []
    assert text.startswith(f"{REFERENCE}\n")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("[[rule]]", "[[rule]]\nnotte = 'x'", "Additional properties are not allowed ('notte' was unexpected)"),
        ("[[rule]]", "[[rule]]\nstatus = 'stabel'", "'stabel' is not one of ['draft', 'retired', 'stable']"),
        ("[[rule]]", "[[rule]]\nset = { spread = 'all' }", "'all' is not one of ['each']"),
        ("[[rule]]", "[[rule]]\nset = { sprad = 'each' }", "Additional properties are not allowed ('sprad' was unexpected)"),
        ("[[rule]]", "[[rule]]\nset = { measure = 'share' }", f"'measure' is not one of {sorted(SETTINGS['counts'])}"),
        ("[[rule]]", "[[rule]]\nbound = ['around']", "'around' is not one of"),
        ("2026-11-22", "'soon'", "'soon' is not a 'date'"),
        ('author = "a"\n', "", "'author' is a required property"),
        ('why = "a share"', 'why = ""', "'' should be non-empty"),
        ('"counts.a"', '"counts.A b"', "'counts.A b' does not match"),
        ("'企业{value:count}'", "'" + "企" * 121 + "'", "is too long"),
    ],
)
def test_broken_rules_do_not_hold(before, after, fault):
    assert told(RULE) == []
    assert any(fault in line for line in told(RULE.replace(before, after, 1)))


def test_measures_are_known_where_rules_may_set_one():
    rule = RULE.replace("counts.a", "percentages.a")
    assert told(rule.replace("[[rule]]", "[[rule]]\nset = { measure = 'share' }", 1)) == []
    assert told(rule.replace("[[rule]]", "[[rule]]\nset = { measure = 'shar' }", 1)) == [
        "'shar' is not one of ['growth', 'points', 'rate', 'share']"
    ]


def test_every_key_and_every_choice_is_described_in_both_languages():
    for part in SCHEMA["$defs"].values():
        for name, key in part["properties"].items():
            said = key.get("description", "") or SCHEMA["$defs"]["Settings"]["description"]
            assert said.isascii() is False, name
            if "enum" in key:
                assert len(key["x-taplo"]["docs"]["enumValues"]) == len(key["enum"])
                assert all(f"{value}: " in said for value in key["enum"])


def test_each_key_of_set_belongs_to_some_file():
    assert set().union(*SETTINGS.values()) == set(Settings.__struct_fields__)
