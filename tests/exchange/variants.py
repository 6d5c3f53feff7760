"""Renders a volume as sources look that offices have: dumps of Word files, recognised pages, grids of many layouts.

Everything is drawn from the form and a seeded random generator, so that a layout that was misread can be had again.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.domain.fields import Fields
from editor.domain.volume import Project, Volume
from editor.exchange.raw import RawBlock, RawCell, RawDocument, RawParagraph, RawTable, Where
from editor.exchange.recognise.words import close_up
from editor.forms.entries import keep, marker, show
from editor.forms.form import Cell, Form
from editor.forms.wording import cover_words, numbered_title, sheet_title


@dataclass(frozen=True)
class Style:
    """How a source is written; the defaults are an orderly one."""

    cover: bool = True
    contents: str = "dots"
    """dots, tab, bare, none; fields leaves Word's codes in the headings."""
    fields: bool = False
    joined_parts: bool = False
    title_marker: str = ""
    """Printed after a title's number in place of the form's."""
    section_numbers: str = ""
    """Numbers of the sections' headings in place of the form's, "123" or "一二三"."""
    goals: str = "lines"
    """lines, blanks (a blank line between), far (two), together (on one line), plain (no numbers)."""
    goal_marker: str = ""
    unit: str = "row"
    """row, line, labelled, split (the unit and the amounts' unit in two paragraphs)."""
    full_width: bool = False
    signs: bool | None = None
    """Per cent signs in the plan; None as the form prints them."""
    lost_level1: bool = False
    carried: bool = True
    """一级指标 only in the first row of a group."""


def plan_texts(form: Form, project: Project, style: Style) -> list[str]:
    texts = list(project.fields.items_of("disbursement")) or [""] * 4
    shown = [show(form, "disbursement", text) for text in texts]
    if style.signs is not None:
        shown = [text.rstrip("%") + ("%" if style.signs and text else "") for text in shown]
    return [_wide(text) if style.full_width else text for text in shown]


def amount(form: Form, project: Project, key: str, style: Style) -> str:
    text = show(form, key, project.fields.text(key))
    return _wide(text) if style.full_width else text


def goal_lines(form: Form, project: Project, style: Style) -> list[str]:
    goals = project.fields.items_of("goals")
    if style.goals == "plain":
        return list(goals)
    mark = (lambda n: style.goal_marker.format(n=n)) if style.goal_marker else (lambda n: marker(form, "goals", n))
    return [mark(n) + goal for n, goal in enumerate(goals, 1)]


def titles(form: Form, volume: Volume, style: Style) -> list[str]:
    found = []
    for number, project in enumerate(volume.projects, 1):
        text = numbered_title(form, number, project)
        found.append(f"{number}{style.title_marker}{sheet_title(form, project)}" if style.title_marker else text)
    return found


