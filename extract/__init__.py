"""Turns Chinese official reports into tables that an analyst can defend.

from extract import extract_text, load_rules
extraction = extract_text("2024年，全县新增备案项目46个，同比增长6%。", load_rules())
[(row.table, row.cell("indicator"), row.cell("value")) for row in extraction.rows]
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.pipeline import extract_file, extract_text
    from extract.rules import load_rules

__all__ = ["extract_file", "extract_text", "load_rules"]

_HOMES = {"extract_file": "pipeline", "extract_text": "pipeline", "load_rules": "rules"}


def __getattr__(name: str) -> Any:
    """The public names, imported at first use, so that `baogao --help` pays for none of them."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    return getattr(import_module(f"extract.{_HOMES[name]}"), name)
