"""The command that brings a page into `raw/`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli import options
from extract.cli.options import FINE, written

if TYPE_CHECKING:
    from extract.runs import Run


@click.command()
@click.argument("source", metavar="FILE|URL|-")
@click.option("--id", "id_", metavar="ID", default="", help="The report's id  [default: the year, else the page's name].")
@click.option("--year", type=click.IntRange(1000, 9999), help="The year that the report is on.")
@click.option("--raw", type=options.FOLDER, default=Path("raw"), show_default=True, help="Folder of reports.")
@options.rules
@options.output
def add(source: str, id_: str, year: int | None, raw: Path, rules: Path | None, output: Path) -> int:
    """Bring a page (text, web page, Word, PDF) into raw/ and extract all of raw/."""
    from extract import runs
    from extract.intake.add import Request, receive, shelve
    from extract.rules import load_rules
    from extract.sets import write_set

    request = Request(source, raw, written(year), id_)
    received = receive(request, sys.stdin.buffer)
    loaded = load_rules(rules)
    click.echo(f"rules: {loaded.folder}", err=True)
    added = shelve(received, request, loaded)
    click.echo(added.line)
    for doubt in added.doubts:
        click.echo(f"{added.entry.id}: {doubt}", err=True)
    run = runs.run(runs.collect([raw]), loaded)
    write_set(output, run.files)
    _compare_with_last(run, added.entry.id)
    return FINE


def _compare_with_last(run: "Run", report: str) -> None:
    """Shows what the new report gave, and what changed since the last one on the same things."""
    from extract.panel import compared_with_last, words

    click.echo(run.summary[[extraction.document.id for extraction in run.extractions].index(report)])
    for warning in run.warnings:
        if warning.startswith(f"{report}:"):
            click.echo(warning, err=True)
    if comparison := compared_with_last(run.files, report, run.rules):
        click.echo(f"\n{words(comparison)}")
