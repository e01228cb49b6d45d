"""The command that makes the page of a panel and single charts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from extract.cli import options
from extract.cli.options import FINE, extracted


@click.command()
@options.inputs
@options.rules
@options.year
@click.option(
    "--output", type=options.FOLDER, help="File of the page or the chart  [default: report.html, else the chart's id]."
)
@click.option("--open", "show", is_flag=True, help="Show the page in the browser.")
@click.option("--chart", default="", metavar="ID", help="Write this chart and no page; the page shows the ids.")
@click.option(
    "--format", "shape", type=click.Choice(["svg", "png"]), default="svg", show_default=True, help="Format of the chart."
)
@click.option(
    "--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the chart's title."
)
def report(
    inputs: Sequence[Path],
    rules: Path | None,
    year: int | None,
    output: Path | None,
    show: bool,
    chart: str,
    shape: Literal["svg", "png"],
    language: Literal["zh", "en"],
) -> int:
    """Make one page of what the reports (default: raw/) state over the years: charts, changes, findings."""
    if show and chart:
        raise click.UsageError("--open shows the page; leave --chart out")
    from extract.charts import Request, reported

    request = Request(output, chart, shape, language)
    click.echo(reported(extracted(inputs, rules, year), request))
    if show:
        import webbrowser

        webbrowser.open((output or Path("report.html")).resolve().as_uri())
    return FINE
