"""The tables of years side by side, and of what does not agree."""

from collections.abc import Mapping

from extract.schema.columns import BOUND, BOUND_ZH, PLACE, Table, columns

PANELS: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "panel",
            "every figure of all reports with the indicator it belongs to, a row for each report and year",
            "各报告的全部数据及所属指标，每份报告每年一行",
            columns(f"""
                indicator text   | id of the canonical indicator, else its latest words | 规范指标编号，无则原文
                scope text       | whose figure it is | 范围：谁的数
                base text        | of what, against what or among whom | 基数、对比对象或排名范围
                measure text     | count, amount, share, growth, points, rate or rank | 类别：数量、金额、占比、增速等
                year integer     | the year the figure is about | 数据年份
                value number     | the figure in its unit | 数值
                value_max number | the upper end of a range | 区间上限
                bound text       | {BOUND} | {BOUND_ZH}
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
            columns("""
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
    + columns("""
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