def level_rows(form: Form, project: Project, carried: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    before = ""
    for row in project.indicators:
        cells = [row.cells.text(key) for key in form.indicators.columns]
        same = carried and cells[0] == before
        before = cells[0]
        rows.append(["" if same else cells[0], *cells[1:]])
    return rows


def front_lines(form: Form, volume: Volume, style: Style) -> list[str]:
    lines: list[str] = []
    if style.cover:
        words = cover_words(form, volume)
        lines += [line.text.format(**words) for line in form.cover.lines]
    if style.contents == "none":
        return lines
    lines.append(form.contents.title)
    page = 1

    def entry(text: str, paged: bool = True) -> str:
        if style.contents == "bare" or not paged:
            return text
        return text + ("……" * 6 + str(page) if style.contents == "dots" else f"\t{page}")

    for part in form.parts:
        lines.append(entry(part.contents, paged=False))
        for section in part.sections.values():
            lines.append(entry(section.contents))
            page += 1
        if part.sheets:
            for number, project in enumerate(volume.projects, 1):
                listed = project.fields.text("contents_title") or sheet_title(form, project)
                lines.append(entry(form.sheet.contents_title.format(n=number, title=listed)))
                page += 1
    return lines


def section_lines(form: Form, volume: Volume, style: Style) -> list[str]:
    lines: list[str] = []
    for part in form.parts:
        lines += [" ".join(part.title)] if style.joined_parts else list(part.title)
        for i, (key, section) in enumerate(part.sections.items()):
            number = f"{style.section_numbers[i]}、" if style.section_numbers else ""
            heading = number + section.title if number else section.heading
            lines.append(heading + (f" TC {section.title} \\f A \\l 1 " if style.fields else ""))
            lines += volume.section(key).paragraphs
    return lines


def unit_texts(form: Form, volume: Volume, project: Project, style: Style) -> tuple[str, str]:
    unit = volume.unit(project.unit)
    code, name = project.unit, unit.name if unit else ""
    if style.unit == "labelled":
        return f"单位编码：{code} 单位名称：{name}", form.sheet.unit_line[1]
    return form.sheet.unit_line[0].format(unit_code=code, unit_name=name), form.sheet.unit_line[1]


# ------------------------------------------------------------------------------------------------- a dump of a Word file


def word_dump(volume: Volume, form: Form, style: Style) -> str:
    """One cell a line behind a tab, rows parted by a blank line, tables by two."""
    lines = [*front_lines(form, volume, style), *section_lines(form, volume, style)]
    head = "\n".join(lines[:3]) + "\n" + "\n\n".join(lines[3:]) + "\n"
    return head + "".join(
        _dumped_sheet(volume, form, project, title, style)
        for project, title in zip(volume.projects, titles(form, volume, style), strict=True)
    )


def _dumped_sheet(volume: Volume, form: Form, project: Project, title: str, style: Style) -> str:
    field = f" TC {title.replace('.', '、', 1)} \\f C \\l 1 " if style.fields else ""
    if project.classified:
        return f"{title}{field}\n{form.sheet.classified_text}\n\n"
    left, right = unit_texts(form, volume, project, style)
    rows = _upper_texts(form, project, style)
    if style.unit == "row":
        opening, rows = f"{title}{field}\n", [[left, right], *rows]
    elif style.unit == "split":
        opening = f"{title}{field}\n{left}\n\n{right}\n\n"
    else:
        opening = f"{title}{field}\n{left}    {right}\n\n"
    labels = [column.label for column in form.indicators.columns.values()]
    lower = [labels, *level_rows(form, project, style.carried)]
    gap = {"blanks": "\n\n", "far": "\n\n\n", "together": " "}.get(style.goals, "\n\n")
    rows[-1][1] = gap.join(goal_lines(form, project, style))
    return opening + _dumped(rows) + "\n" + _dumped(lower) + "\n"


def _upper_texts(form: Form, project: Project, style: Style) -> list[list[str]]:
    """The upper table as a dump has it: a merged cell once, a covered one in the next row blank."""
    rows: list[list[str]] = []
    plan = plan_texts(form, project, style)
    hanging = False
    for row in form.sheet.tables[0].rows:
        texts = [""] if hanging else []
        hanging = any(cell.rows > 1 for cell in row)
        rows.append([*texts, *(_cell_text(form, project, cell, plan, style) for cell in row)])
    return rows


def _cell_text(form: Form, project: Project, cell: Cell, plan: Sequence[str], style: Style) -> str:
    if cell.text is not None:
        return cell.text
    if cell.label is not None:
        return form.fields[cell.label].label
    if cell.point is not None:
        return form.fields[cell.point[0]].points[cell.point[1]]
    if cell.item is not None:
        return plan[cell.item]
    key = cell.field or ""
    if form.fields[key].kind == "money":
        return amount(form, project, key, style)
    return "\n".join(goal_lines(form, project, style)) if key == "goals" else project.fields.text(key)


def _dumped(rows: Sequence[Sequence[str]]) -> str:
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)


# --------------------------------------------------------------------------------------------------- a recognised page


