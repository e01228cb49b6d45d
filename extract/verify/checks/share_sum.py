"""`share-sum`: shares of one whole that come to more than 100 %.

均 is read both ways. `三大产业合计占比72%，生态旅游、文化创意产业均占比18%` gives 72 + 18 + 18 = 108 > 100 if each
has 18 % and 72 + 18 = 90 if both have it together: a warning. Without 均 no reading is left: an error. Each figure is
as wide as its rounding leaves open, so 33.4 + 33.3 + 33.4 is no contradiction.

Only shares that stand side by side are added: of one base, before the next `；` or 其中, and told with one another
(从…看, 按…分类, 分别) or all of 产业, 领域 or 板块. Unless they are a division (按…分类, 划分, 构成, the three sectors),
the classes may overlap, as 高技术制造业 and 装备制造业 do, and the most is a warning. Shares of places (占全市, 占全省)
are of different wholes and are not added.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import groupby
from operator import add

import regex

from extract.decimals import plain
from extract.intervals import Interval
from extract.verify.facts import Fact, Report
from extract.verify.model import Doubt, Reading, Said
from extract.verify.sizes import HUNDRED, size

CODE = "share-sum"
_DIVISION = regex.compile(r"[从按][^，；。]{1,14}(?:划分|分类|分(?=，))|结构|构成|第[一二三]产业.*第[一二三]产业")
_CLASSES = regex.compile(r"(?:产业|领域|板块)(?:[^，]{0,4}(?:项目|企业))?$")
_VIEW = regex.compile(r"[从按分][^，；。]{1,14}(?:看|角度|统计|方面)")
_LEVEL = regex.compile(r"其中|当中|[从按][^，；。]{1,14}(?:看|划分|分类|角度)")
_EACH = regex.compile(r"[均各皆都]")
_SUM = regex.compile(r"合计|合共|总共|累计|共占|之和")
_PLACE = regex.compile(r"(?:全[国省市区县州旗球]|.*[国省市区县州旗镇])")
_MULTIPLE = regex.compile(r"倍|相当于|完成")


@dataclass(frozen=True, slots=True)
class _Term:
    """A share and the things that have it: several of one 均."""

    facts: tuple[Fact, ...]

    @property
    def each(self) -> Interval:
        """What the things have if the share is each one's."""
        return reduce(add, (size(fact) for fact in self.facts))

    @property
    def together(self) -> Interval:
        """What they have if it is theirs together."""
        return size(self.facts[0])

    @property
    def is_spread(self) -> bool:
        """Whether 均 tells it of several things."""
        return len(self.facts) > 1 and bool(_EACH.search(self.facts[0].spot.lead))


def share_sums(report: Report) -> Iterator[Doubt]:
    """The divisions of a whole whose shares do not go into it."""
    for facts in report.by_sentence.values():
        shares = [fact for fact in facts if fact.figure.measure == "share" and not _MULTIPLE.search(fact.spot.clause)]
        for _, group in groupby(shares, key=_whole):
            terms = _without_members(_terms(tuple(group)))
            yield from _judged(terms)


def _whole(fact: Fact) -> tuple[object, ...]:
    """What shares that may be added have in common: the whole, and the level of the text at which they stand."""
    figure = fact.figure
    level = (fact.spot.part, len(_LEVEL.findall(fact.spot.before)))
    return figure.base, figure.scope, figure.year, figure.status, level


def _terms(facts: Sequence[Fact]) -> tuple[_Term, ...]:
    return tuple(_Term(tuple(group)) for _, group in groupby(facts, key=lambda fact: fact.spot.span))


def _without_members(terms: tuple[_Term, ...]) -> tuple[_Term, ...]:
    """The terms without those that a sum before them (`甲、乙合计占60%`) already holds."""
    sums = [term for term in terms if _SUM.search(term.facts[0].spot.lead)]
    return tuple(term for term in terms if term in sums or not any(_names(total, term) for total in sums))


def _names(total: _Term, term: _Term) -> bool:
    """Whether the sum's clause, or what stands before it, names the thing: `茶叶占35%、竹木占25%，合计占60%`."""
    before = total.facts[0].spot.before
    return (
        any(fact.figure.indicator[:2] in before for fact in term.facts) or term.facts[0].spot.span < total.facts[0].spot.span
    )


def _judged(terms: tuple[_Term, ...]) -> Iterator[Doubt]:
    facts = tuple(fact for term in terms for fact in term.facts)
    if not _is_over(terms) or not (_divides(facts) if len(facts) > 1 else "占" in facts[0].spot.clause):
        return
    each = Said("every thing has its share", "各项各占其数")
    readings = [Reading(each, _shown([(t.each, t.facts) for t in terms]), False)]
    if any(term.is_spread for term in terms):
        together = [(term.together, term.facts[:1]) if term.is_spread else (term.each, term.facts) for term in terms]
        fits = reduce(add, (interval for interval, _ in together)).low <= 100
        readings[0] = Reading(Said("均 means each", "“均”指各自"), readings[0].arithmetic, False)
        readings.append(Reading(Said("均 means together", "“均”指合计"), _shown(together), fits))
    if len(facts) > 1 and not _excludes(facts):
        readings.append(Reading(Said("the classes overlap", "各类有交叉"), "", True))
    said = Said(
        f"the shares come to {_total(facts)} % of one whole" if len(facts) > 1 else "a share of more than its whole",
        f"同一整体的各项占比合计{_total(facts)}%，超过100%" if len(facts) > 1 else "占比超过整体",
    )
    yield Doubt(CODE, facts[-1].spot, facts, said, tuple(readings))


def _is_over(terms: Sequence[_Term]) -> bool:
    if not terms:
        return False
    total = reduce(add, (term.each for term in terms))
    return total.low > HUNDRED.low or (total.low == HUNDRED.low and total.low_open)


def _divides(facts: Sequence[Fact]) -> bool:
    """Whether the shares are told as one division of one whole."""
    if _PLACE.fullmatch(facts[0].figure.base):
        return False
    told = "分别" in facts[0].spot.lead or _VIEW.search(facts[0].spot.before) is not None
    return told or _excludes(facts) or all(_CLASSES.search(fact.figure.indicator) for fact in facts)


def _excludes(facts: Sequence[Fact]) -> bool:
    """Whether nothing can be in two of the classes: they are told as a division of the whole."""
    return _DIVISION.search(facts[-1].spot.before) is not None


def _total(facts: Sequence[Fact]) -> str:
    return plain(sum((fact.figure.value for fact in facts), start=Decimal(0)))


def _shown(terms: Sequence[tuple[Interval, Sequence[Fact]]]) -> str:
    """`75 + 16 + 16 = 107 > 100`."""
    values = [fact.figure.value for _, facts in terms for fact in facts]
    total = sum(values, start=Decimal(0))
    head = f"{' + '.join(map(plain, values))} = {plain(total)}" if len(values) > 1 else plain(values[0])
    return f"{head} {'>' if total > 100 else '≤'} 100"
