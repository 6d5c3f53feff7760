"""Names in paragraphs typed over against those of the tables: NAR-06; names of goal sheets and amounts of projects: SX-02."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from editor.checks.check import Check, Report
from editor.checks.chinese import bare, likeness
from editor.checks.finding import Finding, Fix
from editor.domain.money import read_money, write_amount
from editor.domain.places import Place
from editor.domain.volume import NAME, BudgetRow, Project
from editor.forms.formula import parse
from editor.forms.sentence import Call, Group, parse_sentence

if TYPE_CHECKING:
    from editor.budget.narrative import Paragraph
    from editor.checks.budget_view import BookView

_PUBLIC = "财预〔2016〕143号《地方预决算公开操作规程》：内容准确，文字说明与报表一致"
_BETWEEN = re.compile(r"[、；;，,：:。]|等(?=[。；;，,]|$)")
_AND_SO_ON = re.compile(r"等(?=[。；;，,]?\s*$)")
_FIGURE = re.compile(r"\d[\d,.]*\s*(?:万元|元|%)?")
_ALIKE = 0.6


def _listed(view: "BookView", report: Report) -> Iterator[Finding]:
    for paragraph in view.typed_paragraphs():
        names = _names(view, paragraph)
        if names:
            yield from _misnamed(paragraph, names, report)


def _names(view: "BookView", paragraph: "Paragraph") -> dict[str, Place]:
    """What the lists of a template name just now, with their cells."""
    from editor.budget.values import lines_of

    found: dict[str, Place] = {}
    template = view.form.sections()[paragraph.section].templates[paragraph.key]
    for piece in parse_sentence(template.text):
        for call in piece.pieces if isinstance(piece, Group) else (piece,):
            if not isinstance(call, Call) or call.verb != "list":
                continue
            of = view.budget.lists[call.words[0]]
            table, lines = lines_of(view.book, of.lines, of.deep)
            for line in lines:
                amount, places = view.values.sum(parse(of.value), table, line)
                if amount:
                    found[line.label] = places[0]
    return found


def _misnamed(paragraph: "Paragraph", names: dict[str, Place], report: Report) -> Iterator[Finding]:
    text, lost = paragraph.text, dict(names)
    said = list(_pieces(text))
    for _, piece in said:
        lost.pop(piece, None)
    for start, piece in said:
        if piece in names or len(piece) < 2:
            continue
        near = max(lost, key=lambda name: likeness(name, piece), default="")
        if near and likeness(near, piece) >= _ALIKE:
            chars = start, start + len(piece)
            mended = text[:start] + near + text[start + len(piece) :]
            fix = Fix(f"改为“{near}”", ((paragraph.place, mended),))
            message = f"这里写“{piece}”，报表里叫“{near}”，请统一。"
            yield report(paragraph.place, message, chars=chars, fix=fix, other=lost.pop(near))
    missing = [name for name in lost if name not in text]
    if missing:
        message = f"报表里还有“{'”“'.join(missing[:3])}”，这里没有写到，请核对。"
        yield report(paragraph.place, message, severity="info", other=lost[missing[0]])
    so_on = _AND_SO_ON.search(text)
    if so_on is not None and not missing:
        mended = text[: so_on.start()] + text[so_on.end() :]
        fix = Fix("删去“等”", ((paragraph.place, mended),))
        message = f"{len(names)}项都列出来了，后面不必再写“等”。"
        yield report(paragraph.place, message, severity="info", chars=so_on.span(), fix=fix)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands between the marks of a list, without figures."""
    at = 0
    for match in [*_BETWEEN.finditer(text), None]:
        end = match.start() if match else len(text)
        figure = _FIGURE.search(text, at, end)
        piece = text[at : figure.start() if figure else end]
        if piece.strip():
            yield at + len(piece) - len(piece.lstrip()), piece.strip()
        at = match.end() if match else end


def _amounts(view: "BookView", report: Report) -> Iterator[Finding]:
    """A goal sheet's amount of the year is the project's in the table, to the 元."""
    field, ledger = report.value("total"), report.value("ledger")
    rows = view.volume.table(ledger).rows if ledger in view.budget.ledgers else ()
    if not rows:
        return
    for project in view.projects():
        row = row_of(view, project, rows)
        money = read_money(project.fields.text(field), view.form.money.unit)
        if row is None or money is None:
            continue
        total = sum(view.book.ledgers[ledger].amounts[row.key].values(), Decimal(0))
        if money.to(view.budget.unit).amount != total:
            label = view.form.fields[field].label.rstrip(":：")
            shown = write_amount(total, view.budget.decimals)
            message = (
                f"{label}{project.fields.text(field)}{view.form.money.unit}，{view.budget.ledgers[ledger].title}里是"
                f"{shown}{view.budget.unit}，不相等，请核对哪个数不对。"
            )
            other = Place(table=ledger, row=row.key, field=NAME)
            yield report(Place(project=project.key, field=field), message, other=other)


def row_of(view: "BookView", project: Project, rows: Sequence[BudgetRow]) -> BudgetRow | None:
    """The row of a sheet's project, by its name, else under nearly the same name where that is no other sheet's."""
    name = bare(project.name)
    return next((row for row in rows if bare(row.cells.text(NAME)) == name), None) or _near(view, project, rows)


def _near(view: "BookView", project: Project, rows: Sequence[BudgetRow]) -> BudgetRow | None:
    taken = {bare(other.name) for other in view.projects()}
    free = [row for row in rows if bare(row.cells.text(NAME)) not in taken]
    near = max(free, key=lambda row: likeness(row.cells.text(NAME), project.name), default=None)
    return near if near is not None and likeness(near.cells.text(NAME), project.name) >= _ALIKE else None


def same_names(view: "BookView", report: Report) -> Iterator[Finding]:
    """The name of a goal sheet is that of a project in the table."""
    ledger = report.value("ledger")
    rows = view.volume.table(ledger).rows if ledger in view.budget.ledgers else ()
    known = {bare(row.cells.text(NAME)) for row in rows}
    for project in view.projects():
        if not rows or not project.name or bare(project.name) in known:
            continue
        place, near = Place(project=project.key, field=NAME), _near(view, project, rows)
        title = view.budget.ledgers[ledger].title
        if near is not None:
            name = near.cells.text(NAME)
            fix = Fix(f"改为“{name}”", ((place, name),))
            message = f"项目名称是“{project.name}”，{title}里叫“{name}”，请统一。"
            other = Place(table=ledger, row=near.key, field=NAME)
            yield report(place, message, severity="error", fix=fix, other=other)
        else:
            yield report(place, f"{title}里没有叫“{project.name}”的项目，请核对名称，或补录项目。")


CHECKS = (
    Check(
        id="NAR-06",
        title="说明里的名称与报表一致",
        severity="warning",
        rule=_PUBLIC,
        example="报表叫“其他交通费用”，说明写“其他交通费”；应一致。",
        book=_listed,
    ),
    Check(
        id="SX-02",
        title="绩效目标表的年度资金等于项目支出",
        severity="error",
        rule="单位预算公开编制要求：绩效目标表与项目支出预算表一致，1万元＝10000元",
        example="绩效目标表写 500,000元，项目支出预算表是 45.00万元；应一致。",
        book=_amounts,
        defaults={"total": "year_total", "ledger": "projects"},
    ),
)
