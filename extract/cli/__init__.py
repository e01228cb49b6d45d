"""The door: arguments, printing, exit codes. What a command needs is imported when it is called."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from extract.cli import add, audit, codebook, export, panel, report, rules, tables, verify
from extract.cli.options import INTERNAL, INTERRUPTED, USAGE, fail
from extract.errors import BaogaoError


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(package_name="baogao", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn Chinese official reports into tables that an analyst can defend."""


for _command in (
    add.add,
    tables.run,
    tables.check,
    tables.approve,
    tables.explain,
    codebook.codebook,
    panel.panel,
    panel.compare,
    verify.verify,
    audit.audit,
    report.report,
    rules.rules,
    export.export,
    export.import_,
):
    cli.add_command(_command)


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code; every error is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code: int = cli.main(args, prog_name="baogao", standalone_mode=False)
    except click.ClickException as error:
        return fail(USAGE, _usage(error))
    except click.Abort:
        return fail(INTERRUPTED, "interrupted")
    except BaogaoError as error:
        return fail(error.exit_code, str(error))
    except ExceptionGroup as group:
        return max(fail(getattr(error, "exit_code", INTERNAL), str(error)) for error in group.exceptions)
    except Exception as error:
        return fail(INTERNAL, _internal(error))
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
    home = Path(__file__).parents[1]
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(home)]
    last = frames[-1] if frames else None
    place = f"extract/{Path(last.filename).relative_to(home).as_posix()}:{last.lineno}" if last else "an unknown place"
    said = " ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())])
    return f"internal error at {place}: {' '.join(said.split())}; report this line, BAOGAO_DEBUG=1 tells more"
