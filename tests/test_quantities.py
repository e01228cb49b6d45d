import csv
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lexicons import Lexicons, load_lexicon
from extract.models import Kind
from extract.numerals import scan
from extract.quantities import Quantifier

ROOT = Path(__file__).parents[1]
CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "quantities.csv").read_text("utf-8").splitlines()))
PIECES = ["近", "约", "超", "数", "3", "1.5", "12", "2024", "25", "十", "五", "两", "百", "万", "亿", "半", "首"]
PIECES += ["一半", "—", "至", "家", "元", "年", "月", "日", "第", "余", "几", "倍", "，", "的", "统一", "级", "以上"]
PIECES += ["三分之一", "个百分点", "%", "成"]


@pytest.fixture(scope="module")
def quantifier():
    lexicons = {path.stem: load_lexicon(path) for path in (ROOT / "rules" / "lexicon").glob("*.csv")}
    return Quantifier(Lexicons(lexicons))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_find_reads_the_span_as_this(case, quantifier):
    found = quantifier.find(case["text"])
    if case["kind"] == "none":
        assert found == ()
        return
    quantity = next((q for q in found if q.span.of(case["text"]) == case["span"]), None)
    assert quantity is not None, [(q.span.of(case["text"]), q.kind.value) for q in found]
    high = Decimal(case["value_max"]) if case["value_max"] else None
    read = (quantity.kind.value, quantity.value, quantity.value_max, quantity.bound, quantity.unit)
    assert read == (case["kind"], Decimal(case["value"]), high, case["bound"], case["unit"])


def test_case_ids_are_unique():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize("text", sorted({case["text"] for case in CASES}))
def test_every_numeral_of_a_case_is_in_one_quantity(text, quantifier):
    assert_complete(text, quantifier)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_every_numeral_is_in_one_quantity(quantifier, text):
    assert_complete(text, quantifier)


@given(st.integers(min_value=2, max_value=10**9), st.sampled_from(["家", "个", "户", "人次", "平方米", "亩"]))
def test_counts_round_trip(quantifier, number, unit):
    (quantity,) = quantifier.find(f"共{number:,}{unit}。")
    assert (quantity.kind, quantity.value, quantity.unit) == (Kind.COUNT, number, unit)


def test_yuan_means_the_currency_it_is_told(quantifier):
    (quantity,) = quantifier.find("年产值36亿元", yuan="TWD")
    assert quantity.unit == "TWD"


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("总产值50亿元（新台币，下同）", "TWD"),
        ("民国112年产值", "TWD"),
        ("投资5亿元（人民币，下同）", "CNY"),
        ("产值5亿元", "CNY"),
    ],
)
def test_yuan_is_what_the_text_agrees_on(quantifier, text, currency):
    assert quantifier.yuan(text) == currency


def assert_complete(text, quantifier):
    quantities = quantifier.find(text)
    assert [numeral for quantity in quantities for numeral in quantity.numerals] == list(scan(text))
    for left, right in pairwise(quantities):
        assert left.span.end <= right.span.start
