"""A paragraph that is written from the tables: read until the clerk rewrites it, and given back when asked."""

import re
from collections import Counter

from PySide6.QtGui import QColor

from editor.bridge.session import Session
from editor.budget.narrative import Paragraph
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.ui.fields.chars import to_units
from editor.ui.fields.severity import severity_colour
from editor.ui.fields.text import ProseField

REWRITE, RESTORE = "改写这一段", "恢复自动文字"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


class GeneratedField(ProseField):
    """The text of one generated paragraph; what is typed over it is kept as such, the same text again is not."""

    def __init__(self, session: Session, paragraph: Paragraph) -> None:
        super().__init__(session, "自动生成的文字")
        self._paragraph = paragraph
        self._writing = False
        self.bind(paragraph.place)

    @property
    def paragraph(self) -> Paragraph:
        """What it shows."""
        return self._paragraph

    @property
    def rewriting(self) -> bool:
        """The clerk writes it, or has written it."""
        return self._writing or self._paragraph.overridden

    def show_paragraph(self, paragraph: Paragraph) -> None:
        """The paragraph as it is now; what is being typed stays."""
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self.refresh()

    def rewrite(self) -> None:
        """Lets the clerk write it."""
        if self._session.document.can_write and not self.rewriting:
            self._writing = True
            self.reload()
        self.editor.setFocus()

    def restore(self) -> None:
        """Back to what the tables say."""
        self.editor.settle_composition()
        self._writing = False
        self.editor.show_text(self._shown)
        if self._paragraph.overridden:
            self._session.put(RESTORE, self._paragraph.place, "")
        self.reload()
        self.edited.emit()

    def reload(self) -> None:
        super().reload()
        self.editor.setReadOnly(not (self.rewriting and self._session.document.can_write))

    def note(self) -> str:
        said = super().note()
        if not self._paragraph.overridden or not self.differing(self.text_now()):
            return said
        own = f"有数字与报表算出的不同（画了波浪线）。报表算出的是：{self._paragraph.derived}"
        return f"{said}\n{own}" if said else own

    def differing(self, text: str) -> tuple[tuple[int, int], ...]:
        """Numbers in a text that the tables do not give, as (from, to); each number of the tables goes once."""
        there = Counter(_plain(match[0]) for match in _NUMBER.finditer(self._paragraph.derived))
        found = []
        for match in _NUMBER.finditer(text):
            number = _plain(match[0])
            if there[number]:
                there[number] -= 1
            else:
                found.append(match.span())
        return tuple(found)

    def source_of(self, at: int) -> Place | None:
        """Where the number at a character of the tables' own text comes from; None where there is none or it has no place."""
        if self.rewriting:
            return None
        places = (place for n in self._paragraph.numbers if n.start <= at <= n.end for place in n.places)
        return next((place for place in places if place.field is not None), None)

    def _stored(self) -> Entry:
        return self._paragraph.text

    def _write(self, entry: Entry) -> bool:
        text = str(entry)
        kept = "" if text == self._paragraph.derived else text
        return self._session.put(REWRITE, self._paragraph.place, kept) is not None

    def _leave(self) -> None:
        super()._leave()
        if self._writing and not self._paragraph.overridden:
            self._writing = False
            self.reload()
            self.edited.emit()

    def _mark_chars(self) -> None:
        super()._mark_chars()
        if not hasattr(self, "_paragraph") or not self._paragraph.overridden:
            return
        text, colour = self.text_now(), severity_colour("warning", self.palette())
        waves: list[tuple[int, int, QColor]] = [
            (to_units(text, first), to_units(text, last), colour) for first, last in self.differing(text)
        ]
        if waves:
            self.flow.underline(waves)


def _plain(number: str) -> str:
    return number.replace(",", "")
