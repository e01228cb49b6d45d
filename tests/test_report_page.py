"""The report's page, tried in a browser: what is drawn, what its controls do, what it refuses."""

import base64
import csv
import io
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tea import YEARS, tea

from extract.charts.page import page
from extract.panel import panel_of
from extract.rules import RuleSet, load_rules
from extract.runs import Run
from extract.verify import findings_for

ROOT = Path(__file__).parents[1]
HOSTILE = '</script><img src=x onerror="hit=1">"><svg onload="hit=1">{{7*7}}<!--<script>hit=1</script>&lt;b&gt;\u2028$x^2$'
FINDING = {
    "report": "2025",
    "line": "1",
    "start": "6",
    "end": "11",
    "level": "warning",
    "code": "share-sum",
    "english": "the shares come to 107 %",
    "chinese": "占比合计107%",
    "arithmetic": "75 + 16 + 16 = 107; 7 > 0",
    "readings": "together",
    "readings_zh": "合计",
    "sentences": "近50家。",
    "sources": "2025/counts:6-11",
}


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(ROOT / "rules")


@pytest.fixture(scope="module")
def run(rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return tea(rules, tmp_path_factory.mktemp("tea"))


class Reader:
    """Someone with the page open."""

    def __init__(self, browser: Any, file: Path) -> None:
        self.browser, self.file = browser, file
        self.resize(1280)
        self.reload()
        self.js("localStorage.clear()")
        self.reload()

    def reload(self) -> None:
        self.browser.get(self.file.as_uri())

    def resize(self, width: int, scheme: str = "light") -> None:
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})

    def js(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(script, *arguments)

    def texts(self, selector: str) -> list[str]:
        """The texts that are seen."""
        seen = """return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility())
            .map((e) => e.innerText.trim().replace(/\\s+/g, ' '))"""
        return list(self.js(seen, selector))

    def click(self, selector: str) -> None:
        (element,) = self.browser.find_elements("css selector", selector)
        self.js("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()


@pytest.fixture(scope="module")
def file(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_bytes(page(run, panel_of(run.files, run.rules), (FINDING,)))
    return file


@pytest.fixture
def reader(browser: Any, file: Path) -> Reader:
    return Reader(browser, file)


@pytest.fixture(autouse=True)
def _no_fault_of_the_script(browser: Any) -> Iterator[None]:
    browser.get_log("browser")
    yield
    assert [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_the_points_seen_are_the_panel(reader: Reader, run: Run) -> None:
    panel = panel_of(run.files, run.rules)
    seen = """return [...document.querySelectorAll('svg .point[data-value]:not([data-disputed])')]
        .filter((e) => e.getBBox().width > 0 && e.dataset.status === 'actual')
        .map((e) => e.dataset).map((d) => [d.value + (d.valueMax ? '–' + d.valueMax : ''), d.bound, d.year])"""
    wide = csv.DictReader(io.StringIO(panel.files["panel-wide.csv"].decode()))
    said = Counter((row[year], row[f"{year}_bound"], year) for row in wide for year in panel.years if row[year])
    assert Counter(map(tuple, reader.js(seen))) == said


def test_every_point_stands_at_its_value_and_year(reader: Reader) -> None:
    """The heights of points are in proportion to their values, their places to their years."""
    place = """return [...document.querySelectorAll('#c1 .point')].map((e) => {
        const {x, y, width, height} = e.getBBox();
        return [+e.dataset.value, +e.dataset.year, x + width / 2, y + height / 2]})"""
    (v0, y0, left, low), *others = reader.js(place)
    v1, y1, right, high = others[-1]
    for value, year, x, y in others:
        assert (x - left) / (right - left) == pytest.approx((year - y0) / (y1 - y0), abs=0.01)
        assert (y - low) / (high - low) == pytest.approx((value - v0) / (v1 - v0), abs=0.01)


def test_values_are_written_as_printed(reader: Reader) -> None:
    labels = "return [...document.querySelectorAll(`#c${arguments[0]} .label text`)].map((e) => e.textContent)"
    assert reader.js(labels, 0) == ["38家", "超40家", "近50家"]
    assert reader.js(labels, 1) == ["2.9亿元", "3.2亿元", "4亿元以上", "突破5亿元"]
    assert reader.js(labels, 3) == ["约11%", "12%", "15%以内"]
    title = "return document.querySelector('#c0 .point[data-bound=nearly] title').textContent"
    assert reader.js(title) == "2025: 近50家 = nearly 50家 · 近 · 2025 6–10"


def test_values_lead_to_their_places(reader: Reader) -> None:
    reader.click("#c1 summary")
    assert reader.texts("#c1 tbody tr") == [
        "2023 2.9亿元 2.9亿 CNY exact 2023 10–15 amounts.made",
        "2024 3.2亿元 3.2亿 CNY exact 2024 11–16 amounts.made",
        "2025 4亿元以上 4亿 CNY at least 2025 11–16 amounts.made",
        "2026 突破5亿元 5亿 CNY over target 2025 33–38 amounts.made",
    ]
    assert reader.texts("#c1 .id") == ["tea-exports.amount"]


def test_comparison_and_companies(reader: Reader) -> None:
    assert reader.texts("#comparison tbody tr") == [
        "In both 5",
        "tea companies 茶企 count 全县 超40家 over 40家 近50家 nearly 50家 under +25 %",
        "tea exports 茶叶出口额 amount 3.2亿元 3.2亿 CNY 4亿元以上 at least 4亿 CNY over +23 %",
        "有机茶园 share 全县 全县茶园 12% 15%以内 at most 15% −12.5…+3.5 points",
        "tea exports 茶叶出口额 rank 全市 居全市第二 第2 居全市第二 第2 0 places",
        "茶馆 count 全县 10至15家 10–15家 数十家 order of 10家 −33.4…+900 %",
    ]
    assert reader.texts("#comparison .doubts li") == ["茶叶合作社: several figures in 2024: 18家; 21家"]
    assert reader.texts("#companies section") == [
        "+ New in 2025 1 沐禾茶业 入选榜单 百强",
        "− Not in 2025 1 甲川茶业 入选榜单 百强",
        "= In both 1 云麓茶业 入选榜单 百强 → 入选榜单 十强",
    ]


def test_what_is_not_comparable_is_said(browser: Any, rules: RuleSet, tmp_path: Path) -> None:
    run = tea(rules, tmp_path / "tea", {year: YEARS[year] for year in ("2023", "2024")})
    (tmp_path / "two.html").write_bytes(page(run, panel_of(run.files, run.rules)))
    reader = Reader(browser, tmp_path / "two.html")
    row = "有机茶园 share 全县 全县茶园 约11% about 11% 12% ≠ not comparable base unsaid → 全县茶园"
    assert reader.texts("#comparison tr.moved") == [row]
    assert reader.texts("figure .reason") == ["≠ not comparable: base unsaid → 全县茶园"]
    assert reader.texts("#findings") == []  # no checks were made


def test_findings_of_the_checks(reader: Reader) -> None:
    assert reader.texts("nav a") == ["Charts 6", "Comparison", "Companies", "Findings 1"]
    assert reader.texts(".checked tbody tr") == [
        "2025:1 6–11 warning the shares come to 107 % share-sum sentences 75 + 16 + 16 = 107 7 > 0 together"
    ]
    reader.click("#language")
    reader.click(".checked summary")
    assert reader.texts(".checked p") == ["近50家。", "2025/counts:6-11"]
    assert reader.texts(".checked .level") == ["警告"]


def test_the_page_joins_what_verify_finds(run: Run) -> None:
    found = findings_for(run)
    text = page(run, panel_of(run.files, run.rules), found).decode()
    assert text.count('class="level level-') + text.count('<tr class="level-') == len(found)
    empty = page(run, panel_of(run.files, run.rules), ()).decode()
    assert "没有互相矛盾的数据。" in empty


def test_both_languages(reader: Reader) -> None:
    for lang, heads, title in (
        ("en", ["Indicators over the years", "Comparison 2024 → 2025", "Companies 2024 → 2025"], "tea companies 茶企"),
        ("zh-Hans", ["历年指标", "比较 2024 → 2025", "企业 2024 → 2025"], "茶企"),
    ):
        assert reader.js("return document.documentElement.lang") == lang
        assert reader.texts("h2")[:3] == heads
        assert reader.texts("#c0 h3") == [title]
        assert all(reader.texts("button"))
        reader.click("#language")
    reader.click("#language")
    reader.reload()
    assert reader.js("return document.documentElement.lang") == "zh-Hans"


def test_many_reports_are_folded(browser: Any, rules: RuleSet, tmp_path: Path) -> None:
    run = tea(rules, tmp_path / "tea", {str(year): YEARS["2023"] for year in range(2016, 2024)})
    (tmp_path / "many.html").write_bytes(page(run, panel_of(run.files, run.rules)))
    reader = Reader(browser, tmp_path / "many.html")
    assert reader.texts(".head summary") == ["8 reports"]
    assert reader.texts(".reports li") == []
    reader.click(".head summary")
    assert reader.texts(".reports li")[0] == "2016 临溪县茶产业"
    ticks = "return [...document.querySelectorAll('#c0 text')].map((e) => e.textContent).filter((t) => /^20..$/.test(t))"
    assert reader.js(ticks) == ["2017", "2019", "2021", "2023"]


def test_dark_and_light(reader: Reader) -> None:
    paint = "return getComputedStyle(document.querySelector('#c0 .label text')).fill"
    light = reader.js(paint)
    reader.click("#theme")
    assert reader.js("return document.documentElement.dataset.theme") == "dark"
    dark = reader.js(paint)
    assert (light, dark) == ("rgb(28, 30, 33)", "rgb(231, 229, 223)")
    reader.reload()
    assert reader.js(paint) == dark


@pytest.mark.parametrize(
    ("kind", "left"),
    [("several", 6), ("moved", 1), ("planned", 1), ("", 6)],
)
def test_filters_leave_what_they_say(reader: Reader, kind: str, left: int) -> None:
    reader.click('[data-kind="planned"]')
    reader.click(f'[data-kind="{kind}"]')
    assert len(reader.texts("figure[data-chart]")) == left
    assert reader.texts(f'[data-kind="{kind}"]')[0].endswith(f" {left}")
    assert reader.js("return [...document.querySelectorAll('[aria-pressed=true]')].map((e) => e.dataset.kind)") == [kind]


def test_a_search_leaves_what_has_the_words(reader: Reader) -> None:
    (box,) = reader.browser.find_elements("css selector", "#search")
    box.send_keys("TEA 全市")
    assert reader.texts("figure[data-chart] h3") == ["tea exports 茶叶出口额"]
    assert reader.texts("#left") == ["1 of 6"]


def _downloaded(browser: Any, name: str) -> bytes:
    file, end = browser.downloads / name, time.monotonic() + 5
    while not (file.exists() and file.stat().st_size):
        assert time.monotonic() < end
        time.sleep(0.02)
    data = file.read_bytes()
    file.unlink()
    return bytes(data)


def test_a_chart_is_taken_as_svg_and_png(reader: Reader) -> None:
    reader.click('#c0 [data-download="svg"]')
    text = _downloaded(reader.browser, "tea-firms.count.全县.svg").decode()
    assert ">tea companies</text>" in text
    assert ">茶企</text>" not in text
    assert 'viewBox="0 0 320 ' in text
    reader.click("#language")
    reader.click('#c0 [data-download="svg"]')
    assert ">茶企</text>" in _downloaded(reader.browser, "tea-firms.count.全县.svg").decode()
    reader.click('#c0 [data-download="png"]')
    data = _downloaded(reader.browser, "tea-firms.count.全县.png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == 960
    ink = """const done = arguments[1], image = new Image();
        image.onload = () => { const c = document.createElement('canvas'); [c.width, c.height] = [image.width, image.height];
          const context = c.getContext('2d'); context.drawImage(image, 0, 0);
          const pixels = context.getImageData(0, 0, c.width, c.height).data; let dark = 0;
          for (let at = 0; at < pixels.length; at += 4) dark += pixels[at] < 100 && pixels[at + 3] === 255;
          done([dark, pixels[0], pixels[3]]) };
        image.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0))]))"""
    dark, first, alpha = reader.browser.execute_async_script(ink, base64.b64encode(data).decode())
    assert dark > 2000
    assert (first, alpha) == (255, 255)  # on white paper


def test_no_request_goes_out(reader: Reader) -> None:
    reader.browser.get_log("performance")
    reader.reload()
    reader.click("#language")
    events = [json.loads(entry["message"])["message"] for entry in reader.browser.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert asked == [reader.file.as_uri()]
    tries = """const done = arguments[0], blocked = [];
        addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
        document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/a.png'}));
        fetch('http://127.0.0.1:9/').catch(() => setTimeout(() => done(blocked.sort()), 50))"""
    assert reader.browser.execute_async_script(tries) == ["connect-src", "img-src"]
    reader.browser.get_log("browser")  # what was refused is told there, and is no fault


def test_hostile_words_are_shown_and_run_nothing(browser: Any, rules: RuleSet, tmp_path: Path) -> None:
    def hostile(value: str) -> tuple[str, str, dict[str, str]]:
        said = {"bound": "exact", "unit": HOSTILE, "indicator": HOSTILE, "scope": HOSTILE, "status": "actual"}
        return "counts", f"{value}{HOSTILE}", {"value": value, **said}

    firm = ("companies", HOSTILE, {"name": HOSTILE, "role": HOSTILE, "event": HOSTILE})
    run = tea(rules, tmp_path / "tea", {"2024": (hostile("3"), firm), "2025": (hostile("4"), firm)}, HOSTILE)
    findings = (dict.fromkeys(FINDING, HOSTILE),)
    (tmp_path / "sly.html").write_bytes(page(run, panel_of(run.files, run.rules), findings))
    reader = Reader(browser, tmp_path / "sly.html")
    bad = "return document.querySelectorAll('img, iframe, object, foreignObject, [onload], [onerror], svg svg').length"
    assert reader.js(bad) == 0
    assert reader.js("return [globalThis.hit, document.scripts.length]") == [None, 1]
    assert HOSTILE in reader.js("return document.querySelector('#c0 h3').textContent")
    assert HOSTILE in reader.js("return document.querySelector('.checked tbody th').textContent")
    assert HOSTILE in reader.js("return document.querySelector('.firms li b').textContent")
    assert "7*7" in reader.js("return document.querySelector('#c0 svg').textContent")


def test_contrast_is_enough(reader: Reader) -> None:
    reader.js("for (const details of document.querySelectorAll('details')) details.open = true")
    reader.js(CONTRAST)
    for scheme in ("light", "dark"):
        reader.resize(1280, scheme)
        assert reader.js("return poorest()") == []


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_stands_beyond_the_edge(reader: Reader, width: int) -> None:
    reader.resize(width)
    reader.reload()
    reader.js("for (const details of document.querySelectorAll('details')) details.open = true")
    for _ in range(2):
        assert reader.js("return document.documentElement.scrollWidth") <= width
        cut = """return [...document.querySelectorAll('main *')]
            .filter((e) => e.checkVisibility() && !e.closest('.scroller, svg, .hidden'))
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"""
        assert reader.js(cut) == []
        outside = """return [...document.querySelectorAll('svg.chart')].flatMap((svg) => {
            const box = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('.label text, .unit text, .break text')].filter((e) => {
              const {left, right, top, bottom} = e.getBoundingClientRect();
              return left < box.left || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
            }).map((e) => e.textContent)})"""
        assert reader.js(outside) == []
        reader.click("#language")


def test_words_of_values_lie_upon_no_others(reader: Reader) -> None:
    met = """return [...document.querySelectorAll('svg.chart')].flatMap((svg) => {
        const boxes = [...svg.querySelectorAll('.label text')].map((e) => [e.textContent, e.getBBox()]);
        return boxes.flatMap(([a, one], n) => boxes.slice(0, n).filter(([, two]) =>
          one.x < two.x + two.width && two.x < one.x + one.width && one.y + 3 < two.y + two.height - 3 &&
          two.y + 3 < one.y + one.height - 3).map(([b]) => [a, b]))})"""
    assert reader.js(met) == []


def test_every_control_has_a_name_and_is_reached_by_keys(reader: Reader) -> None:
    nameless = """return [...document.querySelectorAll('button, input, summary, [role=region], [role=group], svg.chart')]
        .filter((e) => !(e.innerText?.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')))
        .map((e) => e.outerHTML.slice(0, 80))"""
    assert reader.js(nameless) == []
    assert reader.js("return document.querySelectorAll('[tabindex]:not([tabindex=\"0\"])').length") == 0
    ids = reader.js("return [...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    from selenium.webdriver import ActionChains

    ActionChains(reader.browser, duration=0).send_keys("\ue004").perform()  # Tab
    assert reader.js("return document.activeElement.className") == "skip"
    assert reader.js("return getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_it_prints(reader: Reader) -> None:
    reader.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = "return [...document.querySelectorAll('nav, .tools, .choices, .foot')].map((e) => getComputedStyle(e).display)"
    assert set(reader.js(hidden)) == {"none"}
    assert base64.b64decode(reader.browser.print_page()).startswith(b"%PDF")


def test_it_is_read_without_scripts(reader: Reader) -> None:
    reader.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        reader.reload()
        assert reader.browser.find_element("css selector", "#c0 h3").text == "茶企"
        assert not any(button.is_displayed() for button in reader.browser.find_elements("css selector", "button"))
        assert len(reader.browser.find_elements("css selector", "svg.chart")) == 6
    finally:
        reader.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


# the texts that are seen and whose contrast with the card or page behind them is below 4.5 (large ones: 3); marks below 3
CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
function rgba(colour) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}
function light([r, g, b]) {
  const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
function behind(element) {
  for (let e = element; e; e = e.parentElement) {
    const colour = rgba(getComputedStyle(e).backgroundColor);
    if (colour[3] > 0.99) return colour;
  }
  return rgba(getComputedStyle(document.body).backgroundColor);
}
function share(element, colour, least) {
  const [a, b] = [light(rgba(colour)), light(behind(element))].sort((x, y) => y - x);
  return [(a + 0.05) / (b + 0.05) / least, element.className.baseVal ?? element.className, element.textContent.slice(0, 20)];
}
const all = (selector) => [...document.querySelectorAll(selector)];
const seen = (selector) => all(selector).filter((e) => e.checkVisibility() && !e.closest('.hidden, .skip'));
const inked = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
globalThis.poorest = () => [
  ...seen('body *').filter((e) => inked(e) && !e.closest('svg')).map((e) => {
    const style = getComputedStyle(e);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    return share(e, style.color, large ? 3 : 4.5);
  }),
  ...seen('svg text').map((e) => share(e, getComputedStyle(e).fill, 4.5)),
  ...seen('.point :is(use, path), .arrow :is(use, path), .whisker path, .bar path')
    .map((e) => share(e, getComputedStyle(e).stroke, 3)),
].filter(([part]) => part < 1);
"""
