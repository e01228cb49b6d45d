"""Numerals: runs of digits or Chinese numerals with their exact value. `scan` finds them, `parse` reads one.

The text is normalized: simplified script, half-width digits, no blanks inside figures. Formal numerals (`贰佰零参`) are
folded one to one onto plain ones (`二百零三`) first, so that one grammar reads both; 陆, 伍, 参, 拾 … count only beside
another numeral (登陆, 队伍, 参加 and 收拾 hold none).
"""

from decimal import Decimal

import regex

from extract.models import Numeral, Span

# ---- formal numerals -------------------------------------------------------------------------------------------------

_PLAIN = str.maketrans("壹贰叁参肆伍陆柒捌玖拾佰仟俩", "一二三三四五六七八九十百千两")
_FORMAL_DIGIT = "壹贰叁参肆伍陆柒捌玖"
_FORMAL = regex.compile(
    rf"[壹贰叁捌玖]"
    r"|(?<![队入退行为落登大内着水海])[参肆伍陆柒](?=[拾佰仟万亿])"  # 参万肆仟; not 大陆|万科, 队伍|万人
    rf"|(?<=[拾佰仟]零?|[万亿]零)[参肆伍陆柒]"  # 贰佰零参
    rf"|(?<=[{_FORMAL_DIGIT}一二三四五六七八九])拾|拾(?=[{_FORMAL_DIGIT}]|[万亿][{_FORMAL_DIGIT}零元圆整])"
    rf"|(?<=[{_FORMAL_DIGIT}\d一二三四五六七八九十两俩几数])[佰仟]|[佰仟](?=分之)"
    rf"|俩(?=[百千万])"  # 俩千
)


def fold(text: str) -> str:
    """The text with formal numerals as plain ones, character for character: `拾壹` is `十一`."""
    return _FORMAL.sub(lambda match: match[0].translate(_PLAIN), text)


# ---- the grammar, from small to large --------------------------------------------------------------------------------

