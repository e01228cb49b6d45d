"""The commands around the tables: run, check, approve, explain."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.cli import options
from extract.cli.options import FINDINGS, FINE, extracted, fail, written


@click.command()
@options.inputs
@options.rules
@options.output
@options.year
@click.option("--strict", is_flag=True, help="Refuse unclaimed and disputed numerals: write nothing, exit 1.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def run(
    inputs: Sequence[Path], rules: Path | None, output: Path, year: int | None, strict: bool, quiet: bool, as_json: bool
) -> int:
    """Extract reports (default: raw/) into tables."""
    from extract.sets import write_set

    result = extracted(inputs, rules, year, quiet)
    refused = result.refusals if strict else ()
    if not refused:
        write_set(output, result.files)
    if as_json:
        click.echo(result.as_json(output))
    elif not quiet:
        click.echo("\n".join(result.summary))
    if not quiet and not refused:
        for warning in result.warnings:
            click.echo(warning, err=True)
    if refused:
        return fail(FINDINGS, "\n".join([*refused, f"{output}: nothing written; run without --strict to see the tables"]))
    return FINE


@click.command()
@options.inputs
@options.rules
@options.output
@options.year
def check(inputs: Sequence[Path], rules: Path | None, output: Path, year: int | None) -> int:
    """Compare what the reports (default: raw/) give now with the written and the approved tables."""
    from extract.check import review

    verdict = review(output, extracted(inputs, rules, year).files)
    click.echo(verdict.words)
    return FINE if verdict.same else FINDINGS


@click.command()
@options.inputs
@options.rules
@options.output
@options.year
def approve(inputs: Sequence[Path], rules: Path | None, output: Path, year: int | None) -> int:
    """Show that difference, then make the present result the written and the approved tables."""
    from extract.check import golden_of, review
    from extract.sets import write_set

    files = extracted(inputs, rules, year).files
    click.echo(review(output, files).words)
    for folder in (output, golden_of(output)):
        write_set(folder, files)
        click.echo(f"{folder}: written")
    return FINE


@click.command()
@click.argument("report", required=False)
@click.option("--find", metavar="TEXT", help="The first place where the report has this text.")
@click.option("--at", metavar="OFFSET", type=click.IntRange(0), help="A character of the raw text.")
@click.option("--text", metavar="TEXT", help="A text of its own instead of a report.")
@options.rules
@options.year
def explain(
    report: str | None, find: str | None, at: int | None, text: str | None, rules: Path | None, year: int | None
) -> int:
    """Show the way of one piece of text from the raw report to its row."""
    if sum(option is not None for option in (find, at, text)) != 1:
        raise click.UsageError("give one of --find, --at and --text")
    if (report is None) == (text is None):
        raise click.UsageError("name a report, or give --text alone")
    from extract.explain import explain as explained
    from extract.rules import load_rules
    from extract.runs import find_report

    path = find_report(report) if report else None
    click.echo(explained(load_rules(rules), report=path, find=find, at=at, text=text, year=written(year)))
    return FINE
