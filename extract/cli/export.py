"""The commands around other tools: export, import."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import click

from extract.cli import options
from extract.cli.options import FINE, extracted

# format to the module whose files_of(run) gives its files, name to bytes
EXPORTS: Mapping[str, str] = {
    "brat": "extract.standoff.brat",
    "csv": "extract.exports.plain",
    "doccano": "extract.standoff.doccano",
    "json": "extract.exports.records",
    "labelstudio": "extract.standoff.labelstudio",
    "parquet": "extract.exports.frames",
    "webannotation": "extract.standoff.webannotation",
    "xlsx": "extract.exports.workbook",
}
EXCEL = "extract.exports.excel"  # the same for csv with --excel
# format to the module whose read(path) gives the reports that came back
IMPORTS: Mapping[str, str] = {
    "doccano": "extract.standoff.doccano",
    "labelstudio": "extract.standoff.labelstudio",
}


@click.command()
@options.inputs
@click.option("--format", "form", type=click.Choice(sorted(EXPORTS)), required=True, help="What the files are for.")
@click.option("--excel", is_flag=True, help="CSV that Excel opens as it is: with a byte-order mark, CRLF, no formulas.")
@options.rules
@click.option("--output", type=options.FOLDER, default=Path("exports"), show_default=True, help="Folder of exported files.")
@options.year
def export(inputs: Sequence[Path], form: str, excel: bool, rules: Path | None, output: Path, year: int | None) -> int:
    """Write what the reports (default: raw/) give in the form of another tool."""
    if excel and form != "csv":
        raise click.UsageError("--excel goes with --format csv")
    from extract.sets import write_apart

    files = import_module(EXCEL if excel else EXPORTS[form]).files_of(extracted(inputs, rules, year))
    write_apart(output, files)
    click.echo(f"{output}: {', '.join(sorted(files))}")
    return FINE


@click.command("import")
@click.argument("file", type=options.FOLDER)
@click.option("--format", "form", type=click.Choice(sorted(IMPORTS)), required=True, help="The tool that wrote the file.")
@options.rules
@click.option("--output", type=options.FOLDER, default=Path("imported"), show_default=True, help="Folder of tables.")
def import_(file: Path, form: str, rules: Path | None, output: Path) -> int:
    """Make tables of what people annotated in another tool."""
    from extract.rules import load_rules
    from extract.sets import write_apart
    from extract.standoff.returned import tables_of

    reports = import_module(IMPORTS[form]).read(file)
    write_apart(output, tables_of(reports, load_rules(rules).lexicons))
    for report in reports:
        click.echo(report.summary)
    return FINE
