"""What the clerk calls a field, from the words the form prints for it."""

import re

from editor.forms.form import Form

_BESIDE = re.compile(r"[（(][^（()）]*[）)]$")


def field_name(form: Form, key: str) -> str:
    """财政资金 for 其中：财政资金, 资金支出计划 for 资金支出计划（%）; the first other label where the sheet prints none."""
    field = form.fields[key]
    label = field.label or (field.aliases[0] if field.aliases else key)
    return _BESIDE.sub("", label.rpartition("：")[2])


def step_name(name: str) -> str:
    """The undo step of an edit of what is called this."""
    return f"修改{name}"
