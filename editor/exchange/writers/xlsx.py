"""A composition as an Excel file: a sheet for each page group, merged cells and rows high enough that nothing prints cut."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from editor.compose.blocks import Composition, Division, Group, Paragraph, TableBlock
from editor.domain.places import Place
from editor.domain.volume import NAME, TITLE
from editor.exchange.writers.measure import text_width
from editor.exchange.writers.paper import lying, unparted
from editor.exchange.writers.written import Cleaner, Progress, Written, pack
from editor.exchange.writers.xlsx_charts import SheetCharts, drawn
from editor.exchange.writers.xlsx_sheet import MAKER, SheetWriter
from editor.exchange.writers.xlsx_styles import CellStyles
from editor.exchange.writers.xlsx_sums import Known, write_sums

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from editor.exchange.writers.amounts import Amounts

_A4 = 9
_MM_PER_INCH = 25.4
_LONGEST_NAME = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAMES = {"cover": "封面"}
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - written as it is; a true date would make two exports differ
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)(?:<v ?/>|<v></v>)')
_WATERMARK_SIZE = 40.0
_WATERMARK_ROOM = 400.0
"""Width in pt a watermark may take at the head of a page."""
_GREY = "C8C8C8"
_QUIET = b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
"""Amounts are texts here; without this Excel marks each of them as a mistake."""
_QUIET_SUMS = _QUIET.replace(b"/></", b' formula="1" formulaRange="1"/></')
"""And sums unlike those beside them."""
_BEHIND = re.compile(rb"<drawing |<legacyDrawing |</worksheet>")
"""What may stand behind that, in the order Excel insists on."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A worksheet to be: its name, its groups and the page rules of their division."""

    name: str
    groups: tuple[Group, ...]
    division: Division


def write_xlsx(
    composition: Composition,
    page_numbers: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    amounts: "Amounts | None" = None,
) -> Written:
    """The bytes of the .xlsx.

    `amounts`: those of the composed volume, where its form has budget tables; without them the tables' cells are texts.
    `page_numbers`: anchor → number as the contents print it; the sheets' own page numbers follow them. `progress` is told
    worksheets done and worksheets in all; what it raises ends the work.
    """
    cleaner = Cleaner()
    composition = unparted(replace(composition, watermark=cleaner.clean(composition.watermark)))
    book = _empty_book()
    plans = tuple(_plans(composition, amounts))
    styles = CellStyles(composition, book)
    writers: dict[str, SheetWriter] = {}
    for done, plan in enumerate(plans, 1):
        sheet = book.create_sheet(plan.name)
        writers[plan.name] = SheetWriter(
            sheet,
            composition=composition,
            page=lying(composition.page, plan.division.turned),
            styles=styles,
            cleaner=cleaner,
            page_numbers=page_numbers or {},
            amounts=amounts,
        )
        writers[plan.name].write(tuple(block for group in plan.groups for block in group.blocks))
        _page_setup(sheet, composition, plan, page_numbers or {})
        if progress is not None:
            progress(done, len(plans))
    _link(book, writers)
    if not plans:
        book.create_sheet("空白")
    _describe(book, composition, cleaner)
    known = _sums(book, writers, amounts) if amounts is not None else {}
    charts = tuple(writer.charts for writer in writers.values())
    return Written(_bytes(book, known, charts), cleaner.notes)


def _empty_book() -> "Workbook":
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    return book


def _describe(book: "Workbook", composition: Composition, cleaner: Cleaner) -> None:
    book.properties.title = cleaner.clean(composition.title)
    book.properties.subject = cleaner.clean(composition.subject)
    book.properties.language = composition.language
    book.properties.creator = MAKER
    book.properties.created = _MADE


def _sums(book: "Workbook", writers: Mapping[str, SheetWriter], amounts: "Amounts") -> Known:
    cells = {place: cell for writer in writers.values() for place, cell in writer.amounts.items()}
    return write_sums(book, amounts, cells, chain.from_iterable(writer.charts.slices for writer in writers.values()))


