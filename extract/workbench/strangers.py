"""Strangers: runs of characters that no dictionary explains, beside a word that goes with firms, and held by no mention."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from extract.companies.names import CLOSED_TAGS, Names
from extract.lexicons import Lexicon, any_of
from extract.models import Sentence, Span
from extract.pipeline import Reading
from extract.rules import RuleSet
from extract.words import is_rare, part_of_speech, words

SHORTEST, LONGEST = 2, 6
RARE_PIECE = 3  # characters of a rare word that may be part of a name
BEFORE = ("intro", "invest-verb", "list-verb", "listing-verb")  # acts whose words stand before a firm
BEHIND = ("firm", "company-form", "board", "invest-verb", "project", "list-verb", "listing-verb", "queue")


@dataclass(frozen=True, slots=True)
class Stranger:
    """One such run: where it stands first, and how often in all."""

    name: str
    times: int
    report: str
    line: int
    sentence: str


def strangers(readings: Iterable[Reading], rules: RuleSet) -> tuple[Stranger, ...]:
    """The runs, the most frequent first, then by name."""
    search = _Search(rules)
    places: dict[str, list[tuple[Reading, Sentence, Span]]] = defaultdict(list)
    for reading in readings:
        for sentence, named in zip(reading.sentences, reading.companies, strict=True):
            for span in search.find(sentence, [company.span for company in named]):
                places[sentence.of(span)].append((reading, sentence, span))
    found = (_stranger(name, *there[0], len(there)) for name, there in places.items())
    return tuple(sorted(found, key=lambda stranger: (-stranger.times, stranger.name)))


def _stranger(name: str, reading: Reading, sentence: Sentence, span: Span, times: int) -> Stranger:
    document = reading.document
    line = document.raw.count("\n", 0, document.to_raw(span).start) + 1
    return Stranger(name, times, document.id, line, sentence.text)


class _Search:
    """What a stranger looks like, from the lexicons."""

    def __init__(self, rules: RuleSet) -> None:
        cues, scopes = rules.lexicons["cues"], rules.lexicons["scopes"]
        self._names = Names(rules.lexicons)
        self._closed = frozenset(rules.lexicons["company-parts"].of("closer", "stop"))
        self._before = regex.compile(f"{any_of(cues.of(*BEFORE))}(?:的|了)?[“]?$")
        self._behind = regex.compile(f"[”]?(?:的|在|等|旗下|等?{any_of(cues.of(*BEHIND))})")
        self._place = regex.compile(f"{any_of(_suffixes(scopes))}$")

    def find(self, sentence: Sentence, taken: list[Span]) -> Iterator[Span]:
        """The strangers of a sentence outside its company names and its figures."""
        held = [*taken, *(quantity.span for quantity in sentence.quantities)]
        for run in _runs(sentence.text, self._closed):
            span = run.shift(sentence.span.start)
            if not any(span.overlaps(other) for other in held) and self._is_one(sentence.text, run):
                yield span

    def _is_one(self, text: str, run: Span) -> bool:
        name = run.of(text)
        beside = self._before.search(text, 0, run.start) or self._behind.match(text, run.end)
        likely = self._names.is_name(name, trusted=True) and self._names.is_strange(name)
        return bool(beside) and likely and not self._place.search(name)


def _suffixes(scopes: Lexicon) -> tuple[str, ...]:
    return tuple(term for term in scopes.canonical if scopes.notes.get(term) == "suffix")


def _runs(text: str, closed: frozenset[str]) -> Iterator[Span]:
    """The longest runs of pieces none of which is a word in common use: `沐|禾|工程` gives 沐禾."""
    start, end, single = 0, 0, 0
    for word in (*words(text), Span(len(text), len(text))):
        piece = word.of(text)
        if _is_unknown(piece, closed):
            start = start if end > start else word.start
            end, single = word.end, single + (len(piece) == 1)
            continue
        if single > 1 and SHORTEST <= end - start <= LONGEST:
            yield Span(start, end)
        start, end, single = word.end, word.end, 0


def _is_unknown(piece: str, closed: frozenset[str]) -> bool:
    if not piece or piece in closed or not regex.fullmatch(r"\p{Han}+", piece):
        return False
    return (len(piece) == 1 and part_of_speech(piece) not in CLOSED_TAGS) or (len(piece) <= RARE_PIECE and is_rare(piece))
