"""The budget tables of a form: every name leads to something, every formula can be worked out, every head fits its columns."""

import re
from collections.abc import Iterator, Mapping

from editor.domain.volume import UNIT
from editor.forms.budget_form import BudgetForm, LineForm, PrintedTable, SideForm
from editor.forms.form import Form
from editor.forms.formula import Term, parse
from editor.forms.sentence import VERBS
from editor.forms.validate_relations import relation_faults
from editor.forms.validate_sentences import References, formula_faults, sentence_faults
from editor.forms.validate_sheet import ROUNDING, Fault

_KEY = re.compile(r"[A-Za-z_]\w{0,39}")
_OWN_COLUMNS = ("list", "code", "name")
_WORDS = ("year", "last_year", "department")
Path = tuple[str, ...]


def budget_faults(form: Form) -> Iterator[Fault]:
    """What is wrong with the budget tables and what is written from them, in the order of the file."""
    budget = form.budget
    if budget is None:
        if any(part.tables for part in form.parts) or any(section.templates for section in form.sections().values()):
            yield ("parts",), "没有 budget 的表样不能写 tables 或 templates"
        return
    if [part.tables for part in form.parts].count(True) != 1:
        yield ("parts",), "要正好有一个部分写 tables: true"
    yield from _keys(budget)
    yield from _ledgers(budget)
    known = References(form, budget)
    for key, table in budget.tables.items():
        yield from _table(form, known, key, table, ("budget", "tables", key))
    yield from _order(budget)
    yield from _facts(known, budget)
    yield from sentence_faults(known)
    yield from relation_faults(form, known)


def _keys(budget: BudgetForm) -> Iterator[Fault]:
    seen: dict[str, str] = dict.fromkeys(("fact", "sheet"), "")
    for part in ("subjects", "ledgers", "tables", "facts"):
        for key in getattr(budget, part):
            if not _KEY.fullmatch(key):
                yield ("budget", part, key), "键只能用字母、数字和下划线，以字母开头"
            if part in ("ledgers", "tables") and key in seen:
                yield ("budget", part, key), "录入表和报表不能同名，也不能叫 fact 或 sheet"
            seen.update({key: part} if part in ("ledgers", "tables") else {})
    for key in budget.facts:
        if key in (*_WORDS, *VERBS):
            yield ("budget", "facts", key), "这个名称已有别的用处"


def _ledgers(budget: BudgetForm) -> Iterator[Fault]:
    for key, ledger in budget.ledgers.items():
        for name, column in ledger.columns.items():
            path = ("budget", "ledgers", key, "columns", name)
            if not _KEY.fullmatch(name) or name == "line":
                yield path, "键只能用字母、数字和下划线，以字母开头，不能叫 line"
            if (column.kind == "unit") != (name == UNIT):
                yield path, f"单位的列要叫 {UNIT}，kind 为 unit"
            if column.subjects and column.subjects not in budget.subjects:
                yield path, f"没有名为 {column.subjects} 的科目表"
        for kind in ("code", "name", "unit"):
            if [column.kind for column in ledger.columns.values()].count(kind) > 1:
                yield ("budget", "ledgers", key, "columns"), f"kind 为 {kind} 的列只能有一个"
    if budget.own_subjects:
        own = budget.ledgers.get(budget.own_subjects)
        if own is None or tuple(own.columns) != _OWN_COLUMNS:
            yield ("budget", "own_subjects"), "要是一个录入表，列为 list、code、name"


def _table(form: Form, known: References, key: str, table: PrintedTable, path: Path) -> Iterator[Fault]:
    for text in ("title", "contents", "number"):
        yield from known.words((*path, text), getattr(table, text), _WORDS)
    columns = [name for side in table.sides for name in side.columns]
    if len(set(columns)) != len(columns):
        yield (*path, "sides"), "两边的列不能同名"
    for r, row in enumerate(table.head):
        for c, cell in enumerate(row):
            yield from known.words((*path, "head", str(r), str(c), "text"), cell.text, _WORDS)
    if not _covers(table, len(columns)):
        yield (*path, "head"), "表头的单元格没有正好铺满各列"
    page = form.page
    upright = table.orientation == "portrait"
    room = page.width - page.left - page.right if upright else page.height - page.top - page.bottom
    width = sum(column.width for column in table.columns.values())
    if width > room + ROUNDING:
        yield (*path, "sides"), f"各列共宽 {width:.1f} 毫米，超出版心的 {room:.1f} 毫米"
    lines: set[str] = set()
    for n, side in enumerate(table.sides):
        yield from _side(known, key, side, (*path, "sides", str(n)), lines)


def _side(known: References, table: str, side: SideForm, path: Path, lines: set[str]) -> Iterator[Fault]:
    yield from _columns(known, table, side, path)
    keys = {line.key for line in (*side.lines, *side.foot) if line.key}
    for part, found in (("lines", side.lines), ("foot", side.foot)):
        for n, line in enumerate(found):
            yield from _line(known, table, side, line, (*path, part, str(n)))
            for key in line.adds:
                if key not in keys or key == line.key:
                    yield (*path, part, str(n), "adds"), f"这一边没有名为 {key} 的其他行"
            if line.key in lines:
                yield (*path, part, str(n), "key"), "同一张表里的行不能同名"
            lines.update({line.key} if line.key else ())


