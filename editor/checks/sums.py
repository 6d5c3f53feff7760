"""Reads the arithmetic in running text: 130人，每人每月240元，年计37.44万元; 合计 of listed amounts."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from editor.checks.chinese import narrow

AMOUNT = (
    r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<{0}_unit>亿元|万元|万(?=[经资费，。；、]|$)|元)"
)
"""A pattern of an amount with its unit; to be formatted with the name its groups get."""
_PER = "每|人均|单价|户均|亩均|平均"
_COUNTED = r"人次|人|名|个|套|台|辆|户|座|家|件|亩|公里|次|头|只|所|村|处|盏|批次|份|间|床|条|期|场|棵|吨|平方米|张|本|部|站|点"
_TOTALS = re.compile(
    r"(?P<word>合计|总计|共计|共需|总共|年计|年需|全年(?:共)?需|全年|计需|需资金|年费用|小计|一年)[^\d。；]{0,12}?"
    + AMOUNT.format("sum")
)
_WHOLE = frozenset(("合计", "总计", "共计", "共需", "总共", "计需"))
_MONEY = re.compile(AMOUNT.format("money"))
_COUNT = re.compile(rf"(?P<count>\d+(?:\.\d+)?)\s*(?P<ten>万)?\s*(?P<about>[余多])?\s*(?P<unit>{_COUNTED})(?![均每])")
_EACH = re.compile(rf"每(?:一)?(?P<unit>{_COUNTED})|(?P<head>人)均|(?P<home>户)均|(?P<land>亩)均")
_SAME = ("人名位", "台套", "个处座")
"""Units that count the same things."""
_ABOUT = re.compile("约|左右|近|大概|不等")
_RATE = re.compile(
    rf"(?P<per>(?:{_PER})[^\d，。；每]{{0,24}}(?:每[^\d，。；]{{1,6}})?)[^\d，。；]{{0,4}}?{AMOUNT.format('rate')}"
)
_CHAIN = re.compile(
    r"(?P<factors>\d+(?:\.\d+)?\s*[^\d\s×xX*＊乘=＝，。；]{0,6}(?:\s*[×xX*＊]\s*\d+(?:\.\d+)?\s*[^\d\s×xX*＊=＝，。；]{0,8})+)"
    r"\s*[=＝]\s*" + AMOUNT.format("sum")
)
_FACTOR = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s×xX*＊]*)")
_PARTS = re.compile(r"其中[:：，]?")
_SUM_OF = re.compile(r"(?:合计|总计|共计|合计共需|共需|总共)[^\d。；]{0,12}?" + AMOUNT.format("sum"))
_TENTH = Decimal("0.05")
_ADDENDS = 40
_NEAR_BY = 120
"""Characters in which what belongs to an amount stands before it."""


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A result that does not follow: where it stands, what was computed how, in 万元."""

    chars: tuple[int, int]
    shown: str
    computed: Decimal
    written: Decimal


def wrong_sums(text: str) -> Iterator[WrongSum]:
    """Every written result that its factors or addends, standing before it in the same text, do not give."""
    plain = narrow(text)
    if "元" not in plain and "万" not in plain:
        return
    chains = list(_chains(plain))
    yield from chains
    taken = [wrong.chars for wrong in chains]
    for wrong in (*_products(plain), *_totals(plain), *_parts(plain)):
        if not any(a < wrong.chars[1] and wrong.chars[0] < b for a, b in taken):
            taken.append(wrong.chars)
            yield wrong


def amount_of(match: re.Match[str], name: str) -> Decimal:
    """A matched amount in 万元."""
    number = Decimal(match[name].replace(",", ""))
    unit = match[f"{name}_unit"]
    return number * 10000 if unit == "亿元" else number if unit.startswith("万") else number / 10000


def written_total(text: str) -> tuple[Decimal, tuple[int, int]] | None:
    """The total (合计, 共需 …) of a text in 万元, with its characters; none where it is not plain which is the whole.

    年需, 全年 and the like name the whole only where no other sum stands beside them.
    """
    plain = narrow(text)
    totals = list(_TOTALS.finditer(plain))
    whole = [match for match in totals if match["word"] in _WHOLE]
    if len(whole) > 1 or (not whole and len(totals) != 1):
        return None
    found = whole[0] if whole else totals[0]
    others = [match for match in _MONEY.finditer(plain) if not _is_rate(plain, match)]
    after = [match for match in others if match.start() >= found.end("sum")]
    if after and "其中" not in plain[found.end("sum") : after[0].start()]:
        return None
    if not whole and any(match.end() <= found.start() for match in others):
        return None
    return amount_of(found, "sum"), found.span("sum")


def _chains(text: str) -> Iterator[WrongSum]:
    for match in _CHAIN.finditer(text):
        product, money = Decimal(1), False
        for number, unit in _FACTOR.findall(match["factors"]):
            product *= Decimal(number)
            if "万元" in unit:
                product, money = product * 10000, True
            money = money or "元" in unit
        if money:
            yield from _compare(match, "sum", product / 10000, match["factors"])


