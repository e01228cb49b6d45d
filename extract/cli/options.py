"""What commands share: arguments, exit codes, the run over the inputs."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extract.runs import Run

FINE, FINDINGS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 4, 130
MANY = 5  # reports from which on a progress bar is worth its line

FOLDER = click.Path(path_type=Path)
inputs = click.argument("inputs", metavar="[FILE|FOLDER]...", nargs=-1, type=FOLDER)
rules = click.option("--rules", type=FOLDER, help="Folder of rules  [default: ./rules, else the packaged ones].")
output = click.option("--output", type=FOLDER, default=Path("output"), show_default=True, help="Folder of tables.")
year = click.option("--year", type=click.IntRange(1000, 9999), help="The reports' own year.")


def extracted(inputs: Sequence[Path], rules: Path | None, year: int | None, quiet: bool = False) -> "Run":
    """The run over the inputs, said on stderr: which rules, and how far it is."""
    from extract import runs
    from extract.rules import load_rules

    files = runs.collect(inputs or (Path("raw"),))
    loaded = load_rules(rules)
    if not quiet:
        click.echo(f"rules: {loaded.folder}", err=True)
    with _progress(files, quiet) as shown:
        return runs.run(shown, loaded, written(year))


def _progress(files: Sequence[Path], quiet: bool) -> AbstractContextManager[Iterable[Path]]:
    if quiet or len(files) < MANY or not sys.stderr.isatty():
        return nullcontext(files)
    return click.progressbar(files, label="reports", file=sys.stderr)


def written(year: int | None) -> str:
    """The year as the stages take it, empty where none is given."""
    return "" if year is None else str(year)


def fail(code: int, message: str) -> int:
    """The exit code, the message said on stderr."""
    click.echo(message, err=True)
    return code
