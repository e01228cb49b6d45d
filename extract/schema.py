"""The column dictionary: every table, its columns in order, their types and what they mean in English and Chinese."""

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


def _columns(listing: str) -> tuple[Column, ...]:
    return tuple(_parsed(listing))


def _parsed(listing: str) -> Iterator[Column]:
    """Columns from lines of `name type value value … | English | Chinese`; `type!` is that of a required column."""
    for line in listing.strip().splitlines():
        head, english, chinese = (part.strip() for part in line.split("|"))
        name, kind, *values = head.split()
        types: Mapping[str, Type] = {"text": "text", "integer": "integer", "number": "number"}
        yield Column(name, types[kind.rstrip("!")], english, chinese, tuple(values), kind.endswith("!"))


PLACE = _columns("""
    report text!   | the input file's name without its ending | 报告：输入文件名（不含扩展名）
    line integer!  | line of the raw file, counted from 1 | 原文行号，从1起
    start integer! | where the span begins, in characters of the raw text | 起点：原文字符位置
    end integer!   | where the span ends, exclusive | 终点（不含）
    text text      | the span in simplified script | 片段（简体）
    raw_text text! | the span as the file has it | 片段（原文）
""")

PROOF = _columns("""
    sentence text | the sentence, in simplified script | 所在句子（简体）
    rule text     | the rule that claimed the span, or correction:N | 认领该片段的规则，或人工更正编号
""")

FACTS = ("percentages", "counts", "amounts", "companies", "years", "rankings")

# the values of columns that hold one of a few words
_BOUNDS = "exact about nearly over at_least under at_most order_of"
_STATUSES = "actual forecast target threshold"
_MEASURES = "share growth points rate"
_KINDS = "reference since title published relative range"
_ROLES = "入选榜单 榜单发布 上市 上市队列 项目 投资方 母公司 融资 其他"
_FACTS = " ".join(FACTS)
_TAKERS = f"{_FACTS} unclaimed conflict"


def _listed(values: str) -> str:
    """The values as a sentence has them, `share, growth or rate`."""
    *others, last = values.split()
    return f"{', '.join(others)} or {last}"


