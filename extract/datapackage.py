"""The data package of a set: what its tables hold and keep to, in Frictionless's words, for programs that know no other."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from extract.schema import TABLES, Column, Table

DATAPACKAGE = "datapackage.json"
_TYPES = {"text": "string", "integer": "integer", "number": "number"}
_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def datapackage() -> bytes:
    """`datapackage.json`: the same for every set, since it says what the columns are and not what stands in them."""
    package = {
        "profile": "tabular-data-package",
        "name": "baogao",
        "title": "报告数据表",
        "description": "Figures of Chinese official reports, each with its place in the text and the rule that read it",
        "resources": [_resource(table) for table in TABLES.values()],
    }
    return f"{json.dumps(package, ensure_ascii=False, indent=1)}\n".encode()


def _resource(table: Table) -> Mapping[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.chinese,
        "description": table.english,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": dict(_schema(table)),
    }


def _schema(table: Table) -> Iterator[tuple[str, Any]]:
    yield "fields", [dict(_field(column)) for column in table.columns]
    yield "missingValues", [""]
    if table.key:
        yield "primaryKey", list(table.key)
    if table.name != "reports":
        yield "foreignKeys", [{"fields": ["report"], "reference": {"resource": "reports", "fields": ["report"]}}]


def _field(column: Column) -> Iterator[tuple[str, Any]]:
    yield from (
        ("name", column.name),
        ("type", _TYPES[column.type]),
        ("title", column.chinese),
        ("description", column.english),
    )
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        yield "constraints", constraints
