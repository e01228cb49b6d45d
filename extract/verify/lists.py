"""How many members a list of the text has, as far as its marks say."""

from dataclasses import dataclass

import regex

_BRACKETS = regex.compile(r"（[^）]*）|《[^》]*》|“[^”]*”")


@dataclass(frozen=True, slots=True)
class Count:
    """From how many to how many members a list can have."""

    least: int
    most: int

    @property
    def range(self) -> range:
        """All numbers of members that it can have."""
        return range(self.least, self.most + 1)

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


def counted(text: str) -> Count | None:
    """The members of a list; 、 parts them, 和, 及 and 与 may; None where it ends in 等 and so is not whole.

    A member with a 的 or 后 in it may be where the list begins: `对茶叶、竹木的扶持使产量、产值`.

    >>> str(counted("茶叶、竹木和冷链项目")), str(counted("云麓茶业、沐禾农业")), counted("云麓茶业、沐禾农业等")
    ('2–3', '2', None)
    >>> str(counted("对茶叶、竹木的扶持使产量、产值"))
    '2–3'
    """
    plain = _BRACKETS.sub("《》", text)
    if regex.search(r"等(?!级|于|候|待)", plain):
        return None
    members = plain.split("、")
    begins = max((at for at, member in enumerate(members) if at and regex.search("[的后中里下]", member)), default=0)
    joins = len(regex.findall(r"以及|[和及与]", plain))
    return Count(len(members) - begins, len(members) + joins)
