"""Entries as a form keeps them and as it prints them.

Kept is what lies in the volume and the file: amounts with the form's decimals (5 → 5.00), percentages without their
sign (25.00% → 25.00), the amount a form prints for a blank as it prints it (0), everything else as it was written. An
entry that cannot be read as what its field wants is kept as it was written: a check will say so.
"""

from editor.domain.dates import read_date
from editor.domain.fields import Entry
from editor.domain.money import read_money, write_amount
from editor.domain.percent import read_percent, write_percent
from editor.forms.form import Field, Form


def keep(form: Form, key: str, entry: Entry) -> Entry:
    """The entry of a project's field as the volume keeps it; fields the form does not have are left alone."""
    field = form.fields.get(key)
    if field is None:
        return entry
    if isinstance(entry, tuple):
        return tuple(_keep(form, field, text) for text in entry)
    return _keep(form, field, entry)


def show(form: Form, key: str, text: str) -> str:
    """One text of a project's field as the form prints it: with its sign, or what the form prints for a blank."""
    field = form.fields.get(key)
    if field is None:
        return text
    if not text:
        return field.blank
    if field.kind == "date":
        day = read_date(text)
        return text if day is None else f"{day.year}年{day.month}月{day.day}日"
    return _keep(form, field, text) + _suffix(field, text)


def marker(form: Form, key: str, number: int) -> str:
    """What is printed before item `number` (from 1) of a list field."""
    return form.fields[key].marker.format(n=number)


def _keep(form: Form, field: Field, text: str) -> str:
    if field.kind == "money":
        money = read_money(text, form.money.unit)
        if money is None:
            return text
        if money == read_money(field.blank, form.money.unit):
            return field.blank
        return write_amount(money.amount, form.money.decimals, form.money.separator)
    if field.kind == "percents":
        share = read_percent(text)
        return text if share is None else write_percent(share, field.decimals, field.trim)
    return text


def _suffix(field: Field, text: str) -> str:
    return field.suffix if field.kind == "percents" and read_percent(text) is not None else ""
