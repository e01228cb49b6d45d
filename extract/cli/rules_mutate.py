"""The commands that judge rules by what they do: stats, mutate."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.cli import options


@click.command()
@options.inputs
@options.rules
@click.option("--gold", type=options.FOLDER, help="Folder of annotated tables to hold the rows to.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the rules as CSV.")
@click.option("--terms", is_flag=True, help="Print the terms of word lists that stand in no report, as CSV.")
def stats(inputs: Sequence[Path], rules: Path | None, gold: Path | None, as_csv: bool, terms: bool) -> int:
    """Count what each rule does in the reports (default: raw/)."""
    from extract.rules import load_rules
    from extract.runs import collect
    from extract.workbench.stats import stats as counted

    loaded = load_rules(rules)
    found = counted(collect(inputs or (Path("raw"),)), loaded, gold)
    click.echo(f"rules: {loaded.folder}", err=True)
    if as_csv or terms:
        click.echo(found.terms_csv if terms else found.csv, nl=False)
    else:
        click.echo(found.words)
    return options.FINE


@click.command()
@click.argument("chosen", metavar="[ID|FILE]...", nargs=-1)
@options.rules
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to share the work.")
@click.option("--every", metavar="K", type=click.IntRange(1), default=1, help="Try only each K-th change.")
@click.option("--at-least", metavar="PERCENT", type=click.FloatRange(0, 100), default=95, show_default=True)
@click.option("--csv", "as_csv", is_flag=True, help="Print all changes as CSV, noticed or not.")
def mutate(chosen: Sequence[str], rules: Path | None, jobs: int, every: int, at_least: float, as_csv: bool) -> int:
    """Change rules and word lists in every small way, and name the changes that no example notices.

    Without ID or FILE all rules and word lists are tried. Fewer noticed changes than --at-least asks for give exit code 1.
    """
    from extract.workbench.mutate import mutate as mutated

    score = mutated(rules, chosen, jobs=jobs, every=every, asked=at_least)
    click.echo(score.csv if as_csv else score.words, nl=not as_csv)
    return options.FINE if score.passed else options.FINDINGS