def recognised_dump(volume: Volume, form: Form, style: Style, rng: random.Random, table: str = "tabs") -> str:
    """Markdown with spaces where lines ended, tables as rows with tabs, pipes or literal HTML, some cut by a page's end."""
    lines = []
    for line in front_lines(form, volume, style):
        heading = "# " if line == form.contents.title else "## " if "部分" in line else ""
        lines.append(heading + line + "\n" * rng.choice((0, 1)))
    body = section_lines(form, volume, style)
    headings = {s.heading for s in form.sections().values()} | {t for p in form.parts for t in p.title}
    for line in body:
        marked = line in headings or line.startswith("第")
        lines.append(f"\n{rng.choice(('#', '##', '###'))} {line}\n" if marked else f"\n{_torn(line, rng)}\n")
    for project, title in zip(volume.projects, titles(form, volume, style), strict=True):
        lines.append(f"\n{rng.choice(('#', '##', '####'))} {_spaced(title)}\n")
        lines.append(_recognised_sheet(volume, form, project, style, rng, table))
    return "\n".join(lines)


def _torn(text: str, rng: random.Random) -> str:
    """A list's mark before short items; a long paragraph torn by a page's end, in the middle of a word."""
    if re.match(r"^\d、.{1,20}$", text):
        return f"- {text}"
    cuts = [
        i for i in range(40, len(text) - 10) if "\u4e00" <= text[i - 1] <= "\u9fff" and "\u4e00" <= text[i] <= "\u9fff"
    ]
    cuts = [i for i in cuts if text[i] not in "一二三四五六七八九十第"]
    if not cuts or rng.random() < 0.5:
        return text
    at = rng.choice(cuts)
    return f"{text[:at]}\n\n{text[at:]}"


def _recognised_sheet(
    volume: Volume, form: Form, project: Project, style: Style, rng: random.Random, table: str
) -> str:
    if project.classified:
        return f"{form.sheet.classified_text}\n"
    left, right = unit_texts(form, volume, project, style)
    right = rng.choice((right, right.replace("万元", "万  \n元")))
    upper = _wide_upper(form, project, style, rng)
    labels = [_label(column.label, table) for column in form.indicators.columns.values()]
    body = [[_wrap(cell, 5, rng) for cell in row] for row in level_rows(form, project, style.carried)]
    tables = [[*upper, [*labels, ""]]]
    if len(body) > 3 and rng.random() < 0.4:
        before, after = _cut(body, rng)
        tables[0] += [[*row, ""] for row in before]
        tables.append([[column.label for column in form.indicators.columns.values()], *after])
    else:
        tables[0] += [[*row, ""] for row in body]
    drawn = "\n".join(_drawn(rows, table) for rows in tables)
    return f"\n{left}\n\n{right}\n\n{drawn}\n"


def _cut(rows: list[list[str]], rng: random.Random) -> tuple[list[list[str]], list[list[str]]]:
    """A page's end between two rows, or through the last of the first page."""
    at = rng.randrange(2, len(rows))
    before, after = rows[:at], rows[at:]
    last = before[-1]
    if rng.random() < 0.6 and len(last[1]) > 5 and last[3]:
        halves = [_halved(cell) for cell in last]
        before = [*before[:-1], [last[0], *(half[0] for half in halves[1:])]]
        after = [["", *(half[1] for half in halves[1:])], *after]
    return before, after


def _halved(cell: str) -> tuple[str, str]:
    """A cell's text where its fourth line would begin; short ones stay whole."""
    first, gap, rest = cell.partition(" ")
    return (first, rest) if gap and len(rest) > 1 else (cell, "")


