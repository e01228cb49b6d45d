"""The context stage: completes what a clause leaves out, and says whence it took it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extract.context.labels import Governed, Label, governing
from extract.context.phrases import NAMED, Phrase, Phrases, bare_places, veil
from extract.context.scopes import Scope, Scopes
from extract.context.status import Statuses
from extract.context.things import Things, split_top
from extract.decimals import plain
from extract.models import (
    Bound,
    Company,
    Document,
    Evidence,
    Finding,
    Kind,
    Mention,
    Origin,
    Quantity,
    Row,
    Sentence,
    Span,
)
from extract.patterns import OPAQUE
from extract.rules import RuleSet

FACTS = ("percentages", "counts", "amounts", "rankings")
FIGURES = (*OPAQUE, Kind.ORDINAL)
VEILED = (Kind.YEAR, Kind.DURATION)
_QUOTED = regex.compile(r"《[^》]*》|“[^”]*”")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a sentence measured: the words, where they stand, and the figure they were first said with."""

    text: str
    span: Span
    place: Span
    governed: Governed
    measure: str = ""
    base: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence: the scope carried into it, its outer year, its companies and its labels."""

    sentence: Sentence
    labels: tuple[Label, ...]
    companies: tuple[Company, ...]
    scope: Scope | None
    outer: Governed
    heading: str
    report: str


class Context:
    """Completes the mentions of one document, sentence by sentence, by the lexicons of a rule set."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], rules: RuleSet) -> None:
        self.document, self.rules = document, rules
        self.phrases = Phrases(rules.lexicons, bare_places(sentences))
        self.scopes = Scopes(rules.lexicons, self.phrases)
        self.things = Things(rules.lexicons, self.phrases)
        self.statuses = Statuses(rules.lexicons)

    def scopes_of(self, sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Scope, ...]:
        """The scopes that a sentence starts; bases and standings start none."""
        others = [s for m in mentions for name in ("base", "scope") for s in m.groups.get(name, ())]
        figures = [quantity.span for quantity in sentence.quantities if quantity.kind in FIGURES]
        veiled = veil(self._veiled(sentence, sentence.span), sentence.span.start, (), figures)
        return self.scopes.named(sentence, veiled, others)

    def rows(self, setting: Setting, scopes: Sequence[Scope], mentions: Sequence[Mention]) -> Iterator[Row | Finding]:
        """The rows of one sentence in the order of their places, and a finding where a 分别 list does not fit."""
        facts = [mention for mention in mentions if mention.table in FACTS]
        done: list[Thing] = []
        at = 0
        while at < len(facts):
            group = _listed(facts, at, self.rules)
            at += len(group)
            yield from _Group(self, setting, tuple(scopes), group, done).rows()

    def _veiled(self, sentence: Sentence, span: Span, companies: Sequence[Company] = ()) -> str:
        quoted = [Span(*found.span()).shift(sentence.span.start) for found in _QUOTED.finditer(sentence.text)]
        times = [quantity.span for quantity in sentence.quantities if quantity.kind in VEILED]
        labels = [time for time in times if not any(quote.holds(time) for quote in quoted)]
        labels += [quote for quote in quoted if any(len(quote) == len(t) + 2 and quote.holds(t) for t in times)]
        return veil(sentence.of(span), span.start, labels, [company.span for company in companies])


def _listed(facts: Sequence[Mention], at: int, rules: RuleSet) -> tuple[Mention, ...]:
    """The mention and those after it whose rule says that they continue its list (`30%、29%、25%`)."""
    end = at + 1
    while end < len(facts) and rules.by_id[facts[end].rule].set.get("like") == "before":
        end += 1
    return tuple(facts[at:end])


