"""What part one says of the projects: their sum (BUD-04) and their names (PRJ-07)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from editor.checks.budget_relations import broken, tell
from editor.checks.check import Check, Member, Report, Survey
from editor.checks.chinese import bare, likeness, narrow, sentences
from editor.checks.finding import Finding
from editor.checks.narrative_names import same_names
from editor.checks.sums import AMOUNT, amount_of
from editor.checks.views import FrontView, SheetView
from editor.domain.money import read_money, write_amount
from editor.domain.volume import NAME

if TYPE_CHECKING:
    from editor.checks.budget_view import BookView

_SUM = re.compile(
    r"(?:预算)?项目(?:支出)?(?:预算)?(?:资金|经费)?(?:总额|总计|合计|共计|总支出|共安排|安排|预算)(?:资金)?(?:为|是|共)?\s*"
    + AMOUNT.format("sum")
)
_OTHER_YEAR = re.compile(r"上年|去年|往年|比\s*20\d\d|较\s*20\d\d")
_YEAR = re.compile(r"20\d\d")
_PART = re.compile(r"其中|重点|基本建设|新增|一次性|专项债")
_QUOTED = re.compile(r"[“《]([^“”《》]{4,40}?)[”》]\s*(?:等)?(?:预算)?项目(?!部|组|办|法人|经理)")
_ALIKE = 0.6
_SLACK = Decimal("0.01")


def _amounts(sheet: SheetView) -> Iterator[Member]:
    """A classified project has no amount, and is told by that."""
    money = read_money(sheet.text("budget"), sheet.form.money.unit)
    yield Member("sum", None if money is None else money.to("万元").amount, sheet.place("budget"))


def _sums(front: FrontView) -> Iterator[Member]:
    for place, text in front.paragraphs():
        for start, sentence in sentences(text) if "项目" in text else ():
            match = _SUM.search(narrow(sentence))
            if match is None or _OTHER_YEAR.search(sentence) or _PART.search(sentence[: match.start()]):
                continue
            if all(int(year) == front.year for year in _YEAR.findall(sentence)):
                chars = start + match.start("sum"), start + match.end("sum_unit")
                yield Member("sum", amount_of(match, "sum"), place, match["sum"] + match["sum_unit"], chars)


def _adds_up(said: Sequence[Member], projects: Sequence[Member], report: Report) -> Iterator[Finding]:
    """Where a project has no readable amount, the sum may only be larger than that of the others."""
    if not said or not projects:
        return
    known = [member.value for member in projects if isinstance(member.value, Decimal)]
    total, whole = sum(known, Decimal(0)), len(known) == len(projects)
    for member in said:
        assert isinstance(member.value, Decimal)
        if member.value < total - _SLACK or (whole and member.value > total + _SLACK):
            shown = write_amount(total, 2)
            message = f"这里写项目支出{member.text}，各项目预算数相加是{shown}万元，请核对哪个数不对。"
            yield report(member.place, message, chars=member.chars)


def _no_more(view: "BookView", report: Report) -> Iterator[Finding]:
    """What the goal sheets come to is no more than the projects of the tables."""
    for fault in broken(view, report.value("relations")):
        yield tell(view, fault, report, "error")


def _names(sheet: SheetView) -> Iterator[Member]:
    if sheet.project.name and not sheet.project.classified:
        yield Member("name", bare(sheet.project.name), sheet.place(NAME), sheet.project.name)


def _quoted(front: FrontView) -> Iterator[Member]:
    for place, text in front.paragraphs():
        for match in _QUOTED.finditer(text) if "项目" in text else ():
            yield Member("name", bare(match[1]), place, match[1], match.span(1))


def _known(said: Sequence[Member], projects: Sequence[Member], report: Report) -> Iterable[Finding]:
    """A name quoted in part one that is none of the projects', but nearly one."""
    names = {member.value: member.text for member in projects} if said else {}
    for member in said:
        if not names or any(str(member.value) in str(name) for name in names):
            continue
        near = max(names.values(), key=lambda name: likeness(name, member.text))
        if likeness(near, member.text) >= _ALIKE:
            message = f"这里写的项目名称是“{member.text}”，项目表里叫“{near}”，请核对并统一。"
            yield report(member.place, message, chars=member.chars)


CHECKS = (
    Check(
        id="BUD-04",
        title="文中的项目支出等于各项目之和",
        severity="warning",
        rule="部门预算绩效文本编制要求：文字部分与项目表数字一致",
        example="总体目标写“项目支出合计120万元”，各项目相加是112万元；应一致。",
        survey=Survey(_adds_up, _amounts, _sums),
        book=_no_more,
        defaults={"relations": ""},
    ),
    Check(
        id="PRJ-07",
        title="文中的项目名称与项目表一致",
        severity="warning",
        rule="部门预算绩效文本编制要求：文字部分与项目表一致",
        example="分项目标写“专项设备购置费”项目，项目表叫“专用设备购置费”；应一致。",
        survey=Survey(_known, _names, _quoted),
        book=same_names,
        defaults={"ledger": "projects"},
    ),
)
