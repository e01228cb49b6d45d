"""The tables that a run writes: their columns in order, their types and what they mean in English and Chinese."""

from collections.abc import Mapping

from extract.schema.columns import (
    BOUND,
    BOUND_ZH,
    BOUNDS,
    FACT_NAMES,
    KINDS,
    MEASURES,
    PLACE,
    ROLES,
    STATUS,
    STATUS_ZH,
    STATUSES,
    TAKERS,
    Table,
    columns,
    listed,
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "percentages",
            "shares, rates and changes",
            "占比、比率与增减",
            columns(f"""
                value number     | the figure in percent or percentage points | 数值（百分数或百分点）
                value_max number | the upper end of a range | 区间上限
                bound text {BOUNDS} | {BOUND} | {BOUND_ZH}
                measure text {MEASURES} | {listed(MEASURES)} | 类别：占比、增速、百分点、比率
                indicator text   | what is measured, in the text's words | 指标（用原文的词）
                base text        | of what a share is taken, or against what a change is | 基数或对比对象
                scope text       | whose figure it is | 范围：谁的数
                year integer     | the year the figure is about | 数据年份
                status text {STATUSES} | {STATUS} | {STATUS_ZH}
            """),
        ),
        Table(
            "counts",
            "numbers of things with their measure words",
            "带量词的数量",
            columns(f"""
                value number     | how many | 数量
                value_max number | the upper end of a range | 区间上限
                bound text {BOUNDS} | {BOUND} | {BOUND_ZH}
                unit text        | the measure word without multipliers | 量词（不含万、亿）
                indicator text   | what is counted, in the text's words | 指标（用原文的词）
                scope text       | whose figure it is | 范围：谁的数
                year integer     | the year the figure is about | 数据年份
                status text {STATUSES} | {STATUS} | {STATUS_ZH}
            """),
        ),
        Table(
            "amounts",
            "sums of money",
            "金额",
            columns(f"""
                value number     | the sum in the currency's base unit | 金额（以货币基本单位计）
                value_max number | the upper end of a range | 区间上限
                bound text {BOUNDS} | {BOUND} | {BOUND_ZH}
                currency text    | ISO 4217 code; empty where the text names no unit of money | 货币代码（ISO 4217）
                indicator text   | what the sum is, in the text's words | 指标（用原文的词）
                holder text      | the company whose figure it is | 所属企业
                year integer     | the year the figure is about | 数据年份
                status text {STATUSES} | {STATUS} | {STATUS_ZH}
            """),
        ),
        Table(
            "companies",
            "mentions of named companies and brands",
            "企业与品牌的提及",
            columns(f"""
                name text    | the company's short or canonical name | 企业名称（简称或规范名）
                role text {ROLES} | what it stands there as: {listed(ROLES)} | 角色
                event text   | the list, board, deed or project it is tied to | 事项：榜单、板块、行为或项目
                year integer | the year of the event | 事项年份
            """),
        ),
        Table(
            "years",
            "labels that name a calendar year",
            "年份标注",
            columns(f"""
                year integer | the year, four digits | 年份（四位）
                kind text {KINDS} | {listed(KINDS)} | 类别：所指、以来、名称、发布、相对、区间
            """),
        ),
        Table(
            "rankings",
            "standings",
            "排名",
            columns(f"""
                rank integer   | the place; 10 for a top ten | 名次；“前十”为10
                scope text     | among whom, or the list | 排名范围或榜单
                indicator text | what is ranked, in the text's words | 指标（用原文的词）
                year integer   | the year of the standing | 排名年份
                status text {STATUSES} | {STATUS} | {STATUS_ZH}
            """),
        ),
        Table(
            "numerals",
            "the account of every numeral of the text",
            "全部数字的去向",
            columns(f"""
                value number | the numeral's plain value | 数字本身的值
                table text {TAKERS} | the table that took it, unclaimed or conflict | 归入的表，或未认领、有争议
                reason text  | why it is no datum, where a rule says so | 不作数据的理由
            """),
            key=("report", "start", "end"),
        ),
        Table(
            "reports",
            "one row for each input file",
            "每份报告一行",
            columns("""
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
            columns(f"""
                report text!          | the input file's name without its ending | 报告：输入文件名（不含扩展名）
                table text! {FACT_NAMES}  | the table that holds the cell | 单元格所在的表
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
            + columns("""
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
            + columns("""
                kind text!  | what sort of repair | 修复类别
                before text | the characters of the raw text | 修复前
                after text  | what they became | 修复后
            """),
            framed=False,
        ),
    )
}
