"""What a form says must be equal between its tables, told with both cells: BGT-04 to BGT-13; sums of sheets: BUD-04."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from editor.checks.budget_sums import ROUNDED, is_reference, typed_over
from editor.checks.check import Check, Report
from editor.checks.finding import Finding, Severity
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.forms.formula import Term
from editor.forms.relation import LINES, Relation, parse_relations
from editor.values import value

if TYPE_CHECKING:
    from editor.budget.book import BookTable, Line
    from editor.checks.budget_view import BookView

_PUBLIC = "财预〔2016〕143号《地方预决算公开操作规程》：内容准确"


@value
class Side:
    """One side of a relation: what it comes to, the places it is read at, what a message calls it."""

    amount: Decimal
    places: tuple[Place, ...]
    words: str
    addends: int


@value
class Broken:
    """A relation that does not hold; `count`: how many amounts are added up on its longer side."""

    left: Side
    right: Side
    relation: Relation

    @property
    def off(self) -> Decimal:
        """How far the left side is from the right one."""
        return self.left.amount - self.right.amount

    @property
    def count(self) -> int:
        """How many amounts are added up on the longer side."""
        return max(self.left.addends, self.right.addends)


def broken(view: "BookView", text: str) -> Iterator[Broken]:
    """The relations in a parameter that do not hold."""
    for relation in parse_relations(text):
        for table, line in _over(view, relation):
            left, right = (_side(view, side, table, line) for side in (relation.left, relation.right))
            off = left.amount - right.amount
            if off > 0 or (off and relation.sign == "="):
                yield Broken(left, right, relation)


def _over(view: "BookView", relation: Relation) -> Iterable[tuple["BookTable | None", "Line | None"]]:
    from editor.budget.values import lines_of

    if not relation.over:
        return ((None, None),)
    table, outermost = lines_of(view.book, relation.over)
    key = relation.over.partition(".")[2]
    lines = tuple(line for line in table.lines() if line.of == key) if relation.deep else outermost
    return tuple((table, line) for line in lines)


def _side(view: "BookView", terms: tuple[Term, ...], table: "BookTable | None", line: "Line | None") -> Side:
    total, addends = Decimal(0), 0
    places, words = list[Place](), ""
    for term in terms:
        several = _several(view, term)
        if several is None:
            amount, at = view.values.sum((term,), table, line)
            named = (
                view.called(at[0])
                if at[0] != Place()
                else f"各绩效目标表{view.form.fields[term.column].label.rstrip(':：')}之和"
            )
            addends += 1
        else:
            lines, at = several
            amount = term.sign * sum((view.amount(place) for place in at), Decimal(0))
            named = view.called(Place(table=term.source, field=term.column)) + "各行相加"
            addends += lines
        total += amount
        places += at
        words += ("－" if term.sign < 0 else "＋" if words else "") + named
    return Side(total, tuple(places), words, addends)


def _several(view: "BookView", term: Term) -> tuple[int, tuple[Place, ...]] | None:
    """The cells of a term that stands for several lines."""
    from editor.budget.values import lines_of

    form = view.budget.tables.get(term.source)
    if form is None or "{" in term.line:
        return None
    table = view.book.table(term.source)
    if term.line == LINES:
        n, side = next((n, side) for n, side in enumerate(form.sides) if term.column in side.columns)
        body = {one.key for one in side.lines}
        lines = tuple(line for line in table.sides[n] if line.of in body and line.level == 0)
    elif any(one.key == term.line and (one.tree or one.rows) for side in form.sides for one in side.lines):
        lines = lines_of(view.book, f"{term.source}.{term.line}")[1]
    else:
        return None
    return len(lines), tuple(table.place(line.id, term.column) for line in lines)


def tell(view: "BookView", fault: Broken, report: Report, severity: Severity | None = None) -> Finding:
    """The finding of a relation that does not hold: at its left side, the right side as the other place.

    Where several amounts are added up, what the rounding of each may make is a hint only.
    """
    left, right = fault.left, fault.right
    off = abs(fault.off)
    rounded = fault.count > 1 and off <= view.budget.rounding.tolerance(fault.count)
    level: Severity | None = "info" if rounded else severity
    ends = ROUNDED if rounded else f"，相差{_shown(view, off)}，请核对哪个数不对。"
    between = "与" if fault.relation.sign == "=" else "大于"
    unequal = "不相等" if fault.relation.sign == "=" else ""
    message = f"{_said(view, left)}{between}{_said(view, right)}{unequal}{ends}"
    first = left.places[0] if left.places else Place()
    second = right.places[0] if right.places else None
    return report(first, message, severity=level, other=second if second != Place() else None)


def _said(view: "BookView", side: Side) -> str:
    return f"{side.words} {_shown(view, side.amount)}"


def _shown(view: "BookView", amount: Decimal) -> str:
    return f"{write_amount(amount, view.budget.decimals, separator=True)}{view.budget.unit}"


def _holds(view: "BookView", report: Report) -> Iterator[Finding]:
    """The relations of the parameters, and cells of the check's tables typed over that only show another table's."""
    told: set[Place] = set()
    for fault in broken(view, report.value("relations")):
        told |= {*fault.left.places, *fault.right.places}
        yield tell(view, fault, report)
    for fault in broken(view, report.value("likely")):
        blank = not fault.left.amount or not fault.right.amount
        yield tell(view, fault, report, "info" if blank and report.value("blank") == "info" else "warning")
    tables = report.value("tables").split()
    for place, shown in view.typed_cells() if tables else ():
        if place.table in tables and place not in told and is_reference(view, place):
            yield from typed_over(view, place, shown, report)


_DEFAULTS = {"relations": "", "likely": "", "tables": "", "blank": "warning"}


def _check(number: str, title: str, example: str) -> Check:
    return Check(f"BGT-{number}", title, "error", _PUBLIC, example, book=_holds, defaults=_DEFAULTS)


CHECKS = (
    _check("04", "收支总表收支平衡", "收入总计500.00，支出总计480.00；两个总计应相等。"),
    _check("05", "收支总表的收入与收入总表一致", "收支总表本年收入500.00，收入总表合计480.00；应一致。"),
    _check("06", "收支总表的支出与支出总表一致", "收支总表教育支出20.00，支出总表教育支出18.00；应一致。"),
    _check("07", "财政拨款收支总表平衡", "财政拨款收入总计大于全部收入总计；应核对。"),
    _check("08", "一般公共预算各表一致", "收支总表一般公共预算500.00，一般公共预算支出表合计480.00；应一致。"),
    _check("09", "基本支出按功能与按经济科目一致", "按功能科目基本支出300.00，按经济科目298.00；应一致。"),
    _check("10", "项目支出各表一致", "项目支出表合计80.00，一般公共预算支出表项目支出75.00；应一致。"),
    _check("11", "“三公”和机关运行经费与基本支出一致", "机关运行经费27.00，基本支出公用经费25.00；应一致。"),
    _check("12", "社会保障缴费按功能与按经济科目一致", "住房公积金按经济科目12.00，住房保障支出里没有；应核对。"),
    _check("13", "政府性基金和国有资本经营预算收支一致", "基金收入8.00，基金支出7.00；应核对。"),
)
