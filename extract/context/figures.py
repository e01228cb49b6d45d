"""Figures: the rows of a group of figures, each cell with the place it came from where that is not its own clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.context.cells import value_cells
from extract.context.labels import Governed
from extract.context.scopes import Scope
from extract.context.setting import Group, Readers, Setting, Thing
from extract.context.subjects import Subject
from extract.context.things import split_top
from extract.models import Company, Evidence, Finding, Mention, Origin, Row, Span
from extract.schema import TABLES

JOINTS = ("、", "和", "与", "及", "以及")
LISTED = ("入选榜单", "榜单发布")
DEALERS = (*LISTED, "投资方", "母公司")


@dataclass(frozen=True, slots=True)
class Figures:
    """A group of figures with its subject, ready to become rows."""

    readers: Readers
    setting: Setting
    scopes: Sequence[Scope]
    group: Group
    subject: Subject

    def rows(self) -> Iterator[Row | Finding]:
        """One row for each thing, or for each value of a 分别 list; a finding where the list does not fit."""
        things, mentions = self.subject.things, self.group.mentions
        paired = len(mentions) > 1 and len(things) > 1 and not self._several_bases()
        if paired and len(things) != len(mentions):
            yield self._unequal()
            return
        firms = self._firms()
        for index, mention in enumerate(mentions):
            for thing in (things[index],) if paired else things:
                for firm in firms[index : index + 1] if len(firms) == len(mentions) > 1 else firms or (None,):
                    yield from self._scoped(self._row(mention, thing, firm))

    def _firms(self) -> tuple[Company, ...]:
        """The firms that sums are spread over, each with its own: `沐禾、甲川分别获3亿元、2亿元`, `均超20亿元`."""
        acts, count = self.subject.acts, len(self.group.mentions)
        if self.group.head.table != "amounts" or len(self.subject.things) > 1 or not acts & {"each", "paired"}:
            return ()
        before = self.setting.companies_before(self.group.head.quantity.span)
        listed: list[Company] = before[-1:]
        for firm in reversed(before[:-1]):
            if self.setting.sentence.of(Span(firm.span.end, listed[0].span.start)) not in JOINTS:
                break
            listed.insert(0, firm)
        here = bool(listed) and self.setting.sentence.clause(self.group.head.quantity.span).holds(listed[0].span)
        fits = len(listed) == count if count > 1 else here and len(listed) > 1
        return tuple(listed) if fits else ()

    def _several_bases(self) -> bool:
        """Whether the list names a whole or a field of its own for each value: 占全市55%、全省33%."""
        return any({"base", "scope"} & mention.groups.keys() for mention in self.group.mentions[1:])

    def _unequal(self) -> Finding:
        mentions = self.group.mentions
        span = Span(mentions[0].quantity.span.start, mentions[-1].quantity.span.end)
        message = f"{len(self.subject.things)} things but {len(mentions)} values in one 分别 list; no row is guessed"
        rules = tuple(sorted({mention.rule for mention in mentions}))
        return Finding(self.readers.document.to_raw(span), "warning", "paired-length", message, rules)

    def _row(self, mention: Mention, thing: Thing, firm: Company | None) -> Row:
        cells = value_cells(mention.quantity, self.group.settings_of(mention))
        evidence = [
            *self._indicator(thing, cells),
            *self._year(mention, thing, cells),
            *self._scope(mention, thing, firm, cells),
        ]
        if self.subject.apart and cells["bound"] == "exact":
            cells["bound"] = self.subject.apart
        cells["status"] = self._status(mention, cells["year"])
        cells |= self._named(mention)
        columns = [column.name for column in TABLES[mention.table].own]
        return Row(
            mention.table,
            self.readers.document.to_raw(mention.span),
            tuple((name, cells.get(name, "")) for name in columns),
            self.setting.sentence.text,
            mention.rule,
            tuple(proof for proof in evidence if proof.field in columns and proof.field not in self._named(mention)),
        )

    def _inherited(self, thing: Thing) -> bool:
        return thing.place != self.group.head.quantity.span

    def _proof(self, field: str, origin: Origin, span: Span) -> Evidence:
        return Evidence(field, origin, self.readers.document.to_raw(span))

    def _indicator(self, thing: Thing, cells: dict[str, str]) -> Iterator[Evidence]:
        cells["indicator"] = thing.text
        if self._inherited(thing):
            yield self._proof("indicator", "clause before", thing.span)

    def _status(self, mention: Mention, year: str) -> str:
        if said := self.group.settings.get("status"):
            return said
        status = self.readers.statuses.of(self.setting.sentence, mention.quantity.span, self.setting.heading)
        ahead = year > self.setting.report > ""  # 到2026年达到5万亩 lies ahead without a cue
        return "forecast" if ahead and status == "actual" else status

    def _named(self, mention: Mention) -> dict[str, str]:
        """The base and the scope that the pattern itself named."""
        sentence = self.setting.sentence
        own = {name: self.group.words(name, sentence, mention) for name in ("base", "scope")}
        own["base"] = self._own_part(mention, own["base"] or self.group.words("base", sentence))
        return {name: words.removesuffix("的") for name, words in own.items() if words}

    def _own_part(self, mention: Mention, words: str) -> str:
        """The part of a list of wholes that goes with this value: 分别高于全市、全省2个和1个百分点."""
        parts, mentions = split_top(words, "、"), self.group.mentions
        return parts[mentions.index(mention)] if len(parts) == len(mentions) > 1 else words

    def _scoped(self, row: Row) -> Iterator[Row]:
        """One row for each field that a standing's scope stands for: 省市 is 全省 and 全市."""
        names = self.readers.rules.lexicons["scopes"].canonical.get(row.cell("scope"), "").split()
        if row.table != "rankings" or len(names) < 2:
            yield row
            return
        for name in names:
            yield replace(row, cells=tuple((column, name if column == "scope" else cell) for column, cell in row.cells))

    def _year(self, mention: Mention, thing: Thing, cells: dict[str, str]) -> Iterator[Evidence]:
        governed = self._governed(mention, thing)
        cells["year"] = governed.year
        label = governed.label
        if label is None and governed.year:
            yield Evidence("year", "report", Span(0, 0))
        elif label is not None and not self.setting.sentence.clause(mention.quantity.span).holds(label.span):
            inside = self.setting.sentence.span.holds(label.span)
            yield self._proof("year", "text" if inside else "paragraph", label.span)

    def _governed(self, mention: Mention, thing: Thing) -> Governed:
        """The year of a figure: that of its subject where it repeats one, unless a label stands between."""
        governed = self.setting.governed(mention.quantity.span)
        if self.group.rules.by_id[mention.rule].set.get("year") == "own":
            own = governed.label is not None and governed.label.reach == "figure"
            return governed if own else Governed("", None)
        older = governed.label is None or governed.label.span.start < thing.place.start
        return thing.governed if self._inherited(thing) and older else governed

    def _scope(self, mention: Mention, thing: Thing, firm: Company | None, cells: dict[str, str]) -> Iterator[Evidence]:
        """The scope, or the one company whose figure it is: that one has none; nor has a sum over scopes."""
        place = mention.quantity.span
        if self.subject.summed:
            cells["scope"] = ""
            return
        clause = self.setting.sentence.clause(place)
        named = [s for s in self.scopes if s.span.start < clause.end and s.only in (None, place)]
        scope, owner = named[-1] if named else self.setting.scope, firm or self._owner(place)
        if owner is not None and (firm is not None or scope is None or not named or scope.span.start < owner.span.start):
            cells["holder"], scope = owner.name, None
            if not clause.holds(owner.span):
                yield self._proof("holder", "clause before", owner.span)
        own = self._own_scope(thing, mention, clause) if scope else ""
        cells["scope"] = own or (scope.name if scope else "")
        if scope is not None and not clause.holds(scope.span):
            yield self._proof("scope", "clause before" if named else "paragraph", scope.span)

    def _own_scope(self, thing: Thing, mention: Mention, clause: Span) -> str:
        """The scope of one of several: `甲县、乙县新设企业分别为16家、11家`."""
        phrases, sentence = self.readers.phrases, self.setting.sentence
        texts = [thing.text for thing in self.subject.things]
        scopes = {text: phrases.scope_at(text) for text in texts}
        found = scopes[thing.text]
        if found and len(texts) > 1 and all(scopes.values()):
            return found.of(thing.text)
        head = sentence.of(Span(clause.start, self.group.head.quantity.span.start))
        listed, mentions = phrases.scopes_at(head), self.group.mentions
        paired = len(listed) == len(mentions) > 1 and "paired" in self.subject.acts
        return listed[mentions.index(mention)].of(head) if paired else ""

    def _owner(self, place: Span) -> Company | None:
        """The last company named before the figure in its stretch between semicolons that no list or deal only mentions.

        A number of firms or projects is nobody's own: `沐禾智能首发过会，另有3家企业在审`.
        """
        sentence = self.setting.sentence
        if self.group.head.table == "counts" and self.readers.phrases.opens_with_class(sentence.text, place, sentence.span):
            return None
        floor = sentence.span.start + sentence.text.rfind("；", 0, place.start - sentence.span.start)
        named = [c for c in self.setting.companies_before(place) if c.span.end > floor and not c.listed]
        here = [c for c in named if sentence.clause(place).holds(c.span) and c.role not in LISTED]
        subjects = [c for c in named if c.role not in DEALERS]
        return next(iter([*here[-1:], *subjects[-1:]]), None)