def _wide_upper(form: Form, project: Project, style: Style, rng: random.Random) -> list[list[str]]:
    """The upper table in seven columns, blanks where cells span; the values of the plan may move a column."""
    rows: list[list[str]] = []
    plan = plan_texts(form, project, style)
    hanging = False
    shift = rng.random() < 0.3
    for row in form.sheet.tables[0].rows:
        texts = [""] if hanging else []
        hanging = any(cell.rows > 1 for cell in row)
        for cell in row:
            text = _cell_text(form, project, cell, plan, style)
            if cell.label or cell.text or cell.point:
                text = _label(text, "tabs")
            elif cell.field == "goals":
                text = _goals(form, project, style, rng)
            elif cell.field == "code" and len(text) > 19:
                text = f"{text[:19]} {text[19:]}"
            else:
                text = _spaced(text)
            span = [text, *[""] * (cell.columns - 1)]
            moved = (
                shift and (cell.point is not None or cell.item is not None) and len(texts) == 5 and cell.columns == 2
            )
            texts += ["", text] if moved and cell.columns == 2 and text else span
        rows.append([*texts, *[""] * (7 - len(texts))])
    return rows


def _goals(form: Form, project: Project, style: Style, rng: random.Random) -> str:
    lines = [_spaced(line) for line in goal_lines(form, project, style)]
    if len(lines) > 1 and rng.random() < 0.4:
        return "".join(f"<p>{line}</p>" for line in lines)
    return rng.choice((" ", "<br>")).join(lines)


def _label(text: str, table: str) -> str:
    wrapped = f"{text[:5]} {text[5:]}" if len(text) > 5 else text
    return f"<b>{wrapped}</b>" if table == "tabs" else wrapped


def _wrap(text: str, width: int, rng: random.Random) -> str:
    """A space at each line's end, as pages are recognised; not every cell is."""
    if rng.random() < 0.3:
        return _spaced(text)
    pieces = [text[i : i + width] for i in range(0, len(text), width)]
    joined = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        beside_han = re.match(r"[\u3000-\uffef]", joined[-1]) or re.match(r"[\u3000-\uffef]", piece[0])
        joined += (" " if beside_han else "") + piece
    return joined


