"""What a page says, in English and in Chinese."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import regex

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in English and in Chinese."""

    english: str
    chinese: str

    def by(self, language: Language) -> str:
        """It in one of the languages."""
        return self.chinese if language == "zh" else self.english


MEASURES: Mapping[str, Said] = {
    "count": Said("count", "数量"),
    "amount": Said("amount", "金额"),
    "share": Said("share", "占比"),
    "growth": Said("growth", "增速"),
    "points": Said("difference", "百分点差"),
    "rate": Said("rate", "比率"),
    "rank": Said("rank", "位次"),
}
BOUNDS: Mapping[str, Said] = {
    "exact": Said("exact", "确数"),
    "about": Said("about", "约"),
    "nearly": Said("nearly", "近"),
    "over": Said("over", "超"),
    "at_least": Said("at least", "至少"),
    "under": Said("under", "不足"),
    "at_most": Said("at most", "至多"),
    "order_of": Said("order of", "量级"),
}
STATUSES: Mapping[str, Said] = {
    "actual": Said("actual", "实际"),
    "forecast": Said("forecast", "预计"),
    "target": Said("target", "目标"),
}
LEVELS: Mapping[str, Said] = {
    "error": Said("error", "错误"),
    "warning": Said("warning", "警告"),
    "note": Said("note", "提示"),
}
_ASPECTS = {"class": "门槛", "list": "名单", "base": "基数", "unit": "单位", "scope": "范围"}
_MOVED = regex.compile(r"(class|list|base|unit) (.+ → .+)", regex.DOTALL)
_UNTOLD = regex.compile(r"scope (.+) unsaid in (.+)", regex.DOTALL)
_SEVERAL = regex.compile(r"(?:(.+): )?several figures in (.+?): (.+)", regex.DOTALL)
_AGAINST = regex.compile(r"(\d+): (.+) in (.+)", regex.DOTALL)
_NEXT = regex.compile(r"; (?=\d{4}: )")
_CHANGE = regex.compile(r"(over|under)? ?(.*?) ?(%|points?|places?)")
_CHANGES = {"over": "高于 ", "under": "低于 ", "%": "%", "point": " 个百分点", "place": " 位"}


def reason_said(reason: str) -> Said:
    """A reason or a note of the panel in both languages; `base unsaid → 全市` is `基数：未说明 → 全市`."""
    if len(several := _NEXT.split(reason)) > 1:
        return Said(reason, "；".join(reason_said(one).chinese for one in several))
    if found := _MOVED.fullmatch(reason):
        sides = (side.replace("unsaid", "未说明") if side == "unsaid" else side for side in found[2].split(" → "))
        return Said(reason, f"{_ASPECTS[found[1]]}：{' → '.join(sides)}")
    if found := _UNTOLD.fullmatch(reason):
        return Said(reason, f"{found[2]} 未说明范围“{found[1]}”")
    if found := _SEVERAL.fullmatch(reason):
        year = f"{found[1]} 年：" if found[1] else ""
        return Said(reason, f"{year}{found[2]} 中有几个数：{found[3]}")
    if found := _AGAINST.fullmatch(reason):
        return Said(reason, f"{found[1]} 年：{found[3]} 中为 {found[2]}")
    return Said(reason, reason)


def change_said(change: str) -> Said:
    """A change in both languages; `over +23 %` is `高于 +23%`."""
    if change == "unknown":
        return Said("left open", "无从确定")
    change = change.replace("-", "−")
    if found := _CHANGE.fullmatch(change):
        limit = _CHANGES[found[1]] if found[1] else ""
        return Said(change, f"{limit}{found[2]}{_CHANGES[found[3].removesuffix('s')]}")
    return Said(change, change)
