"""Word edges and vocabulary, from jieba's dictionary; the only file that imports jieba."""

import logging
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module, resources
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


@lru_cache(maxsize=4)
def _tokenizer(user_words: frozenset[str]) -> Any:
    """A tokenizer of our own: no shared cache file, no global state, the user words at the frequency jieba suggests."""
    jieba = import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    frequencies = dict(_frequencies())
    tokenizer.total = sum(frequencies.values())
    for word in _frequencies():
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    tokenizer.FREQ, tokenizer.initialized = frequencies, True
    for word in sorted(user_words):
        tokenizer.add_word(word)
    return tokenizer


def words(text: str, user_words: Iterable[str] = ()) -> tuple[Span, ...]:
    """The words of a text as spans, without guessing at unknown words (HMM off)."""
    tokenizer = _tokenizer(frozenset(user_words))
    spans, at = [], 0
    for word in tokenizer.cut(text, HMM=False):
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return tuple(spans)
