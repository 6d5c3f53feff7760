"""Takes a form and gives what its goal sheets' cells are known by: labels in order of print, levels, words between."""

from difflib import SequenceMatcher

from editor.exchange.recognise.words import label_keys, squeeze
from editor.forms.form import Form

_ALIKE = 0.8


class SheetWords:
    """The words of one form's goal sheets."""

    def __init__(self, form: Form) -> None:
        self._labels: dict[str, list[str]] = {}
        self.facts: set[str] = set()
        self._between: set[str] = set()
        for key, field in form.fields.items():
            for text in (field.label, *field.aliases):
                self._add(text, key)
        for row in (row for table in form.sheet.tables for row in table.rows):
            for cell, after in zip(row, [*row[1:], None], strict=True):
                if cell.text and after is not None and after.volume:
                    self._add(cell.text, after.volume)
                    self.facts.add(after.volume)
                elif cell.text:
                    self._between.update(label_keys(cell.text))
        columns = form.indicators.columns.values()
        self._between.update(key for column in columns for key in label_keys(column.label))
        self._level1 = {squeeze(name) for name in form.indicators.taxonomy}
        self._level2 = {squeeze(two): (one, two) for one, twos in form.indicators.taxonomy.items() for two in twos}

    def fields(self, text: str) -> tuple[str, ...]:
        """The fields (or facts) with this label, from the left; none where it is no label."""
        return next((tuple(self._labels[key]) for key in label_keys(text) if key in self._labels), ())

    def is_between(self, text: str) -> bool:
        """Words of the sheet that have no value: 总体目标, 绩效指标, 一级指标."""
        return any(key in self._between for key in label_keys(text))

    def is_level1(self, text: str) -> bool:
        """A name of the first level."""
        return squeeze(text) in self._level1

    def levels(self, text: str) -> tuple[str, str] | None:
        """一级 and 二级 by the name of the second, also where it is written a little otherwise (可持续性影响)."""
        key = squeeze(text)
        if key in self._level2:
            return self._level2[key]
        if not 3 < len(key) < 12:
            return None
        close = max(self._level2, key=lambda known: SequenceMatcher(None, known, key).ratio(), default="")
        alike = bool(close) and SequenceMatcher(None, close, key).ratio() >= _ALIKE
        return self._level2[close] if alike else None

    def _add(self, text: str, key: str) -> None:
        for word in label_keys(text):
            known = self._labels.setdefault(word, [])
            if key not in known:
                known.append(key)
