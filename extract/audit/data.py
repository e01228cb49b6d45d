"""What the page holds, as plain values for JSON: one index for all, one record for each report.

Offsets count characters of the raw text, as everywhere in the tables; rows are those of the CSV files, so that the page
shows what is written and nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.audit.decisions import Folded
from extract.models import Extraction
from extract.rules import Rule
from extract.runs import Run
from extract.schema import FACTS, TABLES
from extract.tables import Cells

Json = dict[str, Any]
JUDGED = (*FACTS, "numerals")


def index_of(run: Run, folded: Folded) -> Json:
    """What the page needs before a report is opened: reports, rules, tables, decisions."""
    heads = _by_report(run, "reports")
    first = _named("reports", run.rows["reports"][0])
    items = _items(run)
    return {
        "version": first["version"],
        "rules_sha256": first["rules_sha256"],
        "tables": [_table(name) for name in JUDGED],
        "reports": [_head(_named("reports", heads[e.document.id][0]), items) for e in run.extractions],
        "rules": _rules(run),
        "decisions": [decision.as_json() for decision in folded.kept],
        "stale": [{**stale.decision.as_json(), "reason": stale.reason} for stale in folded.stale],
    }


def reports_of(run: Run) -> tuple[Json, ...]:
    """One record for each report, in the order of the run."""
    tables = {name: _by_report(run, name) for name in (*JUDGED, "evidence", "findings", "repairs")}
    return tuple(
        _report(extraction, {name: rows.get(extraction.document.id, []) for name, rows in tables.items()})
        for extraction in run.extractions
    )


def _by_report(run: Run, name: str) -> Mapping[str, list[Cells]]:
    found: dict[str, list[Cells]] = defaultdict(list)
    for cells in run.rows[name]:
        found[cells[0]].append(cells)
    return found


def _named(name: str, cells: Cells) -> Mapping[str, str]:
    return dict(zip(TABLES[name].header, cells, strict=True))


def _table(name: str) -> Json:
    """A table's names and its own columns: name, type, English, Chinese."""
    table = TABLES[name]
    columns = [[column.name, column.type, column.english, column.chinese] for column in table.own]
    return {"name": name, "english": table.english, "chinese": table.chinese, "columns": columns}


def _items(run: Run) -> Mapping[str, int]:
    """How many things there are to decide in each report: rows of one span, table and rule are one thing."""
    return Counter(key[0] for key in {(c[0], name, c[2], c[3], c[-1]) for name in FACTS for c in run.rows[name]})


def _head(row: Mapping[str, str], items: Mapping[str, int]) -> Json:
    """A report's line in the list of reports."""
    texts = ("report", "title", "report_year", "published", "script", "encoding", "sha256")
    numbers = (*FACTS, "numerals", "findings", "repairs", "unclaimed", "conflicts", "corrections", "characters")
    return {**{k: row[k] for k in texts}, **{k: int(row[k]) for k in numbers}, "items": items.get(row["report"], 0)}


def _report(extraction: Extraction, rows: Mapping[str, Sequence[Cells]]) -> Json:
    document = extraction.document
    return {
        "raw": document.raw,
        "text": document.text,
        "deletions": [[gone.start, gone.end] for gone in document.normalized.deletions],
        "lines": [[block.number, block.kind] for block in document.blocks if block.kind != "body"],
        "rows": {name: _facts(name, rows[name], rows["evidence"]) for name in FACTS},
        "numerals": [[int(c[2]), int(c[3]), int(c[1]), c[6], c[7], c[8], c[10]] for c in rows["numerals"]],
        "findings": [[int(c[2]), int(c[3]), int(c[1]), *c[4:]] for c in rows["findings"]],
        "repairs": [[int(c[2]), int(c[3]), int(c[1]), *c[4:]] for c in rows["repairs"]],
    }


def _facts(name: str, rows: Sequence[Cells], evidence: Iterable[Cells]) -> list[list[Any]]:
    """Rows as start, end, line, own cells, rule, evidence (field, origin, start, end)."""
    proofs: dict[tuple[str, str, str], list[list[Any]]] = defaultdict(list)
    for cells in evidence:
        if cells[1] == name:
            proofs[cells[2:5]].append([cells[5], cells[6], int(cells[7]), int(cells[8])])  # type: ignore[index]
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for cells in rows:
        seen[cells[2], cells[3]] += 1
        key = (cells[2], cells[3], str(seen[cells[2], cells[3]]))
        found.append([int(cells[2]), int(cells[3]), int(cells[1]), list(cells[6:-2]), cells[-1], proofs.get(key, [])])
    return found


def _rules(run: Run) -> list[Json]:
    hits: Counter[str] = Counter()
    reports: dict[str, set[str]] = defaultdict(set)
    for name in JUDGED:
        for cells in run.rows[name]:
            if name != "numerals" or cells[-1].startswith("ignore."):
                hits[cells[-1]] += 1
                reports[cells[-1]].add(cells[0])
    return [{**_rule(rule), "hits": hits[rule.id], "reports": len(reports[rule.id])} for rule in run.rules.rules]


def _rule(rule: Rule) -> Json:
    """A rule as its file says it; keys that it leaves out are left out."""
    said = {key: getattr(rule, key) for key in ("set", "over", "bound", "unit", "first") if getattr(rule, key)}
    return {
        "id": rule.id,
        "table": rule.table,
        "status": rule.status,
        "pattern": rule.pattern,
        "note": rule.note,
        "author": rule.author,
        "added": rule.added.isoformat(),
        "keys": said,
        "match": [[example.text, example.wanted] for example in rule.match],
        "reject": [[rejected.text, rejected.why] for rejected in rule.reject],
    }
