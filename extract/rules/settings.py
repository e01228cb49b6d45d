"""What a rule may say of its figure: the keys of `set`, their values, and which files' rules may use which."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from extract.models import Bound

# the cells of each file's table that its rules may set, and how the later stages are to read the figure
SETTINGS = {
    "percentages": frozenset(("measure", "sign", "times", "year", "like", "spread", "status", "bound", "doubt")),
    "counts": frozenset(("year", "like", "spread", "status", "bound", "doubt")),
    "amounts": frozenset(("year", "like", "spread", "status", "bound", "currency", "doubt")),
    "companies": frozenset(("find", "role", "event")),
    "years": frozenset(("kind", "reach")),
    "rankings": frozenset(("year", "like", "spread", "status")),
    "ignore": frozenset(("reason",)),
}


def told(what: str, values: Mapping[str, str]) -> Meta:
    """A key's description for editors, which also show what each value means while it is chosen.

    The meanings stand in the order in which the schema lists the values: sorted.
    """
    meanings = "; ".join(f"{value}: {meaning}" for value, meaning in values.items())
    docs = {"docs": {"main": what, "enumValues": [values[value] for value in sorted(values)]}}
    return Meta(description=f"{what}. {meanings}", extra_json_schema={"x-taplo": docs})


STATUSES = {
    "actual": "measured 实际",
    "forecast": "foreseen 预计",
    "target": "aimed at 目标",
    "threshold": "the number only bounds a class 门槛",
}
BOUNDS = {
    "exact": "as it stands 确数",
    "about": "约, 左右",
    "nearly": "近, 接近",
    "over": "超, 逾, 余",
    "at_least": "以上, 不少于",
    "under": "不足, 不到",
    "at_most": "以内, 不超过",
    "order_of": "a magnitude 量级 (千万级)",
}

Measure = Annotated[
    Literal["share", "growth", "points", "rate"],
    told(
        "what sort of figure 类别",
        {
            "share": "a part of a whole 占比",
            "growth": "a change 增速",
            "points": "a difference of two shares 百分点",
            "rate": "a share with a name of its own 比率",
        },
    ),
]
Sign = Annotated[Literal["minus"], told("sign of the value 正负", {"minus": "negative, as in 下降3% 取负值"})]
Times = Annotated[
    Literal["of-before"],
    told("how a multiple is read 倍数的读法", {"of-before": "2.3倍 is what it came to, a growth of 130 是上期的几倍"}),
]
Status = Annotated[
    Literal["actual", "forecast", "target", "threshold"], told("the status whatever the clause says 性质", STATUSES)
]
Year = Annotated[
    Literal["own"], told("which year counts 年份", {"own": "only one that stands at this figure, else none 只认紧邻的年份"})
]
Like = Annotated[
    Literal["before"],
    told("whose list it continues 并列", {"before": "that of the figure before, and takes what its rule says 同前一数字"}),
]
Spread = Annotated[
    Literal["each"], told("how it is shared out 分摊", {"each": "one row for each thing named, as 均 does 每个对象各一行"})
]
Limit = Annotated[Bound, told("how the value is limited, whatever the qualifier says 限定", BOUNDS)]
YearKind = Annotated[
    Literal["reference", "since", "title", "published"],
    told(
        "what the label is 类别",
        {
            "reference": "the year spoken of 所指年份",
            "since": "…以来 起始年份",
            "title": "part of a name 名称中的年份",
            "published": "when the text came out 发布年份",
        },
    ),
]
Reach = Annotated[
    Literal["sentence", "clause", "figure", "none"],
    told(
        "how far the label governs 管到哪里",
        {
            "sentence": "to the next label or semicolon 到下一年份或分号",
            "clause": "its own clause 本分句",
            "figure": "the next figure only 仅下一数字",
            "none": "nothing 不管",
        },
    ),
]
Find = Annotated[
    Literal[
        "left",
        "list",
        "trusted",
        "bounded",
        "roster",
        "headed",
        "full",
        "edged",
        "suffix",
        "to-suffix",
        "child",
        "proper",
        "peers",
        "lead",
    ],
    told(
        "where the name lies in the slot, and how much proof it needs 企业名在槽中的位置",
        {
            "left": "it ends where the slot ends 止于槽尾",
            "list": "the same for each member of a list 列举中的每一个",
            "trusted": "as left; the text gives the name itself 原文自报的名称",
            "bounded": "the whole slot 整个槽",
            "roster": "the members of a list that are names every one 全是企业名的名单",
            "headed": "the whole slot, with a business suffix 整个槽，带行业后缀",
            "full": "it ends with a legal form 止于有限公司等",
            "edged": "it ends where the slot ends and looks strange to the dictionary 止于槽尾，且非词典词",
            "suffix": "it ends where the slot ends, with a business suffix 止于槽尾的行业后缀",
            "to-suffix": "it ends at the first business suffix 止于第一个行业后缀",
            "child": "the same, and begins where the slot begins 始于槽首，止于行业后缀",
            "proper": "the whole slot, where none of its words is common 整个槽，且无常用词",
            "peers": "the members of a list, where each is proper 名单，各无常用词",
            "lead": "the strange run at the slot's head 槽首的生僻字串",
        },
    ),
]
Role = Annotated[
    Literal["入选榜单", "榜单发布", "上市", "上市队列", "项目", "投资方", "母公司", "融资", "其他"],
    told(
        "what the text ties the firm to 角色",
        {
            "入选榜单": "stands in a list",
            "榜单发布": "publishes a list",
            "上市": "its trading began",
            "上市队列": "on its way to a board",
            "项目": "has a plant, line or investment",
            "投资方": "invests",
            "母公司": "the parent",
            "融资": "got finance",
            "其他": "anything else",
        },
    ),
]
Doubt = Annotated[str, Meta(description="why the row is doubtful; each such row is a finding 存疑的理由", min_length=1)]
Currency = Annotated[str, Meta(description="ISO 4217 code, whatever the unit says 货币代码", pattern="^[A-Z]{3}$")]
Reason = Annotated[str, Meta(description="why the numeral is no datum 不作数据的理由", pattern="^[a-z][a-z -]*$")]
Event = Annotated[str, Meta(description="the event, where no slot {event} takes its words 事项", min_length=1)]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule says of the figure that it claims 对所认领数字的说明."""

    measure: Measure | UnsetType = UNSET
    sign: Sign | UnsetType = UNSET
    times: Times | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    year: Year | UnsetType = UNSET
    like: Like | UnsetType = UNSET
    spread: Spread | UnsetType = UNSET
    doubt: Doubt | UnsetType = UNSET
    bound: Limit | UnsetType = UNSET
    currency: Currency | UnsetType = UNSET
    kind: YearKind | UnsetType = UNSET
    reach: Reach | UnsetType = UNSET
    reason: Reason | UnsetType = UNSET
    find: Find | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    event: Event | UnsetType = UNSET
