"""`list-count`: names that are listed against a count and are not as many.

`云麓茶业、沐禾农业、甲川智能2家企业` names three firms and counts two: an error. With 等 the list is open, so there
may be fewer names than the count and not more. `3家企业上榜，分别是云麓茶业、沐禾农业` is counted from behind,
`甲、乙、丙四大产业` where names are missing. `云麓茶业、沐禾农业5家门店` counts something else than the names, and is
left alone.
"""

from collections.abc import Iterator

import regex

from extract.models import Span
from extract.verify.facts import Fact, Label, Report, numeral
from extract.verify.lists import counted
from extract.verify.model import Doubt, Reading, Said

CODE = "list-count"
_JOIN = regex.compile(r"、|和|及|与|以及")
_OTHERS = regex.compile(r"[^，。；]{0,6}(?:门店|工厂|分店|子公司|分公司|基地|项目|产品|车间|店|平台|中心|实验室|机构组成)")
_QUOTED = regex.compile(r"((?:[《“][^》”《“]+[》”](?:、|和|及|与)?){2,})(等)?$")
_BEHIND = regex.compile(r"[^。；]{0,24}?(?:，|（|：)?(?:分别是|分别为|即|依次是|依次为)")
_SUMMED = regex.compile(
    r"(?P<list>[^，；：。！？“”《》（）]*、[^，；：。！？“”《》（）]*?)(?<!第)(?P<n>[两二三四五六七八九十])大"
    r"(?P<noun>(?:[^，；：。、]{0,4})(?:产业|领域|板块|行业|集群|园区|片区|方向|门类))"
)
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九十")} | {"两": 2}
_UNITS = frozenset("家户所名位个部项件款种只")


def list_counts(report: Report) -> Iterator[Doubt]:
    """The counts that their lists of names contradict."""
    for fact in report.facts:
        figure = fact.figure
        if figure.measure == "count" and figure.bound == "exact" and figure.unit in _UNITS and figure.value_max is None:
            yield from _before(report, fact)
            yield from _behind(report, fact)
    yield from _enumerations(report)


def _before(report: Report, fact: Fact) -> Iterator[Doubt]:
    """Names that end where the count begins: firms, or titles in marks."""
    lead, count = fact.spot.lead, int(fact.figure.value)
    is_open = lead.endswith("等")
    if quoted := _QUOTED.search(lead):
        names = len(regex.findall(r"[》”]", quoted[1]))
        if names > count or (not is_open and names != count):
            yield _doubt(fact, (), names, count)
        return
    firms = _chain(report, fact, Span(0, fact.spot.span.start - is_open))
    if len(firms) < 2 or _OTHERS.match(fact.spot.after) or fact.figure.unit not in "家户所个":
        return
    head = firms[0].spot.before
    if len(firms) > count or (not is_open and len(firms) != count and not _JOIN.search(head[-2:])):
        yield _doubt(fact, firms, len(firms), count)


def _chain(report: Report, fact: Fact, until: Span) -> tuple[Label, ...]:
    """The firms that stand in a row up to a place of the fact's sentence, first to last."""
    found: list[Label] = []
    at = until.end
    sentence = fact.spot.sentence
    for firm in reversed([f for f in report.firms if f.spot.sentence.span == sentence.span]):
        end = firm.spot.span.end
        gap = sentence.of(Span(end, at)) if end <= at else "?"
        if (gap == "" and not found) or (found and _JOIN.fullmatch(gap)):
            found.append(firm)
            at = firm.spot.span.start
    return tuple(reversed(found))


def _behind(report: Report, fact: Fact) -> Iterator[Doubt]:
    """`3家企业上榜，分别是云麓茶业、沐禾农业。`"""
    cue = _BEHIND.match(fact.spot.after)
    if not cue:
        return
    text = regex.split("[，；。）]", fact.spot.after[cue.end() :])[0]
    start = fact.spot.span.end + cue.end()
    named = Span(start, start + len(text))
    firms = tuple(firm for firm in report.firms if named.holds(firm.spot.span))
    members, count = counted(text), int(fact.figure.value)
    if members and len(firms) >= 2 and len(firms) in members.range and count not in members.range:
        yield _doubt(fact, firms, len(firms), count)


def _doubt(fact: Fact, firms: tuple[Label, ...], names: int, count: int) -> Doubt:
    said = Said(f"{names} names are listed against {fact.text}", f"列名{names}个，而计为{fact.text}")
    reading = Reading(Said("the names are those that are counted", "所列即所计"), f"{names} ≠ {count}", False)
    return Doubt(CODE, fact.spot, (*firms, fact), said, (reading,))


def _enumerations(report: Report) -> Iterator[Doubt]:
    """`茶叶、竹木四大产业` names too few; a list of too many may begin later than it seems, and is left alone."""
    for sentence in report.sentences:
        for found in _SUMMED.finditer(sentence.text):
            members, count = counted(found["list"]), _DIGITS[found["n"]]
            if members and 1 < members.most < count:
                span = Span(found.start("n"), found.end("noun")).shift(sentence.span.start)
                label = numeral(report, sentence, Span(span.start, span.start + 1), f"{found['n']}大{found['noun']}")
                said = Said(f"{members} names are listed against {label.text}", f"列名{members}个，而称{label.text}")
                reading = Reading(Said("the names are those that are counted", "所列即所计"), f"{members} ≠ {count}", False)
                yield Doubt(CODE, label.spot, (label,), said, (reading,))