_ONES = "一二三四五六七八九"
_PAIR = "(?:一[二两]|[二两]三|三[四五两]|四五|五六|六七|七八|八九)"  # 三五家, 两三百: an approximate range
_MORE = f"{_ONES}十百千万亿兆零〇两廿卅卌余多来几点又分/"  # what may carry a numeral on
_GRAMMAR = rf"""
(?P<sign> (?<![胜自抱担辜肩欺]) 负
  | (?<! [A-Za-z0-9%‰)）”》−-] | [\d一二三四五六七八九十百千万亿] \p{{Han}}{{0,2}} )
    [-−] )?  # 增长-3.5%; not 1万-5万, 3年-5年
(?= [\d.半首两廿卅卌零〇十百千万亿{_ONES}] )
(?: (?P<half> 一半 (?!导体) | 半 )
  | (?P<number> (?> (?&figure) | [{_ONES}两] ) (?! [{_MORE}] ) | (?<![A-Za-z0-9.]) \.\d+ )  # most numerals
  | (?P<first> 首 )
  | (?<=[唯统之单同]) (?P<lone> 一 ) (?= [{_ONES}两] )  # 唯一一家
  | (?= [\d.{_MORE}]+ 分之 ) (?: (?P<whole> (?&chain) ) 又 )? (?P<below> (?&chain) ) 分之 (?P<above> 负? (?&decimal) )
  | (?<![\d/.]) (?P<over> \d{{1,3}} ) / (?P<under> [1-9]\d{{0,2}} ) (?![\d/.])
  | (?P<plan> 十 (?! {_PAIR} ) [{_ONES}] 五 (?![十百千万亿]) )  # 十二五
  | (?P<digitwise> [零〇{_ONES}]{{3,}}+ (?![十百千万亿兆])  # 二〇二四
      | [{_ONES}] [零〇]++ (?! [{_ONES}十百千] )  # 三〇
      | (?! {_PAIR} | 一一 ) [{_ONES}]{{2}} (?![十百千万亿兆]) )  # 三九
  | (?P<number> (?&decimal) ) )
(?(DEFINE)
  (?P<grouped> (?<! \d | \d[,，] ) \d{{1,3}} (?: [,，] \d{{3}} )+ (?!\d) )  # 1,247; not 2,3
  (?P<figure> (?: (?&grouped) | \d++ )
    (?: (?<! \d\.\d+ ) (?! \.(?:19|20)\d\d年 ) \.\d++ (?! \.\d ) )?+ )  # 4.5; not 2025.2.14, 1.2024年
  (?P<digit> {_PAIR} | [{_ONES}两] | (?&figure) )
  (?P<hundred> 百 (?! 分点 | 货 ) (?&rest)? )
  (?P<thousand> 千 (?! [瓦克米伏赫卡帕焦升] )  # 千瓦 is a unit, its 千 no numeral
    (?: [零〇]* (?&digit) (?&hundred) | (?&rest) )? )
  (?P<ten> 十 (?: {_PAIR} | [{_ONES}] )? )
  (?P<twenty> [廿卅卌] (?: {_PAIR} | [{_ONES}] )? )
  (?P<rest> [零〇]* (?: (?&digit)? (?&ten) | (?&twenty) )  # of 百 or 千
    | [零〇]+ (?&digit) | (?&last) | \d{{3}} (?!\d) )
  (?P<last> (?: {_PAIR} | [{_ONES}] (?! 个?[年月日天家项次届批] ) )  # 一万三; not 一百万|一年
    (?<! \d[百千万亿兆]{{1,3}}.{{1,2}} ) )  # nor 3亿|三
  (?P<units> (?&thousand) | (?&hundred) | (?&ten) )
  (?P<head> (?: [零〇] (?= [十{_ONES}] ) )* (?: (?&digit) (?&units)? | (?&units) | (?&twenty) ) )  # 千个
  (?P<body> [零〇]* (?: (?&digit) (?&units)? | (?&twenty) ) )  # lacks no digit: 万|千
  (?P<tail> (?&digit) (?&units) | (?&twenty) | [零〇]+ (?: (?&digit) (?&units)? | (?&ten) | (?&twenty) )
    | (?&last) | \d,\d{{3}} (?!\d) | \d{{4}} (?!\d) )  # 4万7,907
  (?P<inner> (?: [零〇]? 几 | [余多来] )? )  # 500余万, 十几亿
  (?P<wan> 万+ (?&tail)? )  # 四万万, 3万4000
  (?P<yi> (?: 万+ (?&tail) (?&inner) )? 万*亿+ (?: (?&body) (?&inner) 万+ )? (?&tail)? )  # 五亿零六, 一万五千亿
  (?P<zhao> 兆 (?! [瓦赫帕焦伏比字] )  # 1兆501亿; not 5兆瓦
    (?: (?&body) (?&inner) 万*亿+ )? (?: (?&body) (?&inner) 万+ )? (?&tail)? )
  (?P<chain> (?&head) (?: (?&inner) (?: (?&yi) | (?&wan) | (?&zhao) ) )? | (?&yi) | (?&wan) | [零〇]+ )
  (?P<decimal> (?&chain) (?: (?<!\d) 点 [零〇\d{_ONES}]++
    (?! 十 | 点 | 是 | 分(?!之) | [百千](?![万亿]) ) [十百千]? 万*亿* )? )  # 三点五亿; not 三点|五十分, 三点|一是
)"""
_NUMERAL = regex.compile(_GRAMMAR, regex.VERBOSE)
_APPROXIMATE = regex.compile(_PAIR)

# ---- values ----------------------------------------------------------------------------------------------------------

_VALUE = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"兆": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_TWENTIES = {"廿": "二十", "卅": "三十", "卌": "四十"}


def scan(text: str) -> tuple[Numeral, ...]:
    """Every numeral of the text in order; an approximate range (`三五家`) has its lower end as value."""
    return tuple(Numeral(Span(*match.span()), _ends(match)[0]) for match in _NUMERAL.finditer(fold(text)) if match.group())


