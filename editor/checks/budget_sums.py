"""Whether what is printed above is the sum of what stands below and beside it: BGT-01 to BGT-03.

What is worked out agrees with its parts; only where a cell was typed over can a sum be off, there or in a table that shows it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from editor.checks.check import Check, Report
from editor.checks.finding import Finding, Fix, Severity
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.forms.formula import Term, parse

if TYPE_CHECKING:
    from editor.budget.book import BookTable, Line, Value
    from editor.checks.budget_view import BookView

ROUNDED = "，是四舍五入的尾差，核对后可以忽略。"
FOLLOWS = "，是随别处改写的数变的，请先核对改写的那一处。"
_PUBLIC = "财预〔2016〕143号《地方预决算公开操作规程》：内容准确"


def _parents(view: "BookView", report: Report) -> Iterator[Finding]:
    """类 = Σ款, 款 = Σ项, in each column of every tree."""
    if not view.typed_over:
        return
    for table in view.book.tables.values():
        for side in table.sides:
            for line, below in _families(side):
                yield from _compared(view, table, line, below, what="下级科目", report=report)


def _families(side: "Sequence[Line]") -> "list[tuple[Line, list[Line]]]":
    """The lines of trees that have lines right below them, with those."""
    found: list[tuple[Line, list[Line]]] = []
    open_: list[tuple[Line, list[Line]]] = []
    for line in side:
        if line.kind != "code":
            continue
        while open_ and (open_[-1][0].of != line.of or open_[-1][0].level >= line.level):
            open_.pop()
        if open_ and open_[-1][0].level == line.level - 1:
            open_[-1][1].append(line)
        family = (line, list["Line"]())
        open_.append(family)
        found.append(family)
    return found


def _totals(view: "BookView", report: Report) -> Iterator[Finding]:
    """A line that adds up others, a unit over its rows; and what the form says of totals."""
    from editor.checks.budget_relations import broken, tell
    from editor.checks.budget_view import beneath

    if not view.typed_over:
        return
    for table in view.book.tables.values():
        for n, side in enumerate(table.form.sides):
            for form in (*side.lines, *side.foot):
                line = table.line(form.key) if form.adds else None
                if line is not None:
                    lines = [one for one in table.sides[n] if one.of in form.adds and _outermost(one)]
                    yield from _compared(view, table, line, lines, what="各项", report=report)
    for key, name in dict.fromkeys((place.table, place.line) for place, _ in view.typed_cells()):
        table = view.book.table(key or "")
        group = table.line(name or "")
        if group is not None and group.kind == "group":
            yield from _compared(view, table, group, beneath(table, group), what="各项", report=report)
    for fault in broken(view, report.value("relations")):
        typed = any(view.is_typed(place) for place in (*fault.left.places, *fault.right.places))
        yield tell(view, fault, report, None if typed else "info")


def _outermost(line: "Line") -> bool:
    return line.level == 0 or line.kind in ("line", "total")


def _compared(
    view: "BookView", table: "BookTable", line: "Line", parts: "Sequence[Line]", *, what: str, report: Report
) -> Iterator[Finding]:
    if not parts:
        return
    for column, shown in line.values.items():
        if shown.amount is None or shown.kind == "label":
            continue
        held = [(part, part.values[column].amount or Decimal(0)) for part in parts if column in part.values]
        total = sum((amount for _, amount in held), Decimal(0))
        if total == shown.amount:
            continue
        place = table.place(line.id, column)
        first = next((part for part, amount in held if amount), parts[0])
        words = f"{what}相加"
        yield _off(view, place, shown, (total, len(held), words), other=table.place(first.id, column), report=report)


def _beside(view: "BookView", report: Report) -> Iterator[Finding]:
    """合计 of a line = its other columns: exact, for both are printed as they are."""
    for place, shown in view.typed_cells():
        terms = _terms(view, place)
        if terms and not any(term.source for term in terms) and shown.derived != shown.amount:
            other = Place(table=place.table, line=place.line, field=terms[0].column)
            derived = shown.derived or Decimal(0)
            yield _off(view, place, shown, (derived, 1, "本行各栏相加"), other=other, report=report)


def is_reference(view: "BookView", place: Place) -> bool:
    """A printed cell that shows what another table or an entry table has, and adds up no lines of its own."""
    from editor.checks.budget_view import beneath, line_form

    table = view.book.table(place.table or "")
    line = table.line(place.line or "")
    if line is None or line.kind == "group" or beneath(table, line):
        return False
    form = line_form(table, line)
    return form is not None and not form.adds and any(term.source for term in _terms(view, place))


def _terms(view: "BookView", place: Place) -> tuple[Term, ...]:
    """The formula of a printed cell."""
    from editor.checks.budget_view import line_form

    table = view.book.table(place.table or "")
    line = table.line(place.line or "")
    form = line_form(table, line) if line is not None else None
    column = table.form.columns.get(place.field or "")
    if form is None or column is None:
        return ()
    return parse(form.cells.get(place.field or "", column.formula))


def typed_over(view: "BookView", place: Place, shown: "Value", report: Report) -> Iterator[Finding]:
    """A cell typed over with another amount than the cells it shows have."""
    if shown.amount is None or shown.derived is None or shown.amount == shown.derived:
        return
    parts = view.keeper.parts(view.volume, view.book, place, noughts=True)
    other = parts[0].place if parts else None
    words = "＋".join(view.called(part.place) for part in parts[:3]) or "算出的数"
    yield _off(view, place, shown, (shown.derived, max(len(parts), 1), words), other=other, report=report)


def _off(
    view: "BookView",
    place: Place,
    shown: "Value",
    wanted: tuple[Decimal, int, str],
    *,
    other: Place | None,
    report: Report,
) -> Finding:
    """`wanted`: the amount it should be, of how many addends, what these are called."""
    amount, count, words = wanted
    has = shown.amount or Decimal(0)
    rounded = count > 1 and abs(has - amount) <= view.budget.rounding.tolerance(count)
    typed = shown.kind == "overridden"
    level: Severity | None = None if typed and not rounded else "info"
    ends = ROUNDED if rounded else "，请核对哪个数不对。" if typed else FOLLOWS
    message = f"{view.called(place)} {_shown(view, has)}，{words}是{_shown(view, amount)}{ends}"
    fix = None
    if typed and shown.derived == amount:
        fix = Fix(f"改回算出的{write_amount(amount, view.budget.decimals)}", ((place, ""),))
    return report(place, message, severity=level, fix=fix, other=other)


def _shown(view: "BookView", amount: Decimal) -> str:
    return f"{write_amount(amount, view.budget.decimals, separator=True)}{view.budget.unit}"


CHECKS = (
    Check(
        id="BGT-01",
        title="上级科目等于下级科目之和",
        severity="error",
        rule=_PUBLIC,
        example="款级科目83.00，下面各项级科目相加是85.00；应相等。",
        book=_parents,
    ),
    Check(
        id="BGT-02",
        title="合计等于各项之和",
        severity="error",
        rule=_PUBLIC,
        example="合计500.00，各类科目相加是480.00；应相等。",
        book=_totals,
        defaults={"relations": ""},
    ),
    Check(
        id="BGT-03",
        title="一行里合计等于各栏之和",
        severity="error",
        rule=_PUBLIC,
        example="合计50.00，基本支出30.00，项目支出25.00；应相等。",
        book=_beside,
    ),
)
