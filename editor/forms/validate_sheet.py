"""The tables of the goal sheet: every cell says one thing that exists, the grid has no hole, and it fits on the page."""

from collections.abc import Iterator, Mapping

from editor.forms.form import Cell, Form, Table

Fault = tuple[tuple[str, ...], str]
"""The keys that lead to it, and what is wrong there."""

ROUNDING = 0.05
"""mm by which the widths of a table may exceed the text area."""


def sheet_faults(form: Form) -> Iterator[Fault]:
    """What is wrong with the sheet, in the order of the file."""
    if not form.sheet.classified_names:
        yield ("sheet", "classified_names"), "至少写一个涉密项目的名称"
    repeating = [table for table in form.sheet.tables if table.repeat]
    if len(repeating) != 1:
        yield ("sheet", "tables"), "要正好有一个表写 repeat"
    for i, table in enumerate(form.sheet.tables):
        yield from _table(form, table, ("sheet", "tables", str(i)))


def _table(form: Form, table: Table, path: tuple[str, ...]) -> Iterator[Fault]:
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            yield from _cell(form, cell, (*path, "rows", str(r), str(c)), repeated=False)
    for c, cell in enumerate(table.repeat or ()):
        yield from _cell(form, cell, (*path, "repeat", str(c)), repeated=True)
    if table.style not in form.styles:
        yield (*path, "style"), f"没有名为 {table.style} 的样式"
    if table.heads > len(table.rows):
        yield (*path, "heads"), "不能多于 rows 的行数"
    if not _covers(table):
        yield path, "各行的单元格没有正好铺满 widths 的列"
    if any(width <= 0 for width in table.widths):
        yield (*path, "widths"), "列宽要大于 0"
    room = form.page.width - form.page.left - form.page.right
    if sum(table.widths) > room + ROUNDING:
        yield (*path, "widths"), f"各列共宽 {sum(table.widths):.1f} 毫米，超出版心的 {room:.1f} 毫米"


def _cell(form: Form, cell: Cell, path: tuple[str, ...], repeated: bool) -> Iterator[Fault]:
    kinds = ("text", "label", "point", "field", "column", "volume")
    if len([key for key in kinds if getattr(cell, key) is not None]) != 1:
        yield path, f"{'、'.join(kinds)} 要正好写一个"
    if cell.volume is not None and cell.volume not in _of_volume(form):
        yield path, f"没有名为 {cell.volume} 的封面字段或报表资料"
    if cell.columns < 1 or cell.rows < 1:
        yield path, "columns 和 rows 不能小于 1"
    if cell.column is not None and (not repeated or cell.column not in form.indicators.columns):
        yield path, f"column 只能写在 repeat 里，并且是指标表的列：{'、'.join(form.indicators.columns)}"
    keys: Mapping[str, object] = {**form.fields, **form.indicators.columns}
    if cell.label is not None and cell.label not in keys:
        yield path, f"没有名为 {cell.label} 的字段"
    for key in (cell.field, cell.point[0] if cell.point else None):
        if key is not None and key not in form.fields:
            yield path, f"没有名为 {key} 的字段"
    if cell.style is not None and cell.style not in form.styles:
        yield path, f"没有名为 {cell.style} 的样式"
    yield from _part(form, cell, path)


def _of_volume(form: Form) -> set[str]:
    """What a cell may show of the whole volume."""
    return {"department", "year", *form.cover.fields, *(form.budget.facts if form.budget else ())}


def _part(form: Form, cell: Cell, path: tuple[str, ...]) -> Iterator[Fault]:
    """A cell that shows one part of a percents field."""
    key, number = cell.point or (cell.field, cell.item)
    if number is None:
        return
    if key is None:
        yield path, "item 只能和 field 一起写"
        return
    points = form.fields[key].points if key in form.fields else ()
    if not 0 <= number < len(points):
        yield path, f"{key} 没有第 {number} 项（从 0 数起，共 {len(points)} 项）"


def _covers(table: Table) -> bool:
    """Every row, with what hangs down from the rows above it, fills the columns exactly."""
    hanging = [0] * len(table.widths)
    for row in table.rows:
        at = 0
        for cell in row:
            while at < len(hanging) and hanging[at]:
                at += 1
            if at + cell.columns > len(hanging) or any(hanging[at : at + cell.columns]):
                return False
            hanging[at : at + cell.columns] = [cell.rows] * cell.columns
            at += cell.columns
        if not all(hanging):
            return False
        hanging = [n - 1 for n in hanging]
    *above, last = table.rows or ((),)
    down = sum(cell.columns for cell in last if cell.down)
    if any(cell.down for row in above for cell in row) or any(cell.down and cell.rows > 1 for cell in last):
        return False
    if table.repeat is None:
        return not down and not any(hanging)
    across = sum(cell.columns for cell in table.repeat)
    return down + across == len(table.widths) and all(cell.rows == 1 for cell in table.repeat) and not any(hanging)
