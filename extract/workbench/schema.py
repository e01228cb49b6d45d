"""The JSON Schema of rule files, made from the very model that validates them; editors complete and check by it."""

import json
import os
from pathlib import Path
from typing import Any

import msgspec

from extract.errors import OutputError, Place
from extract.rules.model import Rule
from extract.rules.settings import SETTINGS, Settings

REFERENCE = "#:schema ./rule.schema.json"  # the first line of a rule file


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of one table of baogao; `rules/README.md` says what they mean 一张表的规则."""

    rule: list[Rule] = []


def rule_schema() -> str:
    """The schema as text, the same bytes each time."""
    _, parts = msgspec.json.schema_components([RuleFile, Settings], ref_template="#/$defs/{name}")
    rule = parts["Rule"]
    rule["properties"]["set"] = {"$ref": "#/$defs/Settings"}
    rule["allOf"] = [_of_table(table) for table in SETTINGS]
    head = {"$schema": "http://json-schema.org/draft-07/schema#", **parts.pop("RuleFile"), "title": "baogao rules"}
    return json.dumps({**head, "$defs": parts}, ensure_ascii=False, indent=2) + "\n"


def write_schema(path: Path) -> None:
    """The schema written to a file, whole or not at all; raises OutputError where that cannot be."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(rule_schema(), encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", Place(str(path)), "name another file") from error


def _of_table(table: str) -> dict[str, Any]:
    """What holds for the rules of one table: the keys that their `set` may have."""
    keys = {"propertyNames": {"enum": sorted(SETTINGS[table])}}
    return {
        "if": {"properties": {"id": {"pattern": rf"^{table}\."}}, "required": ["id"]},
        "then": {"properties": {"set": keys}},
    }