_BOUND = f"how the text limits the value: {_listed(_BOUNDS)}"
_BOUND_ZH = "限定：确数、约、近、超、不少于、不足、不超过、量级"
_STATUS = _listed(_STATUSES)
_STATUS_ZH = "性质：实际、预计、目标、门槛"

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "percentages",
            "shares, rates and changes",
            "占比、比率与增减",
            _columns(f"""
                value number     | the figure in percent or percentage points | 数值（百分数或百分点）
                value_max number | the upper end of a range | 区间上限
                bound text {_BOUNDS} | {_BOUND} | {_BOUND_ZH}
                measure text {_MEASURES} | {_listed(_MEASURES)} | 类别：占比、增速、百分点、比率
                indicator text   | what is measured, in the text's words | 指标（用原文的词）
                base text        | of what a share is taken, or against what a change is | 基数或对比对象
                scope text       | whose figure it is | 范围：谁的数
                year integer     | the year the figure is about | 数据年份
                status text {_STATUSES} | {_STATUS} | {_STATUS_ZH}
            """),
        ),
        Table(
            "counts",
            "numbers of things with their measure words",
            "带量词的数量",
            _columns(f"""
                value number     | how many | 数量
                value_max number | the upper end of a range | 区间上限
                bound text {_BOUNDS} | {_BOUND} | {_BOUND_ZH}
                unit text        | the measure word without multipliers | 量词（不含万、亿）
                indicator text   | what is counted, in the text's words | 指标（用原文的词）
                scope text       | whose figure it is | 范围：谁的数
                year integer     | the year the figure is about | 数据年份
                status text {_STATUSES} | {_STATUS} | {_STATUS_ZH}
            """),
        ),
        Table(
            "amounts",
            "sums of money",
            "金额",
            _columns(f"""
                value number     | the sum in the currency's base unit | 金额（以货币基本单位计）
                value_max number | the upper end of a range | 区间上限
                bound text {_BOUNDS} | {_BOUND} | {_BOUND_ZH}
                currency text    | ISO 4217 code; empty where the text names no unit of money | 货币代码（ISO 4217）
                indicator text   | what the sum is, in the text's words | 指标（用原文的词）
                holder text      | the company whose figure it is | 所属企业
                year integer     | the year the figure is about | 数据年份
                status text {_STATUSES} | {_STATUS} | {_STATUS_ZH}
            """),
        ),
        Table(
            "companies",
            "mentions of named companies and brands",
            "企业与品牌的提及",
            _columns(f"""
                name text    | the company's short or canonical name | 企业名称（简称或规范名）
                role text {_ROLES} | what it stands there as: {_listed(_ROLES)} | 角色
                event text   | the list, board, deed or project it is tied to | 事项：榜单、板块、行为或项目
                year integer | the year of the event | 事项年份
            """),
        ),
        Table(
            "years",
            "labels that name a calendar year",
            "年份标注",
            _columns(f"""
                year integer | the year, four digits | 年份（四位）
                kind text {_KINDS} | {_listed(_KINDS)} | 类别：所指、以来、名称、发布、相对、区间
            """),
        ),
        Table(
            "rankings",
            "standings",
            "排名",
            _columns(f"""
                rank integer   | the place; 10 for a top ten | 名次；“前十”为10
                scope text     | among whom, or the list | 排名范围或榜单
                indicator text | what is ranked, in the text's words | 指标（用原文的词）
                year integer   | the year of the standing | 排名年份
                status text {_STATUSES} | {_STATUS} | {_STATUS_ZH}
            """),
        ),
        Table(
            "numerals",
            "the account of every numeral of the text",
            "全部数字的去向",
            _columns(f"""
                value number | the numeral's plain value | 数字本身的值
                table text {_TAKERS} | the table that took it, unclaimed or conflict | 归入的表，或未认领、有争议
                reason text  | why it is no datum, where a rule says so | 不作数据的理由
            """),
            key=("report", "start", "end"),
        ),
        Table(
            "reports",
            "one row for each input file",
            "每份报告一行",
            _columns("""
                report text!        | the input file's name without its ending | 报告：输入文件名（不含扩展名）
                title text          | the report's title, in simplified script | 标题（简体）
                report_year integer | the year it reports on | 报告年度
                published text      | the date of publication | 发布日期
                script text         | the script of the raw text | 原文字体（简或繁）
                encoding text       | the encoding the file was read in | 文件编码
                sha256 text         | checksum of the file | 文件校验和
                characters integer  | characters of the raw text | 原文字符数
                sentences integer   | sentences of the body | 正文句数
                percentages integer | rows in percentages.csv | 占比表行数
                counts integer      | rows in counts.csv | 数量表行数
                amounts integer     | rows in amounts.csv | 金额表行数
                companies integer   | rows in companies.csv | 企业表行数
                years integer       | rows in years.csv | 年份表行数
                rankings integer    | rows in rankings.csv | 排名表行数
                numerals integer    | rows in numerals.csv | 数字表行数
                evidence integer    | rows in evidence.csv | 依据表行数
                findings integer    | rows in findings.csv | 提示表行数
                repairs integer     | rows in repairs.csv | 修复表行数
                unclaimed integer   | numerals that no rule claims | 未认领的数字
                conflicts integer   | numerals that rules dispute | 有争议的数字
                corrections integer | cells that a person corrected | 人工更正的单元格
                version text        | the program's version | 程序版本
                rules_sha256 text   | checksum of the rules folder | 规则校验和
                jieba text          | version of the word dictionary | 分词词典版本
                opencc text         | version of the script dictionaries | 简繁词典版本
            """),
            framed=False,
            key=("report",),
        ),
        Table(
            "evidence",
            "one row for each cell that was not read from its own clause",
            "不出自本分句的单元格的依据",
            _columns(f"""
                report text!          | the input file's name without its ending | 报告：输入文件名（不含扩展名）
                table text! {_FACTS}  | the table that holds the cell | 单元格所在的表
                start integer!        | where the row's span begins in the raw text | 该行片段起点
                end integer!          | where it ends, exclusive | 该行片段终点（不含）
                row integer!          | which of the table's rows with this span, from 1 | 同一片段的第几行，从1起
                field text!           | the cell's column | 单元格所在的列
                origin text!          | text, heading, clause before, paragraph, shared, lexicon or report | 来源类别
                source_start integer! | where the source begins in the raw text | 来源起点
                source_end integer!   | where it ends, exclusive | 来源终点（不含）
            """),
            framed=False,
            key=("report", "table", "start", "end", "row", "field"),
        ),
        Table(
            "findings",
            "what a reader of the tables must know",
            "须知的问题",
            PLACE[:4]
            + _columns("""
                level text! error warning note | error, warning or note | 级别：错误、警告、提示
                code text!    | what sort of finding | 问题代码
                message text! | what was found and what it means | 说明
                rules text    | the rules concerned, parted by blanks | 有关规则，空格分隔
            """),
            framed=False,
        ),
        Table(
            "repairs",
            "what normalization changed beyond one character for another",
            "逐字对换以外的文本修复",
            PLACE[:4]
            + _columns("""
                kind text!  | what sort of repair | 修复类别
                before text | the characters of the raw text | 修复前
                after text  | what they became | 修复后
            """),
            framed=False,
        ),
    )
}

