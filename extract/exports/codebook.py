"""The codebook: what every column of every table holds, in English or Chinese."""

from collections.abc import Iterator, Mapping
from typing import Literal

from extract.schema import TABLES, Column, Table

Language = Literal["en", "zh"]
HEADER = ("table", "column", "type", "values", "english", "chinese")
_TITLES: Mapping[Language, str] = {"en": "Codebook", "zh": "数据字典"}
_HEADS: Mapping[Language, tuple[str, ...]] = {
    "en": ("column", "type", "values", "holds"),
    "zh": ("列", "类型", "取值", "含义"),
}
_TYPES: Mapping[Language, Mapping[str, str]] = {
    "en": {"text": "text", "integer": "integer", "number": "number"},
    "zh": {"text": "文本", "integer": "整数", "number": "数值"},
}


def rows() -> Iterator[tuple[str, ...]]:
    """A row for each column, below `HEADER`."""
    for table in TABLES.values():
        for column in table.columns:
            yield (table.name, column.name, column.type, " ".join(column.values), column.english, column.chinese)


def page(language: Language) -> str:
    """The codebook as a page in Markdown."""
    sections = ("\n".join(_section(table, language)) for table in TABLES.values())
    return "\n\n".join([f"# {_TITLES[language]}", *sections])


def _section(table: Table, language: Language) -> Iterator[str]:
    yield f"## {table.name}.csv"
    yield ""
    yield table.english if language == "en" else table.chinese
    yield ""
    yield _line(_HEADS[language])
    yield _line(["---"] * len(_HEADS[language]))
    for column in table.columns:
        yield _line(_cells(column, language))


def _cells(column: Column, language: Language) -> tuple[str, ...]:
    values = " ".join(f"`{value}`" for value in column.values)
    told = column.english if language == "en" else column.chinese
    return (f"`{column.name}`", _TYPES[language][column.type], values, told)


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"
