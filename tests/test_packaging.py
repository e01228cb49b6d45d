"""The wheel by itself, and what its files may not say."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _python(*args: str | Path, cwd: Path, path: Path | None = None) -> str:
    env = {**os.environ, "PYTHONPATH": str(path)} if path else dict(os.environ)
    command = [sys.executable, *map(str, args)]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _python("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    target = wheel.parent / "installed"
    _python("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel, cwd=wheel.parent)
    return target


def test_the_wheel_carries_the_rules_and_nothing_strange(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    rules = {str(path.relative_to(ROOT)) for path in (ROOT / "rules").rglob("*") if path.is_file()}
    assert {f"extract/packaged_rules/{name.removeprefix('rules/')}" for name in rules} <= set(names)
    assert {f"extract/audit/{part}" for part in ("page.html.j2", "page.css", "script/page.js")} <= set(names)
    assert {f"extract/charts/{part}" for part in ("page.html.j2", "page.css", "script/charts.js")} <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert all(re.match(r"extract/|baogao-[\d.]+\.dist-info/", name) for name in names)


def test_the_installed_wheel_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    where = _python("-c", "import extract; print(extract.__file__)", cwd=tmp_path, path=installed)
    assert Path(where.strip()) == installed / "extract" / "__init__.py"
    assert _python("-m", "extract", "--version", cwd=tmp_path, path=installed).startswith("baogao ")


def test_the_installed_wheel_extracts_a_folder_anywhere(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "report.txt").write_text("2024年，全县新增备案项目超千个，同比增长6%。\n", encoding="utf-8")
    said = _python("-m", "extract", "run", "pages", cwd=tmp_path, path=installed)
    assert said.startswith("report: 1 percentages, 1 counts, ")
    assert (tmp_path / "output" / "reports.csv").is_file()


def test_no_file_names_a_machine_or_a_registry() -> None:
    told = re.compile(r"index[-_]url|/(?:home|root|work|Users)/|/simple/|files\.pythonhosted|pypi\.")
    files = [ROOT / name for name in ("Makefile", "pyproject.toml", ".ci/run")] + list((ROOT / "extract").rglob("*.py"))
    assert [str(file) for file in files if told.search(file.read_text(encoding="utf-8"))] == []
    assert not [path.name for path in ROOT.glob("*") if path.suffix == ".lock" or path.name.startswith("requirements")]
