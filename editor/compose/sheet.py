"""The goal sheet (绩效目标表) of one project: title, unit line and the tables the form describes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.compose.blocks import GridCell, Group, Paragraph, Run, SplitLine, TableBlock
from editor.compose.indicator_rows import NO_ROW, printed_rows
from editor.compose.runs import entry_runs, fill, words
from editor.domain.fields import is_blank
from editor.domain.places import Place
from editor.domain.volume import NAME, TITLE, Indicator, Project, Volume
from editor.forms.entries import marker, show
from editor.forms.form import Cell, Form, Table
from editor.forms.wording import YEAR, numbered_title, volume_entry

OUTLINE_LEVEL = 2


def anchor(project: Project) -> str:
    """The name of a sheet's first line, for the contents."""
    return f"project_{project.key}"


def title_runs(form: Form, project: Project) -> tuple[Run, ...]:
    """The title without its number."""
    own = project.fields.text(TITLE)
    if own:
        return entry_runs(own, Place(project.key, field=TITLE))
    return (*entry_runs(project.name, Place(project.key, field=NAME)), *words(form.sheet.title_suffix))


Around = tuple[tuple[str, str], ...]
"""What sheets show of their volume: (key, entry) of what the form's sheet names."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cell of a form's table at its place in the grid; `ready` where it is the same on every sheet."""

    row: int
    column: int
    cell: Cell
    ready: GridCell | None = None


