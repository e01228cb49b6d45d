"""`definition-drift`: an indicator of two years whose definition moved between the reports.

Last year `获得千万级融资的企业占66%`, now `获得超千万元融资的企业占46%`: 千万级 → 超千万元, so 66 and 46 are shares
of different things. It is a note; where the later report tells a change against the year before (同比增长11%), that
change may be against either, and it is a warning. What one report only leaves unsaid stays a note.
"""

from collections.abc import Iterator

from extract.verify.model import Doubt, Reading, Said
from extract.verify.years import Line, Pair

CODE = "definition-drift"


def definition_drifts(pair: Pair) -> Iterator[Doubt]:
    """The indicators that both reports state and that are not the same in both."""
    for line in (*pair.lines, *pair.strays):
        if line.moved:
            changes = (*pair.changes(line.after, "growth"), *pair.changes(line.after, "points"))
            yield _doubt(line, bool(changes) and any("unsaid" not in moved for moved in line.moved))


def _doubt(line: Line, is_compared: bool) -> Doubt:
    said = Said(
        f"not the same in both years: {line.said.english}; {line.before.text} and {line.after.text} cannot be compared",
        f"两年口径不同：{line.said.chinese}；{line.before.text}与{line.after.text}不可比",
    )
    readings = (
        Reading(Said("one definition in both years", "两年同一口径"), line.said.english, False),
        Reading(Said("the change is told on one definition", "增减按同一口径计算"), "", True),
    )
    return Doubt(CODE, line.after.spot, (line.before, line.after), said, readings if is_compared else (), not is_compared)
