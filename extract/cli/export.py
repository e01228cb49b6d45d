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
    "doccano": "extract.standoff.doccano",
    "labelstudio": "extract.standoff.labelstudio",
    "webannotation": "extract.standoff.webannotation",
}
# format to the module whose read(path) gives the reports that came back
IMPORTS: Mapping[str, str] = {
    "doccano": "extract.standoff.doccano",
    "labelstudio": "extract.standoff.labelstudio",
}


@click.command()
@options.inputs
@click.option("--format", "form", type=click.Choice(sorted(EXPORTS)), required=True, help="What the files are for.")
@options.rules
@click.option("--output", type=options.FOLDER, default=Path("exports"), show_default=True, help="Folder of exported files.")
@options.year
def export(inputs: Sequence[Path], form: str, rules: Path | None, output: Path, year: int | None) -> int:
    """Write what the reports (default: raw/) give in the form of another tool."""
    from extract.sets import write_apart

    files = import_module(EXPORTS[form]).files_of(extracted(inputs, rules, year))
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
