"""One tree of errors, each with its place as data; the door turns them into one clear line and an exit code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault stands: `rules/counts.toml:12 [counts.listed]`; a part that is unknown is left out."""

    file: str = ""
    line: int = 0
    column: int = 0
    rule: str = ""

    def __str__(self) -> str:
        where = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return f"{where} [{self.rule}]" if self.rule else where


class BaogaoError(Exception):
    """Base of everything the program refuses on purpose."""

    exit_code = 4

    def __init__(self, message: str, place: Place | None = None, advice: str = "") -> None:
        super().__init__(message)
        self.message, self.place, self.advice = message, place or Place(), advice

    def __str__(self) -> str:
        head = f"{self.place}: " if str(self.place) else ""
        return f"{head}{self.message}" + (f"; {self.advice}" if self.advice else "")


class UsageError(BaogaoError):
    """The call cannot be carried out as it was given."""

    exit_code = 2


class InputError(BaogaoError):
    """An input file cannot be read."""

    exit_code = 3


class RuleError(BaogaoError):
    """One fault of one rule file."""

    exit_code = 2


class RulesError(BaogaoError):
    """All faults of all rule files."""

    exit_code = 2

    def __init__(self, faults: tuple[RuleError, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class OutputError(BaogaoError):
    """The tables cannot be written."""

    exit_code = 3
