"""A field of one fact: a figure of last year, a count, a reason."""

from PySide6.QtCore import Qt

from editor.bridge.session import Session
from editor.budget.wording import braces
from editor.domain.fields import Entry
from editor.domain.money import read_money, write_amount
from editor.domain.places import Place
from editor.forms.budget_form import Fact
from editor.ui.fields.field import Field
from editor.ui.fields.flow import FlowEdit
from editor.ui.fields.line import LineEdit
from editor.ui.fields.text import ProseField


def fact_field(session: Session, key: str) -> Field:
    """The field a fact of its kind is written in, bound to it."""
    assert session.form.budget is not None
    fact = session.form.budget.facts[key]
    made = WordsFact(session, key, fact) if fact.kind == "text" else FigureFact(session, key, fact)
    made.bind(Place(field=key))
    return made


class WordsFact(ProseField):
    """Words; what holds where it is blank stands there faintly."""

    def __init__(self, session: Session, key: str, fact: Fact) -> None:
        super().__init__(session, fact.label)
        self._key = key
        self._fact = fact

    def reload(self) -> None:
        super().reload()
        budget = self._session.form.budget
        assert budget is not None
        default = self._fact.default.format_map(braces(budget, self._session.volume)) if self._fact.default else ""
        if isinstance(self.editor, FlowEdit):
            self.editor.setPlaceholderText(default or ("必填" if self._fact.required else ""))


class FigureFact(Field):
    """An amount in the budget's unit or a count, right-aligned; 1,030.5 becomes 1030.50. What is no figure stays as it was typed."""

    def __init__(self, session: Session, key: str, fact: Fact) -> None:
        editor = LineEdit()
        super().__init__(session, fact.label, editor, numeric=True)
        self._fact = fact
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setPlaceholderText("必填" if fact.required else "0")

    def _entry(self, text: str) -> Entry:
        budget = self._session.form.budget
        assert budget is not None
        text = text.strip()
        if self._fact.kind != "money" or not text:
            return text
        money = read_money(text, budget.unit)
        return write_amount(money.amount, budget.decimals) if money is not None else text
