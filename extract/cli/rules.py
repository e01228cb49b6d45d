"""The group of commands that audit the rules."""

import click

from extract.cli import rules_diff, rules_lint, rules_mutate


@click.group()
def rules() -> None:
    """Audit the rules: what each does, what it would miss, what an edit changes."""


for _command in (
    rules_lint.lint,
    rules_lint.test,
    rules_lint.schema,
    rules_diff.diff,
    rules_diff.suggest,
    rules_mutate.stats,
    rules_mutate.mutate,
):
    rules.add_command(_command)