def _link(book: "Workbook", writers: Mapping[str, SheetWriter]) -> None:
    """Contents lines lead to their places, now that these are known."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    places = {anchor: (name, cell) for name, writer in writers.items() for anchor, cell in writer.anchors.items()}
    for name, writer in writers.items():
        for cell, anchor in writer.links:
            if anchor in places:
                target, at = places[anchor]
                quoted = target.replace("'", "''")
                book[name][cell].hyperlink = Hyperlink(ref=cell, location=f"'{quoted}'!{at}")


def _plans(composition: Composition, amounts: "Amounts | None") -> Iterator[_Plan]:
    """A worksheet for each run of groups that begins on a new page."""
    taken: set[str] = set()
    for division in composition.divisions:
        run: list[Group] = []
        for group in (*division.groups, None):
            if run and (group is None or group.new_page):
                yield _Plan(_unique(_name(division, run, amounts), taken), tuple(run), division)
                run = []
            if group is not None:
                run.append(group)


def _name(division: Division, groups: list[Group], amounts: "Amounts | None") -> str:
    """A project's number and name, a budget table's number; else the first words on the page."""
    tables = [group for group in groups if amounts is not None and _holds(group, amounts)]
    for group in groups:
        title = group.blocks[0] if group.blocks else None
        if group.project is not None and isinstance(title, Paragraph):
            if title.outline_text:
                return title.outline_text
            wanted = (Place(group.project, field=NAME), Place(group.project, field=TITLE))
            at = next((n for n, run in enumerate(title.runs, 1) if run.place in wanted), len(title.runs))
            return "".join(run.text for run in title.runs[:at])
    texts = (block.text for group in tables or groups for block in group.blocks if isinstance(block, Paragraph))
    return _NAMES.get(division.name) or "".join(next(texts, "").split())


def _holds(group: Group, amounts: "Amounts") -> bool:
    return any(isinstance(block, TableBlock) and amounts.has(block.key) for block in group.blocks)


def _unique(name: str, taken: set[str]) -> str:
    """A name Excel takes: short, without its forbidden characters, no other sheet's."""
    clean = _ILLEGAL.sub(" ", name).strip().strip("'") or "表"
    clean = f"{clean}表" if clean.lower() == "history" else clean
    found, n = clean[:_LONGEST_NAME], 1
    while found.lower() in taken:
        n += 1
        tail = f"({n})"
        found = clean[: _LONGEST_NAME - len(tail)] + tail
    taken.add(found.lower())
    return found


def _anchors(groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        yield from (block.anchor for block in group.blocks if isinstance(block, Paragraph) and block.anchor)


def _page_setup(sheet: "Worksheet", composition: Composition, plan: _Plan, page_numbers: Mapping[str, str]) -> None:
    turned = plan.division.turned
    page = lying(composition.page, turned)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if turned else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    for side in ("left", "right", "top", "bottom"):
        setattr(margins, side, getattr(page, side) / _MM_PER_INCH)
    margins.header = page.top / 2 / _MM_PER_INCH
    margins.footer = max(0.0, page.bottom - page.footer - 3) / _MM_PER_INCH
    first = next((page_numbers[a] for a in _anchors(plan.groups) if page_numbers.get(a, "").isdecimal()), "")
    if first:
        sheet.page_setup.firstPageNumber = int(first)
        sheet.page_setup.useFirstPageNumber = True
    _running_lines(sheet, composition, plan.division)


def _running_lines(sheet: "Worksheet", composition: Composition, division: Division) -> None:
    """The page number at the foot; the watermark, which Excel has no other place for, at the head."""
    numbers = composition.page_numbers
    outer = numbers.place == "outer"
    sheet.HeaderFooter.differentOddEven = outer
    if division.numbered:
        size = round(composition.styles[numbers.style].size)
        text = numbers.format.replace("&", "&&").replace("{n}", "&P")
        _say(sheet.oddFooter, "right" if outer else "center", text, size=size, font="宋体")
        if outer:
            _say(sheet.evenFooter, "left", text, size=size, font="宋体")
    if composition.watermark:
        text = composition.watermark.replace("&", "&&")
        size = round(min(_WATERMARK_SIZE, _WATERMARK_ROOM / max(1.0, text_width(composition.watermark, 1))))
        for lines in (sheet.oddHeader, sheet.evenHeader):
            _say(lines, "center", text, size=size, font="黑体", colour=_GREY)


def _say(lines: Any, place: str, text: str, *, size: int, font: str, colour: str | None = None) -> None:
    part = getattr(lines, place)
    part.text, part.size, part.font, part.color = text, size, font, colour


def _bytes(book: "Workbook", known: Known, charts: Sequence[SheetCharts]) -> bytes:
    """The workbook's bytes, the same for the same content: openpyxl writes the hour into them."""
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = drawn({info.filename: archive.read(info) for info in archive.infolist()}, charts)
    core = "docProps/core.xml"
    made = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    parts[core] = _MODIFIED.sub(rb"\g<1>" + made + rb"\g<2>", parts[core])
    for n, sheet in enumerate(book.sheetnames, 1):
        name = f"xl/worksheets/sheet{n}.xml"
        quiet = _QUIET_SUMS if sheet in known else _QUIET
        parts[name] = _reckoned(_BEHIND.sub(quiet + rb"\g<0>", parts[name], count=1), known.get(sheet, {}))
    return pack(parts, "[Content_Types].xml")


def _reckoned(sheet: bytes, known: Mapping[str, Decimal]) -> bytes:
    """A worksheet with the values of its formulas: what shows them at once does not work them out first."""
    if not known:
        return sheet
    return _FORMULA.sub(lambda found: b"%b<v>%b</v>" % (found[1], f"{known[found[2].decode()]:f}".encode()), sheet)
