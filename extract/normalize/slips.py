"""Half-byte slips of GBK: after a lost byte each character is read from the halves of two.

    written     。   　   　   截   至   目   前          。   現
    bytes      A1A3 A1A1 A1A1 BDD8 D6C1 C4BF C7B0       A1A3 AC46
    read        ? A3A1 A1A1 A1BD D8D6 C1C4 BFC7 ?        ? A3AC 46
                ?  ！   　   〗   刂   聊   壳  ?        ?  ，   F

The slip ends at the next ASCII byte: with one more lost byte, or inside a character whose second byte is a letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.encodings import FREQUENT
from extract.models import Span
from extract.normalize.draft import Edit
from extract.normalize.script import tables
from extract.words import is_word

# the second byte that is left tells which mark was broken; the other marks' would let sound text pass for a slip
_MARKS = {0xA3: "。", 0xA2: "、"}
_LOST = "?\ufffd"
_RUN = re.compile(rf"[{_LOST}](?=([^\x00-\x7f{_LOST}]{{1,200}})([@-~{_LOST}]))")
_HAN = re.compile(r"[\u3400-\u9fff]")
# what a comma of lists and the first byte of a character read as: ⒈ ⑴ ① ㈠ Ⅰ and codes without a character
_STRAY = re.compile(r"[ⅰ-ⅹ⒈-⒛⑴-⒇①-⑩㈠-㈩Ⅰ-Ⅻ\ue000-\uf8ff]")
_PUNCTUATION = "，。、；：！？（）《》“”「」"


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of text that lost its step, and what was written there if that can be told."""

    span: Span
    written: str | None

    def edit(self) -> Edit:
        """The `?` goes, and each character after it becomes the one that was written."""
        return Edit(self.span, Span(self.span.start, self.span.start + 1), "slip", self.written or "")


def slips(text: str) -> Iterator[Slip]:
    """The slips of a text, in order."""
    at = 0
    for run in _RUN.finditer(text):
        if run.start() < at:
            continue
        written = _written(run[1], run[2])
        if written or _is_garbage(run[1], run[2]):
            at = run.end(2) if written else run.end(1)
            yield Slip(Span(run.start(), at), written)


def _written(run: str, last: str) -> str | None:
    """What was written in place of `?`, `run` and `last`, of their length less one; a character that is lost is □."""
    try:
        read = run.encode("gb18030")
    except UnicodeEncodeError:
        return None
    if len(read) != 2 * len(run) or read[0] not in _MARKS:
        return None
    halves = read[1:-1] if last in _LOST else read[1:] + last.encode("ascii")
    try:
        words = halves.decode("gb18030")
    except UnicodeDecodeError:
        return None
    written = _MARKS[read[0]] + words + ("□" if last in _LOST else "")
    return written if len(written) == len(run) + 1 and _reads_as_chinese(words) else None


def _reads_as_chinese(words: str) -> bool:
    """Whether the words are frequent Chinese characters, but for a rare one that is part of a known word (截至)."""
    words = words.translate(tables().characters)
    told = [place for place, character in enumerate(words) if _HAN.match(character)]
    if not told or not all(c.isspace() or c in _PUNCTUATION for c in _HAN.sub("", words)):
        return False
    strange = [place for place in told if words[place] not in FREQUENT]
    return len(strange) * 3 <= len(told) and all(
        is_word(words[place : place + 2]) or is_word(words[max(place - 1, 0) : place + 1]) for place in strange
    )


def _is_garbage(run: str, last: str) -> bool:
    """Whether the run after a `?` reads as no Chinese: `?，` or `?Ｈ`, mostly rare characters, or ⒐ or a code before any."""
    told = _HAN.findall(run.translate(tables().characters))
    strange = sum(c not in FREQUENT for c in told)
    if "！" <= run[0] <= "～" and run[0] not in "（）":
        return True
    stray = _STRAY.match(run) is not None and (strange * 5 > len(told) or (len(run) == 1 and last.isalpha()))
    return stray or "\ue000" <= max(run) <= "\uf8ff" or (len(told) > 2 and strange * 3 > len(told) * 2)
