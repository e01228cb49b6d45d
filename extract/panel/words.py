"""An indicator's words made ready to be laid beside those of another year."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.context.places import scope_expression
from extract.lexicons import any_of
from extract.models import Bound, Kind, Quantity
from extract.panel.figures import Figure
from extract.pipeline import quantifier
from extract.rules import RuleSet
from extract.words import is_word, part_of_speech

MONEY = "\ue010"  # stands for a sum inside an indicator; `{money}` in a name
_APPOSITION = regex.compile(r"(?P<members>[^、]+(?:、[^、]+?)+)(?P<sum>[两二三四五六七八九十\d]+(?:大|类|个|项|家).*)")


@dataclass(frozen=True, slots=True)
class Class:
    """A sum that defines a class (`千万级`, `10亿元以上`), with the words that say it."""

    text: str
    value: Decimal
    bound: Bound
    unit: str

    @property
    def meaning(self) -> tuple[Decimal, Bound, str]:
        """What two ways of saying one class share: 超千万元 and 逾千万元 mean the same, 千万级 does not."""
        return self.value, self.bound, self.unit


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a figure without what may change from year to year and leaves the thing the same.

    `words` has no scope at its head, no 的, no year; a sum is MONEY; verbs of being listed are 入选; the members of a
    summing apposition are in order. `stem` also lacks a 数 or 数量 at its end. `bare` says that nothing is left that tells
    one thing from another (`总投资`, `新增企业`).
    """

    words: str
    stem: str
    scope: str
    classes: tuple[Class, ...]
    bare: bool


class Wordings:
    """Reads the words of figures by the word lists of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        cues, lexicons = rules.lexicons["cues"], rules.lexicons
        self._quantities = quantifier(rules.lexicons)
        self._scope = regex.compile(scope_expression(lexicons))
        self._listing = regex.compile(any_of(cues.of("list-verb")))
        self._number = regex.compile(any_of(term for term in cues.of("bare") if term[-1] in "数量") + "$")
        empty = (*cues.of("deed", "sum-noun", "firm", "bare", "list-verb", "target"), *lexicons["nouns"].canonical)
        self._empty = regex.compile(any_of(empty))

    def of(self, figure: Figure) -> Wording:
        """The wording of a figure's indicator; its scope is the cell, else the scope at the head of the words."""
        scope, words = self._parted(figure.indicator, figure.scope)
        words, classes = self._without_figures(words)
        words = _ordered(self._listing.sub("入选", words).replace("的", ""))
        owner = figure.holder or scope
        return Wording(
            words, self.stem(words), owner, classes, self._is_bare(words, figure.measure == "amount" and not owner)
        )

    def base(self, base: str) -> str:
        """A base as it is laid beside another: `落户项目数` is `落户项目`, a list has no year, the year before is 同比."""
        return "同比" if _YEAR_BEFORE.fullmatch(base) else self.stem(self._without_figures(base)[0].replace("的", ""))

    def stem(self, words: str) -> str:
        """The words without a 数 or 数量 at their end.

        `项目数` counts 项目, but a word of two characters (`人数`) stays as it is.
        """
        found = self._number.search(words)
        return words[: found.start()] if found and found.start() > 1 else words

    def _is_bare(self, words: str, is_nobodys_sum: bool) -> bool:
        """Whether nothing in the words tells one thing from another.

        A sum of money that is said to be nobody's belongs to what the text spoke of before, so it takes a noun to tell:
        茶叶 of 茶叶出口额 does, 到位 of 到位资金 and 计划 of 计划总投资 do not.
        """
        rest = self._empty.sub("", words)
        if not rest or not is_nobodys_sum:
            return not rest
        return len(rest) == 1 or (is_word(rest) and part_of_speech(rest)[0] not in "nj")

    def _parted(self, words: str, scope: str) -> tuple[str, str]:
        if scope:
            return scope, words.removeprefix(scope) or words
        head = self._scope.match(words)
        return (str(head[0]), words[head.end() :]) if head and head.end() < len(words) else ("", words)

    def _without_figures(self, words: str) -> tuple[str, tuple[Class, ...]]:
        """The words with each sum turned into MONEY and without year labels, and the sums."""
        found = self._quantities.find(words)
        classes = tuple(Class(q.span.of(words), q.value, q.bound, q.unit) for q in found if q.kind == Kind.MONEY)
        return "".join(_pieces(words, found)), classes


_YEAR_BEFORE = regex.compile(r"同比|按年|年增|[比较]?(?:上年|去年|前一年)(?:同期)?")


def _pieces(words: str, quantities: Iterable[Quantity]) -> Iterable[str]:
    at = 0
    for quantity in quantities:
        if quantity.kind in (Kind.MONEY, Kind.YEAR):
            yield words[at : quantity.span.start]
            yield MONEY if quantity.kind == Kind.MONEY else ""
            at = quantity.span.end
    yield words[at:]


def _ordered(words: str) -> str:
    """The words with the members of a summing apposition in order: `乙、甲两大产业` and `甲、乙两大产业` are one thing."""
    found = _APPOSITION.fullmatch(words)
    return "、".join(sorted(found["members"].split("、"))) + found["sum"] if found else words
