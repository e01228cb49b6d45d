"""The command that checks figures against each other: verify."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.cli import options
from extract.cli.options import FINDINGS, FINE, extracted


@click.command()
@options.inputs
@options.rules
@options.year
@click.option(
    "--output", type=options.FOLDER, default=Path("output/verify"), show_default=True, help="Folder of findings.csv."
)
def verify(inputs: Sequence[Path], rules: Path | None, year: int | None, output: Path) -> int:
    """Check the figures of reports (default: raw/) against each other."""
    from extract.verify import verify as verified
    from extract.verify import write_findings

    found = verified(extracted(inputs, rules, year))
    write_findings(output, found)
    click.echo("\n".join(found.lines))
    return FINE if found.is_fine else FINDINGS
