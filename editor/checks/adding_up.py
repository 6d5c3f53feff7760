"""The sum a form's amounts must add up to (预算数 = 财政资金 + 其他资金): for its check, and for the line that runs along as they are typed."""

from editor.forms.form import CheckSetting, Form
from editor.values import value

ID = "BUD-01"
DEFAULTS = {"total": "budget", "parts": "fiscal_funds other_funds"}
"""Parameters of the check, where a form says nothing else."""


@value
class SumRule:
    """Field keys: the total and what it is the sum of."""

    total: str
    parts: tuple[str, ...]

    @classmethod
    def of(cls, form: Form) -> "SumRule | None":
        """As the check takes them, with this form's settings; None where the form has no such sum."""
        values = _values(form)
        rule = cls(values["total"], tuple(values["parts"].split()))
        return rule if form.checks.get(ID, CheckSetting()).apply and rule.keys <= set(form.fields) else None

    @property
    def keys(self) -> frozenset[str]:
        """All fields of the sum."""
        return frozenset((self.total, *self.parts))


def total_field(form: Form) -> str:
    """The money field that is a project's budget, also where nothing is said of its parts."""
    return _values(form)["total"]


def _values(form: Form) -> dict[str, str]:
    return {**DEFAULTS, **form.checks.get(ID, CheckSetting()).values}
