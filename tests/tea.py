"""Three reports of an invented county, made of rows: what each bound, a moved base, a contradiction and plans look like."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extract.models import Block, Document, Extraction, Normalized, Row, Source, Span
from extract.rules import RuleSet
from extract.runs import Run

INDICATORS = """
[[indicator]]
id = "tea-firms"
chinese = "茶企"
english = "tea companies"
unit = ["家"]
names = ['茶企']
note = "Firms that grow or sell tea."
author = "Li Wen"
added = 2026-11-22
[[indicator.match]]
row = { measure = "count", indicator = "茶企", unit = "家" }
[[indicator.reject]]
row = { measure = "count", indicator = "茶企产品", unit = "家" }
why = "what they sell"

[[indicator]]
id = "tea-exports"
chinese = "茶叶出口额"
english = "tea exports"
unit = ["CNY"]
names = ['茶叶出口额']
note = "Tea sold abroad in a year."
author = "Li Wen"
added = 2026-11-22
[[indicator.match]]
row = { measure = "amount", indicator = "茶叶出口额", unit = "CNY" }
[[indicator.reject]]
row = { measure = "count", indicator = "茶叶出口额企业", unit = "家" }
why = "firms are counted"
"""
Cells = dict[str, str]
Figure = tuple[str, str, Cells]


def _count(text: str, value: str, bound: str = "exact", **more: str) -> Figure:
    cells = {"value": value, "bound": bound, "unit": "家", "indicator": "茶企", "scope": "全县", "status": "actual"}
    return "counts", text, {**cells, **more}


def _amount(text: str, value: str, bound: str = "exact", **more: str) -> Figure:
    cells = {"value": value, "bound": bound, "currency": "CNY", "indicator": "茶叶出口额", "status": "actual"}
    return "amounts", text, {**cells, **more}


def _share(text: str, value: str, bound: str = "exact", **more: str) -> Figure:
    cells = {
        "value": value,
        "bound": bound,
        "measure": "share",
        "indicator": "有机茶园",
        "scope": "全县",
        "status": "actual",
    }
    return "percentages", text, {**cells, **more}


def _rank(text: str, rank: str) -> Figure:
    return "rankings", text, {"rank": rank, "scope": "全市", "indicator": "茶叶出口额", "status": "actual"}


def _firm(name: str, event: str) -> Figure:
    return "companies", name, {"name": name, "role": "入选榜单", "event": event}


YEARS: dict[str, Sequence[Figure]] = {
    "2023": (
        _count("38家", "38"),
        _amount("2.9亿元", "290000000"),
        _share("约11%", "11", "about"),
        _rank("位列全市第三", "3"),
        _count("不足20家", "20", "under", indicator="茶叶合作社"),
        _firm("甲川茶业", "百强"),
    ),
    "2024": (
        _count("超40家", "40", "over"),
        _amount("3.2亿元", "320000000"),
        _share("12%", "12", base="全县茶园"),
        _rank("居全市第二", "2"),
        _count("18家", "18", indicator="茶叶合作社"),
        _count("21家", "21", indicator="茶叶合作社"),
        _count("10至15家", "10", value_max="15", indicator="茶馆"),
        _firm("甲川茶业", "百强"),
        _firm("云麓茶业", "百强"),
    ),
    "2025": (
        _count("近50家", "50", "nearly"),
        _amount("4亿元以上", "400000000", "at_least"),
        _share("15%以内", "15", "at_most", base="全县茶园"),
        _rank("居全市第二", "2"),
        _count("数十家", "10", "order_of", indicator="茶馆"),
        _amount("突破5亿元", "500000000", "over", year="2026", status="target"),
        _firm("云麓茶业", "十强"),
        _firm("沐禾茶业", "百强"),
    ),
}


def tea(rules: RuleSet, folder: Path, years: dict[str, Sequence[Figure]] = YEARS, title: str = "临溪县茶产业") -> Run:
    """The run over the reports, with the indicators of INDICATORS in a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "indicators.toml").write_text(INDICATORS, "utf-8")
    found = tuple(_extraction(year, figures, title) for year, figures in years.items())
    return Run(replace(rules, folder=str(folder)), found)


def _extraction(year: str, figures: Sequence[Figure], title: str) -> Extraction:
    """A report whose text is its figures, parted by full stops."""
    text, rows = f"{year}年。", []
    for table, said, cells in figures:
        span = Span(len(text), len(text) + len(said))
        rows.append(Row(table, span, tuple({"year": year, **cells}.items()), said, f"{table}.made"))
        text += f"{said}。"
    block = Block(Span(0, len(text)), "body", 1)
    document = Document(Source(year, text, "utf-8", "ab" * 32), Normalized(text, (), (), (), "simplified"), (block,))
    return Extraction(document, title, year, "", 1, tuple(rows), ())
