"""Blanks where none were written: `1 247`, `42.6 %`, `六 点 五 成`, `， 其中`."""

import re
from collections.abc import Iterator

import regex

from extract.normalize.draft import Edit, deletion

_BLANK = "[ \u00a0\u2009\u202f\u3000]"
_GAP = f"{_BLANK}{{1,6}}"
_MAYBE = f"{_BLANK}{{0,6}}"
_DIGIT = "〇零一二两三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖"
_SCALE = "十百千万亿兆廿卅拾佰仟萬億"
_MEASURE = "个家项次人件户名位批条种台套座款间席笔宗场份支亩吨倍成折起届轮度余多来所处辆艘架股级"
_UNIT = f"{_MEASURE}元美欧港日英平公立年月号岁天周分"  # first characters of 美元, 平方米, 公里
# `1 项目概况` is a numbered title, not one item
_WORDS = (
    "项目|人口|人民|人才|人员|人工|人均|家庭|个人|个体|个性|成果|成立|成功|成本|成为|成长|成效|元旦|户籍|户外|台湾|台州|名单|名称"
    "|位于|位列|位居|条件|批发|种植|年鉴|日常|日程|日本|美丽|英才|英文|公司|公众|公开|公共|公布|平安|平稳|平均|立足|场地|场所|分析|分别"
    "|多元|来自|来源|所有|所属|所在|处理|级别|股份|股东|度假|起步|天津|周边|号召|座谈|支持|支撑|份额|次日|港口|港区|人次增"
)
# a unit's first character
A_UNIT = f"(?!(?:{_WORDS}))[{_UNIT}]"
# units that names and headings also begin with: 600 张, but 1 张某某
_LAST = (
    "[克具册口只头张枚栋株棵桶片班站篇米粒组节袋趟车道部镇门队集页幅幢床层岗根斤升瓩串孔匹颗羽区县市乡村国期对例]"
    "(?=[，。、；：）,;:)和及与]|$)"
)
_LONG = "[千兆吉太]瓦时?|瓩时|千[米克伏]|[厘毫微纳]米|[航班车例列]次|[床岗]位|标准?箱|张床|枚芯|粒芯"
_LATIN = "(?:[GMTk]Wp?h?|KWh?|TEU|[kcmn]m[23]?|k?g|[GTMP]B|[GMk]?Hz|E?FLOPS|m[23²³]|t)(?![A-Za-z0-9])"
RARE_UNIT = f"(?:{_LAST}|{_LONG}|{_LATIN})"
# 1 247, 20 000: groups of three follow; 3 5 8 and 1 4/3 stay
_THOUSANDS = re.compile(
    rf"(?<![0-9.,/])(?<![0-9]{_BLANK})[0-9]{{1,3}}(?:[ \u00a0\u2009\u202f][0-9]{{3}})+(?!{_MAYBE}[0-9/]|,[0-9])"
)
_GAPS = re.compile(rf"(?<!\s)(?={_BLANK})")
_INSIDE = regex.compile(
    "|".join(
        (
            # 42.6 %, 219 个, 300 万; not 123 百分之五
            rf"(?<=[0-9]){_GAP}(?=[%‰℃㎡]|{A_UNIT}|{RARE_UNIT}|[千万亿兆]|百(?!{_MAYBE}分))",
            # 7 万5 千4 百: a smaller scale follows; 3亿 5亿 stays
            rf"(?<=[亿兆]){_GAP}(?=[0-9][0-9,]{{0,12}}{_MAYBE}[千万](?!{_MAYBE}亿))",
            rf"(?<=万){_GAP}(?=[0-9][0-9,]{{0,12}}{_MAYBE}(?:[百千](?!{_MAYBE}[万亿])|[元个家户人项]))",
            rf"(?<=千){_GAP}(?=[0-9]{_MAYBE}百)",
            # 三 千 五 百, 三 家; 一 二 三 stays
            rf"(?<=[{_DIGIT}{_SCALE}]){_GAP}(?=[{_SCALE}]|{A_UNIT})|(?<=[{_SCALE}]){_GAP}(?=[{_DIGIT}])",
            # 六 点 五 成
            rf"(?<=[{_DIGIT}十]){_GAP}(?=点{_MAYBE}[{_DIGIT}])|(?<=[{_DIGIT}十]{_MAYBE}点){_GAP}(?=[{_DIGIT}])",
            # 百 分 之 2.4, 3.2 个 百 分 点
            rf"(?<=[百佰]){_GAP}(?=分{_MAYBE}[之点])|(?<=[百佰]{_MAYBE}分){_GAP}(?=[之点])",
            rf"(?<=分{_MAYBE}之){_GAP}(?=负?[0-9{_DIGIT}{_SCALE}])|(?<=个){_GAP}(?=百{_MAYBE}分{_MAYBE}点)",
            # 五 分 之 一, 三百 又 三分之一
            rf"(?<=[0-9{_DIGIT}{_SCALE}]){_GAP}(?=分{_MAYBE}之{_MAYBE}负?[0-9{_DIGIT}])",
            rf"(?<=[0-9{_DIGIT}{_SCALE}]{_MAYBE}分){_GAP}(?=之{_MAYBE}负?[0-9{_DIGIT}])",
            rf"(?<=[{_DIGIT}{_SCALE}]){_GAP}(?=又{_MAYBE}[0-9{_DIGIT}{_SCALE}]+{_MAYBE}分)",
            rf"(?<=[{_DIGIT}{_SCALE}]{_MAYBE}又){_GAP}(?=[0-9{_DIGIT}{_SCALE}]+{_MAYBE}分)",
            # 十 余 万, 二十 几亿; 七成 六
            rf"(?<=[{_DIGIT}{_SCALE}]){_GAP}(?=[余几多]{_MAYBE}[百千万亿])|(?<=[{_SCALE}]{_MAYBE}[余几多]){_GAP}(?=[百千万亿])",
            rf"(?<=[0-9{_DIGIT}十]成){_GAP}(?=[半{_DIGIT}](?![{_DIGIT}{_SCALE}]))",
            # 2024 年 1 月 5 日
            rf"(?<=年){_GAP}(?=[0-9]{{1,2}}{_MAYBE}月)|(?<=月){_GAP}(?=[0-9]{{1,2}}{_MAYBE}日)",
            # 增长 5%, 共 3 家: some sites part all digits from Chinese characters
            rf"(?<=(?![{_DIGIT}{_SCALE}])[\u4e00-\u9fff])[ \u00a0\u2009\u202f](?=-?[0-9])",
        )
    )
)
_BLANKS = re.compile(f"{_BLANK}+")
_LINE = re.compile(r"[^\r\n]+")
_NO_BREAK = "[\u00a0\u2009\u202f]{1,6}"
# Chinese characters, their marks and brackets
_WIDE = "\u2014\u2018-\u201d\u2026\u3001-\u303f\u3400-\u9fff！-～"
_BETWEEN = re.compile(
    # ， 其中; not 1， 234
    rf"(?<=[，、；：]){_GAP}(?![\s0-9])|(?<=[^0-9][，、；：]){_GAP}(?=[0-9])"
    # 投 资 with a blank that does not break the line
    rf"|(?<=[{_WIDE}]){_NO_BREAK}(?=[{_WIDE}A-Za-z])|(?<=[A-Za-z]){_NO_BREAK}(?=[{_WIDE}])"
)


def blanks(text: str) -> Iterator[Edit]:
    """The blanks inside figures and, in lines of running text, behind marks and between characters are deleted.

    `1, 234`, `123 五点八` and `3 5 8` are not one figure and stay.
    """
    grouped = [blank for figure in _THOUSANDS.finditer(text) for blank in _BLANKS.finditer(text, *figure.span())]
    inside = (_INSIDE.match(text, gap.start()) for gap in _GAPS.finditer(text))
    between = (blank for line in _LINE.finditer(text) if "。" in line[0] for blank in _BETWEEN.finditer(text, *line.span()))
    spans = sorted({blank.span() for blank in (*grouped, *inside, *between) if blank})
    return (deletion(*span, "blank") for span in spans)
