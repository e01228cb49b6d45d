"""Label Studio: one JSON list of tasks, a report each, with the marks as predictions; offsets count characters.

A person who opens a task and takes the predictions over corrects them. Each region keeps its rows as metadata, and its id
says what it was made of, so one that was moved or labelled anew is known. `labels.xml` is the project's labelling setup.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.models import Extraction, Row, Span
from extract.runs import Run
from extract.schema import FACTS
from extract.standoff.marks import Mark, filled, keepable, lines, marks, shown
from extract.standoff.returned import Returned, imported, kept, labelled, refusing, text_of
from extract.standoff.shapes import Judgement, KeptRow, Region, Task, Value, decoded

SETUP = (
    "<View>",
    '  <Labels name="label" toName="text">',
    *(f'    <Label value="{table}"/>' for table in FACTS),
    "  </Labels>",
    "  <Style>.htx-text { white-space: pre-wrap; }</Style>",
    '  <Text name="text" value="$text"/>',
    "</View>",
)


def files_of(run: Run) -> Mapping[str, bytes]:
    """`tasks.json` with a task for each report, and `labels.xml`."""
    tasks = ",\n".join(shown(_task(extraction)) for extraction in run.extractions)
    return {"labels.xml": lines(SETUP), "tasks.json": f"[\n{tasks}\n]\n".encode()}


def _task(extraction: Extraction) -> Mapping[str, Any]:
    raw = extraction.document.raw
    return {
        "data": {"text": raw, "report": extraction.document.id},
        "predictions": [{"model_version": "baogao", "result": [_region(mark, raw) for mark in marks(extraction)]}],
    }


def _region(mark: Mark, raw: str) -> Mapping[str, Any]:
    place = {"start": mark.span.start, "end": mark.span.end, "text": mark.span.of(raw), "labels": [mark.table]}
    return {
        "id": mark.id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": place,
        "meta": {"text": [_note(row) for row in mark.rows], "rows": [keepable(row) for row in mark.rows]},
    }


def _note(row: Row) -> str:
    """`value=46 unit=家 by counts.after-noun`, which a person reads beside the region."""
    return " ".join([*(f"{name}={cell}" for name, cell in filled(row).items()), "by", row.rule])


def read(path: Path) -> tuple[Returned, ...]:
    """The reports of an exported project (its JSON, not JSON-MIN); raises InputError with the first task that is none."""
    with refusing(path):
        tasks = decoded(text_of(path), tuple[Task, ...])
    return imported(path, _reports(path, tasks))


def _reports(path: Path, tasks: tuple[Task, ...]) -> Iterator[Returned]:
    for number, task in enumerate(tasks, 1):
        with refusing(path):
            try:
                yield _report(task, number)
            except ValueError as error:
                raise ValueError(f"task {number}: {error}") from error


def _report(task: Task, number: int) -> Returned:
    raw = task.data.text
    found: dict[tuple[str, Span], tuple[KeptRow, ...]] = {}
    for region in _judged(task).result:
        if region.type == "labels":
            found = dict.fromkeys(_labels(raw, region), region.meta.rows) | found
    rows = [row for (label, span), made_of in found.items() for row in labelled(raw, label, span, kept(made_of))]
    return Returned(task.data.report or str(task.id or number), raw, tuple(rows))


def _judged(task: Task) -> Judgement:
    """A person's annotation, the ground truth where there are several; the prediction where nobody has worked yet."""
    done = [annotation for annotation in task.annotations if not annotation.was_cancelled]
    best = [annotation for annotation in done if annotation.ground_truth] or done
    if len(best) > 1:
        raise ValueError(f"{len(best)} annotations, and no single one is marked as ground truth")
    guesses = (guess for guess in task.predictions if isinstance(guess, Judgement))
    return next(iter((*best, *guesses)), Judgement())


def _labels(raw: str, region: Region) -> Iterator[tuple[str, Span]]:
    """Each label of a region with its place; raises ValueError where the place says something else."""
    value = decoded(region.value, Value)
    span = Span(value.start, value.end)
    if value.text and not _same(value.text, span.of(raw)):
        raise ValueError(f"the region at {span.start}:{span.end} says {value.text!r}, the text has {span.of(raw)!r}")
    for label in value.labels:
        yield label, span


def _same(said: str, stands: str) -> bool:
    r"""Whether a region's text is that of its place; Label Studio writes a line break as `\n` in two characters."""
    return "".join(said.replace("\\n", "").split()) == "".join(stands.split())