def _spaced(text: str) -> str:
    """A space between Han characters and letters or digits."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])", " ", text)


def _drawn(rows: Sequence[Sequence[str]], table: str) -> str:
    if table == "tabs":
        return "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in rows) + "\n"
    if table == "pipes":
        lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n"
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "\n</table>\n"


# ------------------------------------------------------------------------------------------------------------ raw grids


def grids(volume: Volume, form: Form, style: Style, layout: str = "two") -> RawDocument:
    """Grids with true spans. two: an upper and a lower table; one: one merged grid; stacked: all sheets in one grid with
    titles and unit lines in rows of it; sheet: one grid each, titles and unit lines inside."""
    where = Where("grids.xlsx")
    blocks: list[RawBlock] = []
    if layout not in ("stacked", "sheet"):
        texts = [*front_lines(form, volume, style), *section_lines(form, volume, style)]
        blocks += [RawParagraph(text, Where("grids.docx", line=i)) for i, text in enumerate(texts, 1)]
    stack: list[RawCell] = []
    height = 0
    for project, title in zip(volume.projects, titles(form, volume, style), strict=True):
        inside = layout in ("stacked", "sheet")
        left, right = unit_texts(form, volume, project, style)
        cells, count = _grid(form, project, style, (title, left, right) if inside else None)
        if layout == "stacked":
            stack += [replace(cell, row=cell.row + height) for cell in cells]
            height += count + 1
        elif layout in ("one", "sheet"):
            blocks += [] if inside else _title_blocks(form, project, title, left, right, where)
            if cells:
                blocks.append(RawTable(tuple(cells), count, 7, where))
        else:
            blocks += _title_blocks(form, project, title, left, right, where)
            blocks += [] if project.classified else _two(cells, count, where)
    if stack:
        blocks.append(RawTable(tuple(stack), height, 7, where))
    return RawDocument("grids", "xlsx" if layout in ("stacked", "sheet") else "docx", tuple(blocks))


def _title_blocks(form: Form, project: Project, title: str, left: str, right: str, where: Where) -> list[RawBlock]:
    if project.classified:
        return [RawParagraph(title, where), RawParagraph(form.sheet.classified_text, where)]
    return [RawParagraph(title, where), RawParagraph(f"{left}\t{right}", where)]


def _two(cells: Sequence[RawCell], count: int, where: Where) -> list[RawBlock]:
    upper = [cell for cell in cells if cell.row < 6]
    lower = [replace(cell, row=cell.row - 6) for cell in cells if cell.row >= 6]
    return [RawTable(tuple(upper), 6, 7, where), RawTable(tuple(lower), count - 6, 7, where)]


def _grid(form: Form, project: Project, style: Style, inside: tuple[str, str, str] | None) -> tuple[list[RawCell], int]:
    cells: list[RawCell] = []
    r = 0
    if inside is not None:
        title, left, right = inside
        cells.append(RawCell(0, 0, title, 1, 7))
        cells += [RawCell(1, 0, form.sheet.classified_text, 1, 7)] if project.classified else []
        cells += [] if project.classified else [RawCell(1, 0, left, 1, 5), RawCell(1, 5, right, 1, 2)]
        r = 2
    if project.classified:
        return cells, r
    plan = plan_texts(form, project, style)
    hanging: dict[int, int] = {}
    for row in form.sheet.tables[0].rows:
        column = 0
        for cell in row:
            while hanging.get(column, 0) > r:
                column += 1
            text = _cell_text(form, project, cell, plan, style)
            cells.append(RawCell(r, column, text, cell.rows, cell.columns))
            hanging.update({column + i: r + cell.rows for i in range(cell.columns)})
            column += cell.columns
        r += 1
    return cells, _lower_grid(form, project, cells, r)


def _lower_grid(form: Form, project: Project, cells: list[RawCell], r: int) -> int:
    """The indicators with the description over two of seven columns, and 一级指标 merged."""
    places = ((0, 1), (1, 1), (2, 1), (3, 2), (5, 1), (6, 1))
    labels = [column.label for column in form.indicators.columns.values()]
    cells += [RawCell(r, c, label, 1, span) for label, (c, span) in zip(labels, places, strict=True)]
    rows = level_rows(form, project, carried=False)
    at = 0
    while at < len(rows):
        size = next((i for i in range(1, len(rows) - at) if rows[at + i][0] != rows[at][0]), len(rows) - at)
        cells.append(RawCell(r + 1 + at, 0, rows[at][0], size, 1))
        for i in range(at, at + size):
            pairs = list(zip(rows[i], places, strict=True))[1:]
            cells += [RawCell(r + 1 + i, c, text, 1, span) for text, (c, span) in pairs]
        at += size
    return r + 1 + len(rows)


def _wide(text: str) -> str:
    return text.translate(str.maketrans("0123456789.%", "０１２３４５６７８９．％"))


# ------------------------------------------------------------------------------------------------------------ the truth


def printed(volume: Volume, form: Form) -> Volume:
    """What a source shows of a volume: the zero a form prints for a blank amount is an amount to who reads it."""
    blanks = {key: keep(form, key, field.blank) for key, field in form.fields.items() if field.blank}

    def shown(project: Project) -> Project:
        if project.classified:
            return project
        own = {key: entry for key, entry in blanks.items() if key not in project.fields}
        return replace(project, fields=Fields({**project.fields, **own}))

    return replace(volume, projects=tuple(map(shown, volume.projects)))


def closed(volume: Volume) -> Volume:
    """What can be known of a volume from a page whose spaces may all be line ends."""

    def shut(text: str) -> str:
        return close_up(text, han_gaps=True)

    def fields(entries: Fields) -> Fields:
        return Fields({k: shut(e) if isinstance(e, str) else tuple(map(shut, e)) for k, e in entries.items()})

    return replace(
        volume,
        sections=tuple(replace(s, paragraphs=tuple(map(shut, s.paragraphs))) for s in volume.sections),
        projects=tuple(
            replace(
                p, fields=fields(p.fields), indicators=tuple(replace(i, cells=fields(i.cells)) for i in p.indicators)
            )
            for p in volume.projects
        ),
    )
