"""The budget tables in the Excel file: every sum a formula that comes to what is printed."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import Phase, given, settings
from openpyxl import Workbook, load_workbook

from editor.budget.book import Book, BookTable, Value
from editor.budget.bookkeeper import compute
from editor.compose.blocks import Block, Chart, Composition
from editor.compose.volume import Composer
from editor.domain import budget_edits
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.exchange.writers.amounts import Amounts, Made
from editor.exchange.writers.xlsx import write_xlsx
from editor.exchange.writers.xlsx_sums import Cell, formula
from editor.forms.packs import bundled_packs
from tests.budget.made_up import unit, with_projects
from tests.strategies import volumes

FORM = next(form for form in bundled_packs().all() if form.budget is not None)
TERM = re.compile(r"([+-]?)(?:SUM\(((?:'[^']+'!)?[A-Z]+\d+:[A-Z]+\d+)\)|((?:'[^']+'!)?[A-Z]+\d+)|([\d.]+))")
TYPED = Place(table="t5", line="2200504", field="project")
PROJECTS = 120


def typed_over() -> Volume:
    """One figure and one sum typed over, a project added and subtracted."""
    volume = budget_edits.set_override(unit(), TYPED, "46.00")
    return budget_edits.set_override(volume, Place(table="t3", line="total", field="basic"), "400")


VOLUMES = {
    "plain": unit(),
    "typed over": typed_over(),
    "many projects": with_projects(PROJECTS),
    "empty": Volume(FORM.id, FORM.years.first, "云台山气象局"),
}


def written(volume: Volume) -> bytes:
    return write_xlsx(Composer(FORM).compose(volume), amounts=Amounts(FORM, volume)).data


def opened(data: bytes, *, values: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=values)


def amounts(book: Book) -> Iterator[tuple[BookTable, int, int, Value]]:
    """Every printed amount, with its row below the head and its column."""
    for table in book.tables.values():
        for n, row in enumerate(table.rows):
            at = 0
            for side, line in zip(table.form.sides, row, strict=True):
                for i, key in enumerate(side.columns):
                    value = line.values.get(key) if line and line.kind != "blank" else None
                    if value is not None and value.amount is not None:
                        yield table, n, at + i, value
                at += len(side.columns)


def first_row(sheet: object) -> int:
    """The row below the repeated head."""
    return int(str(sheet.print_title_rows).rpartition("$")[2]) + 1  # type: ignore[attr-defined]


class Reckoner:
    """Works a workbook's formulas out, as an office program does."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def value(self, sheet: str, name: str) -> Decimal:
        found = self._book[sheet][name].value
        if found is None:
            return Decimal(0)
        if not isinstance(found, str):
            return Decimal(str(found))
        assert found.startswith("="), (sheet, name, found)
        terms = list(TERM.finditer(found[1:]))
        assert "".join(term[0] for term in terms) == found[1:], found
        return sum((self._term(sheet, term) for term in terms), Decimal(0))

    def _term(self, sheet: str, term: re.Match[str]) -> Decimal:
        sign = -1 if term[1] == "-" else 1
        if term[4]:
            return sign * Decimal(term[4])
        where, _, names = (term[2] or term[3]).rpartition("!")
        place = where.strip("'") or sheet
        if not term[2]:
            return sign * self.value(place, names)
        cells = [cell.coordinate for row in self._book[place][names] for cell in row]
        return sign * sum((self.value(place, cell) for cell in cells), Decimal(0))


@pytest.mark.parametrize("volume", VOLUMES.values(), ids=VOLUMES.keys())
def test_every_formula_comes_to_what_is_printed(volume: Volume) -> None:
    data = written(volume)
    book, shown, reckoner = opened(data), opened(data, values=True), Reckoner(opened(data))
    formulas = 0
    for table, row, column, value in amounts(compute(FORM, volume)):
        sheet = book[table.number]
        cell = sheet.cell(first_row(sheet) + row, column + 1)
        assert reckoner.value(sheet.title, cell.coordinate) == value.amount, (sheet.title, cell.coordinate)
        known = shown[sheet.title][cell.coordinate].value
        assert Decimal(str(known or 0)) == value.amount
        formulas += cell.data_type == "f"
        if value.kind == "overridden":
            assert cell.data_type == "n"
    assert formulas >= 100


