"""Places and offices: whose figure it is, by the lexicons `scopes` and `scope-traps`."""

from collections.abc import Iterable, Sequence

import regex

from extract.lexicons import Lexicons, any_of
from extract.models import Sentence, Span
from extract.words import is_word, part_of_speech

VERBS = frozenset(("v", "vn", "vd", "vi"))
JOINT = regex.compile("[、和与及]|以及")


class Places:
    """Finds scopes in a clause; `places` are bare names that a text uses (`晋江`)."""

    def __init__(self, lexicons: Lexicons, places: Iterable[str]) -> None:
        cues = lexicons["cues"]
        self._scope = regex.compile(scope_expression(lexicons, places))
        self._whole = regex.compile(
            rf"{any_of(t for t, n in lexicons['scopes'].notes.items() if n == '' and t[0] in '全本我该')}$"
        )
        self._office = regex.compile(office_expression(lexicons))
        self._speaks = regex.compile(
            rf"(?:\p{{Han}}{{0,3}}(?:负责人|主任|局长|处长|书记|人士)\p{{Han}}{{0,4}}?|{any_of(cues.of('period'))}|[昨今前][日天])*"
            rf"{any_of(cues.of('say-verb'))}"
        )
        self._kinds = frozenset(term for term, note in lexicons["scopes"].notes.items() if note == "suffix")
        end = any_of(self._kinds)
        total = any_of(cues.of("total"))
        self._summed = regex.compile(
            rf"(?:、\p{{Han}}{{1,8}}?{end}|(?:和|与|及)\p{{Han}}{{1,8}}?{end}|[两二三四五六七八九十][地市县区园]\p{{Han}}{{0,8}}?){total}"
        )

    def named(self, clause: str, start: int) -> Span | None:
        """The scope or office at a place of a clause; one that only speaks is none, and 该区 is the one before."""
        place = self.office(clause, start) or self._at(clause, start)
        named = place is not None and clause[place.start] != "该" and not self._speaks.match(clause, place.end)
        return place if named else None

    def end_of(self, text: str) -> int:
        """Where the scope at the head of a text ends; 0 where there is none."""
        found = self._scope.match(text)
        return int(found.end()) if found else 0

    def office(self, text: str, start: int) -> Span | None:
        """The office that acts at a place of the text."""
        found = self._office.match(text, start)
        return Span(*found.span()) if found else None

    def _at(self, text: str, start: int) -> Span | None:
        """The scope at a place of the text; a verb before 市 or 园区 makes none (惠及市场), but for 放眼全区."""
        found = self._scope.match(text, start)
        if found is None:
            return None
        name = found["before"] or found["name"] or ""
        first = next((name[:end] for end in (3, 2) if is_word(name[:end])), name)
        if part_of_speech(first) not in VERBS:
            return Span(*found.span())
        whole = self._whole.search(found[0])
        return Span(*whole.span()).shift(start) if whole else None

    def row(self, text: str, start: int) -> tuple[Span, ...]:
        """The scopes that stand in a row at a place of the text: `崇川区、通州区和海门区`."""
        found: list[Span] = []
        while (scope := self._at(text, start)) is not None:
            found.append(scope)
            joint = JOINT.match(text, scope.end)
            if joint is None:
                break
            start = joint.end()
        return tuple(found)

    def is_counted(self, text: str, scope: Span) -> bool:
        """Whether a scope's word at the end of a phrase is the thing counted: 全省共有|开发区."""
        return scope.start > 0 and scope.of(text) in self._kinds

    def sums(self, clause: str) -> bool:
        """Whether a clause sums named scopes: `四平、辽源开发区合计`, `三地合计`."""
        return self._summed.search(clause) is not None


def scope_expression(lexicons: Lexicons, places: Iterable[str] = ()) -> str:
    """An expression for a scope: a term of the lexicon, or a name that ends like a place (`长兴县`, `金普新区`).

    The lexicon `scope-traps` has the words that only look so: `市场` holds 市, `地区` ends in 区.
    """
    notes, traps = lexicons["scopes"].notes, lexicons["scope-traps"].notes
    bare = "|".join(f"{regex.escape(place)}(?![省市县区州城])" for place in sorted(places)) or "(?!)"
    plain = any_of(term for term, note in notes.items() if note == "")
    suffixes = [term for term, note in notes.items() if note == "suffix"]
    short, long = any_of(t for t in suffixes if len(t) == 1), any_of(t for t in suffixes if len(t) > 1)
    ends = any_of(term for term, note in traps.items() if note == "end")
    starts = (
        "|".join(f"(?<={regex.escape(term[0])}){regex.escape(term[1:])}" for term, note in traps.items() if note == "next")
        or "(?!)"
    )
    inner = r"(?:\p{Han}(?:(?![在为的对由把将])\p{Han}){%s}?)"  # a name holds no 在: 企业在园区
    named = rf"(?:(?P<before>{inner % '0,6'}?){long}|(?P<name>{inner % '0,6'}){short})"
    longer = rf"(?!\p{{Han}}{{2,6}}?{long}(?!{starts}))"  # 潍坊|综保区 is one
    return rf"(?:{plain}(?:省|市|自治区)?|(?:{bare}){longer}|{named}(?<!{ends})(?!{starts}))"


def bare_places(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The names of places that a text says with their rank somewhere: `晋江市` lets `晋江` stand for itself."""
    named = regex.compile(r"(\p{Han}{2,3})[省市县区州]")
    found = {str(m[1]) for s in sentences for m in named.finditer(s.text, overlapped=True)}
    places = frozenset(name for name in found if part_of_speech(name) == "ns")
    return places | _short_names(sentences) | _short_offices(sentences)


def _short_offices(sentences: Sequence[Sentence]) -> frozenset[str]:
    """What an office calls itself once it is named in full: `中心` after `三水区投资促进中心`."""
    named = regex.compile(r"(?:促进|招商|服务|合作|推广|管理)(中心)(?!城|区)")
    return frozenset(str(found[1]) for s in sentences for found in named.finditer(s.text))


def _short_names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The short names that a text gives to what is no firm: `屯门创新园（下称创新园）`."""
    given = regex.compile(r"(?<!公司|集团|股份)（(?:以下)?(?:简称为?|下称)[:：]?“?(\p{Han}{2,8})”?）")
    return frozenset(str(found[1]) for s in sentences for found in given.finditer(s.text))


def office_expression(lexicons: Lexicons) -> str:
    """An expression for an office that acts: a name that ends in 促进中心, 局, 条线 … and holds no class of things."""
    nouns = any_of(lexicons["nouns"].canonical)
    return rf"(?:(?!{nouns})\p{{Han}}){{0,8}}?{office_suffix(lexicons)}(?![法级])"


def office_suffix(lexicons: Lexicons) -> str:
    """An expression for the word that ends an office's name."""
    return any_of(term for term, note in lexicons["scopes"].notes.items() if note == "office")