class SheetComposer:
    """Goal sheets of one form. What is the same on every sheet is made once and shared."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._fixed = tuple(
            tuple(self._spot(table, *found) for found in _spread(table.rows, len(table.widths)))
            for table in form.sheet.tables
        )
        self._repeated = tuple(tuple(_repeated(table)) for table in form.sheet.tables)
        self._of_volume = tuple(dict.fromkeys(_of_volume(form)))

    def around(self, volume: Volume) -> Around:
        """What sheets show of this volume: where it is another, all of them are."""
        return tuple((key, volume_entry(self._form, volume, key)) for key in self._of_volume)

    def sheet(self, project: Project, number: int, unit_name: str, new_page: bool, around: Around = ()) -> Group:
        """The project's group; a classified one is its title and the form's words for it."""
        entries = dict(around)
        title = self._title(project, number, entries)
        if project.classified:
            sheet = self._form.sheet
            place = Place(project.key)
            said = Paragraph(words(sheet.classified_text), sheet.classified_style, place)
            return Group((title, said), new_page, whole=True, project=project.key)
        lines = (self._unit_line(project, unit_name),) if any(self._form.sheet.unit_line) else ()
        tables = (self._table(project, index, entries) for index in range(len(self._form.sheet.tables)))
        continued = self._continued(project, number, entries)
        return Group((title, *lines, *tables), new_page, project=project.key, continued=continued)

    def contents_runs(self, project: Project, number: int) -> tuple[Run, ...]:
        """The sheet's line in the contents."""
        return fill(
            self._form.sheet.contents_title, {"n": words(str(number)), "title": title_runs(self._form, project)}
        )

    def _title(self, project: Project, number: int, around: Mapping[str, str]) -> Paragraph:
        sheet = self._form.sheet
        # a classified sheet has nothing but its title: where titles are all the same, its name
        words_of_title = "{title}" if project.classified and "{title}" not in sheet.title else sheet.title
        runs = fill(words_of_title, self._title_parts(project, number, around))
        place = Place(project.key, field=TITLE if project.fields.text(TITLE) else NAME)
        outline = numbered_title(self._form, number, project) if sheet.outline else ""
        return Paragraph(runs, sheet.title_style, place, OUTLINE_LEVEL, anchor(project), outline)

    def _title_parts(self, project: Project, number: int, around: Mapping[str, str]) -> dict[str, tuple[Run, ...]]:
        year = entry_runs(around.get(YEAR, ""), Place(field=YEAR))
        return {"n": words(str(number)), "title": title_runs(self._form, project), YEAR: year}

    def _continued(self, project: Project, number: int, around: Mapping[str, str]) -> tuple[Paragraph, ...]:
        sheet = self._form.sheet
        if not sheet.continued:
            return ()
        return (Paragraph(fill(sheet.continued, self._title_parts(project, number, around)), sheet.continued_style),)

    def _unit_line(self, project: Project, unit_name: str) -> SplitLine:
        sheet = self._form.sheet
        parts = {
            "unit_code": entry_runs(project.unit, Place(unit=project.unit, field="code")),
            "unit_name": entry_runs(unit_name, Place(unit=project.unit, field="name")),
        }
        left, right = (fill(text, parts) for text in sheet.unit_line)
        return SplitLine(left, right, sheet.unit_style, Place(project.key, field="unit"))

    def _table(self, project: Project, index: int, around: Mapping[str, str]) -> TableBlock:
        table = self._form.sheet.tables[index]
        rows = printed_rows(self._form, project) if table.repeat else ()
        cells = [
            self._reaching_down(spot.ready, spot.cell, len(rows))
            if spot.ready
            else self._volume_cell(table, spot, around)
            if spot.cell.volume
            else self._entry_cell(project, table, spot)
            for spot in self._fixed[index]
        ]
        fixed = len(table.rows)
        cells.extend(self._row_cells(project, table, self._repeated[index], fixed, rows))
        return TableBlock(
            table.widths,
            fixed + len(rows),
            tuple(cells),
            self._form.table_style,
            table.heads,
            table.join,
            str(index),
        )

    def _spot(self, table: Table, row: int, column: int, cell: Cell) -> _Spot:
        text = self._form_words(cell)
        if text is None:
            return _Spot(row, column, cell)
        style = cell.style or self._form.sheet.label_style
        paragraph = Paragraph(words(text), style)
        return _Spot(row, column, cell, GridCell(row, column, (paragraph,), cell.rows, cell.columns, label=True))

    def _form_words(self, cell: Cell) -> str | None:
        """What the form prints in a cell; None where an entry stands there."""
        if cell.text is not None:
            return cell.text
        if cell.label is not None:
            field = self._form.fields.get(cell.label)
            return field.label if field else self._form.indicators.columns[cell.label].label
        if cell.point is not None:
            return self._form.fields[cell.point[0]].points[cell.point[1]]
        return None

    def _reaching_down(self, ready: GridCell, cell: Cell, rows: int) -> GridCell:
        return replace(ready, rows=1 + rows) if cell.down else ready

    def _volume_cell(self, table: Table, spot: _Spot, around: Mapping[str, str]) -> GridCell:
        cell, key = spot.cell, spot.cell.volume or ""
        place = Place(field=key)
        paragraph = Paragraph(entry_runs(around[key], place), cell.style or table.style, place)
        return GridCell(spot.row, spot.column, (paragraph,), cell.rows, cell.columns, place)

    def _entry_cell(self, project: Project, table: Table, spot: _Spot) -> GridCell:
        cell, key = spot.cell, spot.cell.field or ""
        style = cell.style or table.style
        place = Place(project.key, field=key, item=cell.item)
        if self._form.fields[key].kind == "list":
            paragraphs = self._items(project, key, style)
        else:
            items = project.fields.items_of(key)
            item = cell.item or 0
            entry = items[item] if item < len(items) else ""
            paragraphs = (Paragraph(entry_runs(entry, place, show(self._form, key, entry)), style, place),)
        return GridCell(spot.row, spot.column, paragraphs, cell.rows, cell.columns, place)

    def _items(self, project: Project, key: str, style: str) -> tuple[Paragraph, ...]:
        """One paragraph for each item, its number before it; an empty one where there is none."""
        entry = project.fields.get(key, ())
        if is_blank(entry):
            return (Paragraph(words(self._form.fields[key].blank), style, Place(project.key, field=key)),)
        places = [Place(project.key, field=key, item=n) for n in range(len(project.fields.items_of(key)))]
        return tuple(
            Paragraph((*words(marker(self._form, key, n)), *entry_runs(text, place)), style, place)
            for n, (text, place) in enumerate(zip(project.fields.items_of(key), places, strict=True), 1)
        )

    def _row_cells(
        self,
        project: Project,
        table: Table,
        columns: Sequence[tuple[int, Cell]],
        first: int,
        rows: Sequence[Indicator],
    ) -> Iterator[GridCell]:
        """The cells of every indicator's row, row by row."""
        if not columns:
            return
        heights = _merged_heights(self._form, columns, rows)
        for n, row in enumerate(rows):
            for (at, cell), height in zip(columns, heights[n], strict=True):
                if height:
                    # a merged cell is the first row's that the project has, so that it can be written in
                    own = next((each for each in rows[n : n + height] if each.key != NO_ROW), row)
                    yield self._column_cell(project, table, cell, own, GridCell(first + n, at, (), height))

    def _column_cell(self, project: Project, table: Table, cell: Cell, row: Indicator, shape: GridCell) -> GridCell:
        if cell.column is None:
            paragraph = Paragraph(words(self._form_words(cell) or ""), cell.style or table.style)
            return GridCell(shape.row, shape.column, (paragraph,), 1, cell.columns, label=True)
        text, style = row.cells.text(cell.column), cell.style or table.style
        if row.key == NO_ROW:
            place = Place(project.key)
            paragraph = Paragraph(words(text), style, place)
        else:
            place = Place(project.key, row=row.key, field=cell.column)
            paragraph = Paragraph(entry_runs(text, place), style, place)
        return GridCell(shape.row, shape.column, (paragraph,), shape.rows, cell.columns, place, merged=shape.rows > 1)