class _Group:
    """One figure, or a list of figures that share their words."""

    def __init__(
        self,
        context: Context,
        setting: Setting,
        scopes: tuple[Scope, ...],
        group: tuple[Mention, ...],
        done: list[Thing],
    ) -> None:
        self.context, self.setting, self.scopes, self.group, self.done = context, setting, scopes, group, done
        self.sentence, self.head = setting.sentence, group[0]
        self.set = context.rules.by_id[self.head.rule].set

    def rows(self) -> Iterator[Row | Finding]:
        pieces = self.head.groups.get("indicator", ())
        phrase = self._phrase(pieces)
        own = Span(pieces[0].start, pieces[-1].end) if pieces else None
        self.apart = next((act.split()[1] for act in sorted(phrase.acts) if act.startswith("bound ")), "")
        things = self._things(phrase, own)
        paired = len(self.group) > 1 and len(things) > 1 and not self._several_bases()
        if paired and len(things) != len(self.group):
            yield self._unequal(things)
            return
        for index, mention in enumerate(self.group):
            mine = (things[index],) if paired else things
            for thing in mine or (None,):
                yield from self._scoped(mention, self._row(mention, thing, own))
        self.done += things

    def _own_part(self, mention: Mention, words: str) -> str:
        """The part of a list of wholes that goes with this value: 分别高于全市、全省2个和1个百分点."""
        parts = split_top(words, "、")
        return parts[self.group.index(mention)] if len(parts) == len(self.group) > 1 else words

    def _several_bases(self) -> bool:
        """Whether the list names a whole or a field of its own for each value: 占全市55%、全省33%."""
        return any({"base", "scope"} & mention.groups.keys() for mention in self.group[1:])

    def _phrase(self, pieces: Sequence[Span]) -> Phrase:
        before = [piece for piece in pieces if piece.start < self.head.quantity.span.start]
        after = [piece for piece in pieces if piece.start >= self.head.quantity.span.end]
        left = "".join(self._left(piece) for piece in before)
        right = "".join(self._right(piece) for piece in after)
        phrase = self.context.phrases.clean(left)
        phrase = replace(phrase, acts=phrase.acts | self.context.phrases.between(self._gap(before)))
        if not right:
            return phrase
        text = phrase.text + self.context.phrases.trimmed(right)
        return Phrase(text, phrase.acts, not text)

    def _gap(self, before: Sequence[Span]) -> str:
        """What the rule matched between the thing and its number."""
        start = max((piece.end for piece in before), default=self.head.match.start)
        return self.sentence.of(Span(start, max(start, self.head.quantity.span.start)))

    def _left(self, piece: Span) -> str:
        """A piece before the figure, from after the last company named in it: `沐禾工程25年销售额` is of 销售额."""
        text = self.context._veiled(self.sentence, piece, self.setting.companies)
        return text[text.rfind(NAMED) + 1 :]

    def _right(self, piece: Span) -> str:
        """A piece behind the figure; of a standing only up to the company that holds it."""
        text = self.context._veiled(self.sentence, piece)
        holders = [c.span.start - piece.start for c in self.setting.companies if c.span.start > piece.start]
        cut = self.head.table in ("rankings", "amounts") and bool(holders)
        return text[: min(holders)] if cut else text

    def _things(self, phrase: Phrase, own: Span | None) -> tuple[Thing, ...]:
        values = len(self.group)
        governed = self._governed(self.head)
        if phrase.text and not phrase.bare and not self.context.phrases.is_bare_noun(phrase.text):
            spread = "each" in phrase.acts or (values > 1 and "paired" in phrase.acts) or self.set.get("spread") == "each"
            inner = values > 1 and self.context.phrases.parted(phrase.text)
            names = self.context.things.split(phrase.text, values) if spread or inner else (self._single(phrase.text),)
            place = own or self.head.quantity.span
            base = "".join(self.sentence.of(piece) for piece in self.head.groups.get("base", ()))
            measure = self.set.get("measure", "")
            at = self.head.quantity.span
            return tuple(Thing(name, place, at, governed, measure, base, phrase.text) for name in names)
        return self._carried(phrase, values)

    def _single(self, text: str) -> str:
        parted = self.context.phrases.parted(text)
        return self.context.things.split(text)[0] if parted and "、" not in parted[0] else text

    def _carried(self, phrase: Phrase, values: int) -> tuple[Thing, ...]:
        """The things of the figures before, told again with what this clause adds to them."""
        distinct = list({thing.text: thing for thing in self.done}.values())
        clause = self.sentence.clause(self.head.quantity.span)
        holders = [c for c in self.setting.companies if c.span.end <= self.head.quantity.span.start]
        near = holders and (clause.holds(holders[-1].span) or not distinct)
        if self.head.table == "rankings" and not phrase.text and near:
            return (Thing(holders[-1].name, holders[-1].span, self.head.quantity.span, self._governed(self.head)),)
        if not distinct:
            return (Thing(phrase.text, self.head.span, self.head.quantity.span, self._governed(self.head)),)
        many = self.set.get("spread") == "each" or "each" in phrase.acts
        count = values if values > 1 and "paired" in phrase.acts else len(self._last_group(distinct)) if many else 1
        base = "".join(self.sentence.of(piece) for piece in self.head.groups.get("base", ()))
        if "total" in phrase.acts and distinct[-1].whole:
            distinct = [replace(distinct[-1], text=distinct[-1].whole)]
        return tuple(
            replace(t, text=self._told_again(t, phrase.text), measure=self.set.get("measure", ""), base=base)
            for t in distinct[-count:]
        )

    def _last_group(self, things: list[Thing]) -> list[Thing]:
        """The things that `三项均` takes up: as many as its numeral says, else those of the last stretch."""
        numbers = [q for q in self.sentence.quantities if q.span.end <= self.head.quantity.span.start]
        clause = self.sentence.clause(self.head.quantity.span)
        said = [int(q.value) for q in numbers if clause.holds(q.span) and q.kind in (Kind.NUMBER, Kind.COUNT, Kind.HELD)]
        if said and 1 < said[0] <= len(things):
            return things[-said[0] :]
        together = [thing for thing in things if thing.span == things[-1].span]
        return together if len(together) > 1 else things[-2:]

    def _told_again(self, thing: Thing, addition: str) -> str:
        """The thing with what the new clause adds: a deed, a bare noun, and for points the share or rate that differs."""
        if not addition:
            level = thing.text.removesuffix("净增").removesuffix("增加")
            return level + (_difference(thing) if self.set.get("measure") == "points" else "")
        if self.context.phrases.is_bare_noun(addition):
            return thing.text + addition
        if addition in ("净增", "增加", "减少"):
            return thing.text + addition
        deed = self.context.phrases.deed(thing.text)
        return addition + self.context.phrases.without_scope(thing.text.removeprefix(deed))

    def _unequal(self, things: Sequence[Thing]) -> Finding:
        span = Span(self.head.quantity.span.start, self.group[-1].quantity.span.end)
        return Finding(
            self.context.document.to_raw(span),
            "warning",
            "paired-length",
            f"{len(things)} things but {len(self.group)} values in one 分别 list; no row is guessed",
            tuple(sorted({mention.rule for mention in self.group})),
        )

    def _governed(self, mention: Mention) -> Governed:
        setting = self.setting
        return governing(setting.sentence, mention.quantity.span, setting.labels, setting.outer, setting.report)

    def _row(self, mention: Mention, thing: Thing | None, own: Span | None) -> Row:
        document, cells = self.context.document, dict(_value_cells(mention, self._settings(mention)))
        evidence: list[Evidence] = []
        inherited = thing is not None and thing.place != self.head.quantity.span
        if thing is not None:
            cells["indicator"] = thing.text
            if inherited:
                evidence.append(Evidence("indicator", "clause before", document.to_raw(thing.span)))
        self._add_year(mention, thing if inherited else None, cells, evidence)
        self._add_scope(mention, cells, evidence)
        if self.apart and cells["bound"] == "exact":
            cells["bound"] = self.apart
        cells["status"] = self.set.get("status") or self.statuses(mention)
        if cells["status"] == "actual" and cells["year"] > self.setting.report > "":
            cells["status"] = "forecast"  # 到2026年达到5万亩 lies ahead without a cue
        for name in ("base", "scope"):
            if pieces := (mention.groups.get(name) or (name == "base" and self.head.groups.get(name)) or ()):
                words = "".join(self.sentence.of(piece) for piece in pieces).removesuffix("的")
                cells[name] = self._own_part(mention, words) if name == "base" else words
        columns = COLUMNS[mention.table]
        return Row(
            mention.table,
            document.to_raw(mention.span),
            tuple((name, cells.get(name, "")) for name in columns),
            self.sentence.text,
            mention.rule,
            tuple(e for e in evidence if e.field in columns),
        )

    def _scoped(self, mention: Mention, row: Row) -> Iterator[Row]:
        """One row for each field that the scope's word stands for: 省市 is 全省 and 全市."""
        names = self.context.rules.lexicons["scopes"].canonical.get(row.cell("scope"), "").split()
        if mention.table != "rankings" or len(names) < 2:
            yield row
            return
        for name in names:
            yield replace(row, cells=tuple((column, name if column == "scope" else cell) for column, cell in row.cells))

    def _settings(self, mention: Mention) -> Mapping[str, str]:
        """What the mention's rule sets; one that continues a list takes what the list's head sets."""
        own = self.context.rules.by_id[mention.rule].set
        return {**self.set, **own} if own.get("like") == "before" else own

    def statuses(self, mention: Mention) -> str:
        return self.context.statuses.of(self.sentence, mention.quantity.span, self.setting.heading)

    def _add_year(self, mention: Mention, source: Thing | None, cells: dict[str, str], proof: list[Evidence]) -> None:
        governed = self._governed(mention)
        if source is not None and (governed.label is None or governed.label.span.start < source.place.start):
            governed = source.governed
        if self.context.rules.by_id[mention.rule].set.get("year") == "own":
            own = governed.label is not None and governed.label.reach == "figure"
            governed = governed if own else Governed("", None)
        cells["year"] = governed.year
        label = governed.label
        if label is None and governed.year:
            proof.append(Evidence("year", "report", Span(0, 0)))
        elif label is not None and not self.sentence.clause(mention.quantity.span).holds(label.span):
            where: Origin = "text" if self.sentence.span.holds(label.span) else "paragraph"
            proof.append(Evidence("year", where, self.context.document.to_raw(label.span)))

    def _add_scope(self, mention: Mention, cells: dict[str, str], proof: list[Evidence]) -> None:
        place = mention.quantity.span
        clause = self.sentence.clause(place)
        named = [s for s in self.scopes if s.span.start < clause.end and s.only in (None, place)]
        owner = self.owner(mention)
        scope = named[-1] if named else self.setting.scope
        if owner is not None and (scope is None or not named or scope.span.start < owner.span.start):
            cells["holder"], scope = owner.name, None
            if not clause.holds(owner.span):
                proof.append(Evidence("holder", "clause before", self.context.document.to_raw(owner.span)))
        cells["scope"] = scope.name if scope else ""
        if scope is not None and not clause.holds(scope.span):
            proof.append(
                Evidence("scope", "clause before" if named else "paragraph", self.context.document.to_raw(scope.span))
            )

    def owner(self, mention: Mention) -> Company | None:
        """The one company whose figure it is: the last one named before it that no list, ranking or deal only mentions."""
        place = mention.quantity.span
        clause = self.sentence.clause(place)
        floor = self.sentence.span.start + self.sentence.text.rfind("；", 0, place.start - self.sentence.span.start)
        named = [c for c in self.setting.companies if floor < c.span.end <= place.start]
        before = [c for c in named if not c.listed]
        here = [c for c in before if clause.holds(c.span) and c.role not in ("入选榜单", "榜单发布")]
        subjects = [c for c in before if c.role not in ("入选榜单", "榜单发布", "投资方", "母公司")]
        return here[-1] if here else subjects[-1] if subjects else None


