"""`part-total`: parts that do not go with their whole.

- A part is no greater than its whole: `新签约项目86个，其中制造业项目90个` gives 90 > 86, an error. Parts of one list
  come to no more than it either, unless they overlap: `其中外资项目50个、制造业项目40个` gives 50 + 40 = 90 > 86, a
  warning.
- Parts and their sum: `41个、33个和12个，合计88个` gives 41 + 33 + 12 = 86 ≠ 88, an error; a list that ends in 等 may
  come to less.
- A part, its whole and its share: `6家，其中4家，占三分之二` gives 4 ÷ 6 = 66.7 %, which agrees; with `占一半` it
  would be an error.
- A city lies in its province, so a share of the city is no less than the same thing's share of the province.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from operator import add

import regex

from extract.decimals import plain
from extract.intervals import Interval
from extract.verify.facts import Fact, Report
from extract.verify.model import Doubt, Reading, Said
from extract.verify.relations import Parts, alike, is_actual, is_share_of, parts_of
from extract.verify.sizes import HUNDRED, interval_words, number, off_by_unit, size

CODE = "part-total"
_SUM_WORD = regex.compile(r"[，、；]?(?:[两二三四五]者|[两三四五]项)?(?:(?:合计|合共|共计|总计)[^，；。\d、]{0,8}|一?共)")
_LISTED = regex.compile(r"^(?:[、，]|，?及|，?和|，?与|以及)[^，；。、]*$")
_PLACES = ("全县", "全市", "全省", "全国", "全球")


def part_totals(report: Report) -> Iterator[Doubt]:
    """The parts, sums and shares of parts that cannot be."""
    for parts in parts_of(report):
        yield from _too_great(parts)
        yield from _other_share(report, parts)
    yield from _other_sum(report)
    yield from _inside_out(report)


def _too_great(parts: Parts) -> Iterator[Doubt]:
    whole = size(parts.whole)
    for part in parts.parts:
        if size(part).low > whole.high and not off_by_unit(size(part), whole):
            arithmetic = f"{_n(part)} > {_n(parts.whole)}"
            said = Said(f"the part {part.text} is greater than its whole {parts.whole.text}", _than(part, parts.whole))
            reading = Reading(Said("其中 tells a part of it", "“其中”指其一部分"), arithmetic, False)
            yield Doubt(CODE, part.spot, (parts.whole, part), said, (reading,))
            return
    total = reduce(add, map(size, parts.parts))
    if total.low > whole.high and not any(off_by_unit(size(part), whole) for part in parts.parts):
        arithmetic = f"{' + '.join(map(_n, parts.parts))} = {_sum(parts.parts)} > {_n(parts.whole)}"
        readings = (
            Reading(Said("the parts exclude each other", "各部分互不重叠"), arithmetic, False),
            Reading(Said("the parts overlap", "各部分有交叉"), "", True),
        )
        said = Said(f"the parts come to more than {parts.whole.text}", f"各部分之和超过{parts.whole.text}")
        yield Doubt(CODE, parts.parts[-1].spot, (parts.whole, *parts.parts), said, readings)


def _other_share(report: Report, parts: Parts) -> Iterator[Doubt]:
    """A part whose share is that of none of the wholes it may be a part of."""
    part, whole = parts.parts[0], parts.whole
    for share in report.by_sentence[part.spot.sentence.span] if len(parts.parts) == 1 else ():
        wholes = [one for one in parts.wholes if is_share_of(share, part, one) and size(one).low > 0]
        if not wholes or any(_is_out_of_scale(part, one) or _agree(part, one, share) for one in wholes):
            continue
        percent = interval_words(size(part) / size(whole) * HUNDRED)
        arithmetic = f"{_n(part)} ÷ {_n(whole)} = {percent} % ≠ {plain(share.figure.value)} %"
        said = Said(
            f"{part.text} of {whole.text} is {percent} %, not {share.text}",
            f"{part.text}占{whole.text}的{percent}%，不是{share.text}",
        )
        reading = Reading(Said(f"a share of {whole.text}", f"占{whole.text}的比重"), arithmetic, False)
        yield Doubt(CODE, share.spot, (whole, part, share), said, (reading,))


def _agree(part: Fact, whole: Fact, share: Fact) -> bool:
    return (size(part) / size(whole) * HUNDRED).intersects(size(share))


def _is_out_of_scale(part: Fact, whole: Fact) -> bool:
    return off_by_unit(size(part), size(whole)) is not None


def _other_sum(report: Report) -> Iterator[Doubt]:
    for facts in report.by_sentence.values():
        for at, total in enumerate(facts):
            if at < 2 or total.figure.measure not in ("count", "amount") or not _SUM_WORD.fullmatch(_gap(facts, at)):
                continue
            members = tuple(_members(facts, at))
            if len(members) > 1:
                yield from _sum_judged(members, total)


def _gap(facts: Sequence[Fact], at: int) -> str:
    """The text between a figure and the one before."""
    return facts[at - 1].spot.to(facts[at].spot)


def _members(facts: Sequence[Fact], at: int) -> Iterator[Fact]:
    """The figures of the list that ends before the sum, the last first."""
    for index in range(at - 1, -1, -1):
        fact = facts[index]
        if not alike(fact, facts[at]) or fact.figure.status != facts[at].figure.status:
            return
        yield fact
        if index == 0 or not _LISTED.fullmatch(_gap(facts, index)) or _SUM_WORD.fullmatch(_gap(facts, index)):
            return


def _sum_judged(members: tuple[Fact, ...], total: Fact) -> Iterator[Doubt]:
    found = reduce(add, map(size, members))
    open_list = "等" in members[0].spot.to(total.spot)
    if found.intersects(size(total)) or (open_list and found.low <= size(total).high):
        return
    terms = tuple(reversed(members))
    arithmetic = f"{' + '.join(map(_n, terms))} = {_sum(terms)} ≠ {_n(total)}"
    said = Said(f"the list comes to {_sum(terms)}, not {total.text}", f"各项合计{_sum(terms)}，不是{total.text}")
    reading = Reading(Said("the sum of the list before it", "前列各项之和"), arithmetic, False)
    yield Doubt(CODE, total.spot, (*terms, total), said, (reading,))


def _inside_out(report: Report) -> Iterator[Doubt]:
    """`占全市33%、全省55%`: the city lies in the province."""
    for facts in report.by_sentence.values():
        shares = [fact for fact in facts if fact.figure.measure == "share" and fact.figure.base in _PLACES]
        for one, other in pairwise(shares):
            if one.thing != other.thing or one.figure.base == other.figure.base or one.spot.part != other.spot.part:
                continue
            inner, outer = sorted((one, other), key=lambda fact: _PLACES.index(fact.figure.base))
            if size(inner).high < size(outer).low and is_actual(inner):
                yield _turned(inner, outer)


def _turned(inner: Fact, outer: Fact) -> Doubt:
    arithmetic = f"{plain(inner.figure.value)} % < {plain(outer.figure.value)} %"
    near, far = inner.figure.base, outer.figure.base
    said = Said(
        f"a share of {near} ({inner.text}) that is less than the share of {far} ({outer.text})",
        f"占{near}{inner.text}，却占{far}{outer.text}",
    )
    reading = Reading(Said(f"{near} lies in {far}", f"{near}是{far}的一部分"), arithmetic, False)
    return Doubt(CODE, outer.spot, (inner, outer), said, (reading,))


def _n(fact: Fact) -> str:
    return number(fact.figure.value)


def _sum(facts: Sequence[Fact]) -> str:
    return number(sum((fact.figure.value for fact in facts), start=Interval.of(0).low))


def _than(part: Fact, whole: Fact) -> str:
    return f"部分（{part.text}）大于整体（{whole.text}）"