def _of_volume(form: Form) -> Iterator[str]:
    """The keys of what a sheet shows of its volume."""
    if any("{" + YEAR + "}" in line for line in (form.sheet.title, form.sheet.continued)):
        yield YEAR
    for table in form.sheet.tables:
        yield from (cell.volume for row in table.rows for cell in row if cell.volume)


def _repeated(table: Table) -> Iterator[tuple[int, Cell]]:
    """The cells of the row that repeats with their columns, right of those that reach down beside it."""
    reaching = {
        column + i
        for _, column, cell in _spread(table.rows, len(table.widths))
        if cell.down
        for i in range(cell.columns)
    }
    at = 0
    for cell in table.repeat or ():
        while at in reaching:
            at += 1
        yield at, cell
        at += cell.columns


def _spread(rows: Sequence[Sequence[Cell]], width: int) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of every cell of a table, its columns left out that hang down from the rows above."""
    hanging = [0] * width
    for r, row in enumerate(rows):
        at = 0
        for cell in row:
            while hanging[at]:
                at += 1
            yield r, at, cell
            hanging[at : at + cell.columns] = [cell.rows] * cell.columns
            at += cell.columns
        hanging = [n - 1 for n in hanging]


def _merged_heights(
    form: Form, columns: Sequence[tuple[int, Cell]], rows: Sequence[Indicator]
) -> tuple[tuple[int, ...], ...]:
    """For each row and column how many rows its cell takes; 0 where the cell above covers it.

    A cell of a merged column takes in the equal ones below it, but never past the end of a run in a merged column before
    it; blank cells stay apart, so that each can be clicked.
    """
    heights = [[1] * len(columns) for _ in rows]
    ends = {0}
    for c, (_, cell) in enumerate(columns):
        if cell.column is None or not form.indicators.columns[cell.column].merge:
            continue
        top = 0
        texts = [row.cells.text(cell.column) for row in rows]
        for r in range(1, len(rows)):
            if r in ends or texts[r] != texts[top] or not texts[r]:
                ends.add(r)
                top = r
            else:
                heights[r][c] = 0
                heights[top][c] += 1
    return tuple(tuple(row) for row in heights)
