import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.models import Block, Document, Evidence, Extraction, Finding, Normalized, Repair, Row, Source, Span

RAW = "八方首頁\n企業(yè)超千個。\r\n園區有10家、5家。\n"
TEXT = "八方首页\n企业超千个。\r\n园区有10家、5家。\n"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated reports beside the project."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        word = "the annotated reports do not stand beside the project in ../shared"
        if os.environ.get("BAOGAO_REQUIRE_SHARED") == "1":
            pytest.fail(word)
        pytest.skip(word)
    return folder


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium, one for all tests of a session; its downloads go to `browser.downloads`."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        word = "chromium and chromedriver are not installed, so no page is tried in a browser"
        if os.environ.get("BAOGAO_REQUIRE_BROWSER") == "1":
            pytest.fail(word)
        pytest.skip(word)
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    started = Chrome(options=options, service=ChromeService(driver))
    started.downloads = tmp_path_factory.mktemp("downloads")
    place = {"behavior": "allow", "downloadPath": str(started.downloads)}
    started.execute_cdp_cmd("Browser.setDownloadBehavior", place)
    yield started
    started.quit()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Path]]:
    """Converts a file with LibreOffice, `office(file, to, folder)`, and gives what it wrote."""
    program = shutil.which("soffice")
    if not program:
        word = "LibreOffice is not installed, so no sheet is opened in an office"
        if os.environ.get("BAOGAO_REQUIRE_OFFICE") == "1":
            pytest.fail(word)
        pytest.skip(word)
    profile = tmp_path_factory.mktemp("office").as_uri()

    def convert(file: Path, to: str, folder: Path, *options: str) -> list[Path]:
        command = [program, f"-env:UserInstallation={profile}", "--headless", *options, "--convert-to", to]
        done = subprocess.run([*command, "--outdir", str(folder), str(file)], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return sorted(folder.iterdir())

    return convert


@pytest.fixture
def sample() -> Callable[..., Extraction]:
    """Makes an extraction of a small report: three counts, two of them in one span, and five numerals."""
    return _sample


def _sample(report: str = "2024", year: str = "2024", value: str = "1000") -> Extraction:
    repair = Repair(Span(7, 11), "pinyin bracket", "(yè)", "")
    normalized = Normalized(TEXT, (repair.span,), (repair,), (), "traditional")
    blocks = (Block(Span(0, 4), "furniture", 1), Block(Span(5, 11), "body", 2), Block(Span(13, 23), "body", 3))
    document = Document(Source(report, RAW, "utf-8", "ab" * 32), normalized, blocks)
    return Extraction(
        document=document,
        title="报告",
        report_year=year,
        published="2025-02-14",
        sentences=2,
        rows=(*_counts(year, value), *_numerals()),
        findings=(Finding(Span(24, 26), "warning", "conflict", "two rules, one numeral", ("a.one", "b.two")),),
    )


def _counts(year: str, value: str) -> tuple[Row, ...]:
    over = (("value", value), ("bound", "over"), ("unit", "个"), ("indicator", "企业"), ("year", year))
    ten = (("value", "10"), ("bound", "exact"), ("unit", "家"), ("year", year))
    inherited = (Evidence("scope", "clause before", Span(17, 19)),)
    return (
        Row("counts", Span(20, 23), (("indicator", "乙"), *ten), "园区有10家、5家。", "counts.listed", inherited),
        Row("counts", Span(20, 23), (("indicator", "甲"), *ten), "园区有10家、5家。", "counts.listed"),
        Row("counts", Span(11, 14), over, "企业超千个。", "counts.new"),
    )


def _numerals() -> tuple[Row, ...]:
    def numeral(start: int, end: int, value: str, table: str, reason: str = "") -> Row:
        cells = (("value", value), ("table", table), ("reason", reason))
        return Row("numerals", Span(start, end), cells, "", "ignore.menu" if reason else "")

    return (
        numeral(2, 3, "1", "", "furniture"),
        numeral(12, 13, "1000", "counts"),
        numeral(20, 22, "10", "counts"),
        numeral(24, 25, "5", "conflict"),
        numeral(0, 1, "8", "unclaimed"),
    )
