"""`rules test`: examples that do not hold, and alternatives of patterns that no example exercises."""

import shutil
from pathlib import Path

import pytest

from extract.cli import main
from extract.workbench.alternatives import alternatives

LEXICON = Path(__file__).parents[1] / "rules" / "lexicon"
HEAD = """
[[rule]]
id = "counts.{name}"
pattern = '{pattern}'
note = "A rule of the tests."
author = "a"
added = 2026-11-22
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LEXICON, tmp_path / "lexicon")
    return tmp_path


def put(folder: Path, pattern: str, matches: dict[str, str], rejects: tuple[str, ...], name: str = "grown") -> None:
    lines = [HEAD.format(name=name, pattern=pattern)]
    lines += [f'[[rule.match]]\ntext = "{text}"\nrow = {{ value = "{value}" }}\n' for text, value in matches.items()]
    lines += [f'[[rule.reject]]\ntext = "{text}"\nwhy = "it is none"\n' for text in rejects]
    with (folder / "counts.toml").open("a", encoding="utf-8") as file:
        file.write("".join(lines))


def asked(folder: Path, capsys: pytest.CaptureFixture[str], *chosen: str) -> tuple[int, list[str]]:
    code = main(["rules", "test", *chosen, "--rules", str(folder)])
    out, err = capsys.readouterr()
    return code, (out + err).splitlines()


def test_alternatives_of_a_pattern():
    shown = [(way.sort, way.text, way.variant) for way in alternatives("占(?:比|到)?的?{value:count}[在居]*")]
    assert shown == [
        ("of", "比", "占(?:比)的?{value:count}[在居]*"),
        ("of", "到", "占(?:到)的?{value:count}[在居]*"),
        ("taken", "(?:比|到)?", "占(?:比|到)的?{value:count}[在居]*"),
        ("left", "(?:比|到)?", "占的?{value:count}[在居]*"),
        ("taken", "的?", "占(?:比|到)?的{value:count}[在居]*"),
        ("left", "的?", "占(?:比|到)?{value:count}[在居]*"),
        ("of", "在", "占(?:比|到)?的?{value:count}[在居]*[在][在居]*"),
        ("of", "居", "占(?:比|到)?的?{value:count}[在居]*[居][在居]*"),
        ("taken", "[在居]*", "占(?:比|到)?的?{value:count}[在居]+"),
        ("left", "[在居]*", "占(?:比|到)?的?{value:count}"),
    ]


def test_a_forbidden_word_is_an_alternative_and_an_edge_or_one_way_is_none():
    shown = [(way.sort, way.text, way.variant) for way in alternatives("(?<=^|[，。])占(?!地|用)(?!了)[^，]*?{value:count}")]
    assert shown == [
        ("forbidden", "地", "(?<=^|[，。])占(?!用)(?!了)[^，]*?{value:count}"),
        ("forbidden", "用", "(?<=^|[，。])占(?!地)(?!了)[^，]*?{value:count}"),
        ("taken", "[^，]*?", "(?<=^|[，。])占(?!地|用)(?!了)[^，]+?{value:count}"),
    ]


def test_a_rule_whose_examples_exercise_all(folder, capsys):
    matches = {"2024年，企业新增12家": "12", "2024年，企业增长到13家": "13", "2024年，企业增长14家": "14"}
    put(folder, "企业(?:新增|增长)(?:到)?{value:count}", matches, ("企业有15家",))
    said = "rules: 1 rules, 4 examples, 4 alternatives; 0 faults of examples, 0 alternatives that no example exercises"
    assert asked(folder, capsys) == (0, [said])


def test_what_no_example_exercises_is_told_by_rule(folder, capsys):
    put(
        folder,
        "企业(?:新增|增长|多出)(?:到|至)?{value:count}[中里]?(?!个|户)",
        {"2024年，企业新增12家中": "12"},
        ("企业有15家",),
    )
    put(folder, "机构{value:count}", {"2024年，机构12家": "12"}, ("机构有15家",), name="held")
    assert asked(folder, capsys) == (
        1,
        [
            "counts.grown: no example reads 增长, 多出 of (?:新增|增长|多出); none takes (?:到|至)?; "
            "no example reads 里 of [中里]; none needs 个, 户 of (?!个|户)",
            "rules: 2 rules, 4 examples, 13 alternatives; 0 faults of examples, 6 alternatives that no example exercises",
        ],
    )


def test_examples_that_do_not_hold(folder, capsys):
    put(folder, "企业{value:count}", {"2024年，企业12家": "13"}, ("企业15家",))
    assert asked(folder, capsys) == (
        1,
        [
            "counts.grown: '2024年，企业12家' alone gives {'value': '12'}, not {'value': '13'}; "
            "'2024年，企业12家' among all rules gives {'value': '12'}, not {'value': '13'}; "
            "takes '企业15家', which it must leave alone: it is none",
            "rules: 1 rules, 2 examples, 0 alternatives; 3 faults of examples, 0 alternatives that no example exercises",
        ],
    )


def test_rules_are_chosen_by_id_or_file(folder, capsys):
    put(folder, "机构{value:count}", {"2024年，机构12家": "12"}, ("机构有15家",), name="held")
    put(folder, "企业{value:count}", {"2024年，企业12家": "12"}, ("企业有15家",))
    said = "rules: {} rules, {} examples, 0 alternatives; 0 faults of examples, 0 alternatives that no example exercises"
    assert asked(folder, capsys, "counts.held") == (0, [said.format(1, 2)])
    assert asked(folder, capsys, "rules/counts.toml", "counts.held") == (0, [said.format(2, 4)])
    unknown = "'counts.hold' is neither a rule nor a rule file; did you mean 'counts.held'?"
    assert asked(folder, capsys, "counts.hold") == (2, [unknown])