def _products(text: str) -> Iterator[WrongSum]:
    """count × rate × months of the piece before a result; pieces end where a result stands."""
    start = 0
    for result in _TOTALS.finditer(text):
        piece = text[start : result.start()]
        start = result.end()
        rates = list(_RATE.finditer(piece))
        if len(rates) != 1 or len(_MONEY.findall(piece)) > 1 or _ABOUT.search(piece):
            continue
        each = _EACH.search(rates[0]["per"])
        counts = [c for c in _COUNT.finditer(piece[: rates[0].start()]) if each is None or _counts(c, each)]
        if len({c["count"] for c in counts}) > 1 or any(c["about"] for c in counts) or (each and not counts):
            continue
        rate = amount_of(rates[0], "rate")
        count = Decimal(counts[0]["count"]) * (10000 if counts[0]["ten"] else 1) if counts else Decimal(1)
        if not counts and not re.search("每月|每天|每日|每周|每季", rates[0]["per"]):
            continue
        results = [rate * count * times for times in _times(rates[0]["per"], piece)]
        written = amount_of(result, "sum")
        if not any(_near(value, written, result["sum"]) for value in results):
            shown = f"{counts[0][0] if counts else ''}{'×' if counts else ''}{rates[0]['rate']}{rates[0]['rate_unit']}"
            yield WrongSum(result.span("sum"), shown, results[0], written)


def _counts(count: re.Match[str], each: re.Match[str]) -> bool:
    """What is counted is what the rate is paid for."""
    wanted = each["unit"] or each["head"] or each["home"] or each["land"]
    unit = count["unit"]
    return unit == wanted or any(unit in same and wanted in same for same in _SAME)


def _times(per: str, piece: str) -> tuple[Decimal, ...]:
    """How often a year the rate is paid; several where the text leaves it open."""
    months = re.search(r"(\d+)\s*个月", piece)
    days = re.search(r"(\d+)\s*天", piece)
    if re.search("每天|每日", per):
        return (Decimal(days[1]),) if days else (Decimal(365), Decimal(360), Decimal(250))
    if "每周" in per:
        return (Decimal(52), Decimal(50))
    if "每季" in per:
        return (Decimal(4),)
    if "每月" in per or "月均" in per:
        return (Decimal(months[1]),) if months else (Decimal(12),)
    if "每年" in per or "每学年" in per:
        return (Decimal(1),)
    extra = [Decimal(found[1]) for found in (months, days) if found]
    return (Decimal(1), Decimal(12), Decimal(365), Decimal(4), Decimal(2), Decimal(10), *extra)


def _totals(text: str) -> Iterator[WrongSum]:
    """合计 X万元 after two or more listed amounts that all but add up to it."""
    amounts = [(m.end(), amount_of(m, "money")) for m in _MONEY.finditer(text) if not _is_rate(text, m)]
    ends = [end for end, _ in amounts]
    for total in _SUM_OF.finditer(text):
        last = bisect_right(ends, total.start())
        addends = [amount for _, amount in amounts[max(0, last - _ADDENDS) : last]]
        written = amount_of(total, "sum")
        if len(addends) < 2 or not written:
            continue
        sums = list(accumulate(reversed(addends)))[:0:-1]
        if any(_near(value, written, total["sum"]) for value in (*sums, *addends[-1:])):
            continue
        close = [value for value in sums if abs(value - written) <= written / 5]
        if close:
            yield WrongSum(total.span("sum"), "前面各项相加", close[0], written)


def _parts(text: str) -> Iterator[WrongSum]:
    """X万元，其中A a万元，B b万元: the parts may be fewer than the whole, never more."""
    for match in _PARTS.finditer(text):
        whole = list(_MONEY.finditer(text, max(0, match.start() - _NEAR_BY), match.start()))
        sentence = re.compile(r"[。；\n]").search(text, match.end())
        parts = list(_MONEY.finditer(text, match.end(), sentence.start() if sentence else len(text)))
        if not whole or len(parts) < 2 or re.search(r"[。；]", text[whole[-1].end() : match.start()]):
            continue
        total, parts_sum = amount_of(whole[-1], "money"), sum((amount_of(p, "money") for p in parts), Decimal(0))
        rate = any(_is_rate(text, p) for p in (*parts, whole[-1]))
        close = total < parts_sum or parts_sum * 10 > total * 9
        if not rate and close and not _near(parts_sum, total, whole[-1]["money"]):
            yield WrongSum(whole[-1].span("money"), "其中各项相加", parts_sum, total)


def _is_rate(text: str, match: re.Match[str]) -> bool:
    """An amount per head or month, no addend."""
    clause = re.split(r"[，。；、,]", text[max(0, match.start() - _NEAR_BY) : match.start()])[-1]
    return bool(re.search(rf"{_PER}|标准|/", clause)) or text[match.end() : match.end() + 1] == "/"


def _near(computed: Decimal, written: Decimal, digits: str) -> bool:
    """Equal within 0.05 万元 or, for smaller amounts, the precision they are written with."""
    decimals = len(digits.partition(".")[2])
    rounding = Decimal(1).scaleb(-decimals) / 2 if decimals else Decimal("0.5")
    return abs(computed - written) <= max(min(_TENTH, written / 50), min(rounding, _TENTH))


def _compare(match: re.Match[str], name: str, computed: Decimal, shown: str) -> Iterator[WrongSum]:
    written = amount_of(match, name)
    if not _near(computed, written, match[name]):
        yield WrongSum(match.span(name), shown.strip(), computed, written)
