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
def _frequencies() -> dict[str, int]:
    return dict(zip(_columns()[::3], map(int, _columns()[1::3]), strict=True))


@lru_cache(maxsize=1)
def _tags() -> dict[str, str]:
    return dict(zip(_columns()[::3], _columns()[2::3], strict=True))


def is_rare(word: str) -> bool:
    """Whether the dictionary has met the word so seldom that it may as well be a name."""
    return _frequencies().get(word, 0) <= RARE


def part_of_speech(word: str) -> str:
    """The dictionary's tag of a word (`n`, `v`, `p` …), empty for an unknown one."""
    return _tags().get(word, "")


def is_word(text: str) -> bool:
    """Whether the dictionary holds the text as a word."""
    return text in _frequencies()


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """A tokenizer of our own: no cache file in a shared folder, and no prefixes in its dictionary.

    jieba walks from prefix to prefix; asking for each length instead gives the same graph and saves half a second.
    """
    import jieba

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba ships no types
        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802  # jieba's name
            known = _frequencies()
            return {
                start: [end - 1 for end in _ends(sentence, start) if known.get(sentence[start:end])] or [start]
                for start in range(len(sentence))
            }

    tokenizer = Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = _frequencies(), sum(_frequencies().values()), True
    return tokenizer


def _ends(sentence: str, start: int) -> range:
    return range(start + 1, min(start + _longest(), len(sentence)) + 1)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _frequencies()))


def words(text: str) -> tuple[Span, ...]:
    """The words of a text as spans, without guessing at unknown words (HMM off)."""
    spans, at = [], 0
    for word in _tokenizer().cut(text, HMM=False):
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return tuple(spans)
