"""What the types of `form` cannot say: keys that point to nothing, words with unknown braces, expressions that do not compile."""

import re
import string
from collections.abc import Collection, Iterator, Mapping

from editor.forms.budget_styles import STYLES
from editor.forms.form import Form
from editor.forms.source import Tree
from editor.forms.validate_sheet import Fault, sheet_faults

_UNIT_WORDS = ("unit_code", "unit_name")
_TITLE_WORDS = ("n", "title", "year")
_OUTLINE_WORDS = ("n", "title", "name")


def validate(form: Form, tree: Tree) -> None:
    """UserError with file, line and key of the first fault."""
    for path, problem in _faults(form):
        raise _at(tree, path).spot.error(problem)


def _faults(form: Form) -> Iterator[Fault]:
    yield from _patterns(form)
    yield from _styles(form)
    yield from _page(form)
    yield from _fields(form)
    yield from _indicators(form)
    yield from sheet_faults(form)
    yield from _parts(form)
    yield from _words(form)
    yield from _budget(form)


def _budget(form: Form) -> Iterator[Fault]:
    if form.budget or any(part.tables for part in form.parts) or any(s.templates for s in form.sections().values()):
        from editor.forms.validate_budget import budget_faults

        yield from budget_faults(form)


def _patterns(form: Form) -> Iterator[Fault]:
    found = [(("unit_code",), form.unit_code), (("cover", "county"), form.cover.county)]
    found += [(("fields", key, "pattern"), field.pattern) for key, field in form.fields.items() if field.pattern]
    for path, pattern in found:
        try:
            groups = re.compile(pattern).groups
        except (re.error, RecursionError, OverflowError):
            yield path, "正则表达式写法有误"
        else:
            if path[0] == "cover" and groups < 1:
                yield path, "要有一个括号，括住县、市的名称"


def _styles(form: Form) -> Iterator[Fault]:
    sheet, contents = form.sheet, form.contents
    used: list[Fault] = [
        *((("sheet", key), getattr(sheet, key)) for key in ("title_style", "unit_style", "label_style")),
        (("sheet", "classified_style"), sheet.classified_style),
        *((("contents", key), getattr(contents, key)) for key in ("title_style", "part_style", "entry_style")),
        (("page_numbers", "style"), form.page_numbers.style),
        *((("cover", "lines", str(i), "style"), line.style) for i, line in enumerate(form.cover.lines)),
        *((("numbering", "levels", str(i), "style"), level.style) for i, level in enumerate(form.numbering.levels)),
        *((("styles",), name) for name in ("body", "part_title", "section_heading", "cell")),
        *((("styles",), name) for name in (STYLES if form.budget else ())),
        (("sheet", "continued_style"), sheet.continued_style),
    ]
    for path, name in used:
        if name not in form.styles:
            yield path, f"没有名为 {name} 的样式"
    for key, style in form.styles.items():
        if style.size <= 0 or style.leading < style.size:
            yield ("styles", key), "size 要大于 0，leading 不能小于 size"


def _page(form: Form) -> Iterator[Fault]:
    page = form.page
    if page.width - page.left - page.right <= 0 or page.height - page.top - page.bottom <= 0:
        yield ("page",), "页边距太大，没有留下版心"
    if form.years.last is not None and form.years.last < form.years.first:
        yield ("years", "last"), "不能早于 first"


def _fields(form: Form) -> Iterator[Fault]:
    if "name" not in form.fields:
        yield ("fields",), "缺少字段 name"
    for key, field in form.fields.items():
        if (field.kind == "percents") != bool(field.points):
            yield ("fields", key), "kind 为 percents 的字段要写 points，其他字段不能写"
        if field.marker:
            yield from _braces(("fields", key, "marker"), field.marker, ("n",), ("n",))


def _indicators(form: Form) -> Iterator[Fault]:
    indicators = form.indicators
    levels = [column.level for column in indicators.columns.values() if column.level]
    if levels[:2] != [1, 2]:
        yield ("indicators", "columns"), "要有 level 为 1 和 2 的列"
    names = {*indicators.taxonomy, *(name for inner in indicators.taxonomy.values() for name in inner)}
    for part in ("aliases", "roles"):
        for key, name in getattr(indicators, part).items():
            if name not in names:
                yield ("indicators", part, key), f"taxonomy 里没有 {name}"


def _parts(form: Form) -> Iterator[Fault]:
    sheets = [part.sheets for part in form.parts] + [section.sheets for section in form.sections().values()]
    if sheets.count(True) != 1:
        yield ("parts",), "要正好有一个部分或分部写 sheets: true"
    seen: set[str] = set()
    for i, part in enumerate(form.parts):
        for key in part.sections:
            if key in seen:
                yield ("parts", str(i), "sections", key), "这个分部在前面的部分里已经有了"
            seen.add(key)


def _words(form: Form) -> Iterator[Fault]:
    """Every text with braces names only what it will be given."""
    sheet = form.sheet
    of_cover = ("department", "year", *form.cover.fields)
    for key, field in form.cover.fields.items():
        yield from _braces(("cover", "fields", key, "default"), field.default, ("department", "year", "county"))
    for i, line in enumerate(form.cover.lines):
        yield from _braces(("cover", "lines", str(i), "text"), line.text, of_cover)
        if line.field is not None and line.field not in of_cover:
            yield ("cover", "lines", str(i), "field"), f"封面没有名为 {line.field} 的字段"
    yield from _braces(("sheet", "title"), sheet.title, _TITLE_WORDS, () if sheet.outline else ("title",))
    yield from _braces(("sheet", "continued"), sheet.continued, _TITLE_WORDS)
    yield from _braces(("sheet", "outline"), sheet.outline, _OUTLINE_WORDS)
    if sheet.contents_title:
        yield from _braces(("sheet", "contents_title"), sheet.contents_title, ("n", "title"), ("title",))
    for i, text in enumerate(sheet.unit_line):
        yield from _braces(("sheet", "unit_line", str(i)), text, _UNIT_WORDS)
    yield from _braces(("page_numbers", "format"), form.page_numbers.format, ("n",), ("n",))
    for i, level in enumerate(form.numbering.levels):
        path = ("numbering", "levels", str(i), "marker")
        yield from _braces(path, level.marker, ("n", "c"))
        if "{n}" not in level.marker and "{c}" not in level.marker:
            yield path, "要含有 {n} 或 {c}"


def _braces(
    path: tuple[str, ...], text: str, allowed: Collection[str], needed: Collection[str] = ()
) -> Iterator[Fault]:
    try:
        parts = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        yield path, "花括号没有成对"
        return
    for name, spec, conversion in parts:
        if name not in allowed or spec or conversion:
            yield path, f"花括号里只能写 {'、'.join(allowed)}"
    for name in needed:
        if name not in {part[0] for part in parts}:
            yield path, f"要含有 {{{name}}}"


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
