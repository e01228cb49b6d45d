"""The documentation: every command shown is run and gives what is shown, every table, column, key and list is named."""

import csv
import doctest
import io
import re
import shlex
import shutil
import textwrap
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

from extract.cli import cli, main
from extract.examples import faults
from extract.models import Kind
from extract.panel import load_indicators
from extract.panel.claims import faults as claimed_wrongly
from extract.panel.model import Indicator
from extract.panel.words import Wordings
from extract.rules import Rule, load_rules
from extract.schema import PANELS, TABLES

ROOT = Path(__file__).parents[1]
RULES = ROOT / "rules"
READMES = ("README.md", "README.zh-CN.md")
GUIDE = "rules/README.md"
FENCE = re.compile(r"(?ms)^(?P<indent> *)```(?P<language>[a-z]+)\n(?P<body>.*?)^(?P=indent)```$")
LIST = re.compile(r"(?m)^`(?P<path>rules/lexicon/[a-z-]+\.csv)`\n\n```csv\n(?P<lines>(?:.+\n)+?)```$")
TABLE = re.compile(r"(?m)^`output/(?P<name>[a-z]+)\.csv`\n\n(?P<lines>(?:\|.*\n)+)")
ANYTHING = "..."  # a shown line that stands for any lines


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z]+):", _read("Makefile")))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@dataclass
class Reader:
    """Someone who follows a page from its top in a fresh folder that holds the rules."""

    folder: Path
    code: int = 0
    done: list[str] = field(default_factory=list)

    def follow(self, page: str) -> None:
        steps = [*FENCE.finditer(page), *TABLE.finditer(page), *LIST.finditer(page)]
        for step in sorted(steps, key=lambda step: step.start()):
            if step.re is TABLE:
                self._compare(step["name"], step["lines"].splitlines())
            elif step.re is LIST:
                self._extend(self.folder / step["path"], step["lines"].splitlines())
            elif step["language"] != "csv":
                getattr(self, f"_{step['language']}")(textwrap.dedent(step["body"]))

    def _console(self, body: str) -> None:
        for command, shown in _commands(body):
            said = self._run(command, shown)
            if shown:
                assert _same(said, shown), f"$ {command}\n{said}"
            self.done.append(command)

    def _run(self, command: str, shown: str) -> str:
        program, *arguments = shlex.split(command)
        if program == "make":
            assert set(arguments) <= _targets()
            return shown
        if program == "echo":
            assert arguments == ["$?"]
            return f"{self.code}\n"
        if program == "cp":
            assert arguments[0] == "-r"
            shutil.copytree(self.folder / arguments[1], self.folder / arguments[2])
            return ""
        if program == "cat":  # a file that the reader is asked to have is made as it is shown
            path = self.folder / arguments[0]
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_text(shown, "utf-8")
            return path.read_text("utf-8")
        assert program == "baogao", f"{program} is no command of this project"
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            self.code = main(arguments)
        assert self.code in (0, 1) or shown, said.getvalue()
        return said.getvalue()

    def _toml(self, body: str) -> None:
        """A rule is put where its id says, an indicator into its file; their examples hold among all."""
        shown = tomllib.loads(body)
        for indicator in shown.get("indicator", []):
            with (self.folder / "rules" / "indicators.toml").open("a", encoding="utf-8") as file:
                file.write(f"\n{body}")
            rules = load_rules(self.folder / "rules")
            assert list(claimed_wrongly(load_indicators(rules), Wordings(rules), indicator["id"])) == []
        for rule in shown.get("rule", []):
            with (self.folder / "rules" / f"{rule['id'].partition('.')[0]}.toml").open("a", encoding="utf-8") as file:
                file.write(f"\n{body}")
            rules = load_rules(self.folder / "rules")
            assert list(faults(rules, rules.by_id[rule["id"]])) == []

    def _extend(self, path: Path, lines: list[str]) -> None:
        """A word list is given the lines that it does not have yet, and loads."""
        known = path.read_text("utf-8")
        path.write_text(known + "".join(f"{line}\n" for line in lines if f"\n{line}\n" not in known), "utf-8")
        load_rules(self.folder / "rules")

    def _pycon(self, body: str) -> None:
        runner = doctest.DocTestRunner()
        runner.run(doctest.DocTestParser().get_doctest(body, {}, "page", None, 0))
        assert runner.summarize().failed == 0

    def _compare(self, name: str, lines: list[str]) -> None:
        """The shown columns of a written table are what the file holds, row by row."""
        header, _, *rows = map(_cells, lines)
        with (self.folder / "output" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert [[row[column] for column in header] for row in csv.DictReader(file)] == rows


def _commands(body: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown below it."""
    for piece in re.split(r"(?m)^\$ ", body)[1:]:
        command, _, shown = piece.partition("\n")
        yield command, shown


def _all_commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command under its full name, `rules lint` for one of a group."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _all_commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _same(said: str, shown: str) -> bool:
    parts = [re.escape(part) for part in f"\n{shown}".split(f"\n{ANYTHING}\n")]
    return re.fullmatch(r"\n(?:.*\n)*".join(parts), f"\n{said}") is not None


@pytest.mark.parametrize("page", [*READMES, GUIDE])
def test_commands_give_what_is_shown(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(RULES, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path)
    reader.follow(_read(page))
    assert reader.done


def test_both_readmes_show_the_same_commands() -> None:
    shown = [
        [command for fence in FENCE.finditer(_read(page)) for command, _ in _commands(textwrap.dedent(fence["body"]))]
        for page in READMES
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("page", [*READMES, GUIDE])
def test_commands_in_sentences_exist(page: str) -> None:
    names = {name for command, _ in _all_commands(cli) for name in command.split()}
    for command, word in re.findall(r"`(baogao|make) ([a-z]+)", _read(page)):
        assert word in (names if command == "baogao" else _targets())


@pytest.mark.parametrize("page", READMES)
def test_every_command_and_option_is_named(page: str) -> None:
    text = _read(page)
    for name, command in _all_commands(cli):
        assert f"baogao {name}" in text
        assert [option for p in command.params for option in p.opts if option[:2] == "--" and option not in text] == []


@pytest.mark.parametrize("page", READMES)
def test_tables_are_listed_with_their_columns(page: str) -> None:
    rows = {cells[0]: cells for cells in map(_cells, _read(page).splitlines()) if len(cells) == 3}
    for name, table in TABLES.items():
        own = [column.name for column in table.own] if table.framed else []
        assert re.findall("`([a-z_]+)`", rows[f"`{name}.csv`"][2]) == own


@pytest.mark.parametrize("page", READMES)
def test_panels_are_listed_with_their_columns(page: str) -> None:
    rows = {cells[1]: cells[0] for cells in map(_cells, _read(page).splitlines()) if len(cells) == 2}
    for name, table in PANELS.items():
        listed = re.findall("`([a-z_]+)`", rows[f"`{name}.csv`"])
        assert tuple(listed) == table.header


@pytest.mark.parametrize("page", [*READMES, GUIDE])
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", _read(page)):
        assert ((ROOT / page).parent / target).exists()


def test_guide_names_every_key_and_kind_and_list() -> None:
    named = set(re.findall(r"`([^`\n]+)`", _read(GUIDE)))
    rules = load_rules(RULES)
    acts = {act for acts in rules.lexicons["cues"].canonical.values() for act in acts.split()}
    wanted = {
        "keys of a rule": set(Rule.__struct_fields__) - {"match", "reject"} | {"[[rule.match]]", "[[rule.reject]]"},
        "keys of an indicator": set(Indicator.__struct_fields__) - {"match", "reject"}
        | {"[[indicator.match]]", "[[indicator.reject]]"},
        "keys of set": {key for rule in rules.rules for key in rule.set},
        "ways to find": {rule.set["find"] for rule in rules.rules if "find" in rule.set},
        "kinds": {str(kind) for kind in Kind},
        "acts": acts,
        "lists": {f"{name}.csv" for name in rules.lexicons.by_name},
        "files": {path.name for path in RULES.glob("*.toml")},
    }
    assert {what: sorted(names - named) for what, names in wanted.items() if names - named} == {}
