"""Companies of two reports: new, gone and staying, with what the texts tie them to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.panel.figures import Record, Records


@dataclass(frozen=True, slots=True)
class Firm:
    """A company with its roles (`上市 科创板`) in the earlier and in the later report; none where it is not named."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Firms:
    """The companies of two reports, each group in the order in which its report names them."""

    new: tuple[Firm, ...]
    gone: tuple[Firm, ...]
    staying: tuple[Firm, ...]


def firms_of(records: Records, before: str, after: str) -> Firms:
    """The companies of two reports by their names."""
    earlier, later = (_roles(records.get("companies", ()), report) for report in (before, after))
    named = [Firm(name, earlier.get(name, ()), later.get(name, ())) for name in dict.fromkeys((*later, *earlier))]
    return Firms(
        new=tuple(firm for firm in named if firm.name not in earlier),
        gone=tuple(firm for firm in named if firm.name not in later),
        staying=tuple(firm for firm in named if firm.name in earlier and firm.name in later),
    )


def _roles(companies: Iterable[Record], report: str) -> Mapping[str, tuple[str, ...]]:
    """Each company of a report with its roles, each said once."""
    found: dict[str, dict[str, None]] = {}
    for record in companies:
        if record["report"] == report:
            found.setdefault(record["name"], {})[f"{record['role']} {record['event']}".strip()] = None
    return {name: tuple(roles) for name, roles in found.items()}
