"""Patterns as trees: pieces with their places, and edits by place."""

import re
import tomllib
from pathlib import Path

import pytest

from extract.patterns import PatternError
from extract.workbench.pieces import CharacterClass, Group, Literal, Repeat, Slot, edited, parse, walk

RULES = Path(__file__).parents[1] / "rules"
SHIPPED = [
    rule["pattern"]
    for path in sorted(RULES.glob("*.toml"))
    for rule in tomllib.loads(path.read_text("utf-8")).get("rule", [])
]
MACROS = list(tomllib.loads((RULES / "macros.toml").read_text("utf-8"))["macros"].values())


def outline(group: Group) -> str:
    """The tree in one line, written anew from its pieces."""
    return "|".join("".join(_written(piece) for piece in branch.pieces) for branch in group.branches)


def _written(piece: object) -> str:
    match piece:
        case Literal(text=text):
            return f"<{text}>"
        case Slot(name=name, kind=kind):
            return f"{{{name}:{kind}}}"
        case CharacterClass(members=members, negated=negated):
            return f"[{'^' * negated}{' '.join(text for _, text in members)}]"
        case Group(opening=opening):
            return f"{opening}{outline(piece)})"
        case Repeat(piece=inner, quantifier=quantifier):
            return f"{_written(inner)}{quantifier}"
    return piece.source  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("pattern", "tree"),
    [
        ("占(?:比|到)?{base}的?{value:percent}", "<占>(?:<比>|<到>)?{base:}<的>?{value:percent}"),
        ("(?:{indicator})??{:count|number}大", "(?:{indicator:})??{:count|number}<大>"),
        ("完成营收{0,2}", "<完成营><收>{0,2}"),
        ("(?<=^|[，A-Z》])(?!了)[^，。]*?于", r"(?<=^|[， A-Z 》])(?!<了>)[^， 。]*?<于>"),
        (r"[〔\[]\p{Han}{2,4}\+?.(?P<span>x)$", r"[〔 \[]\p{Han}{2,4}<+>?.(?P<span><x>)$"),
        ("增长|(?:)", "<增长>|(?:)"),
    ],
)
def test_trees(pattern, tree):
    assert outline(parse(pattern)) == tree


def test_spans_lead_back_to_the_pattern():
    pattern = "占(?:比|到)?{base}的?{value:percent}"
    shown = [pattern[piece.span.start : piece.span.end] for piece in walk(parse(pattern))]
    assert shown == ["占", "(?:比|到)?", "(?:比|到)", "比", "到", "{base}", "的?", "的", "{value:percent}"]


def test_edits_by_place():
    pattern = "占(?:比|到)?{base}的?{value:percent}"
    _, _, group, *_, repeat, _, _ = walk(parse(pattern))
    assert edited(pattern, (repeat.span, "的"), (group.span, "比")) == "占比?{base}的{value:percent}"


@pytest.mark.parametrize(
    ("quantifier", "required"),
    [("?", ""), ("??", ""), ("*", "+"), ("*?", "+?"), ("?+", ""), ("{0,8}?", "{1,8}?"), ("{2}", "{2}"), ("+", "+")],
)
def test_a_repeat_made_required(quantifier, required):
    [repeat] = parse(f"增{quantifier}").branches[0].pieces
    assert isinstance(repeat, Repeat)
    assert repeat.required == required


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("增)长", "a bracket ) at character 2 closes nothing"),
        ("增(?:长", "the bracket (?: at character 2 is not closed"),
        ("增[长", "the bracket [ at character 2 is not closed"),
        ("*增", "'*' at character 1 has no meaning in a pattern"),
    ],
)
def test_what_is_no_pattern(pattern, fault):
    with pytest.raises(PatternError, match=f"^{re.escape(fault)}$"):
        parse(pattern)


@pytest.mark.parametrize("pattern", [*SHIPPED, *MACROS])
def test_every_shipped_pattern_has_a_tree_that_covers_it(pattern):
    tree = parse(pattern)
    for piece in walk(tree):
        if isinstance(piece, Group):
            ends = [piece.span.start + len(piece.opening), *(b.span.end + 1 for b in piece.branches)]
            assert [b.span.start for b in piece.branches] == ends[:-1]
            assert ends[-1] == piece.span.end
    for branch in [*tree.branches, *(b for p in walk(tree) if isinstance(p, Group) for b in p.branches)]:
        edges = [branch.span.start, *(piece.span.end for piece in branch.pieces)]
        assert [piece.span.start for piece in branch.pieces] == edges[:-1]
        assert edges[-1] == branch.span.end
