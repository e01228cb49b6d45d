"""The panel: what reports of several years state, laid beside each other under canonical indicators."""

from extract.panel.compare import Comparison, compare_reports, compared, compared_with_last
from extract.panel.load import load_indicators
from extract.panel.panel import Panel, panel_of, write_panel
from extract.panel.report import as_csv, as_json, printed, words

__all__ = [
    "Comparison",
    "Panel",
    "as_csv",
    "as_json",
    "compare_reports",
    "compared",
    "compared_with_last",
    "load_indicators",
    "panel_of",
    "printed",
    "words",
    "write_panel",
]
