"""The door: arguments, printing, exit codes. What a command needs is imported when it is called."""

import io
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.errors import BaogaoError

if TYPE_CHECKING:
    from extract.runs import Run

FINE, FINDINGS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 4, 130
MANY = 5  # reports from which on a progress bar is worth its line

_FOLDER = click.Path(path_type=Path)
_inputs = click.argument("inputs", metavar="[FILE|FOLDER]...", nargs=-1, type=_FOLDER)
_rules = click.option("--rules", type=_FOLDER, help="Folder of rules  [default: ./rules, else the packaged ones].")
_output = click.option("--output", type=_FOLDER, default=Path("output"), show_default=True, help="Folder of tables.")
_year = click.option("--year", type=click.IntRange(1000, 9999), help="The reports' own year.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(package_name="baogao", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn Chinese official reports into tables that an analyst can defend."""


@cli.command()
@_inputs
@_rules
@_output
@_year
@click.option("--strict", is_flag=True, help="Refuse unclaimed and disputed numerals: write nothing, exit 1.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def run(
    inputs: Sequence[Path], rules: Path | None, output: Path, year: int | None, strict: bool, quiet: bool, as_json: bool
) -> int:
    """Extract reports (default: raw/) into tables."""
    from extract.sets import write_set

    result = _extracted(inputs, rules, year, quiet)
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
        return _fail(FINDINGS, "\n".join([*refused, f"{output}: nothing written; run without --strict to see the tables"]))
    return FINE


@cli.command()
@_inputs
@_rules
@_output
@_year
def check(inputs: Sequence[Path], rules: Path | None, output: Path, year: int | None) -> int:
    """Compare what the reports (default: raw/) give now with the written and the approved tables."""
    from extract.check import review

    verdict = review(output, _extracted(inputs, rules, year).files)
    click.echo(verdict.words)
    return FINE if verdict.same else FINDINGS


@cli.command()
@_inputs
@_rules
@_output
@_year
def approve(inputs: Sequence[Path], rules: Path | None, output: Path, year: int | None) -> int:
    """Show that difference, then make the present result the written and the approved tables."""
    from extract.check import golden_of, review
    from extract.sets import write_set

    files = _extracted(inputs, rules, year).files
    click.echo(review(output, files).words)
    for folder in (output, golden_of(output)):
        write_set(folder, files)
        click.echo(f"{folder}: written")
    return FINE


@cli.command()
@click.argument("report", required=False)
@click.option("--find", metavar="TEXT", help="The first place where the report has this text.")
@click.option("--at", metavar="OFFSET", type=click.IntRange(0), help="A character of the raw text.")
@click.option("--text", metavar="TEXT", help="A text of its own instead of a report.")
@_rules
@_year
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
    click.echo(explained(load_rules(rules), report=path, find=find, at=at, text=text, year=_written(year)))
    return FINE


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code; every error is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code: int = cli.main(args, prog_name="baogao", standalone_mode=False)
    except click.ClickException as error:
        return _fail(USAGE, _usage(error))
    except click.Abort:
        return _fail(INTERRUPTED, "interrupted")
    except BaogaoError as error:
        return _fail(error.exit_code, str(error))
    except ExceptionGroup as group:
        return max(_fail(getattr(error, "exit_code", INTERNAL), str(error)) for error in group.exceptions)
    except Exception as error:
        return _fail(INTERNAL, _internal(error))
    return code


def _extracted(inputs: Sequence[Path], rules: Path | None, year: int | None, quiet: bool = False) -> "Run":
    """The run over the inputs, said on stderr: which rules, and how far it is."""
    from extract import runs
    from extract.rules import load_rules

    files = runs.collect(inputs or (Path("raw"),))
    loaded = load_rules(rules)
    if not quiet:
        click.echo(f"rules: {loaded.folder}", err=True)
    with _progress(files, quiet) as shown:
        return runs.run(shown, loaded, _written(year))


def _progress(files: Sequence[Path], quiet: bool) -> AbstractContextManager[Iterable[Path]]:
    if quiet or len(files) < MANY or not sys.stderr.isatty():
        return nullcontext(files)
    return click.progressbar(files, label="reports", file=sys.stderr)


def _written(year: int | None) -> str:
    return "" if year is None else str(year)


def _fail(code: int, message: str) -> int:
    click.echo(message, err=True)
    return code


def _usage(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "baogao"
    return f"{error.format_message().rstrip('.')}; see {command} --help"


def _internal(error: Exception) -> str:
    """The type of an unforeseen error, the line of this program it came from and what to do about it."""
    import traceback

    if os.environ.get("BAOGAO_DEBUG") == "1":
        return "".join(traceback.format_exception(error)).rstrip()
    home = Path(__file__).parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == home]
    place = f"extract/{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    said = " ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())])
    return f"internal error at {place}: {' '.join(said.split())}; report this line, BAOGAO_DEBUG=1 tells more"
