"""The same reports give the same bytes in any locale, with any hash seed, in any order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.sets import read_set

ROOT = Path(__file__).resolve().parents[1]
WORLDS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "PYTHONUTF8": "0"},
]


@pytest.mark.skipif(not list((ROOT / "raw").glob("*.txt")), reason="no report stands in raw/")
def test_two_worlds_give_the_same_bytes(tmp_path: Path) -> None:
    reports = sorted((ROOT / "raw").glob("*.txt"))
    sets = []
    for number, world in enumerate(WORLDS):
        output = tmp_path / str(number)
        named = reports if number else reports[::-1]
        command = [sys.executable, "-m", "extract", "run", *named, "--output", output, "--rules", ROOT / "rules"]
        subprocess.run(list(map(str, command)), env={**os.environ, **world}, cwd=tmp_path, check=True)
        sets.append(read_set(output))
    assert sets[0].files.keys() == sets[1].files.keys()
    assert [name for name, data in sets[0].files.items() if sets[1].files[name] != data] == []
