"""Coordinated things: `A、B、C领域新增项目` is three things that share a tail."""

import regex

from extract.context.phrases import Phrases
from extract.lexicons import Lexicons, any_of


class Things:
    """Splits a phrase into the things it names, by the lexicons `cues` and `nouns`."""

    def __init__(self, lexicons: Lexicons, phrases: Phrases) -> None:
        self._phrases = phrases
        self._classes = regex.compile(any_of(lexicons["nouns"].canonical))
        self._levels = regex.compile(any_of(lexicons["cues"].of("level")))
        self._sum = regex.compile(r"[二两三四五六七八九十](?:大|个|类|项)\p{Han}{0,4}?(?:产业|领域|行业|板块|类别|集群)")

    def split(self, phrase: str, wanted: int = 0) -> tuple[str, ...]:
        """The things of a phrase, heads and tails shared out; `wanted` values ask for as many, split at 和 if need be.

        `省级独角兽企业、潜在独角兽企业` gives both with 省级; `新能源、智能装备产业产值` gives both with 产业产值.
        """
        left, tail = self._phrases.parted(phrase) or (phrase, "")
        parts = split_top(left, "、")
        if wanted and len(parts) < wanted:
            parts = self._split_more(parts, wanted)
        if len(parts) == 1:
            return (self._phrases.clean(left + tail).text if not tail else self._join(left, tail),)
        if summed := self._sum.search(parts[-1]):
            tail = parts[-1][summed.end() :] + tail  # 三大产业 goes when its members are split
            parts[-1] = parts[-1][: summed.start()]
        if tail:
            shared = self._phrases.clean(tail).text
            return tuple(part + shared for part in parts)
        return self._share(parts)

    def _join(self, left: str, tail: str) -> str:
        owner = self._phrases.clean(left, number_follows=False).text
        rest = self._phrases.clean(tail).text
        return rest if rest else owner

    def _split_more(self, parts: list[str], wanted: int) -> list[str]:
        for mark in ("以及", "和", "与", "及"):
            more = [*parts[:-1], *split_top(parts[-1], mark)]
            if len(more) == wanted:
                return more
        return parts

    def _share(self, parts: list[str]) -> tuple[str, ...]:
        last, first = parts[-1], parts[0]
        head = (self._levels.match(first) or [""])[0] or self._phrases.deed(first)
        tail = self._tail(parts)
        things = []
        for part in parts:
            shared = part if part is first or part.startswith(head) else head + part
            things.append(shared if part is last or not tail else shared + tail)
        return tuple(things)

    def _tail(self, parts: list[str]) -> str:
        """What the last thing says for all: from its first class noun on, unless the others end like it."""
        first, last = parts[0], parts[-1]
        for noun in self._classes.finditer(last):
            if noun.start() == 0:
                if self._classes.fullmatch(first, max(0, len(first) - len(noun[0]))):
                    return last[noun.end() :]  # 制造业、服务业|外资
                continue
            if first.endswith(noun[0]):
                return last[noun.end() :]
            if first.endswith(last[noun.start() :]):
                return ""
            return last[noun.start() :]
        return ""


def split_top(text: str, mark: str) -> list[str]:
    """The parts between marks that stand outside 《》 “” （）."""
    parts, depth, at, start = [], 0, 0, 0
    while at < len(text):
        depth += (text[at] in "《“（") - (text[at] in "》”）")
        if depth == 0 and text.startswith(mark, at):
            parts.append(text[start:at])
            at += len(mark)
            start = at
        else:
            at += 1
    return [part for part in (*parts, text[start:]) if part]
