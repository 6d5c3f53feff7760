"""Takes a form and rows and gives them laid out: cover, sections, printed tables, goal sheets, each with its rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from editor.domain.volume import NAME
from editor.exchange.raw import Where
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.publication.pieces import Piece, key_of
from editor.exchange.recognise.words import is_page_number, without_number
from editor.forms.budget_form import BudgetForm
from editor.forms.form import Form, SectionForm

_CONTENTS_LINE = re.compile(r"(?:[.．…·]{2,}\s*|\t\s*)\d{1,3}\s*$")
_NOTE = re.compile(r"^\s*注[:：]")
_BRACE = re.compile(r"\{\w+\}")


@dataclass(slots=True)
class Laid:
    """What each part of a publication has, in the order of the source."""

    front: list[Piece] = field(default_factory=list)
    sections: dict[str, list[Piece]] = field(default_factory=dict)
    tables: dict[str, list[Piece]] = field(default_factory=dict)
    titles: dict[str, tuple[str, Where]] = field(default_factory=dict)
    """Printed table → its title as the source has it."""
    sheets: list[list[Piece]] = field(default_factory=list)
    sheet_years: list[str] = field(default_factory=list)
    """The years in the sheets' titles."""


def pattern_of(text: str) -> re.Pattern[str]:
    """What a text of the form with braces looks like in a source, compared by `key_of`; {year} is group `year`."""
    parts: list[str] = []
    at = 0
    named = False
    for match in _BRACE.finditer(text):
        parts.append(re.escape(key_of(text[at : match.start()])))
        if match[0] == "{year}":
            parts.append(r"\d{4}" if named else r"(?P<year>\d{4})")
            named = True
        else:
            parts.append(".+?")
        at = match.end()
    return re.compile("".join([*parts, re.escape(key_of(text[at:]))]))


class Outliner:
    """Knows where the parts of one form begin."""

    def __init__(self, form: Form, budget: BudgetForm) -> None:
        self._form = form
        self.tables = {key: pattern_of(table.title) for key, table in budget.tables.items()}
        self._sections = {key_of(title): key for key, section in form.sections().items() for title in _titles(section)}
        self._parts = [
            (pattern_of(part.contents or part.title[0]), _plain_section(part.sections)) for part in form.parts
        ]
        listed = [table.contents for table in budget.tables.values()] + [
            table.number for table in budget.tables.values()
        ]
        self._dropped = [pattern_of(text) for text in (*listed, *budget.unit_line, form.contents.title) if text]
        titles = [text for text in (form.sheet.title, form.sheet.continued) if text]
        self._sheet = [pattern_of(line) for text in titles for line in (text, *text.split("\n"))]
        self._heads = {key_of(c.text) for table in budget.tables.values() for row in table.head for c in row}
        self._name = key_of(form.fields[NAME].label)

    def table_of(self, text: str) -> str | None:
        """The printed table with this title."""
        key = key_of(text)
        return next((table for table, pattern in self.tables.items() if pattern.fullmatch(key)), None)

    def is_sheet_title(self, text: str) -> bool:
        """The title of a goal sheet, or its first line."""
        return any(pattern.fullmatch(key_of(text)) for pattern in self._sheet[:2])

    def lay_out(self, pieces: Iterable[Piece], journal: Journal) -> Laid:
        """Each row to the part it stands in."""
        laid = Laid()
        into: list[Piece] | None = laid.front
        for piece in pieces:
            text = piece.only
            if text and (begun := self._begins(laid, piece)) is not None:
                into = begun[0]
            elif all(self._is_furniture(cell, piece.loose) for cell in piece.filled()):
                continue
            elif self._is_sheet_top(piece):
                into = _new_sheet(laid)
                into.append(piece)
            elif into is not None:
                into.append(piece)
            else:
                journal.unknown("不知道属于哪一部分，没有读入", piece.where, "\t".join(piece.filled()))
        return laid

    def _is_sheet_top(self, piece: Piece) -> bool:
        """项目名称 and a name; the head of a printed table has more heads beside it."""
        first, *others = piece.filled()
        return key_of(first) == self._name and self._heads.isdisjoint(map(key_of, others))

    def _begins(self, laid: Laid, piece: Piece) -> tuple[list[Piece] | None] | None:
        """Where what follows goes, when a part, a section, a table or a sheet begins here."""
        if _CONTENTS_LINE.search(piece.only):
            return None
        key = key_of(piece.only)
        table = self.table_of(piece.only)
        if table is not None:
            laid.titles[table] = (piece.only, piece.where)
            return (laid.tables.setdefault(table, []),)
        section = self._sections.get(key) or (
            self._sections.get(key_of(without_number(piece.only))) if piece.loose else None
        )
        if section is not None:
            return (laid.sections.setdefault(section, []),)
        for pattern, plain in self._parts:
            if pattern.fullmatch(key):
                return (laid.sections.setdefault(plain, []) if plain else None,)
        sheet = next((match for pattern in self._sheet if (match := pattern.fullmatch(key)) is not None), None)
        if sheet is not None:
            if sheet.groupdict().get("year"):
                laid.sheet_years.append(sheet["year"])
            return (_new_sheet(laid),)
        return None

    def _is_furniture(self, text: str, loose: bool) -> bool:
        key = key_of(text)
        return (
            bool(_CONTENTS_LINE.search(text))
            or bool(_NOTE.match(text))
            or (loose and is_page_number(text))
            or any(pattern.fullmatch(key) for pattern in self._dropped)
        )


def _new_sheet(laid: Laid) -> list[Piece]:
    """A sheet to fill; the last one where nothing is in it yet."""
    if not laid.sheets or laid.sheets[-1]:
        laid.sheets.append([])
    return laid.sheets[-1]


def _titles(section: SectionForm) -> Sequence[str]:
    return [text for text in (section.heading, section.title, *section.aliases) if section.heading and text]


def _plain_section(sections: Mapping[str, SectionForm]) -> str:
    """The section that begins right under its part's title."""
    return next((key for key, section in sections.items() if not section.heading), "")