def parse(text: str) -> Decimal:
    """The value of one numeral; ValueError where the text is none.

    >>> parse("4万7,907"), parse("两千三百五"), parse("百分之2.4"), parse("八分之一")
    (Decimal('47907'), Decimal('2350'), Decimal('2.4'), Decimal('0.125'))
    """
    return ends(text)[0]


def ends(text: str) -> tuple[Decimal, Decimal | None]:
    """The lower and, for an approximate range (`两三百`), the upper end of one numeral.

    >>> ends("两三百")
    (Decimal('200'), Decimal('300'))
    """
    match = _NUMERAL.fullmatch(fold(text))
    if not match:
        raise ValueError(f"{text!r} is no numeral")
    return _ends(match)


def _ends(match: "regex.Match[str]") -> tuple[Decimal, Decimal | None]:
    low = _value(match, 0)
    high = _value(match, 1) if _APPROXIMATE.search(match[0]) and not match["digitwise"] else low
    low, high = min(low, high), max(low, high)
    return low, high if high > low else None


def _value(match: "regex.Match[str]", end: int) -> Decimal:
    """The value of a match with its lower (0) or upper (1) end."""
    if match["half"]:
        value = Decimal("0.5")
    elif match["first"] or match["lone"]:
        value = Decimal(1)
    elif match["over"]:
        value = Decimal(match["over"]) / Decimal(match["under"])
    elif match["below"]:
        value = _fraction(match, end)
    elif match["plan"]:
        value = _count(match["plan"][:2], end)
    else:
        value = _number(match["digitwise"] or match["number"], end)
    return tidy(-value if match["sign"] else value)


def _fraction(match: "regex.Match[str]", end: int) -> Decimal:
    """`五分之一` is 0.2; `百分之五` speaks of percent and is 5."""
    above, sign = match["above"].removeprefix("负"), -1 if match["above"].startswith("负") else 1
    value = _number(above, end) * sign
    if match["below"] != "百":
        below = _number(match["below"], end)
        value = value / below if below else value
    return value + (_number(match["whole"], end) if match["whole"] else 0)


def _number(text: str, end: int) -> Decimal:
    """A chain with its decimals: `四点五亿` is 4.5 times 亿."""
    whole, point, rest = text.partition("点")
    if not point:
        return _count(text, end)
    decimals = rest.rstrip("十百千万亿")
    value = _count(whole, end) + Decimal("0." + "".join(str(_VALUE.get(char, char)) for char in decimals))
    for unit in rest[len(decimals) :]:
        value *= _UNITS[unit]
    return value


def _count(text: str, end: int) -> Decimal:
    """A chain without decimals, split at its largest unit: `三千万亿` is `三千万` times 亿."""
    for char, tens in _TWENTIES.items():
        text = text.replace(char, tens)
    for unit, size in _UNITS.items():
        if unit in text:
            left, _, right = text.rpartition(unit)
            times = _count(left.rstrip("余多来几零〇"), end) if left.strip("余多来几零〇") else Decimal(1)
            return times * size + _remainder(right, size, end)
    return _digits(text, end)


def _remainder(text: str, size: int, end: int) -> Decimal:
    """What follows a unit: `五` in 一百五 is 50, in 一百零五 5, in 十五 5."""
    if not text:
        return Decimal(0)
    short = size > 10 and all(char in _ONES for char in text)
    return _count(text, end) * (size // 10 if short else 1)


def _digits(text: str, end: int) -> Decimal:
    if _APPROXIMATE.fullmatch(text):
        return Decimal(sorted(_VALUE[char] for char in text)[end])
    plain = "".join(str(_VALUE.get(char, char)) for char in text)
    return Decimal(plain.replace(",", "").replace("，", ""))


def tidy(value: Decimal) -> Decimal:
    """The value without trailing zeros: 4.50 is 4.5, 1.50E+8 is 150000000."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()
