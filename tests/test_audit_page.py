"""The page for auditors, tried in a browser: what it shows, what its keys do, what it refuses."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from extract.audit.decisions import Decision, Folded, fold
from extract.audit.page import page
from extract.models import Block, Document, Evidence, Extraction, Finding, Normalized, Repair, Row, Source, Span
from extract.pipeline import extract_file, extract_text
from extract.rules import RuleSet, load_rules
from extract.runs import Run, collect
from extract.schema import FACTS

ROOT = Path(__file__).parents[1]
TABS = ("text", "rows", "numerals", "rules", "findings", "reports")
DAMAGED = (
    "臨溪縣𠮷茶產業(yè)工作報告\r\n"
    "2024年，，全縣新增茶企4 6家，同比增長12％；茶葉出口額達3.2億元，占全市近三成，居全市第二。\r\n"
    "其中，雲麓茶業(yè)等3家企業(yè)入選《2024中國茶業(yè)百強》。綜合得分98.6。\r\n"
)
HOSTILE = '</script><img src=x onerror="hit=1">"><svg onload="hit=1">{{7*7}}<!--<script>hit=1</script>&lt;b&gt;\u2028'

# 0         1         2         3
# 0123456789012345678901234567890123
TEXT = "2024年，全县茶企46家，入选《2025茶业百强》。另有7家。\n"


def _row(table: str, start: int, end: int, rule: str, evidence: tuple[Evidence, ...] = (), /, **cells: str) -> Row:
    return Row(table, Span(start, end), tuple(cells.items()), "", rule, evidence)


def _small(name: str = "linxi", text: str = TEXT, finding: str = "no list") -> Extraction:
    """A report with nested and crossing spans, two rows on one span, an inherited cell and an unclaimed numeral."""
    year = Evidence("year", "paragraph", Span(0, 5))
    count = {"value": "46", "bound": "exact", "unit": "家", "indicator": "茶企", "year": "2024", "status": "actual"}
    rows = (
        _row("years", 0, 5, "years.label", year="2024", kind="reference"),
        _row("counts", 10, 13, "counts.after-noun", (year,), **count),
        _row("counts", 10, 13, "counts.after-noun", (year,), **{**count, "indicator": "全县茶企"}),
        _row("rankings", 14, 25, "rankings.top", rank="100", scope="茶业", status="target"),
        _row("years", 17, 21, "years.title", year="2025", kind="title"),
        _row("companies", 19, 26, "companies.list", name="茶业百强"),
        _row("numerals", 10, 12, "counts.after-noun", value="46", table="counts"),
        _row("numerals", 23, 24, "ignore.held", value="100", reason="name"),
        _row("numerals", 29, 30, "", value="7", table="unclaimed"),
    )
    source = Source(name, text, "utf-8", name.encode().hex().ljust(64, "0")[:64])
    normal = Normalized(text, (), (Repair(Span(5, 6), "comma", ",", "，"),), (), "simplified")
    document = Document(source, normal, (Block(Span(0, len(text) - 1), "body", 1),))
    findings = (Finding(Span(29, 31), "warning", "list", finding, ("counts.after-noun",)),)
    return Extraction(document, name, "2024", "", 2, rows, findings)


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(ROOT / "rules")


@pytest.fixture(scope="module")
def shipped(rules: RuleSet) -> Run:
    """The reports in raw/ and a damaged one."""
    found = [extract_file(path, rules) for path in collect([ROOT / "raw"])]
    return Run(rules, (*found, extract_text(DAMAGED, rules, name="damaged")))


class Reader:
    """Someone with the page open."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def open(self, run: Run, folded: Folded | None = None) -> "Reader":
        self.file = self.folder / "audit.html"
        self.file.write_bytes(page(run, folded or Folded()))
        self.resize(1280)
        self.reload()
        self.js("localStorage.clear()")
        return self.reload()

    def reload(self) -> "Reader":
        self.browser.get(self.file.as_uri())
        return self

    def resize(self, width: int, scheme: str = "light") -> None:
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme_only = {"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme_only)

    def js(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(script, *arguments)

    def all(self, selector: str) -> list[Any]:
        return list(self.browser.find_elements("css selector", selector))

    def texts(self, selector: str) -> list[str]:
        return list(self.js("return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText.trim())", selector))

    def text(self, selector: str) -> str:
        (text,) = self.texts(selector)
        return text

    def click(self, selector: str) -> None:
        (element,) = self.all(selector)
        self.js("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def press(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.browser, duration=0).send_keys(key).perform()

    def spans(self) -> dict[str, str]:
        """Each coloured span with the characters of all its pieces."""
        script = """const found = {};
            for (const piece of document.querySelectorAll('#lines [data-span]'))
              found[piece.dataset.span] = (found[piece.dataset.span] ?? '') + piece.textContent;
            return found"""
        return dict(self.js(script))

    def highlighted(self, name: str) -> list[str]:
        return list(self.js("return [...(CSS.highlights.get(arguments[0]) ?? [])].map(String)", name))

    def progress(self) -> str:
        return self.texts("#progress .figures")[0]


@pytest.fixture
def reader(browser: Any, tmp_path: Path) -> Reader:
    return Reader(browser, tmp_path)


@pytest.fixture
def small(reader: Reader, rules: RuleSet) -> Reader:
    return reader.open(Run(rules, (_small(),)))


def test_every_coloured_span_is_the_raw_text_of_its_row(reader: Reader, shipped: Run) -> None:
    reader.open(shipped)
    for number, extraction in enumerate(shipped.extractions):
        report = extraction.document.id
        rows = [cells for name in FACTS for cells in shipped.rows[name] if cells[0] == report]
        open_ones = [cells for cells in shipped.rows["numerals"] if cells[0] == report and cells[7] == "unclaimed"]
        reader.js("openNumber(arguments[0])", number)
        for column, pressed in ((5, "false"), (4, "true")):  # raw_text, then text
            assert reader.js("return byId('simplified').getAttribute('aria-pressed')") == pressed
            assert reader.spans() == {f"{cells[2]}-{cells[3]}": cells[column] for cells in [*rows, *open_ones]}
            whole = extraction.document.raw if column == 5 else extraction.document.text
            assert reader.js("return byId('lines').textContent") == whole
            reader.click("#simplified")
    assert {cells[0] for cells in rows} == {"damaged"}


def test_nested_and_crossing_spans_keep_their_text(small: Reader) -> None:
    expected = ["0-5", "10-13", "14-25", "17-21", "19-26", "29-30"]
    assert small.spans() == {key: TEXT[slice(*map(int, key.split("-")))] for key in expected}
    inside = small.js("return document.querySelector('[data-span=\"17-21\"]').parentElement.dataset.span")
    assert inside == "14-25"


def test_a_click_shows_rows_rule_and_source(small: Reader, rules: RuleSet) -> None:
    small.click('#lines [data-span="10-13"]')
    rule = rules.by_id["counts.after-noun"]
    assert small.text("#detail .quote") == "46家"
    assert small.text("#detail .place") == "C Counts line 1 · characters 10–13"
    assert [words.split("\n")[:10] for words in small.texts("#detail dl")] == [
        ["value", "46", "bound", "exact", "unit", "家", "indicator", name, "scope", "—"] for name in ("全县茶企", "茶企")
    ]
    assert small.text("#detail .rule .note") == rule.note
    assert small.text("#detail .pattern") == rule.pattern
    assert small.texts("#detail .examples li")[:1] == [""]  # folded
    small.click("#detail .rule summary")
    assert len(small.texts("#detail .examples li")) == len(rule.match) + len(rule.reject)
    assert rule.reject[0].why in small.text("#detail .examples li.leaves")
    assert small.highlighted("evidence") == ["2024年", "2024年"]
    small.all("#detail button.proof")[0].click()
    assert small.highlighted("found") == ["2024年"]


def test_the_inner_span_is_chosen_and_the_outer_one_offered(small: Reader) -> None:
    small.click('#lines [data-span="17-21"] .segment[data-start="17"]')
    assert small.text("#detail .quote") == "2025"
    assert small.texts("#detail .elsewhere button") == ["R Ranks 入选《2025茶业百强", "F Firms 25茶业百强》"]
    small.all("#detail .elsewhere button")[0].click()
    assert small.text("#detail .quote") == "入选《2025茶业百强"


def test_a_row_leads_to_its_span(small: Reader) -> None:
    small.click("#tab-rows")
    assert small.texts(".facts caption") == [
        "C Counts rows: 2, spans: 1",
        "F Firms rows: 1",
        "Y Years rows: 2",
        "R Ranks rows: 1",
    ]
    small.click('.facts [data-span="14-25"]')
    assert small.js("return document.activeElement.dataset.span") == "14-25"
    assert small.text("[aria-selected=true]") == "Text"
    assert small.text("#detail .quote") == "入选《2025茶业百强"


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("document.querySelector('[data-table=years]').click()", ["10-13", "14-25", "19-26"]),
        ("setFilter('rule', 'years.title')", ["17-21"]),
        ("setFilter('status', 'target')", ["14-25"]),
        ("setFilter('bound', 'exact')", ["10-13"]),
        ("setFilter('verdict', 'right')", []),
    ],
)
def test_filters_leave_what_they_say(small: Reader, script: str, left: list[str]) -> None:
    small.js(script)
    assert list(small.spans()) == left
    small.click("#tab-rows")
    assert sorted(set(small.js("return [...document.querySelectorAll('.jump')].map((b) => b.dataset.span)"))) == left
    small.click("#clear")
    assert len(small.texts(".facts")) == 4


def test_keys_decide_and_undo(small: Reader) -> None:
    small.press("n")
    assert small.text("#detail .quote") == "2024年"
    small.press("y")
    assert (small.progress(), small.text("#detail .quote")) == ("1 of 5 checked", "46家")
    small.press("w", "w", "h", "y")
    assert small.js("return document.activeElement.value") == "why"
    small.js("byId('column').value = 'value'; byId('column').dispatchEvent(new Event('change'))")
    assert small.js("return byId('value').value") == "46"
    small.js("byId('value').value = '47'; byId('who').value = '李文'")
    small.js("document.querySelector('.wrong-form').requestSubmit()")
    assert (small.progress(), small.text("#detail .quote")) == ("2 of 5 checked", "入选《2025茶业百强")
    small.press("p")
    assert small.text("#detail .quote") == "25茶业百强》"  # round to the last one that is unchecked
    small.reload()
    assert small.progress() == "2 of 5 checked"
    assert small.js("return [...document.querySelectorAll('.v-wrong')].map((e) => e.dataset.span)") == ["10-13"]
    small.press("n", "y", "u")
    assert (small.progress(), small.text("#detail .quote")) == ("2 of 5 checked", "入选《2025茶业百强")
    small.press("u")
    assert small.text("#message") == "Nothing to undo."


def test_other_keys(small: Reader) -> None:
    small.press("?")
    assert small.js("return byId('help-dialog').open")
    small.press("\ue00c")  # Escape
    assert not small.js("return byId('help-dialog').open")
    small.press("j", "j")
    assert small.text("#detail .quote") == "46家"
    small.press("k", "\ue00c")
    assert small.texts("#detail .quote") == []
    for key, tab in zip("123456", TABS, strict=True):
        small.press(key)
        assert small.js("return document.querySelector('[aria-selected=true]').dataset.tab") == tab
    small.press("\ue014")  # the arrow to the right, from the last tab to the first
    assert small.js("return document.activeElement.dataset.tab") == "text"
    small.press("/")
    small.press("n")
    assert small.js("return document.activeElement.value") == "n"


def test_the_text_is_one_stop_of_the_tab_key(small: Reader) -> None:
    assert small.js("return document.querySelectorAll('#lines [tabindex=\"0\"]').length") == 1
    small.js("document.querySelector('#lines [tabindex=\"0\"]').focus()")
    small.press("\ue014", "\ue014", "\ue007")  # right, right, Enter
    assert small.text("#detail .quote") == "入选《2025茶业百强"
    shown = small.js("const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]")
    assert shown == ["solid", "3px"]


def test_export_and_import(small: Reader) -> None:
    small.press("n", "y", "w", "不", "对")
    small.js("document.querySelector('.wrong-form').requestSubmit()")
    for old in small.browser.downloads.iterdir():
        old.unlink()
    small.click("#export")
    file = small.browser.downloads / "decisions.jsonl"
    _wait(file.exists)
    lines = file.read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert [(d["raw_text"], d["verdict"], d["why"]) for d in told] == [("2024年", "right", ""), ("46家", "wrong", "不对")]
    assert list(told[0]) == list(Decision.__struct_fields__)
    small.js("localStorage.clear()")
    other = json.dumps({**told[0], "sha256": "f" * 64})
    (small.folder / "in.jsonl").write_text("\n".join([*lines, other, "{}", ""]), "utf-8")
    small.reload()
    assert small.progress() == "0 of 5 checked"
    small.all("#import-file")[0].send_keys(str(small.folder / "in.jsonl"))
    _wait(lambda: small.text("#message") != "")
    assert small.text("#message") == "2 decisions imported, 1 for texts that are not here, 1 lines that are no decision"
    assert small.progress() == "2 of 5 checked"
    assert small.js("return exportedLines()") == lines


def _wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_browser_that_keeps_nothing_is_told(small: Reader) -> None:
    small.js("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    small.press("n", "y")
    assert small.text("#message").startswith("This browser keeps nothing for this page")
    assert len(small.js("return exportedLines()")) == 1


def test_decisions_that_came_with_the_page(reader: Reader, rules: RuleSet) -> None:
    run = Run(rules, (_small(),))
    sha = run.extractions[0].document.source.sha256
    right = Decision(sha, "linxi", 0, 5, "2024年", "years", "years.label", "right")
    gone = Decision("0" * 64, "linxi", 0, 5, "2023年", "years", "years.label", "right")
    reader.open(run, fold(run, [right, gone]))
    assert reader.progress() == "1 of 5 checked"
    reader.click("#tab-findings")
    assert reader.texts(".stale td:last-child") == ["the report's text has changed"]
    reader.js("withdraw(openReport().items[0])")
    assert reader.progress() == "0 of 5 checked"
    assert reader.reload().progress() == "0 of 5 checked"


def test_both_languages(small: Reader) -> None:
    for lang, tabs, chip in (
        ("en", ["Text", "Rows", "Numerals1", "Rules", "Findings1", "Reports"], "S Shares 0"),
        ("zh-Hans", ["原文", "表格", "数字账1", "规则", "问题与修复1", "报告"], "比 占比 0"),
    ):
        assert small.js("return document.documentElement.lang") == lang
        assert small.texts("[role=tab]") == tabs
        assert small.texts(".chips button")[0] == chip
        assert all(small.texts("button"))
        assert "undefined" not in small.text("body")
        small.press("l")
    small.press("l")
    small.reload()
    assert small.js("return document.documentElement.lang") == "zh-Hans"
    small.press("n", "n")
    assert small.texts("#detail dt")[:3] == ["数量", "限定", "量词"]
    assert small.js("return document.querySelector('#detail .note').lang") == "en"
    assert small.js("return byId('lines').lang") == "zh-Hans"


def test_every_word_is_said_in_both_languages(small: Reader) -> None:
    words = small.js("return WORDS")
    assert {key: said for key, said in words.items() if len(said) != 2 or not all(said)} == {}


def test_the_account_has_the_unclaimed_first(small: Reader) -> None:
    small.press("3")
    assert small.texts("table.numerals caption") == [
        "No rule claims these 1",
        "No datum, by a named rule 1",
        "Taken by a table 1",
    ]
    assert small.texts(".account li b") == ["1", "0", "1", "1"]
    small.click(".unclaimed .jump")
    assert small.text("#detail .quote") == "7"
    assert small.texts("#detail .say-right") == []  # nothing claims it, so there is nothing to judge
    small.press("3")
    small.click(".reason .jump")
    assert (small.text("#detail .quote"), small.highlighted("found")) == ("百", ["百"])
    small.press("y")
    assert small.js("return JSON.parse(exportedLines()[0]).rule") == "ignore.held"


def test_rules_are_searched_and_lead_to_their_rows(small: Reader, rules: RuleSet) -> None:
    small.press("4")
    assert small.text("#rules-shown") == f"{len(rules.rules)} of {len(rules.rules)} rules"
    small.click("#search")
    small.all("#search")[0].send_keys("counts.after-noun")
    found = [rule.id for rule in rules.rules if "counts.after-noun" in f"{rule.id} {rule.note} {rule.pattern}"]
    assert small.texts(".rule-name code") == found
    assert small.texts(".rule-entry .rule-numbers")[0] == "rows: 2 · reports: 1"
    small.click('[data-rule="counts.after-noun"] > summary')
    _wait(lambda: bool(small.all(".rule-entry .plain")))
    small.click(".rule-entry .plain")
    assert small.texts(".facts .jump") == ["46家", "46家"]


def test_findings_and_repairs_lead_to_their_place(small: Reader) -> None:
    small.press("5")
    assert small.text(".findings .message-cell") == "no list"
    small.click(".repairs .jump")
    assert small.highlighted("found") == ["，"]


def test_hostile_text_is_shown_and_runs_nothing(reader: Reader, rules: RuleSet) -> None:
    text = TEXT.rstrip("\n") + HOSTILE + "\n"
    rule = rules.by_id["counts.after-noun"]
    sly = type(rule)(**{**{name: getattr(rule, name) for name in rule.__struct_fields__}, "note": HOSTILE})
    sly_rules = replace(rules, rules=tuple(sly if r.id == rule.id else r for r in rules.rules))
    run = Run(sly_rules, (_small(HOSTILE, text, HOSTILE),))
    stale = Decision("f" * 64, HOSTILE, 0, 5, HOSTILE, "years", HOSTILE, "wrong", HOSTILE)
    reader.open(run, fold(run, [stale]))
    assert reader.js("return byId('lines').textContent") == text
    for tab in TABS:
        reader.js("showTab(arguments[0])", tab)
        assert reader.js("return document.querySelectorAll('img, svg, [onload], [onerror]').length") == 0
    reader.press("1", "n", "n")
    assert HOSTILE.rstrip("\u2028") in reader.text("#detail .note")
    assert reader.js("return [globalThis.hit, document.scripts.length]") == [None, 3]
    assert [entry for entry in reader.browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_no_request_goes_out(small: Reader) -> None:
    small.browser.get_log("performance")
    small.reload()
    for tab in TABS:
        small.js("showTab(arguments[0])", tab)
    events = [json.loads(entry["message"])["message"] for entry in small.browser.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert asked == [small.file.as_uri()]
    tries = """const done = arguments[0], blocked = [];
        addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
        document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/a.png'}));
        fetch('http://127.0.0.1:9/').catch(() => setTimeout(() => done(blocked.sort()), 50))"""
    assert small.browser.execute_async_script(tries) == ["connect-src", "img-src"]
    assert small.js("try { document.body.innerHTML = '<b>'; return 'ran' } catch { return 'refused' }") == "refused"
    small.browser.get_log("browser")  # what was refused is told there, and is no fault


def test_many_reports_open_at_once(reader: Reader, shipped: Run) -> None:
    def twin(number: int) -> Extraction:
        one = shipped.extractions[number % 2]
        return replace(one, document=replace(one.document, source=replace(one.document.source, id=f"r{number:03}")))

    reader.open(Run(shipped.rules, tuple(map(twin, range(200)))))
    assert reader.texts("#report option")[::199] == ["r000 · 2024", "r199 · 2025"]
    times = [reader.reload().js("return performance.getEntriesByName('ready')[0].startTime") for _ in range(3)]
    assert median(times) < 2000
    assert reader.js("return opened.size") == 1  # the others wait until they are asked for
    reader.press("]")
    assert reader.text("[aria-selected=true]") == "Text"
    assert reader.js("return [state.number, opened.size]") == [1, 2]


def test_contrast_is_enough(small: Reader) -> None:
    small.js(CONTRAST)
    for scheme in ("light", "dark"):
        small.resize(1280, scheme)
        small.press("1", "n")
        small.js("openForm(chosenItem())")
        assert small.js("return poorest()") == []
        small.js("closeForm()")
        for tab in TABS:
            small.js("showTab(arguments[0]); for (const d of document.querySelectorAll('details')) d.open = true", tab)
            assert small.js("return poorest()") == []


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_stands_beyond_the_edge(small: Reader, width: int) -> None:
    small.resize(width)
    for tab in TABS:
        small.js("showTab(arguments[0])", tab)
        assert small.js("return document.documentElement.scrollWidth") <= width
    small.press("1", "n")
    place = "const box = document.activeElement.getBoundingClientRect(); return [box.top, box.bottom]"
    top, bottom = small.js(place)
    detail = small.js("return byId('detail').getBoundingClientRect().top")
    assert small.js("return document.querySelector('.bar').getBoundingClientRect().bottom") <= top
    assert bottom <= (detail if width == 400 else 800)


def test_it_prints(small: Reader) -> None:
    small.press("n", "n")
    small.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = "return [...document.querySelectorAll('.tools, .tabs, .filters')].map((e) => getComputedStyle(e).display)"
    assert small.js(hidden) == ["none"] * 3
    assert small.js("return getComputedStyle(byId('detail')).position") == "static"
    assert base64.b64decode(small.browser.print_page()).startswith(b"%PDF")


def test_every_control_has_a_name_and_every_tab_its_panel(small: Reader) -> None:
    nameless = """return [...document.querySelectorAll('button, select, input, textarea, [role=group], [role=region]')]
        .filter((e) => !(e.innerText?.trim() || e.getAttribute('aria-label') || e.labels?.length || e.ariaHidden))
        .map((e) => e.outerHTML)"""
    for tab in TABS:
        small.js("showTab(arguments[0])", tab)
        assert small.js(nameless) == []
        assert small.js("return byId('panel').getAttribute('aria-labelledby')") == f"tab-{tab}"


@pytest.fixture(autouse=True)
def _no_fault_of_the_script(browser: Any) -> Iterator[None]:
    browser.get_log("browser")
    yield
    assert [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


# the texts that are seen and whose contrast with what is behind them is below 4.5 (large ones: 3)
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
globalThis.poorest = () => [...document.querySelectorAll('body *')]
  .filter((e) => e.checkVisibility() && !e.closest('.hidden, .skip, option') &&
    [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => {
    const style = getComputedStyle(e), [a, b] = [light(rgba(style.color)), light(behind(e))].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    return [(a + 0.05) / (b + 0.05) / (large ? 3 : 4.5), e.className || e.tagName, e.textContent.slice(0, 20)];
  })
  .filter(([share]) => share < 1);
"""