def _difference(thing: Thing) -> str:
    """What a difference in points is a difference of: 占比 or 增速 where the text leaves it out."""
    if thing.measure == "growth" and not thing.text.endswith(("增速", "增幅", "降幅", "跌幅", "升幅")):
        return "增速"
    if thing.measure == "share" and not thing.text.endswith(("占比", "比重")):
        return f"占{thing.base}比重" if thing.base else "占比"
    return ""


def _value_cells(mention: Mention, settings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    quantity = mention.quantity
    value, most = _converted(quantity, settings)
    yield "value", plain(value)
    yield "rank", plain(value)
    yield "value_max", "" if most is None else plain(most)
    bound: Bound | str = settings.get("bound") or quantity.bound
    yield "bound", bound
    yield "unit", quantity.unit
    yield "currency", settings.get("currency") or quantity.unit
    yield "measure", settings.get("measure", "")


def _converted(quantity: Quantity, settings: Mapping[str, str]) -> tuple[Decimal, Decimal | None]:
    """The value in the column's unit: `增长1.5倍` is 150, `是上年的2.3倍` 130, a fall negative."""
    value, most = quantity.value, quantity.value_max
    if quantity.kind == Kind.TIMES:
        less = 1 if settings.get("times") == "of-before" else 0
        value = (value - less) * 100
        most = None if most is None else (most - less) * 100
    if settings.get("sign") == "minus" and value > 0:
        value, most = -value, None if most is None else -most
    return value, most


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "percentages": ("value", "value_max", "bound", "measure", "indicator", "base", "scope", "year", "status"),
    "counts": ("value", "value_max", "bound", "unit", "indicator", "scope", "year", "status"),
    "amounts": ("value", "value_max", "bound", "currency", "indicator", "holder", "year", "status"),
    "rankings": ("rank", "scope", "indicator", "year", "status"),
}
