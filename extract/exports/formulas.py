"""Which texts a spreadsheet would run when it opens them: a report may say `=HYPERLINK(…)`, a figure may begin with `+`."""

_SIGNS = frozenset("=+-@＝＋－＠")  # the wide ones too: an Excel for East Asia takes them for the narrow ones
_BREAKS = frozenset("\t\r\n")


def runs(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula.

    >>> [runs(text) for text in ("=1+1", " +8%", "-2+3", "@SUM(1)", "\\t1", "＝1", "1-2", "约3%", "")]
    [True, True, True, True, True, True, False, False, False]
    """
    return text[:1] in _BREAKS or text.lstrip()[:1] in _SIGNS
