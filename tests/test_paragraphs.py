"""Printed lines to paragraphs: what is joined, what stays apart, what of a page is furniture."""

from itertools import count

import pytest

from extract.intake.clean import cleaned
from extract.intake.paragraphs import Line, paragraphs

WIDTH = 20  # characters of a line
SIZE = 12.0


def _page(text: str, page: int = 0) -> list[Line]:
    """A page as it is printed: `_` is the width of a character, `#` opens a line in larger type, a blank line is a gap."""
    lines, heights = [], count(800, -20)
    for row in text.splitlines():
        y = float(next(heights))
        if not row:
            continue
        large = row.startswith("#")
        words = row.lstrip("#_")
        left = 50 + SIZE * row.count("_")
        size = 18.0 if large else SIZE
        width = sum(size * (0.5 if character.isascii() else 1) for character in words)
        lines.append(Line(words, page, left, left + width, y, size))
    return lines


FULL = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"  # a line of WIDTH characters


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (f"__{FULL[:18]}\n{FULL}\n子丑寅。\n__卯辰。", [FULL[:18] + FULL + "子丑寅。", "卯辰。"]),
        (f"{FULL}\n子丑寅。\n卯辰。", [FULL + "子丑寅。", "卯辰。"]),  # not indented; the first ends short
        (f"{FULL[:19]}。\n规模型项目\n{FULL}", [FULL[:19] + "。", "规模型项目", FULL]),  # a heading below a full line
        (f"{FULL}\n{FULL}\n{FULL}\n\n子丑寅。", [FULL * 3, "子丑寅。"]),  # a gap
        (
            f"{FULL[:16]}\n123456.78万元，子丑。\n{FULL}",
            [FULL[:16] + "123456.78万元，子丑。", FULL],
        ),  # a number is not split
        (f"{FULL[:17]}Med\nical子丑寅卯辰。\n{FULL}", [FULL[:17] + "Med ical子丑寅卯辰。", FULL]),
        (f"{FULL}\n二、子丑寅\n{FULL}", [FULL, "二、子丑寅", FULL]),
        (
            f"###一二三四五六七八九十甲乙丙\n_#{FULL[:3]}\n__{FULL[:18]}\n{FULL}",
            ["一二三四五六七八九十甲乙丙", FULL[:3], FULL[:18] + FULL],
        ),
    ],
)
def test_what_belongs_together_is_joined(printed: str, read: list[str]) -> None:
    assert list(paragraphs(_page(printed))) == read


def test_page_numbers_and_running_heads_go_and_a_sentence_over_pages_is_whole() -> None:
    pages = [
        _page(f"工作简报第1期\n\n__{FULL[:18]}\n{FULL}\n\n— 1 —", 0),
        _page(f"工作简报第1期\n\n{FULL[::-1]}\n甲{FULL[:19]}\n\n— 2 —", 1),
        _page("工作简报第1期\n\n子丑寅。\n__2026年引进项目12个。\n\n— 3 —", 2),
    ]
    told = [line for page in pages for line in page]
    assert paragraphs(told) == (FULL[:18] + FULL + FULL[::-1] + "甲" + FULL[:19] + "子丑寅。", "2026年引进项目12个。")


@pytest.mark.parametrize("number", ["3", "- 3 -", "— 3 —", "第3页", "第 3 页 共 12 页", "3/12", "·3·"])
def test_forms_of_page_numbers(number: str) -> None:
    assert paragraphs(_page(f"{FULL}\n子丑。\n寅卯。\n\n{number}")) == (FULL + "子丑。", "寅卯。")


def test_a_figure_at_the_edge_of_a_page_is_no_page_number() -> None:
    assert paragraphs(_page(f"{FULL}\n子丑。\n寅卯。\n12家")) == (FULL + "子丑。", "寅卯。", "12家")


def test_signs_of_radicals_become_characters_and_nothing_else_changes() -> None:
    assert cleaned("⾼新区⻓期⽤⼯１２％㎡①，Ⅳ期") == "高新区长期用工１２％㎡①，Ⅳ期\n"
