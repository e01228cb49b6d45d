"""Text as it is kept: one sort of line end, no outer blanks, no stand-ins for common characters."""

import re
import unicodedata

from extract.errors import InputError
from extract.intake.model import LEAST, LONGEST

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BINARY = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_OUTER = " \t\u00a0\u3000\ufeff\u200b"
# PDF fonts map common characters to the signs of their radicals: ⽤ for 用, ⻓ for 长; Unicode decomposes the first sort
# only. The second sort, where the sign is a character's own shape:
_SIGNS = "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳"
_SHAPES = "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟"
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS = str.maketrans({**_KANGXI, **dict(zip(_SIGNS, _SHAPES, strict=True))})


def cleaned(text: str) -> str:
    """The text with `\\n` line ends and one at its end, lines without outer blanks, radicals as characters.

    >>> cleaned("　　⾼新区\\r\\n\\r\\n⻓期 ")
    '高新区\\n\\n长期\\n'
    """
    lines = _BREAKS.sub("\n", text).translate(_RADICALS).split("\n")
    return "\n".join(line.strip(_OUTER) for line in lines).strip("\n") + "\n"


def report_in(text: str) -> str:
    """The text itself; raises InputError where it is binary, longer than any report, or holds too little Chinese."""
    if found := _BINARY.search(text):
        raise InputError(f"not a text: it holds the character U+{ord(found[0]):04X}", advice="save the report as text")
    if len(text) > LONGEST:
        raise InputError(f"longer than {LONGEST} characters", advice="a report is far shorter; check the file")
    if (told := _told(text)) < LEAST:
        raise InputError(f"no report: {told} Chinese characters, fewer than {LEAST}", advice="save the report's own page")
    return text


def _told(text: str) -> int:
    return sum(1 for _ in _HAN.finditer(text))
