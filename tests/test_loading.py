"""A folder with faults in every file: all are told at once, each with file, line, rule and what to do."""

import pytest

from extract.errors import RulesError
from extract.rules import load_rules

RULE = """[[rule]]
id = "{id}"
pattern = '{pattern}'
note = "Firms and their number."
author = "a"
added = 2026-11-22
{more}
[[rule.match]]
text = "2024年，企业12家"
[[rule.reject]]
text = "企业占比12%"
why = "a share"

"""


def rule(id: str = "counts.a", pattern: str = "企业{value:count}", more: str = "") -> str:
    return RULE.format(id=id, pattern=pattern, more=more)


FILES = {
    "counts.toml": rule(more='notte = "typo"') + rule(id="counts.b", pattern="企业{value:cuont}", more='status = "new"'),
    "amounts.toml": rule(id="amounts.a", pattern="企业12{value:money}")
    + rule(id="amounts.a", pattern="企业{value:money}", more='over = ["counts.c", "counts.b"]'),
    "years.toml": "[[rule]]\nid = 'years.a'\nset = { kind = 'refrence', reach = 'all' }\n",
    "ignore.toml": "[[rule]\n",
    "macros.toml": "[macros]\nfirm = '企业'\nring = '{:ring}'\n",
    "lexicon/cues.csv": "term,canonical\n增长,rise,\n增长,rise,\n",
}
TOLD = [
    "counts.toml:7 [counts.a]: unknown key 'notte'; take it out; did you mean 'note'?",
    "counts.toml:16 [counts.b]: 'cuont' is neither a kind of quantity nor a lexicon nor a macro; did you mean 'count'?",
    "counts.toml:20 [counts.b]: status is 'new'; write draft, stable, retired",
    "amounts.toml:3 [amounts.a]: the pattern spells out the numeral '1'; use a slot such as {value:count}",
    "amounts.toml:15 [amounts.a]: the id amounts.a stands twice; give one of the two another id",
    "amounts.toml:20 [amounts.a]: over names 'counts.c', which is no rule; did you mean 'counts.b'?",
    "years.toml:1 [years.a]: the key 'added' is missing; write the day, such as 2026-11-22, without quotes "
    "添加日期，不加引号",
    "years.toml:1 [years.a]: the key 'author' is missing; write who added it 作者",
    "years.toml:1 [years.a]: the key 'match' is missing; write texts that it must read 必须读出的例句",
    "years.toml:1 [years.a]: the key 'note' is missing; write what it reads, in one line 一句话说明",
    "years.toml:1 [years.a]: the key 'pattern' is missing; write where the figure must stand, with slots such as "
    "{value:percent} 模式，含槽",
    "years.toml:1 [years.a]: the key 'reject' is missing; write texts that it must leave alone 不得认领的例句",
    "years.toml:3 [years.a]: kind is 'refrence'; write reference, since, title, published; did you mean 'reference'?",
    "years.toml:3 [years.a]: reach is 'all'; write sentence, clause, figure, none",
    "ignore.toml:1:7: not valid TOML: Expected ']]' at the end of an array declaration; "
    "mend the line; quotes and brackets close",
    "lexicon/cues.csv:1: header is 'term,canonical'; write 'term,canonical,note'",
    "lexicon/cues.csv:3: '增长' stands twice; keep one of the two lines",
    "macros.toml:2: no rule uses the macro 'firm'; take it out",
    "macros.toml:3: no rule uses the macro 'ring'; take it out",
    "macros.toml:3: the macro 'ring' is defined by itself: ring > ring; break the ring",
]


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    (tmp_path / "lexicon").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_rules(tmp_path)
    assert str(caught.value).splitlines() == TOLD
