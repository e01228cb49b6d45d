"""What a company's name looks like: its edges in a run of words, and what is none."""

from collections.abc import Iterator

import regex

from extract.lexicons import Lexicons, any_of
from extract.models import Span
from extract.words import is_rare, is_word, part_of_speech, words

LATIN = regex.compile(r"[A-Z][A-Za-z0-9&.\-]*(?: (?:[A-Z][A-Za-z0-9&.\-]*|&))*")
PLACES = frozenset("省市区县州镇乡旗")  # 三水区|投资 is a place's
JOINING = frozenset("在由于被把将")  # no name has one inside: 沐禾在远目咨询
JOINTS = ("和", "与", "及", "以及")
SHORTEST, LONGEST, LONGEST_STEM = 2, 30, 4
# jieba's tags of words that open or join a clause: verbs, adverbs, prepositions, conjunctions, pronouns, particles
CLOSED_TAGS = frozenset(["v", "d", "p", "c", "r", "u", "ul", "uj", "ud", "uv", "uz", "f", "t", "m", "vd"])


_TOP = regex.compile(r"\d强")  # 世界500强沐禾


class Names:
    """Judges names by the lexicon `company-parts`: suffixes, forms, what stands before a name and what never is one."""

    def __init__(self, lexicons: Lexicons) -> None:
        parts = lexicons["company-parts"]
        self._suffix = regex.compile(any_of(parts.of("suffix")))
        self._form = regex.compile(any_of(parts.of("form")))
        self._stops = frozenset(parts.of("stop"))
        self._generic = frozenset(parts.of("generic"))
        self._generic_end = regex.compile(any_of(parts.of("generic-end")) + "$")
        self._before = regex.compile(any_of(parts.of("before")))
        self._origin = regex.compile(any_of(parts.of("origin")) + "(?=..)")
        self._home = regex.compile(any_of(parts.of("home")))
        self._never = regex.compile(any_of(parts.of("never")))
        self._closers = frozenset(parts.of("closer"))

    def ending(self, text: str, span: Span, trusted: bool) -> Span | None:
        """The name that ends where the span ends, without what describes or precedes it (`方案提供商沐禾工程`).

        Of the places where a name may begin, the last one wins that leaves a name.
        """
        end = span.end
        while end > span.start and text[end - 1] in self._closers:
            end -= 1
        described = max((b.end() for b in self._before.finditer(text, span.start, end)), default=span.start)
        if self._unknown(text[described:end]):
            return Span(described, end)
        for start in sorted(self._starts(text, Span(span.start, end)), reverse=True):
            name = self._without_origin(text, Span(start, end))
            if self.is_name(name.of(text), trusted):
                return name
        return None

    def beginning(self, text: str, span: Span, trusted: bool) -> Span | None:
        """The name that ends with the first business suffix or legal form in the span.

        `trusted` says that a name begins where the span begins (`旗下沐禾隐形眼镜`).
        """
        form = self._form.search(text, span.start, span.end)
        if form and (name := self.ending(text, Span(span.start, form.end()), True)):
            return name
        edges = {word.end + span.start for word in words(span.of(text))}
        for suffix in self._suffix.finditer(text, span.start + 1, span.end, overlapped=True):
            if suffix.end() not in edges:
                continue
            whole = Span(span.start, suffix.end())
            name = whole if trusted and self.is_name(whole.of(text), True) else self.ending(text, whole, False)
            if name is not None:
                return name
        return None

    def whole(self, text: str, span: Span) -> Span | None:
        """The span as a name, where its surroundings say that one begins and ends there; `日商` or a country goes."""
        described = self._before.match(text, span.start, span.end)
        name = self._without_origin(text, Span(described.end() if described else span.start, span.end))
        if len(name) < SHORTEST:
            return None
        pieces = _texts(name.of(text))
        cut = self._closers & {pieces[0], pieces[-1]} or JOINING & set(pieces[1:-1])
        fits = not cut and self.is_name(name.of(text), True)
        return name if fits else None

    def is_name(self, name: str, trusted: bool) -> bool:
        """Whether the text can be a company's name; `trusted` says that its surroundings name a company."""
        if not SHORTEST <= len(name) <= LONGEST or (self._never.search(name) and not self._form.search(name)):
            return False
        if LATIN.fullmatch(name):
            return trusted
        if form := self._form.search(name):
            return form.end() == len(name) and form.start() >= SHORTEST and not self._common(name[: form.start()])
        if self._generic_end.search(name) or self._common(name) or part_of_speech(name) in CLOSED_TAGS:
            return False
        if trusted and self.ends_like_name(name):
            return len(self._before_suffix(name)) >= SHORTEST
        return trusted or self._unknown(name)

    def is_headed(self, name: str) -> bool:
        """Whether a run at the head of a clause, before the firm's centre or plant, is a name: 联创声学|研发中心."""
        pieces = _texts(name)
        known = any(
            piece in self._generic or (part_of_speech(piece) in CLOSED_TAGS and not is_rare(piece)) for piece in pieces[:-1]
        )
        return self.ends_like_name(name) and self.is_name(name, True) and not known and len(pieces) > 1

    def ends_like_name(self, name: str) -> bool:
        """Whether the text ends with a business suffix or a legal form."""
        return any(found.end() == len(name) for found in self._suffix.finditer(name, overlapped=True)) or any(
            found.end() == len(name) for found in self._form.finditer(name)
        )

    def is_strange(self, name: str) -> bool:
        """Whether no dictionary explains the text: no word, no closed character, two or more pieces of one character."""
        if LATIN.fullmatch(name) or self._unknown(name):
            return True
        if is_word(name) or len(name) > LONGEST_STEM + 2 or self._closers & set(name):
            return False
        pieces = _texts(name)
        single = [piece for piece in pieces if len(piece) == 1]
        return len(single) > 1 or any(len(piece) > 1 and part_of_speech(piece) == "nrt" for piece in pieces)

    def is_proper(self, name: str) -> bool:
        """Whether a text that stands where a firm is named can be its name: three characters, none of its words common."""
        pieces = _texts(name)
        common = any(len(piece) > 1 and piece in self._generic and not self.ends_like_name(piece) for piece in pieces)
        fits = SHORTEST < len(name) <= LONGEST_STEM + 2 and not is_word(name) and not self._before.search(name)
        return fits and not common and self.is_name(name, True)

    def leading(self, text: str, span: Span) -> Span | None:
        """The strange run at the head of the span, before its first known word of two characters (`法谷达|密封件`)."""
        end = span.start
        for word in words(span.of(text)):
            if len(word) > 1 and not is_rare(word.of(span.of(text))):
                break
            end = word.end + span.start
        name = Span(span.start, end)
        fits = SHORTEST < len(name) <= LONGEST_STEM and self.is_strange(name.of(text)) and self.is_name(name.of(text), True)
        return name if fits else None

    def _starts(self, text: str, span: Span) -> Iterator[int]:
        """The places where a name may begin: the span's start, and behind each word that no name holds.

        A 和 joins two names only where two characters stand before it (`三和机电`); none begins in a bracket.
        """
        yield (last := span.start)
        bracket = text.find("（", span.start, span.end)
        for word in words(span.of(text)):
            piece = word.shift(span.start)
            said = piece.of(text)
            joins = said not in JOINTS or piece.start - last >= SHORTEST
            closed = said in self._stops or (len(said) > 1 and part_of_speech(said) in CLOSED_TAGS)
            if joins and closed and (bracket < 0 or piece.end <= bracket):
                yield (last := piece.end)
        for found in self._before.finditer(text, span.start, span.end):
            yield found.end()
        for found in _TOP.finditer(text, span.start, span.end):
            yield found.end()

    def _without_origin(self, text: str, name: Span) -> Span:
        origin = self._origin.match(text, name.start, name.end)
        if self._home.match(text, name.start) and any(
            f.end() == name.end for f in self._form.finditer(text, name.start, name.end)
        ):
            return name  # 香港沐禾有限公司 is its full name, 日本沐禾株式会社 is not
        return Span(origin.end(), name.end) if origin and name.end - origin.end() >= SHORTEST else name

    def _common(self, name: str) -> bool:
        """Whether a name is made of common words alone: an industry, a field, a class of firms."""
        return name in self._generic or all(piece in self._generic for piece in _texts(name))

    def _unknown(self, name: str) -> bool:
        """Whether the name is a short run that no dictionary knows with a business suffix (`沐/禾/工程`)."""
        if is_word(name) or name in self._generic or not self.ends_like_name(name) or self._never.search(name):
            return False
        if name[0] == "据":
            return False  # 据|远目咨询
        pieces = _texts(name)
        while pieces and (pieces[-1] in self._generic or self.ends_like_name(pieces[-1])):
            pieces.pop()
        stem = "".join(pieces)
        if LATIN.fullmatch(stem) and regex.search("[a-z]", stem):
            return True
        if len(stem) > SHORTEST and stem[-1] in PLACES:
            return False
        if len(self._before_suffix(name)) < SHORTEST or self._closers & set(stem) or stem.isascii():
            return False
        if not SHORTEST <= len(stem) <= LONGEST_STEM:
            return False
        longer = [piece for piece in _texts(stem) if len(piece) > 1]
        known = [piece for piece in longer if not is_rare(piece) or part_of_speech(piece) in CLOSED_TAGS]
        return len(known) <= 1 and len("".join(known)) < len(stem) and (len(stem) < LONGEST_STEM or not longer)

    def _before_suffix(self, name: str) -> str:
        ends = [found for found in self._suffix.finditer(name, overlapped=True) if found.end() == len(name)]
        return name[: min((int(found.start()) for found in ends), default=0)]


def _texts(text: str) -> list[str]:
    return [word.of(text) for word in words(text)]
