"""What sentences, lists, charts and formulas of the budget refer to is there."""

import string
from collections.abc import Collection, Iterator

from editor.forms.budget_form import BudgetForm, LineForm, SideForm
from editor.forms.form import Form
from editor.forms.formula import CODE, LINE, Term, parse
from editor.forms.sentence import SHEET, Call, Group, parse_sentence
from editor.forms.validate_sheet import Fault

FACT = "fact"
_OUTSIDE = ("year", "last_year", "department")
_CHANGE = ("amount", "percent", "last_year")
_ITEM = ("name", "amount", "share")
Path = tuple[str, ...]


class References:
    """The names a form's budget knows."""

    def __init__(self, form: Form, budget: BudgetForm) -> None:
        self.form = form
        self.budget = budget
        self.texts = tuple(key for key, fact in budget.facts.items() if fact.kind == "text")

    def words(self, path: Path, text: str, allowed: Collection[str]) -> Iterator[Fault]:
        """Braces of a plain text name only what it will be given."""
        try:
            parts = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
        except ValueError:
            yield path, "花括号没有成对"
            return
        for name, spec, conversion in parts:
            if name not in allowed or spec or conversion:
                yield path, f"花括号里只能写 {'、'.join(allowed)}"

    def term(self, term: Term, table: str, side: SideForm | None) -> str:
        """What is wrong with a reference, as a sentence; "" where nothing is. Without a `side` it stands outside the tables."""
        budget, source = self.budget, term.source
        if not source and side is not None:
            return "" if _is_money(side, term.column) else f"这一边没有名为 {term.column} 的金额列"
        if not source or source == FACT:
            fact = budget.facts.get(term.column)
            return "" if fact and fact.kind != "text" else f"没有名为 {term.column} 的金额或数量资料"
        if source == SHEET and not term.line:
            field = self.form.fields.get(term.column)
            return "" if field and field.kind == "money" else f"绩效目标表没有名为 {term.column} 的金额字段"
        if not term.line:
            ledger = budget.ledgers.get(source)
            return "" if ledger and term.column in ledger.money else f"没有录入表 {source} 的金额列 {term.column}"
        return self._printed(term, table, side)

    def _printed(self, term: Term, table: str, side: SideForm | None) -> str:
        form = self.budget.tables.get(term.source)
        found = [s for s in form.sides if _is_money(s, term.column)] if form else []
        if form is None or not found:
            return f"没有报表 {term.source} 的金额列 {term.column}"
        if LINE in term.line or CODE in term.line:
            if side is None and not table:
                return "只有报表的列和清单能写 {line} 和 {code}"
            return "这张报表不能引用自己的 {line}" if term.source == table else ""
        lines = [line for s in found for line in (*s.lines, *s.foot)]
        named = any(line.key == term.line and not line.tree and not line.rows for line in lines)
        coded = term.line.isdigit() and any(line.tree for line in lines)
        return "" if named or coded else f"报表 {term.source} 没有名为 {term.line} 的行"


def formula_faults(known: References, path: Path, text: str, table: str, side: SideForm | None) -> Iterator[Fault]:
    """A formula that is none, or refers to nothing."""
    try:
        terms = parse(text)
    except ValueError:
        yield path, "算式写法有误"
        return
    for term in terms:
        problem = known.term(term, table, side)
        if problem:
            yield path, problem


def sentence_faults(known: References) -> Iterator[Fault]:
    """Charts, comparisons, lists and the templates of all sections."""
    yield from _charts(known)
    yield from _lists(known)
    for key, words in known.budget.comparisons.items():
        for part in ("more", "less", "same", "fresh"):
            yield from known.words(("budget", "comparisons", key, part), getattr(words, part), _CHANGE)
    for n, part_form in enumerate(known.form.parts):
        for section, section_form in part_form.sections.items():
            for key, template in section_form.templates.items():
                path = ("parts", str(n), "sections", section, "templates", key)
                if "/" in key or not key:
                    yield path, "键里不能有 /"
                if template.chart and template.chart not in known.budget.charts:
                    yield (*path, "chart"), f"没有名为 {template.chart} 的图"
                yield from _template(known, (*path, "text"), template.text)


def _charts(known: References) -> Iterator[Fault]:
    for key, chart in known.budget.charts.items():
        path = ("budget", "charts", key)
        yield from formula_faults(known, (*path, "whole"), chart.whole, "", None)
        for n, item in enumerate(chart.items):
            yield from _over_lines(known, (*path, "items", str(n)), item.lines, item.value)


def _lists(known: References) -> Iterator[Fault]:
    for key, of in known.budget.lists.items():
        path = ("budget", "lists", key)
        yield from _over_lines(known, path, of.lines, of.value)
        yield from known.words((*path, "each"), of.each, _ITEM)
        yield from formula_faults(known, (*path, "whole"), of.whole, "", None)
        if "{share}" in of.each and not of.whole:
            yield (*path, "whole"), "写了 {share} 就要写 whole"


def _over_lines(known: References, path: Path, lines: str, value: str) -> Iterator[Fault]:
    """A formula over the lines of a tree or list, or over none."""
    if not value:
        yield (*path, "value"), "这里要写算式"
    if not lines:
        yield from formula_faults(known, (*path, "value"), value, "", None)
        return
    table, _, key = lines.partition(".")
    form = known.budget.tables.get(table)
    side = next((s for s in form.sides if any(_is_many(line, key) for line in s.lines)), None) if form else None
    if side is None:
        yield (*path, "lines"), f"没有报表 {table} 的 {key}（要是 tree 或 rows）"
    else:
        yield from formula_faults(known, (*path, "value"), value, table, side)


def _is_many(line: LineForm, key: str) -> bool:
    return line.key == key and (line.tree is not None or line.rows is not None)


def _is_money(side: SideForm, column: str) -> bool:
    return column in side.columns and side.columns[column].kind == "money"


def _template(known: References, path: Path, text: str) -> Iterator[Fault]:
    try:
        pieces = parse_sentence(text)
    except ValueError as error:
        yield path, str(error)
        return
    for piece in pieces:
        for inner in piece.pieces if isinstance(piece, Group) else (piece,):
            if isinstance(inner, Call):
                yield from _call(known, path, inner)


def _call(known: References, path: Path, call: Call) -> Iterator[Fault]:
    budget = known.budget
    for term in (*call.formula, *call.whole):
        problem = known.term(term, "", None)
        if problem:
            yield path, problem
    match call.verb:
        case "compare" if not call.words or call.words[0] not in budget.comparisons:
            yield path, f"没有名为 {'、'.join(call.words)} 的增减说法"
        case "list" if call.words[0] not in budget.lists:
            yield path, f"没有名为 {call.words[0]} 的清单"
        case "rows" | "rows_money":
            ledger = budget.ledgers.get(call.words[0])
            if ledger is None or (len(call.words) > 1 and call.words[1] not in ledger.columns):
                yield path, f"没有名为 {' '.join(call.words[:2])} 的录入表和列"
        case "money" | "number" | "share" | "sheets" | "compare" | "list":
            return
        case word if word not in (*_OUTSIDE, *known.texts):
            yield path, f"花括号里的“{word}”既不是资料，也不是算法"