def _columns(known: References, table: str, side: SideForm, path: Path) -> Iterator[Fault]:
    if all(column.kind == "money" for column in side.columns.values()):
        yield (*path, "columns"), "要有一列写项目、编码或名称"
    for name, column in side.columns.items():
        at = (*path, "columns", name)
        if not _KEY.fullmatch(name):
            yield at, "键只能用字母、数字和下划线，以字母开头"
        if column.width <= 0:
            yield (*at, "width"), "列宽要大于 0"
        if column.formula and column.kind != "money":
            yield (*at, "formula"), "只有金额列能写算式"
        yield from formula_faults(known, (*at, "formula"), column.formula, table, side)


def _line(known: References, table: str, side: SideForm, line: LineForm, path: Path) -> Iterator[Fault]:
    if not line.blank and (not _KEY.fullmatch(line.key) or line.key.startswith(("unit_", "row_"))):
        yield path, "每一行要有 key，只用字母、数字和下划线，以字母开头，不能以 unit_、row_ 开头"
    if [bool(line.blank), line.tree is not None, line.rows is not None].count(True) > 1:
        yield path, "blank、tree、rows 只能写一个"
    for column, text in line.cells.items():
        if column not in side.columns or side.columns[column].kind != "money":
            yield (*path, "cells", column), f"没有名为 {column} 的金额列"
        yield from formula_faults(known, (*path, "cells", column), text, table, side)
    yield from known.words((*path, "label"), line.label, (*_WORDS, *known.texts))
    yield from _ledger_lines(known.budget, side, line, path)


def _ledger_lines(budget: BudgetForm, side: SideForm, line: LineForm, path: Path) -> Iterator[Fault]:
    if line.tree is not None:
        ledger = budget.ledgers.get(line.tree.ledger)
        if ledger is None or not ledger.code:
            yield (*path, "tree", "ledger"), "要是一个有编码列的录入表"
        if line.tree.subjects not in budget.subjects:
            yield (*path, "tree", "subjects"), f"没有名为 {line.tree.subjects} 的科目表"
    elif line.rows is not None:
        ledger = budget.ledgers.get(line.rows.ledger)
        if ledger is None or ledger.rows:
            yield (*path, "rows", "ledger"), "要是一个没有固定行的录入表"
        elif line.rows.group and (
            line.rows.group not in ledger.columns or ledger.columns[line.rows.group].kind != "unit"
        ):
            yield (*path, "rows", "group"), "要是这个录入表里 kind 为 unit 的列"
    else:
        return
    for column, printed in side.columns.items():
        if printed.source and (ledger is None or printed.source not in ledger.columns):
            yield path, f"列 {column} 的 source 不是录入表 {ledger.title if ledger else ''} 的列"


def _covers(table: PrintedTable, columns: int) -> bool:
    hanging = [0] * columns
    for row in table.head:
        at = 0
        for cell in row:
            while at < columns and hanging[at]:
                at += 1
            if cell.columns < 1 or cell.rows < 1 or at + cell.columns > columns or any(hanging[at : at + cell.columns]):
                return False
            hanging[at : at + cell.columns] = [cell.rows] * cell.columns
            at += cell.columns
        if not all(hanging):
            return False
        hanging = [n - 1 for n in hanging]
    return bool(table.head) and not any(hanging)


def _order(budget: BudgetForm) -> Iterator[Fault]:
    """Nothing is worked out from itself: tables in a row, and in each table its lines and columns."""
    tables = {
        key: {t.source for t in _terms(table)} & set(budget.tables) - {key} for key, table in budget.tables.items()
    }
    for key in tables:
        if _goes_round(key, tables):
            yield ("budget", "tables", key), "几张报表的算式互相引用，算不出来"
    for key, table in budget.tables.items():
        for n, side in enumerate(table.sides):
            for one in (None, *side.lines, *side.foot):
                cells = one.cells if one else {}
                own = {c: _own_columns(cells.get(c, column.formula)) for c, column in side.columns.items()}
                for column in own:
                    if _goes_round(column, own):
                        where = f"行 {one.key} 里，" if one else ""
                        yield (
                            ("budget", "tables", key, "sides", str(n), "columns", column),
                            f"{where}这一列的算式引用到自己",
                        )
        lines = {line.key: _line_needs(key, line) for side in table.sides for line in (*side.lines, *side.foot)}
        for line in lines:
            if _goes_round(line, lines):
                yield ("budget", "tables", key, "sides"), f"行 {line} 的算式引用到自己"


def _own_columns(formula: str) -> set[str]:
    return {term.column for term in _parsed(formula) if not term.source}


def _line_needs(table: str, line: LineForm) -> set[str]:
    terms = [term for text in line.cells.values() for term in _parsed(text)]
    return {*line.adds, *(term.line for term in terms if term.source == table)}


def _goes_round(start: str, needs: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(needs[start])
    while ahead:
        key = ahead.pop()
        if key == start:
            return True
        if key not in seen:
            seen.add(key)
            ahead.extend(needs.get(key, ()))
    return False


def _terms(table: PrintedTable) -> Iterator[Term]:
    for side in table.sides:
        for column in side.columns.values():
            yield from _parsed(column.formula)
        for line in (*side.lines, *side.foot):
            for text in line.cells.values():
                yield from _parsed(text)


def _parsed(text: str) -> tuple[Term, ...]:
    try:
        return parse(text)
    except ValueError:
        return ()


def _facts(known: References, budget: BudgetForm) -> Iterator[Fault]:
    for key, fact in budget.facts.items():
        path = ("budget", "facts", key)
        yield from known.words((*path, "default"), fact.default, _WORDS)
        if fact.last_year:
            yield from formula_faults(known, (*path, "last_year"), fact.last_year, "", None)
