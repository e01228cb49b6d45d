"""One form for each mark, digit and letter; doubled commas are one."""

import re
from collections.abc import Iterator

from extract.normalize.draft import Edit, deletion, keep_first

_HALF = {code: chr(code - 0xFEE0) for code in range(ord("！"), ord("～") + 1) if chr(code).isalnum()}
_FORMS = _HALF | str.maketrans("％．－＋／﹪﹒﹢「」『』〝〞﹐﹑﹔﹕﹖﹗﹙﹚()", "%.-+/%.+“”‘’“”，、；：？！（）（）")
_FULL = dict(zip(",;:!?", "，；：！？", strict=True))
_MINUS = re.compile(r"[−﹣](?=\d)")
# not the commas of 1,247 and ×,300 nor the colons of 14:09:07
_MARK = re.compile(r"(?<![0-9A-Za-z×□■*＊])[,;:!?]|[,;:!?](?![0-9A-Za-z])")
# 二○二四年, 二０一０年
_ZERO = re.compile("(?<=[〇一二三四五六七八九])[0○◯]{1,2}(?=[〇一二三四五六七八九年])")
_THOUSANDS = re.compile(r"(?<![0-9.,，])[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9]|[,，][0-9])")
_COMMAS = re.compile("(?P<ended>[,，]+(?=[ \u00a0\u2009\u202f]{0,6}。))|[,，]{2,}")
_BULLET = re.compile(r"^([ \t\u00a0\u3000]*)([?？\ufffd]{1,4})(?=[^\s?？\ufffd])", re.MULTILINE)


def commas(text: str) -> Iterator[Edit]:
    """Doubled commas are one, and none stands before a full stop: `,,` and `,。` come from lost characters."""
    for found in _COMMAS.finditer(text):
        if found["ended"]:
            yield deletion(*found.span(), "comma")
        else:
            yield keep_first(*found.span(), "comma", found[0][0])


def bullets(text: str) -> Iterator[Edit]:
    """A `?` at the start of a line stands for a bullet or an indent that was lost."""
    for found in _BULLET.finditer(text):
        start, end = found.span(2)
        yield keep_first(start, end, "bullet", "•" * (end - start))


def one_form(text: str) -> str:
    """The text, of the same length, with half-width digits and letters and the full-width marks of Chinese text."""
    text = _MINUS.sub("-", text.translate(_FORMS))
    text = _MARK.sub(lambda mark: _FULL[mark[0]], text)
    text = _ZERO.sub(lambda zeros: "〇" * len(zeros[0]), text)
    return _THOUSANDS.sub(lambda figure: figure[0].replace("，", ","), text)
