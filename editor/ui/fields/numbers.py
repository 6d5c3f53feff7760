"""Fields of numbers: amounts, cumulative percentages, dates."""

from PySide6.QtCore import Qt

from editor.bridge.session import Session
from editor.domain.entries import entry_at
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.forms.entries import keep, show
from editor.ui.fields.field import Field
from editor.ui.fields.line import LineEdit
from editor.ui.fields.names import field_name


class MoneyField(Field):
    """An amount of a project, right-aligned; 1,030.5 and １０３０．５ become 1030.50. What is no amount stays as it was typed."""

    def __init__(self, session: Session, key: str) -> None:
        super().__init__(session, field_name(session.form, key), LineEdit(), numeric=True)
        self._key = key
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _entry(self, text: str) -> Entry:
        return keep(self._session.form, self._key, text.strip())


class DateField(Field):
    """A date of a project; 2025-8-7, 2025.8.7 and 20250807 become 2025年8月7日. What is no date stays as it was typed."""

    def __init__(self, session: Session, key: str) -> None:
        super().__init__(session, field_name(session.form, key), LineEdit())
        self._key = key

    def _entry(self, text: str) -> Entry:
        return show(self._session.form, self._key, text.strip()) if text.strip() else ""


class PercentField(Field):
    """One of the cumulative percentages of a project; the sign stands outside. Its place is the item of the list."""

    def __init__(self, session: Session, key: str) -> None:
        super().__init__(session, field_name(session.form, key), LineEdit(), numeric=True)
        self._key = key
        self._points = len(session.form.fields[key].points)
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_suffix("%")

    def bind(self, place: Place | None) -> None:
        super().bind(place)
        if place is not None and place.item is not None:
            self.editor.setAccessibleName(f"{self._session.form.fields[self._key].points[place.item]}{self.name}")

    def _entry(self, text: str) -> Entry:
        return keep(self._session.form, self._key, text.strip())

    def _write(self, entry: Entry) -> bool:
        """Puts the whole list, so that it always has an entry for each date."""
        assert self._place is not None
        assert self._place.item is not None
        whole = entry_at(self._session.volume, self._place.whole())
        items = list(whole if isinstance(whole, tuple) else (whole,))
        items.extend([""] * (self._points - len(items)))
        items[self._place.item] = entry if isinstance(entry, str) else "".join(entry)
        name = f"修改{self.name}"
        return self._session.put(name, self._place.whole(), tuple(items)) is not None