PANELS: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "panel",
            "every figure of all reports with the indicator it belongs to, a row for each report and year",
            "各报告的全部数据及所属指标，每份报告每年一行",
            _columns(f"""
                indicator text   | id of the canonical indicator, else its latest words | 规范指标编号，无则原文
                scope text       | whose figure it is | 范围：谁的数
                base text        | of what, against what or among whom | 基数、对比对象或排名范围
                measure text     | count, amount, share, growth, points, rate or rank | 类别：数量、金额、占比、增速等
                year integer     | the year the figure is about | 数据年份
                value number     | the figure in its unit | 数值
                value_max number | the upper end of a range | 区间上限
                bound text       | {_BOUND} | {_BOUND_ZH}
                unit text        | measure word, currency, % or 百分点 | 单位
                status text      | actual, forecast or target | 性质：实际、预计、目标
                report text      | the report that states it | 报告
                start integer    | where the figure begins in the raw text | 起点：原文字符位置
                end integer      | where it ends, exclusive | 终点（不含）
                rule text        | the rule that claimed it, or correction:N | 认领该片段的规则，或人工更正编号
                words text       | what is measured, in the text's words | 指标原文
                matched text     | the words by which the canonical indicator claims it | 规范指标据以认领的词
                series integer   | its row in panel-wide.csv, by that column | 所属序列号
                note text        | indicators that claim it at once | 同时认领它的指标
            """),
            framed=False,
        ),
        Table(
            "panel-wide",
            "one row for each indicator, scope, base, measure and unit, with the years side by side",
            "每个指标一行，各年并列",
            _columns("""
                series integer  | number of the row | 序列号
                indicator text  | id of the canonical indicator, else its latest words | 规范指标编号，无则原文
                chinese text    | the indicator's Chinese name | 指标中文名
                english text    | its English name, where it is canonical | 指标英文名
                definition text | the sum or list that defines it, in the text's words | 口径：门槛或榜单（用原文的词）
                scope text      | whose figure it is | 范围：谁的数
                base text       | of what, against what or among whom | 基数、对比对象或排名范围
                measure text    | count, amount, share, growth, points, rate or rank | 类别：数量、金额、占比、增速等
                unit text       | measure word, currency, % or 百分点 | 单位
                comparable text | yes or no, where several years are stated | 各年可否相比
                reason text     | what moved between the years, and what else to know | 口径变化及须知
            """),
            framed=False,
        ),
    )
}
"""The tables that `panel` writes; `panel-wide` goes on with three columns for each year: value, bound and report."""

VERIFIED = Table(
    "findings",
    "what the figures of reports contradict",
    "各报告数据之间的矛盾",
    PLACE[:4]
    + _columns("""
        level text       | error: no reading fits; warning: some reading does not; note | 级别：错误、警告、提示
        code text        | which check | 检查代码
        english text     | what does not agree, in English | 问题（英文）
        chinese text     | what does not agree, in Chinese | 问题（中文）
        arithmetic text  | the arithmetic of the readings that do not fit, parted by ; | 不成立的读法的算式
        readings text    | the readings that fit, in English, parted by ; | 成立的读法（英文）
        readings_zh text | the readings that fit, in Chinese | 成立的读法（中文）
        sentences text   | the sentences that it rests on, in simplified script | 所据句子（简体）
        sources text     | the rows that it rests on, as report/table:start-end | 所据的行
    """),
    framed=False,
)
"""The table that `verify` writes."""
