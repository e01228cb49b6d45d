"""The command that makes the page for auditors and takes their decisions back."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.cli import options
from extract.cli.options import FINE, extracted


@click.command()
@options.inputs
@options.rules
@options.year
@click.option("--output", type=options.FOLDER, default=Path("audit.html"), show_default=True, help="File of the page.")
@click.option("--open", "show", is_flag=True, help="Show the page in the browser.")
@click.option("--decisions", metavar="FILE", type=options.FOLDER, help="Decisions exported from an earlier page.")
@click.option("--examples", is_flag=True, help="Give the rule of each wrong decision a failing example.")
@click.option("--correct", is_flag=True, help="Write each corrected cell beside its report.")
def audit(
    inputs: Sequence[Path],
    rules: Path | None,
    year: int | None,
    output: Path,
    show: bool,
    decisions: Path | None,
    examples: bool,
    correct: bool,
) -> int:
    """Make one page in which people check every row of the reports (default: raw/) in its text."""
    if (examples or correct) and decisions is None:
        raise click.UsageError("--examples and --correct need --decisions")
    from extract.audit import Request, audited

    run = extracted(inputs, rules, year)
    done = audited(run, Request(tuple(inputs), output, decisions, examples, correct))
    click.echo("\n".join(done.words))
    for warning in done.warnings:
        click.echo(warning, err=True)
    if show:
        import webbrowser

        webbrowser.open(output.resolve().as_uri())
    return FINE
