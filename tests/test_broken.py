"""Broken rule files in `tests/broken`: each has one fault and, at its head, the exact lines that tell it.

A line `#! …` is what is told; `#: NAME` begins another file of the same folder; without it a file is `counts.toml`.
"""

import shutil
from pathlib import Path

import pytest

from extract.cli import main
from extract.errors import RulesError
from extract.rules import load_rules

CASES = sorted(Path(__file__).with_name("broken").glob("*.toml"))
LEXICON = Path(__file__).parents[1] / "rules" / "lexicon"


def unpacked(case: Path, folder: Path) -> list[str]:
    """The files of a case put into a folder with the lists that quantities need; the lines that it must tell."""
    lines = case.read_text("utf-8").splitlines(keepends=True)
    (folder / "lexicon").mkdir()
    for name in ("measures", "ratios"):
        shutil.copy(LEXICON / f"{name}.csv", folder / "lexicon")
    name = "counts.toml"
    for line in lines:
        if line.startswith("#: "):
            name = line[3:].strip()
        elif not line.startswith("#! "):
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write(line)
    return [line[3:].strip() for line in lines if line.startswith("#! ")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_fault_is_told_exactly(case, tmp_path, capsys):
    wanted = unpacked(case, tmp_path)
    is_style = case.stem.startswith("style-")
    assert main(["rules", "lint", "--rules", str(tmp_path)]) == (1 if is_style else 2)
    assert capsys.readouterr().out.splitlines()[:-1] == wanted
    if not is_style:
        with pytest.raises(RulesError) as caught:
            load_rules(tmp_path)
        assert str(caught.value).splitlines() == wanted
