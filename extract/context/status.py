"""Status: whether a figure is measured, foreseen, aimed at, or only bounds a class."""

import regex

from extract.context.places import VERBS
from extract.lexicons import Lexicons, any_of
from extract.models import Sentence, Span
from extract.words import part_of_speech


class Statuses:
    """Reads the status of a figure from the cues of its clause, by the lexicon `cues`."""

    def __init__(self, lexicons: Lexicons) -> None:
        cues = lexicons["cues"]
        self._cue = regex.compile(
            rf"(?P<term>{any_of(cues.of('term'))})|(?P<forecast>{any_of(cues.of('forecast'))})"
            rf"(?!近)|(?P<target>{any_of(cues.of('target'))})"
        )
        self._plan = regex.compile(any_of(cues.of("plan-heading")))
        self._outlook = regex.compile(any_of(cues.of("outlook-heading")))
        self._stands = regex.compile(any_of(cues.of("stands")))

    def of(self, sentence: Sentence, place: Span, heading: str) -> str:
        """`forecast` or `target` by the last cue before the figure in its stretch between semicolons, or by the heading.

        A cue reaches over commas (`力争新签约120个，增长7%以上`) until a clause says what stands already.
        """
        local = place.start - sentence.span.start
        floor = max(sentence.text.rfind(mark, 0, local) for mark in "；") + 1
        reach = sentence.text[floor:local]
        cues = [found for found in self._cue.finditer(reach) if not found["term"] and _opens(reach, found.start(), found[0])]
        if cues and not self._stands.search(reach, cues[-1].end()):
            return "forecast" if cues[-1]["forecast"] else "target"
        clause = sentence.of(sentence.clause(place))
        if self._stands.search(clause):
            return "actual"
        if self._plan.search(heading):
            return "target"
        return "forecast" if self._outlook.search(heading) else "actual"


def _opens(text: str, at: int, cue: str) -> bool:
    """Whether a cue that is a noun as well (`计划`, `目标`) opens its clause or follows a time: not in `研发计划立项数`."""
    return (
        cue not in ("计划", "规划", "目标")
        or (cue == "目标" and part_of_speech(text[at + 2 : at + 4]) in VERBS)  # 创新园目标引进企业130间
        or at == 0
        or not text[at - 1].isalpha()
        or text[at - 1] in "年月底前内末将区市县省州"
    )
