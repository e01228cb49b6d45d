"""Word edges and vocabulary, from jieba's dictionary; the only file that imports jieba."""

from functools import lru_cache
from importlib import resources
from typing import Any

from extract.models import Span

RARE = 4


@lru_cache(maxsize=1)
def _columns() -> list[str]:
    """The dictionary as shipped, three cells to a word: the word, its frequency, its part of speech."""
    return resources.files("jieba").joinpath("dict.txt").read_text("utf-8").split()


@lru_cache(maxsize=1)
def _cells() -> dict[str, int]:
    """For each word the cell of its frequency; its part of speech is the next."""
    return dict(zip(_columns()[::3], range(1, len(_columns()), 3), strict=True))


class _Frequencies:
    """The dictionary as jieba asks it: a number is only read when its word is met."""

    def get(self, word: str, default: int = 0) -> int:
        """How often the dictionary has met the word."""
        cell = _cells().get(word)
        return default if cell is None else int(_columns()[cell])


FREQUENCIES = _Frequencies()


def is_rare(word: str) -> bool:
    """Whether the dictionary has met the word so seldom that it may as well be a name."""
    return FREQUENCIES.get(word) <= RARE


def part_of_speech(word: str) -> str:
    """The dictionary's tag of a word (`n`, `v`, `p` …), empty for an unknown one."""
    cell = _cells().get(word)
    return "" if cell is None else _columns()[cell + 1]


def is_word(text: str) -> bool:
    """Whether the dictionary holds the text as a word."""
    return text in _cells()


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """A tokenizer of our own: no cache file in a shared folder, and no prefixes in its dictionary.

    jieba walks from prefix to prefix; asking for each length instead gives the same graph and saves half a second.
    """
    import jieba

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba ships no types
        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802  # jieba's name
            return {
                start: [end - 1 for end in _ends(sentence, start) if FREQUENCIES.get(sentence[start:end])] or [start]
                for start in range(len(sentence))
            }

    tokenizer = Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = FREQUENCIES, sum(map(int, _columns()[1::3])), True
    return tokenizer


def _ends(sentence: str, start: int) -> range:
    return range(start + 1, min(start + _longest(), len(sentence)) + 1)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _cells()))


def words(text: str) -> tuple[Span, ...]:
    """The words of a text as spans, without guessing at unknown words (HMM off)."""
    spans, at = [], 0
    for word in _tokenizer().cut(text, HMM=False):
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return tuple(spans)
