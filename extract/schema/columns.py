"""What the column dictionary is made of: columns, tables, and the words that several of them share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `integer` cells are whole numbers, `number` cells plain decimals.

    A cell holds one of `values` where there are some; it may be empty where the column is not `required`.
    """

    name: str
    type: Type
    english: str
    chinese: str
    values: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One output table, written to `<name>.csv`; no two rows have the same cells in the columns of `key`."""

    name: str
    english: str
    chinese: str
    own: tuple[Column, ...]
    framed: bool = True
    key: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in the order of the file: a framed table's own stand between the place and the proof."""
        return (*PLACE, *self.own, *PROOF) if self.framed else self.own

    @property
    def header(self) -> tuple[str, ...]:
        """The names of all columns."""
        return tuple(column.name for column in self.columns)


def columns(listing: str) -> tuple[Column, ...]:
    """The columns of a listing, one a line."""
    return tuple(_parsed(listing))


def _parsed(listing: str) -> Iterator[Column]:
    """Columns from lines of `name type value value … | English | Chinese`; `type!` is that of a required column."""
    for line in listing.strip().splitlines():
        head, english, chinese = (part.strip() for part in line.split("|"))
        name, kind, *values = head.split()
        types: Mapping[str, Type] = {"text": "text", "integer": "integer", "number": "number"}
        yield Column(name, types[kind.rstrip("!")], english, chinese, tuple(values), kind.endswith("!"))


PLACE = columns("""
    report text!   | the input file's name without its ending | 报告：输入文件名（不含扩展名）
    line integer!  | line of the raw file, counted from 1 | 原文行号，从1起
    start integer! | where the span begins, in characters of the raw text | 起点：原文字符位置
    end integer!   | where the span ends, exclusive | 终点（不含）
    text text      | the span in simplified script | 片段（简体）
    raw_text text! | the span as the file has it | 片段（原文）
""")

PROOF = columns("""
    sentence text | the sentence, in simplified script | 所在句子（简体）
    rule text     | the rule that claimed the span, or correction:N | 认领该片段的规则，或人工更正编号
""")

FACTS = ("percentages", "counts", "amounts", "companies", "years", "rankings")

# the values of columns that hold one of a few words
BOUNDS = "exact about nearly over at_least under at_most order_of"
STATUSES = "actual forecast target threshold"
MEASURES = "share growth points rate"
KINDS = "reference since title published relative range"
ROLES = "入选榜单 榜单发布 上市 上市队列 项目 投资方 母公司 融资 其他"
FACT_NAMES = " ".join(FACTS)
TAKERS = f"{FACT_NAMES} unclaimed conflict"


def listed(values: str) -> str:
    """The values as a sentence has them, `share, growth or rate`."""
    *others, last = values.split()
    return f"{', '.join(others)} or {last}"


BOUND = f"how the text limits the value: {listed(BOUNDS)}"
BOUND_ZH = "限定：确数、约、近、超、不少于、不足、不超过、量级"
STATUS = listed(STATUSES)
STATUS_ZH = "性质：实际、预计、目标、门槛"
