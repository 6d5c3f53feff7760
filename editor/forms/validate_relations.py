"""The relations between budget tables in a form's checks: each can be read, and what it refers to is there."""

from collections.abc import Iterator

from editor.forms.budget_form import BudgetForm
from editor.forms.form import Form
from editor.forms.formula import CODE, LINE, Term
from editor.forms.relation import LINES, Relation, parse_relations
from editor.forms.validate_sentences import References
from editor.forms.validate_sheet import Fault

KEYS = ("relations", "likely")
"""Parameters of checks that hold relations."""


def relation_faults(form: Form, known: References) -> Iterator[Fault]:
    """What is wrong with them, in the order of the file."""
    for check, setting in form.checks.items():
        for key in KEYS:
            path = ("checks", check, "values", key)
            try:
                relations = parse_relations(setting.values.get(key, ""))
            except ValueError as error:
                yield path, f"关系“{error}”写法有误"
                continue
            for relation in relations:
                yield from ((path, problem) for problem in _problems(known, relation))


def _problems(known: References, relation: Relation) -> Iterator[str]:
    if relation.over and not _many(known.budget, *relation.over.split(".", 1)):
        yield f"没有名为 {relation.over} 的科目行或清单"
    for term in (*relation.left, *relation.right):
        if _stands_for_many(known.budget, term):
            continue
        if (LINE in term.line or CODE in term.line) and not relation.over:
            yield "没有写明逐行核对哪个清单，不能写 {line} 和 {code}"
        else:
            problem = known.term(term, "*" if relation.over else "", None)
            if problem:
                yield problem


def _stands_for_many(budget: BudgetForm, term: Term) -> bool:
    table = budget.tables.get(term.source)
    if table is None or not any(term.column in side.columns for side in table.sides):
        return False
    return term.line == LINES or _many(budget, term.source, term.line)


def _many(budget: BudgetForm, table: str, key: str) -> bool:
    """The key of a tree or list of a table."""
    form = budget.tables.get(table)
    lines = (line for side in form.sides for line in side.lines) if form is not None else ()
    return any(line.key == key and (line.tree or line.rows) for line in lines)
