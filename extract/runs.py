"""Whole runs: which files are reports, all of them extracted, their tables as files, and what a run says of each."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from extract.datapackage import DATAPACKAGE, datapackage
from extract.errors import BaogaoError, InputError, Place, UsageError
from extract.models import Extraction
from extract.pipeline import extract_file
from extract.rules import RuleSet
from extract.schema import FACTS, TABLES
from extract.tables import Rows, Versions, disputed, files_of, rows_of

SUFFIX = ".txt"


@dataclass(frozen=True)
class Run:
    """What a set of reports gave under one rule set."""

    rules: RuleSet
    extractions: tuple[Extraction, ...]

    @cached_property
    def rows(self) -> Rows:
        """The rendered rows of every table."""
        return rows_of(self.extractions, _versions(self.rules))

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The output files, name to bytes: the tables and what says how to read them."""
        return {**files_of(self.rows), DATAPACKAGE: datapackage()}

    @property
    def warnings(self) -> tuple[str, ...]:
        """One line for each finding that a reader of the tables must know before trusting them."""
        header = TABLES["findings"].header
        found = (dict(zip(header, cells, strict=True)) for cells in self.rows["findings"])
        return tuple(f"{f['report']}:{f['line']}: {f['code']}: {f['message']}" for f in found if f["level"] != "note")

    @property
    def summary(self) -> tuple[str, ...]:
        """One line for each report."""
        return tuple(_line(extraction) for extraction in self.extractions)

    def as_json(self, output: Path) -> str:
        """The summary for programs."""
        reports = [{"report": extraction.document.id, **_counts(extraction)} for extraction in self.extractions]
        head = {"output": str(output), "rules": self.rules.folder, "rules_sha256": self.rules.sha256}
        return json.dumps({**head, "reports": reports}, ensure_ascii=False, indent=2)

    @property
    def refusals(self) -> tuple[str, ...]:
        """What a strict run refuses: one line for each numeral that no rule claims or that rules dispute."""
        findings = self._records("findings")
        return tuple(
            f"{numeral['report']}:{numeral['line']}: {numeral['text']} {_refusal(numeral, findings)}"
            for numeral in self._records("numerals")
            if numeral["table"] in ("unclaimed", "conflict")
        )

    def _records(self, name: str) -> list[Mapping[str, str]]:
        return [dict(zip(TABLES[name].header, cells, strict=True)) for cells in self.rows[name]]


def collect(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The reports among files and folders, sorted by id; raises a group with the fault of every path that gives none.

    A folder gives its own `.txt` files, hidden ones excepted; a file that is named twice counts once.
    """
    faults: list[BaogaoError] = []
    found: dict[str, dict[Path, Path]] = defaultdict(dict)
    for path in paths:
        try:
            for file in _reports_at(path):
                found[file.stem].setdefault(file.resolve(), file)
        except BaogaoError as fault:
            faults.append(fault)
    faults += [_twins(stem, tuple(files.values())) for stem, files in found.items() if len(files) > 1]
    if faults:
        raise ExceptionGroup("inputs", faults)
    return tuple(next(iter(found[stem].values())) for stem in sorted(found))


def _reports_at(path: Path) -> Sequence[Path]:
    if path.is_dir():
        files = [file for file in sorted(path.iterdir()) if _is_report(file)]
        if not files:
            raise InputError(f"no report ({SUFFIX} file) in this folder", Place(str(path)), "put one there")
        return files
    if not path.exists():
        raise InputError("no such file or folder", Place(str(path)), "name the reports: baogao run FILE|FOLDER")
    if path.suffix.lower() != SUFFIX:
        raise UsageError("not a report", Place(str(path)), f"reports are {SUFFIX} files")
    return [path]


def _is_report(file: Path) -> bool:
    return file.suffix.lower() == SUFFIX and not file.name.startswith(".") and file.is_file()


def _twins(stem: str, files: Sequence[Path]) -> UsageError:
    names = " and ".join(map(str, files))
    return UsageError(f"{len(files)} inputs have the id {stem}: {names}", advice="rename all but one")


def find_report(name: str) -> Path:
    """The report at a path, or the one in `raw/` that has this id."""
    for path in (Path(name), Path("raw") / f"{name}{SUFFIX}"):
        if path.is_file():
            return path
    raise InputError("no such report", Place(name), "give a file, or the id of a report in raw/")


def run(files: Iterable[Path], rules: RuleSet, year: str = "") -> Run:
    """Every file extracted; raises a group with the fault of every file that cannot be read."""
    extractions, faults = [], []
    for file in files:
        try:
            extractions.append(extract_file(file, rules, year))
        except BaogaoError as fault:
            faults.append(fault)
        except Exception as error:
            error.add_note(f"while extracting {file}")
            raise
    if faults:
        raise ExceptionGroup("inputs", faults)
    return Run(rules, tuple(extractions))


def _versions(rules: RuleSet) -> Versions:
    return Versions(version("baogao"), rules.sha256, version("jieba"), version("opencc-python-reimplemented"))


def _counts(extraction: Extraction) -> dict[str, int]:
    """What a report gave, by name."""
    tables = {name: sum(row.table == name for row in extraction.rows) for name in (*FACTS, "numerals")}
    return {
        **tables,
        "furniture": sum(block.kind == "furniture" for block in extraction.document.blocks),
        "unclaimed": len(disputed(extraction, "unclaimed")),
        "conflicts": len(disputed(extraction, "conflict")),
        "findings": len(extraction.findings),
        "corrections": extraction.corrections,
    }


def _line(extraction: Extraction) -> str:
    counts = _counts(extraction)
    rows = ", ".join(f"{counts[name]} {name}" for name in (*FACTS, "numerals"))
    ends = f"{counts['furniture']} lines of furniture, {counts['unclaimed']} unclaimed, {counts['conflicts']} conflicts"
    return f"{extraction.document.id}: {rows}; {ends}"


def _refusal(numeral: Mapping[str, str], findings: Iterable[Mapping[str, str]]) -> str:
    """Why a numeral is refused, with the rules that dispute it, which the finding around it names."""
    if numeral["table"] == "unclaimed":
        return "is claimed by no rule; add a rule, or an ignore rule that gives the reason"
    start, end = int(numeral["start"]), int(numeral["end"])
    rules = (
        finding["rules"]
        for finding in findings
        if finding["report"] == numeral["report"] and int(finding["start"]) <= start and end <= int(finding["end"])
    )
    disputants = " and ".join(next(filter(None, rules), "rules").split())
    return f"is disputed by {disputants}; make one more exact, or name one in the other's `over`"
