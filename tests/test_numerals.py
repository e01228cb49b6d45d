import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import ends, parse, scan

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "numerals.csv").read_text("utf-8").splitlines()))
DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_scan_gives_exactly_these_numerals(case):
    found = [(numeral.span.of(case["text"]), numeral.value) for numeral in scan(case["text"])]
    expected = [pair.split("=") for pair in case["numerals"].split()]
    assert found == [(text, Decimal(value)) for text, value in expected]


def test_case_ids_are_unique():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 120


@pytest.mark.parametrize("text", ["", "甲", "百分点", "三家", "1,2", "登陆", "两点", "第一"])
def test_parse_refuses_what_is_no_numeral(text):
    with pytest.raises(ValueError, match="no numeral"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("三五", 3, 5), ("两三百", 200, 300), ("十七八", 17, 18), ("七八万", 70000, 80000), ("百分之六七十", 60, 70)],
)
def test_an_approximate_range_has_two_ends(text, low, high):
    assert ends(text) == (low, high)


def test_a_plain_numeral_has_one_end():
    assert ends("三百") == (300, None)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_integers_round_trip_through_chinese(number):
    assert parse(chinese(number)) == number
    assert [numeral.value for numeral in scan(f"共{chinese(number)}件")] == [number]


@given(st.integers(min_value=100, max_value=10**16 - 1))
def test_integers_round_trip_through_formal_numerals(number):
    assert parse(chinese(number).translate(FORMAL)) == number


@given(st.integers(min_value=0, max_value=10**12), st.text("0123456789", min_size=1, max_size=8))
def test_decimals_round_trip_through_chinese(whole, decimals):
    spoken = chinese(whole) + "点" + "".join(DIGITS[int(digit)] for digit in decimals)
    assert parse(spoken) == Decimal(f"{whole}.{decimals}")


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=6))
def test_digits_round_trip_with_separators(number, places):
    value = Decimal(number).scaleb(-places)
    assert parse(f"{value:,f}") == parse(f"{value:f}") == value


@given(st.text(alphabet="零〇一二三五九十百千万亿两半首点分之又余多几-负.,/0123年个", max_size=24))
def test_scan_is_ordered_and_every_numeral_parses(text):
    end = 0
    for numeral in scan(text):
        assert end <= numeral.span.start < numeral.span.end
        end = numeral.span.end


def chinese(number: int) -> str:
    """The usual way to say a number: 10203 is 一万零二百零三."""
    for unit, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return chinese(head) + unit + gap + (chinese(rest) if rest else "")
    return DIGITS[number]