def test_all_that_is_worked_out_is_a_formula() -> None:
    """But what only shows entries that are printed nowhere else."""
    data = written(unit())
    book = opened(data)
    plain = []
    for table, row, column, value in amounts(compute(FORM, unit())):
        sheet = book[table.number]
        cell = sheet.cell(first_row(sheet) + row, column + 1)
        if value.kind == "derived" and value.amount and cell.data_type != "f":
            plain.append((table.key, cell.value))
    assert plain == [("t2", 5), ("t2", 12.25), ("t4", 12.25)]


def test_a_changed_figure_reaches_every_sum() -> None:
    book = opened(written(unit()))
    sheet = book["预算公开表5"]
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == 45)
    cell.value = 145
    reckoner = Reckoner(book)
    after = budget_edits.set_budget_table(
        unit(), "functions", [_more(row.cells) for row in unit().table("functions").rows]
    )
    wanted = compute(FORM, after)
    for key in ("t1", "t2", "t3", "t4", "t5"):
        for table, row, column, value in amounts(wanted):
            if table.key == key:
                target = book[table.number]
                name = target.cell(first_row(target) + row, column + 1).coordinate
                assert reckoner.value(target.title, name) == value.amount, (key, name)


def _more(cells: Fields) -> Fields:
    return cells.put("general_project", "145.00") if cells.text("general_project") == "45.00" else cells


