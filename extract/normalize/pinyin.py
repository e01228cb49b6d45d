"""Readings in brackets, which mirror sites add after a character: 企業(yè), 萬(wàn)元."""

import re
import unicodedata
from collections.abc import Iterator

from extract.normalize.draft import Edit, deletion

_HAN = "\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
_LETTER = "[a-zà-üāēīōūǎǐǒǔǖǘǚǜăĕĭŏŭěńňǹɑɡ\u0300-\u030c]"
_READING = re.compile(rf"(?<=[{_HAN}])(?:[(（] ?({_LETTER}{{1,9}}) ?[)）])+")
_TONES = "\u0300\u0301\u0304\u0306\u030c"
_SYLLABLE = re.compile(
    "[bp](?:a|o|ai|ei|ao|an|en|ang|eng|i|ie|iao|ian|in|ing|u)|pou"
    "|m(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing|u)|f(?:a|o|ei|ou|an|en|ang|eng|u)"
    "|[dt](?:a|e|ai|ei|ao|ou|an|ang|eng|ong|i|ie|iao|ian|ing|u|uo|ui|uan|un)|den|dia|diu"
    "|[nl](?:a|e|ai|ei|ao|ou|an|ang|eng|ong|i|ie|iao|iu|ian|in|iang|ing|u|uo|uan|un|[üv]e?|ue)|nen|lia|lo"
    "|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    "|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|[uü]|[uü]e|[uü]an|[uü]n)"
    "|(?:[zcs]h?)(?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|uo|ui|uan|un)|[zcs]h(?:ua|uai|uang)"
    "|r(?:e|i|ao|ou|an|en|ang|eng|ong|u|ua|uo|ui|uan|un)"
    "|y(?:a|o|e|ai|ao|ou|i|an|in|ang|ing|ong|u|ue|uan|un)|w(?:a|o|ai|ei|an|en|ang|eng|u)"
    "|a|o|e|ai|ei|ao|ou|an|en|ang|eng|er"
)


def _bare(reading: str) -> tuple[str, bool]:
    """The reading without its tone mark, and whether it had one: `yè` gives `ye`, True."""
    parts = unicodedata.normalize("NFD", reading)
    bare = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", bare).replace("ɑ", "a").replace("ɡ", "g"), len(bare) < len(parts)


def readings(text: str) -> Iterator[Edit]:
    """Readings are deleted; one without tone mark, (men), only on a page that has marked ones. (PPI), (a) stay."""
    found = [(match, *_bare(match[1])) for match in _READING.finditer(text)]
    valid = [(match, bare, marked) for match, bare, marked in found if _SYLLABLE.fullmatch(bare)]
    if any(marked for _, _, marked in valid):
        for match, bare, marked in valid:
            if marked or len(bare) > 1:
                yield deletion(*match.span(), "pinyin")
