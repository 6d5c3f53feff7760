"""Takes one document's items and gives everything recognised in it: cover, contents, sections, units, goal sheets."""

from collections.abc import Sequence

from editor.exchange.raw import RawDocument
from editor.exchange.recognise.drafts import SheetDraft, SourceDraft, UnitDraft
from editor.exchange.recognise.front import read_front
from editor.exchange.recognise.indicators import head_columns
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.narrative import PAGE_NUMBER, NarrativeReader
from editor.exchange.recognise.notes import contents_fields, tell_notes
from editor.exchange.recognise.sheet import OpenSheet
from editor.exchange.recognise.stream import Item, Line, Row, Stream, front_as_lines, read_stream
from editor.exchange.recognise.vocabulary import UnitLine, Vocabulary
from editor.exchange.recognise.words import is_page_number, split_title, squeeze, without_number

NO_PLACE = "没有归入任何位置的一段文字"
NO_TABLE = "没有认出的表格内容"
_TITLE_LENGTH = 80


def read_document(document: RawDocument, vocabulary: Vocabulary, journal: Journal) -> SourceDraft:
    """One source, read with a family's words; what is not understood goes to the journal."""
    tell_notes(document, journal)
    stream = read_stream(document, vocabulary, journal)
    items = front_as_lines(stream.items, vocabulary)
    front = read_front(items, vocabulary, journal)
    walker = _Walker(vocabulary, stream, items[front.body :], contents_fields(document), journal)
    walker.walk()
    return SourceDraft(
        document.source, front.cover, front.contents, walker.narrative.sections(), walker.units(), tuple(walker.sheets)
    )


