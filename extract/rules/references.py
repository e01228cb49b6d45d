"""What rules say of one another: ids that stand twice, and `over`."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from extract.errors import RuleError
from extract.rules.entries import Entry
from extract.rules.sources import meant


def twins(entries: Sequence[Entry]) -> Iterator[RuleError]:
    """Ids that another rule bears already."""
    seen: set[str] = set()
    for entry in entries:
        if entry.rule.id in seen:
            yield entry.fault(f"the id {entry.rule.id} stands twice", "give one of the two another id", "id")
        seen.add(entry.rule.id)


def misled(entries: Sequence[Entry], ids: Collection[str]) -> Iterator[RuleError]:
    """What `over` names that is none of the ids or the rule itself, and rules that are over one another in a ring."""
    over = {entry.rule.id: entry.rule.over for entry in entries}
    for entry in entries:
        for other in entry.rule.over:
            if other == entry.rule.id:
                yield entry.fault("over names the rule itself", "take it out", "over")
            elif other not in ids:
                advice = meant(other, ids) or "take it out"
                yield entry.fault(f"over names {other!r}, which is no rule", advice, "over")
        if (ring := _ring(entry.rule.id, over)) and entry.rule.id == min(ring):
            message = f"rules are over one another: {' > '.join([*ring, entry.rule.id])}"
            yield entry.fault(message, "take one of them out of the other's over", "over")


def _ring(start: str, over: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from a rule over others back to it; empty where there is none, or it only names itself."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        for other in over.get(way[-1], ()):
            if other == start and len(way) > 1:
                return way
            if other not in seen:
                seen.add(other)
                ways.append((*way, other))
    return ()
