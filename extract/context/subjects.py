"""Subjects: what a figure, or each of a list of figures, measures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extract.context.phrases import NAMED, Phrase
from extract.context.setting import Group, Readers, Setting, Thing, veiled
from extract.models import Kind, Span

FIELDS = ("产业", "行业", "制造业", "服务业", "工业", "农业", "建筑业", "金融业", "领域", "板块", "赛道")
_BY = regex.compile(r"[按分](?!别|期|年|月)\p{Han}{2,5}(?:划分|来?看|分|，)")
_BRACKET = regex.compile(r"（[^（）]*）")
CHANGES = ("净增", "增加", "减少")
COUNTED = (Kind.NUMBER, Kind.COUNT, Kind.HELD)


@dataclass(frozen=True, slots=True)
class Subject:
    """The things of a group of figures; `apart` is the bound of a qualifier that stood apart (`约占全国4%`).

    `summed` says that the figure sums named scopes (`三市合计`), `acts` are the cues around its words.
    """

    things: tuple[Thing, ...]
    apart: str
    summed: bool
    acts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One group of figures while its subject is read; `done` are the things of the figures before it."""

    readers: Readers
    setting: Setting
    group: Group
    done: Sequence[Thing]

    def subject(self) -> Subject:
        """The things in the group's own words, or carried over from the figures before it."""
        pieces = self.group.head.groups.get("indicator", ())
        phrase = self._phrase(pieces)
        own = Span(pieces[0].start, pieces[-1].end) if pieces else self._place
        apart = next((act.split()[1] for act in sorted(phrase.acts) if act.startswith("bound ")), "")
        bare = phrase.bare or self.readers.phrases.is_bare_noun(phrase.text) or self._is_part(phrase)
        sentence = self.setting.sentence
        before = Span(sentence.clause(self._place).start, self._place.start)
        summed = self.readers.phrases.places.sums(sentence.of(before))
        things = self._carried(phrase) if bare or not phrase.text else self._named(phrase, own)
        return Subject(things, apart, summed, phrase.acts)

    def _is_part(self, phrase: Phrase) -> bool:
        """Whether the phrase only names a part of what was counted: `其中国家级5家`, `按产业划分，先进制造业178个`."""
        if self.group.head.table != "counts" or not self.done:
            return False
        if self.readers.phrases.is_level(phrase.text):
            return True
        head = self.setting.sentence.of(Span(self.setting.sentence.span.start, self._place.start))
        return phrase.text.endswith(FIELDS) and ("part" in phrase.acts or _BY.search(head) is not None)

    @property
    def _place(self) -> Span:
        return self.group.head.quantity.span

    def _phrase(self, pieces: Sequence[Span]) -> Phrase:
        phrases = self.readers.phrases
        before = [piece for piece in pieces if piece.start < self._place.start]
        right = "".join(self._right(piece) for piece in pieces if piece.start >= self._place.end)
        phrase = phrases.clean("".join(self._left(piece) for piece in before))
        phrase = replace(phrase, acts=phrase.acts | phrases.between(self._gap(before)))
        if not right:
            return phrase
        text = phrase.text + phrases.trimmed(right)
        return Phrase(text, phrase.acts, not text)

    def _gap(self, before: Sequence[Span]) -> str:
        """What the rule matched between the thing and its number."""
        start = max((piece.end for piece in before), default=self.group.head.match.start)
        return self.setting.sentence.of(Span(start, max(start, self._place.start)))

    def _left(self, piece: Span) -> str:
        """A piece before the figure, from after the last company named in it: `沐禾工程25年销售额` is of 销售额."""
        sentence = self.setting.sentence
        text = veiled(sentence, piece, self.setting.companies)
        text = text[text.rfind(NAMED) + 1 :]
        ranks = [q.span.end for q in sentence.quantities if q.kind is Kind.ORDINAL and piece.holds(q.span)]
        if self.group.head.table == "rankings" and ranks and sentence.text[ranks[-1] - sentence.span.start] == "、":
            return text[-max(0, piece.end - ranks[-1] - 1) :]  # 总量位列全市第二、|增速居全市第一
        return text

    def _right(self, piece: Span) -> str:
        """A piece behind the figure; of a standing or a sum only up to the next company."""
        text = veiled(self.setting.sentence, piece)
        if self.group.head.table == "rankings":
            text = self.readers.phrases.without_event(text)
        named = [c.span.start - piece.start for c in self.setting.companies if c.span.start > piece.start]
        return text[: min(named)] if named and self.group.head.table in ("rankings", "amounts") else text

    def _named(self, phrase: Phrase, own: Span) -> tuple[Thing, ...]:
        """The things in the phrase, split where the figures are 均 or 分别."""
        values, things = len(self.group.mentions), self.readers.things
        spread = self._each(phrase) or (values > 1 and "paired" in phrase.acts)
        parted = self.readers.phrases.parted(phrase.text)
        if spread or (values > 1 and parted):
            names = things.split(phrase.text, values)
        else:
            names = (things.split(phrase.text)[0] if parted and "、" not in parted[0] else phrase.text,)
        governed = self.setting.governed(self._place)
        return tuple(Thing(name, own, self._place, governed, *self._kind(), phrase.text) for name in names)

    def _each(self, phrase: Phrase) -> bool:
        return "each" in phrase.acts or self.group.settings.get("spread") == "each"

    def _kind(self) -> tuple[str, str]:
        """The measure and the base of the group's figures."""
        return self.group.settings.get("measure", ""), self.group.words("base", self.setting.sentence)

    def _carried(self, phrase: Phrase) -> tuple[Thing, ...]:
        """The things of the figures before, told again with what this clause adds to them."""
        distinct = list({thing.text: thing for thing in self._outside_brackets()}.values())
        if (firm := self._firm(phrase, distinct)) is not None:
            return (firm,)
        if ranked := self._places(phrase):
            return ranked
        if not distinct:
            span = self.group.head.span
            return (Thing(phrase.text, span, self._place, self.setting.governed(self._place)),)
        if "total" in phrase.acts and distinct[-1].whole:
            distinct = [replace(distinct[-1], text=distinct[-1].whole)]
        measure, base = self._kind()
        taken = distinct[-self._how_many(phrase, distinct) :]
        added = self.readers.phrases.bare_nouns(phrase.text)
        again = [(thing, self._told_again(thing, more)) for thing in taken for more in added]
        return tuple(replace(thing, text=text, measure=measure, base=base) for thing, text in again)

    def _outside_brackets(self) -> list[Thing]:
        """The things before, but for those of a bracket that has closed: `企业287家（其中新认定19家），占全市四成`."""
        sentence = self.setting.sentence
        closed = [Span(*b.span()).shift(sentence.span.start) for b in _BRACKET.finditer(sentence.text)]
        inner = [bracket for bracket in closed if bracket.end <= self._place.start]
        open_things = [thing for thing in self.done if not any(bracket.holds(thing.place) for bracket in inner)]
        return open_things or list(self.done)

    def _firm(self, phrase: Phrase, distinct: Sequence[Thing]) -> Thing | None:
        """The firm whose standing it is, where the clause names one and nothing else."""
        before = [c for c in self.setting.companies_before(self._place) if c.role != "榜单发布"]
        if self.group.head.table != "rankings" or phrase.text or not before:
            return None
        if distinct and not self.setting.sentence.clause(self._place).holds(before[-1].span):
            return None
        return Thing(before[-1].name, before[-1].span, self._place, self.setting.governed(self._place))

    def _places(self, phrase: Phrase) -> tuple[Thing, ...]:
        """The places whose standing it is, where the clause names them and nothing else: `高新区位列第58位`."""
        if self.group.head.table != "rankings" or phrase.text:
            return ()
        sentence = self.setting.sentence
        clause = sentence.clause(self._place)
        head = sentence.of(Span(clause.start, self.group.head.span.start))
        governed = self.setting.governed(self._place)
        spans = [place.shift(clause.start) for place in self.readers.phrases.scopes_at(head)]
        return tuple(Thing(sentence.of(span), span, self._place, governed) for span in spans)

    def _how_many(self, phrase: Phrase, distinct: Sequence[Thing]) -> int:
        values = len(self.group.mentions)
        if values > 1 and "paired" in phrase.acts:
            return values
        return self._taken_up(distinct) if self._each(phrase) else 1

    def _taken_up(self, things: Sequence[Thing]) -> int:
        """How many things `三项均` takes up: as many as its numeral says, else those of the last stretch."""
        sentence = self.setting.sentence
        clause = sentence.clause(self._place)
        before = [q for q in sentence.quantities if q.span.end <= self._place.start and clause.holds(q.span)]
        said = [int(quantity.value) for quantity in before if quantity.kind in COUNTED]
        if said and 1 < said[0] <= len(things):
            return said[0]
        together = sum(thing.span == things[-1].span for thing in things)
        return together if together > 1 else 2

    def _told_again(self, thing: Thing, addition: str) -> str:
        """The thing with what the new clause adds: a deed, a bare noun, and for points the share or rate that differs."""
        if not addition:
            level = thing.text.removesuffix("净增").removesuffix("增加")
            return level + (difference(thing) if self.group.settings.get("measure") == "points" else "")
        if addition in CHANGES:
            return thing.text + addition
        if self.readers.phrases.is_bare_noun(addition):
            return self.readers.phrases.without_bare(thing.text) + addition
        phrases = self.readers.phrases
        replaced = phrases.deed(thing.text) if phrases.deed(addition) and addition[0] != "已" else ""
        return addition + phrases.without_scope(thing.text.removeprefix(replaced))


def difference(thing: Thing) -> str:
    """What a difference in points is a difference of: 占比 or 增速 where the text leaves it out."""
    if thing.measure == "growth" and not thing.text.endswith(("增速", "增幅", "降幅", "跌幅", "升幅")):
        return "增速"
    if thing.measure == "share" and not thing.text.endswith(("占比", "比重")):
        return "占比"
    return ""