class _Walker:
    """Goes through the body once; what an item means, the item before it and the one after it say."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        stream: Stream,
        items: Sequence[Item],
        contents: dict[int | None, str],
        journal: Journal,
    ) -> None:
        self._words = vocabulary
        self._stream = stream
        self._items = items
        self._contents = contents
        self._journal = journal
        self.narrative = NarrativeReader(vocabulary, stream, items, journal)
        self.sheets: list[SheetDraft] = []
        self._units: dict[str, UnitDraft] = {}
        self._sheet: OpenSheet | None = None
        self._pending: tuple[UnitLine, str] | None = None
        self._in_sheets = False
        self._at = 0

    def walk(self) -> None:
        """Reads all items."""
        while self._at < len(self._items):
            item = self._items[self._at]
            if isinstance(item, Row):
                self._row(item)
            else:
                self._line(item)
            self._at += 1
        self._close()

    def units(self) -> tuple[UnitDraft, ...]:
        """Units in the order they were met."""
        return tuple(self._units.values())

    # lines

    def _line(self, line: Line) -> None:
        if self._unit_line(line) or self._title(line):
            return
        if "\n" in line.text and not self.narrative.inside:
            for part in line.text.split("\n"):
                if part.strip():
                    self._line(Line(part.strip(), line.where, part))
            return
        if self._structure(line):
            return
        if self.narrative.inside:
            self.narrative.add(line)
        elif is_page_number(line.text):
            self._journal.tally("mended", PAGE_NUMBER, line.where, line.text)
        elif self._sheet is not None and self._sheet.takes_text():
            self._sheet.loose.append(line)
        else:
            self._journal.unknown(NO_PLACE, line.where, line.text)

    def _structure(self, line: Line) -> bool:
        """Titles of parts, headings of sections, the words that a project is classified."""
        if self._words.is_classified(line.text) and self._sheet is not None and self._sheet.is_bare():
            self._sheet.classified = True
            return True
        part = self._words.parts.get(squeeze(line.text))
        if part is not None:
            self.narrative.leave()
            self._in_sheets = part == self._words.sheets_part
            if not self._in_sheets:
                self._close()
            return True
        heading = self.narrative.heading(line.text)
        if heading is None or (self._sheet is not None and not self._is_own_heading(line.text)):
            return False
        self._close()
        self._in_sheets = False
        self.narrative.begin(heading[0], line.where, heading[1])
        return True

    def _is_own_heading(self, text: str) -> bool:
        known = self._words.sections.get(squeeze(without_number(text)))
        return known is not None and known[1]

    def _unit_line(self, line: Line) -> bool:
        """A line over a sheet, which may be torn in two (单位：万 / 元)."""
        text, taken = line.text, 0
        unit = self._words.unit_line(text)
        after = self._peek(1)
        if (unit is None or unit.money is None) and isinstance(after, Line) and len(after.text) <= 2:
            whole = self._words.unit_line(text + after.text)
            if whole is not None and whole.money is not None:
                unit, text, taken = whole, text + after.text, 1
        if unit is None or not self._may_be_unit_line(unit, taken):
            return False
        self._at += taken
        self.narrative.leave()
        self._take_unit(unit, text, line)
        return True

    def _may_be_unit_line(self, unit: UnitLine, taken: int) -> bool:
        if self.narrative.inside:
            return unit.money is not None and (bool(unit.code) or self._sheet_follows(taken + 1))
        return unit.money is not None or self._in_sheets or self._sheet is not None

    def _take_unit(self, unit: UnitLine, text: str, line: Line) -> None:
        if unit.code:
            known = self._units.setdefault(unit.code, UnitDraft(unit.code, unit.name, line.where))
            if unit.name and known.name and squeeze(known.name) != squeeze(unit.name):
                self._journal.doubtful(
                    f"单位编码 {unit.code} 有两个名称，采用先出现的", line.where, unit.name, known.name
                )
            elif unit.name and not known.name:
                self._units[unit.code] = UnitDraft(unit.code, unit.name, line.where)
        if self._sheet is not None and self._sheet.is_bare() and self._sheet.can_take(unit):
            self._sheet.take_unit(unit, text)
        elif self._pending is not None and not unit.code:
            self._pending = (UnitLine(self._pending[0].code, self._pending[0].name, unit.money), self._pending[1])
        else:
            self._pending = (unit, text)

    def _title(self, line: Line) -> bool:
        """A sheet's title: it ends as titles do and a sheet follows, or part two has begun."""
        text, taken = line.text, 0
        if not self._words.has_suffix(text):
            text, taken = self._wrapped_title(text)
        if not text or len(text) > _TITLE_LENGTH or "\n" in text:
            return False
        if not self._in_sheets and not self._sheet_follows(taken + 1):
            return False
        self._close()
        self.narrative.leave()
        self._in_sheets = True
        self._at += taken
        self._open(line, text)
        return True

    def _wrapped_title(self, text: str) -> tuple[str, int]:
        """A title over two lines, or one without the usual end that stands right over a sheet; "" where it is none."""
        after = self._peek(1)
        if isinstance(after, Line) and self._in_sheets and len(text) < _TITLE_LENGTH:
            joined = text + after.text
            if split_title(text)[0] is not None and self._words.has_suffix(joined) and self._sheet_follows(2):
                return joined, 1
        done = self._sheet is None or not self._sheet.is_open_above()
        numbered = split_title(text)[0] is not None
        if self._in_sheets and done and numbered and self._sheet_follows(1) and not self._words.is_classified(text):
            return text, 0
        return "", 0

    def _sheet_follows(self, ahead: int) -> bool:
        """Whether the item so far ahead begins a sheet: the line over it, its table, or the words that it is classified."""
        item = self._peek(ahead)
        if isinstance(item, Line):
            unit = self._words.unit_line(item.text)
            return self._words.is_classified(item.text) or (unit is not None and bool(unit.money or unit.code))
        if isinstance(item, Row):
            words = item.words()
            return self._has_head(item) or self._words.is_classified(words) or self._words.unit_line(words) is not None
        return False

    def _peek(self, ahead: int) -> Item | None:
        at = self._at + ahead
        return self._items[at] if at < len(self._items) else None

    # rows

    def _row(self, row: Row) -> None:
        columns = head_columns(row, self._words)
        if columns is not None:
            self._needs_sheet(row).head(row, columns)
            return
        meanings = [label for cell in row.filled() if (label := self._words.label(cell.text)) is not None]
        if self._has_head(row):
            meanings += [found[0] for cell in row.filled() if (found := self._words.inline(cell.text)) is not None]
        fields = [label for label in meanings if label.kind != "words"]
        if self._begins_sheet(row, len(fields)):
            self._close()
            self._open(Line("", row.where, ""), "")
        sheet = self._sheet
        if sheet is not None and (fields or meanings) and sheet.is_open_above():
            self.narrative.leave()
            sheet.add_upper(row, self._has_head(row))
        elif sheet is not None and sheet.has_rows() and not self._is_structural(row):
            self._sheet_row(sheet, row)
        elif row.filled():
            self._line_of(row)

    def _needs_sheet(self, row: Row) -> OpenSheet:
        if self._sheet is None:
            self._journal.doubtful("指标表上面没有找到项目名称等内容，请核对", row.where)
            self._open(Line("", row.where, ""), "")
        assert self._sheet is not None
        self.narrative.leave()
        return self._sheet

    def _has_head(self, row: Row) -> bool:
        """Whether a row has the labels a sheet's table begins with: the project's code or name."""
        labels = [label for cell in row.filled() if (label := self._words.label(cell.text)) is not None]
        if row.first or self._sheet is None or self._sheet.is_open_above():
            labels += [found[0] for cell in row.filled() if (found := self._words.inline(cell.text)) is not None]
        return any(label.kind == "field" and self._is_head_field(label.key) for label in labels)

    def _is_head_field(self, key: str) -> bool:
        return key == "name" or self._words.form.fields[key].kind == "code"

    def _begins_sheet(self, row: Row, fields: int) -> bool:
        sheet = self._sheet
        if self._has_head(row):
            return sheet is None or sheet.has_head or not sheet.is_open_above() or sheet.classified
        if sheet is None:
            return fields >= 2
        return not sheet.is_open_above() and fields >= 3

    def _is_structural(self, row: Row) -> bool:
        """A row that is a line of its own: a title, a unit line, the title of a part, a heading."""
        filled = row.filled()
        if not filled or len(filled) > 3:
            return False
        text = row.words()
        unit = self._words.unit_line(text)
        if unit is not None and unit.money is not None:
            return True
        if len(filled) > 1:
            return False
        numbered = split_title(text)[0] is not None or filled[0].columns > 1 or len(row.cells) == 1
        return (
            (self._words.has_suffix(text) and numbered and len(text) <= _TITLE_LENGTH)
            or self._words.is_classified(text)
            or squeeze(text) in self._words.parts
            or (self._is_own_heading(text) and self.narrative.heading(text) is not None)
        )

    def _sheet_row(self, sheet: OpenSheet, row: Row) -> None:
        """A row without labels inside a sheet."""
        if sheet.is_open_above():
            sheet.add_upper(row, False)
            return
        filled = row.filled()
        across = len(filled) == 1 and filled[0].columns > 1 and filled[0].columns >= row.cells[-1].column
        if across or (filled and not sheet.indicators.may_go_on(row)):
            self._journal.unknown(NO_TABLE, row.where, row.words())
        else:
            sheet.indicators.row(row)

    def _line_of(self, row: Row) -> None:
        """A row of no sheet as a line."""
        text = row.words()
        if self._sheet is None and not self._in_sheets and not self.narrative.inside and len(row.filled()) > 1:
            unit = self._words.unit_line(text)
            if unit is None:
                self._journal.unknown(NO_TABLE, row.where, text)
                return
        self._line(Line(text, row.where, "\t".join(cell.raw for cell in row.filled())))

    # sheets

    def _open(self, line: Line, title: str) -> None:
        self._sheet = OpenSheet(self._words, self._stream, self._journal, line.where, title)
        if self._pending is not None:
            self._sheet.take_unit(*self._pending)
            self._pending = None
        entry = self._contents.get(line.where.line, "")
        listed = split_title(entry)[1]
        if listed and squeeze(listed) != squeeze(self._sheet.title):
            self._sheet.contents_title = listed

    def _close(self) -> None:
        if self._sheet is not None:
            self.sheets.append(self._sheet.draft())
        self._sheet = None