def test_a_typed_sum_says_what_it_would_be() -> None:
    book = opened(written(typed_over()))
    comments = [
        (sheet.title, cell.value, cell.comment.text)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    assert comments == [
        ("预算公开表3", 400, "这里的数是手工填的；按其他数字算，应为 373.66。"),
        ("预算公开表5", 46, "这里的数是手工填的；按其他数字算，应为 45.00。"),
    ]


def test_what_was_typed_and_is_no_amount_stays_a_text() -> None:
    book = opened(written(budget_edits.set_override(unit(), TYPED, "=1+1")))
    cells = [c for row in book["预算公开表5"].iter_rows() for c in row if c.value == "=1+1"]
    assert [(c.data_type, c.quotePrefix) for c in cells] == [("s", True)]


def test_names_of_projects_are_never_formulas() -> None:
    volume = budget_edits.set_budget_table(unit(), "projects", [Fields({"name": "=SUM(A1)", "general": "3"})])
    book = opened(written(volume))
    cells = [c for row in book["预算公开表12"].iter_rows() for c in row if str(c.value).strip("\u3000") == "=SUM(A1)"]
    assert [c.data_type for c in cells] == ["s"]


def test_each_table_has_its_sheet_and_wide_ones_lie_on_their_side() -> None:
    book = opened(written(unit()))
    tables = [table.number for table in compute(FORM, unit()).tables.values()]
    assert [name for name in book.sheetnames if name in tables] == tables
    assert book["预算公开表2"].page_setup.orientation == "landscape"
    assert book["预算公开表3"].page_setup.orientation == "portrait"
    page = FORM.page
    for name, across in (
        ("预算公开表2", page.height - page.top - page.bottom),
        ("预算公开表3", page.width - page.left - page.right),
    ):
        sheet = book[name]
        assert sheet.page_margins.left == pytest.approx((page.bottom if across > 200 else page.left) / 25.4)
        wide = sum(each.width for each in sheet.column_dimensions.values()) * 7 * 25.4 / 96
        assert wide == pytest.approx(across, abs=1)
        assert sheet.print_title_rows == "$4:$5"


def test_a_long_table_has_its_head_once() -> None:
    sheet = opened(written(with_projects(PROJECTS)))["预算公开表12"]
    heads = [c.row for row in sheet.iter_rows() for c in row if c.value == "项目名称"]
    assert heads == [4]
    names = [c.value for row in sheet.iter_rows() for c in row if str(c.value).strip("\u3000").startswith("项目")]
    assert len(names) == PROJECTS + 1
    total = [c.value for row in sheet.iter_rows() for c in row if str(c.value).startswith("=SUM(C8:C")]
    assert total == [f"=SUM(C8:C{7 + PROJECTS})"]


def test_how_formulas_read() -> None:
    cells = {Place(table="t", line=str(n), field="a"): Cell("甲", n, 3) for n in range(1, 8)}
    cells[Place(table="u")] = Cell("乙'丙", 1, 1)
    at = {place.line: place for place in cells if place.table == "t"}
    run = tuple((1, at[str(n)]) for n in (1, 2, 3, 5, 6))
    assert formula(Made(run, Decimal(0)), cells, "甲") == "=SUM(C1:C3)+C5+C6"
    assert formula(Made(run[:3], Decimal("1.50")), cells, "乙") == "=SUM('甲'!C1:C3)+1.50"
    assert formula(Made(((-1, at["1"]), (-1, at["2"]), (-1, at["3"])), Decimal(0)), cells, "甲") == "=-C1-C2-C3"
    assert formula(Made(((1, Place(table="u")),), Decimal(-2)), cells, "甲") == "='乙''丙'!A1-2"


def test_the_same_volume_gives_the_same_bytes() -> None:
    assert written(typed_over()) == written(typed_over())


def test_charts_follow_the_printed_amounts() -> None:
    data = written(typed_over())
    book, reckoner = opened(data), Reckoner(opened(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2, 3)]
        assert "xl/charts/chart4.xml" not in archive.namelist()
    drawn = [block for block in blocks(Composer(FORM).compose(typed_over())) if isinstance(block, Chart)]
    for part, chart in zip(parts, drawn, strict=True):
        labels, amounts_ = (
            [cell for row in book[name.strip("'")][cells] for cell in row]
            for name, _, cells in (text.rpartition("!") for text in re.findall(r"<c:f>([^<]*)</c:f>", part))
        )
        assert [cell.value for cell in labels] == [each.label for each in chart.slices]
        for cell, each in zip(amounts_, chart.slices, strict=True):
            assert str(cell.value).startswith("='预算公开表")
            assert reckoner.value(cell.parent.title, cell.coordinate) == each.amount
        assert re.findall(r"<c:v>([^<]*)</c:v>", part)[len(chart.slices) :] == [f"{s.amount:f}" for s in chart.slices]


def blocks(composition: Composition) -> Iterator[Block]:
    for division in composition.divisions:
        for group in division.groups:
            yield from group.blocks


def test_without_amounts_the_tables_are_texts() -> None:
    book = opened(write_xlsx(Composer(FORM).compose(unit())).data)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert sum(cell.data_type == "n" for cell in cells) == sum(
        len(block.slices) for block in blocks(Composer(FORM).compose(unit())) if isinstance(block, Chart)
    )


def test_a_worksheet_is_in_the_order_excel_insists_on() -> None:
    order = ["sheetData", "mergeCells", "printOptions", "pageMargins", "pageSetup", "headerFooter", "ignoredErrors",
             "drawing", "legacyDrawing"]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(written(typed_over()))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    found = [[child.tag.rpartition("}")[2] for child in ET.fromstring(sheet)] for sheet in sheets]
    for tags in found:
        known = [tag for tag in tags if tag in order]
        assert known == [tag for tag in order if tag in known]
        assert "ignoredErrors" in known
    assert sum("drawing" in tags for tags in found) == 1
    assert sum("legacyDrawing" in tags for tags in found) == 2


def test_an_office_program_works_out_the_same(tmp_path: Path) -> None:
    """Without the values written with the formulas, so that it has to."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no office")
    volume = typed_over()
    source = tmp_path / "a.xlsx"
    opened(written(volume)).save(source)
    with zipfile.ZipFile(source) as archive:
        assert b"</f><v></v>" in archive.read("xl/worksheets/sheet4.xml") or b"</f><v/>" in archive.read(
            "xl/worksheets/sheet4.xml"
        )
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(tmp_path / "out"), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    book = load_workbook(tmp_path / "out" / "a.xlsx", data_only=True)
    for table, row, column, value in amounts(compute(FORM, volume)):
        sheet = book[table.number]
        found = float(str(sheet.cell(first_row(sheet) + row, column + 1).value or 0))
        assert Decimal(str(round(found, 6))) == value.amount, (table.number, row, column)


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(volume=volumes(FORM, max_projects=1))
def test_any_volume_adds_up(volume: Volume) -> None:
    data = written(volume)
    book, reckoner = opened(data), Reckoner(opened(data))
    for table, row, column, value in amounts(compute(FORM, volume)):
        sheet = book[table.number]
        name = sheet.cell(first_row(sheet) + row, column + 1).coordinate
        assert reckoner.value(sheet.title, name) == value.amount, (sheet.title, name)
