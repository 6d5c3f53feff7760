"""What the types of `form` cannot say: keys that point to nothing, grids with holes, expressions that do not compile."""

import re
from collections.abc import Iterator, Mapping

from editor.forms.form import Cell, Form, Table
from editor.forms.source import Tree


def validate(form: Form, tree: Tree) -> None:
    """UserError with file, line and key of the first fault."""
    for path, problem in _faults(form):
        raise _at(tree, path).spot.error(problem)


def _faults(form: Form) -> Iterator[tuple[tuple[str, ...], str]]:
    yield from _patterns(form)
    yield from _styles(form)
    for i, table in enumerate(form.sheet.tables):
        yield from _table(form, table, ("sheet", "tables", str(i)))
    for key in ("name",):
        if key not in form.fields:
            yield ("fields",), f"缺少字段 {key}"
    for key, field in form.fields.items():
        if (field.kind == "percents") != bool(field.points):
            yield ("fields", key), "kind 为 percents 的字段要写 points，其他字段不能写"
        if field.marker and "{n}" not in field.marker:
            yield ("fields", key, "marker"), "要含有 {n}"
    levels = [column.level for column in form.indicators.columns.values() if column.level]
    if levels[:2] != [1, 2]:
        yield ("indicators", "columns"), "要有 level 为 1 和 2 的列"
    if "{n}" not in form.page_numbers.format:
        yield ("page_numbers", "format"), "要含有 {n}"
    if not form.sheet.classified_names:
        yield ("sheet", "classified_names"), "至少写一个涉密项目的名称"


def _patterns(form: Form) -> Iterator[tuple[tuple[str, ...], str]]:
    found = [(("unit_code",), form.unit_code), (("cover", "county"), form.cover.county)]
    found += [(("fields", key, "pattern"), field.pattern) for key, field in form.fields.items() if field.pattern]
    for path, pattern in found:
        try:
            re.compile(pattern)
        except re.error:
            yield path, "正则表达式写法有误"


def _styles(form: Form) -> Iterator[tuple[tuple[str, ...], str]]:
    sheet, contents = form.sheet, form.contents
    used: list[tuple[tuple[str, ...], str]] = [
        *((("sheet", key), getattr(sheet, key)) for key in ("title_style", "unit_style", "label_style")),
        (("sheet", "classified_style"), sheet.classified_style),
        *((("contents", key), getattr(contents, key)) for key in ("title_style", "part_style", "entry_style")),
        (("page_numbers", "style"), form.page_numbers.style),
        *((("cover", "lines", str(i), "style"), line.style) for i, line in enumerate(form.cover.lines)),
        *((("numbering", "levels", str(i), "style"), level.style) for i, level in enumerate(form.numbering.levels)),
        *((("styles",), name) for name in ("body", "part_title", "section_heading", "cell")),
    ]
    for path, name in used:
        if name not in form.styles:
            yield path, f"没有名为 {name} 的样式"
    for key, style in form.styles.items():
        if style.size <= 0 or style.leading < style.size:
            yield ("styles", key), "size 要大于 0，leading 不能小于 size"


def _table(form: Form, table: Table, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for r, row in enumerate((*table.rows, *((table.repeat,) if table.repeat else ()))):
        here = (*path, "rows", str(r)) if r < len(table.rows) else (*path, "repeat")
        for c, cell in enumerate(row):
            yield from _cell(form, cell, (*here, str(c)), repeated=r == len(table.rows))
    if table.style not in form.styles:
        yield (*path, "style"), f"没有名为 {table.style} 的样式"
    if table.heads > len(table.rows):
        yield (*path, "heads"), "不能多于 rows 的行数"
    if not _covers(table):
        yield path, "各行的单元格没有正好铺满 widths 的列"


def _cell(form: Form, cell: Cell, path: tuple[str, ...], repeated: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    said = [key for key in ("text", "label", "point", "field", "column") if getattr(cell, key) is not None]
    if len(said) != 1:
        yield path, "text、label、point、field、column 要正好写一个"
    if cell.column is not None and (not repeated or cell.column not in form.indicators.columns):
        yield path, f"column 只能写在 repeat 里，并且是指标表的列：{'、'.join(form.indicators.columns)}"
    keys: Mapping[str, object] = {**form.fields, **form.indicators.columns}
    for key in (cell.label, cell.field, cell.point[0] if cell.point else None):
        if key is not None and key not in keys:
            yield path, f"没有名为 {key} 的字段"
    if cell.style is not None and cell.style not in form.styles:
        yield path, f"没有名为 {cell.style} 的样式"


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
    repeat = table.repeat is None or sum(cell.columns for cell in table.repeat) == len(table.widths)
    return repeat and not any(hanging)


def _at(tree: Tree, path: tuple[str, ...]) -> Tree:
    """The deepest tree along the path that is there."""
    for key in path:
        value = tree.value
        if isinstance(value, Mapping) and key in value:
            tree = value[key]
        elif isinstance(value, tuple) and key.isdigit() and int(key) < len(value):
            tree = value[int(key)]
        else:
            break
    return tree
