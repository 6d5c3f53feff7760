"""The Word file of a publication with budget tables: pages on their side, long tables, charts."""

import io
import re
import zipfile
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

from editor.budget.bookkeeper import compute
from editor.compose.blocks import Chart, Composition, Slice
from editor.compose.volume import Composer
from editor.domain.volume import Volume
from editor.exchange.writers.chart_part import DRAWN, chart_height, chart_part
from editor.exchange.writers.docx import write_docx
from editor.forms.packs import bundled_packs
from tests.budget.made_up import unit, with_projects

FORM = next(form for form in bundled_packs().all() if form.budget is not None)
PROJECTS = 120
C = f"{{{DRAWN}}}"


def composed(volume: Volume) -> Composition:
    return Composer(FORM).compose(volume)


def parts_of(volume: Volume) -> dict[str, str]:
    """The parts that are texts."""
    with zipfile.ZipFile(io.BytesIO(write_docx(composed(volume)).data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith(".xlsx")}


@pytest.fixture(scope="module")
def document() -> Document:
    return docx.Document(io.BytesIO(write_docx(composed(unit())).data))


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    return parts_of(unit())


def test_wide_tables_lie_on_their_side(document: Document) -> None:
    wide = [table.title for table in compute(FORM, unit()).tables.values() if table.form.orientation == "landscape"]
    page = FORM.page
    found: list[str] = []
    at: list[Any] = []
    sections = iter(document.sections)
    for child in document.element.body:
        at.append(child)
        if not list(child.iter(qn("w:sectPr"))):
            continue
        section = next(sections)
        lies = section.orientation == WD_ORIENT.LANDSCAPE
        sizes = [section.page_width, section.left_margin, section.top_margin, section.right_margin]
        rules = (
            [page.height, page.bottom, page.left, page.top] if lies else [page.width, page.left, page.top, page.right]
        )
        assert [round(size.mm) if size else 0 for size in sizes] == [round(rule) for rule in rules]
        if lies:
            texts = ["".join(text.text for text in each.iter(qn("w:t"))) for each in at if each.tag == qn("w:p")]
            found += [title for title in wide if title in texts]
        at = []
    assert found == wide


def test_page_numbers_run_on_over_pages_on_their_side(document: Document) -> None:
    starts = [bool(list(section._sectPr.iter(qn("w:pgNumType")))) for section in document.sections]
    assert starts[2:].count(True) == 1 and starts[2]


def test_tables_are_as_wide_as_their_pages(document: Document) -> None:
    for table, printed in zip(document.tables, compute(FORM, unit()).tables.values(), strict=False):
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        wanted = sum(column.width for column in printed.form.columns.values())
        assert sum(grid) / 20 / 72 * 25.4 == pytest.approx(wanted, abs=0.1)


def test_a_long_table_is_one_table_with_its_head_once() -> None:
    opened = docx.Document(io.BytesIO(write_docx(composed(with_projects(PROJECTS))).data))
    at = list(compute(FORM, unit()).tables).index("t12")
    rows = opened.tables[at]._tbl.tr_lst
    heads = [bool(list(row.iter(qn("w:tblHeader")))) for row in rows]
    assert heads == [True] * 3 + [False] * (PROJECTS + 1)
    names = ["".join(text.text for text in row.tc_lst[0].iter(qn("w:t"))) for row in rows[3:]]
    assert names[1:] == [f"\u3000项目{n}" for n in range(1, PROJECTS + 1)]


def test_amounts_are_those_of_the_book(document: Document) -> None:
    printed = compute(FORM, unit()).table("t5")
    table = document.tables[list(compute(FORM, unit()).tables).index("t5")]
    for row, cells in zip(printed.rows, table.rows[len(printed.head) :], strict=True):
        line = row[0]
        assert line is not None
        assert [cell.text for cell in cells.cells][2:] == [
            line.values[key].text for key in ("total", "basic", "project")
        ]


def test_charts_keep_their_amounts(parts: dict[str, str]) -> None:
    charts = [
        block
        for division in composed(unit()).divisions
        for group in division.groups
        for block in group.blocks
        if isinstance(block, Chart)
    ]
    names = re.findall(r'<c:chart [^>]*r:id="(\w+)"', parts["word/document.xml"])
    assert names == ["chart1", "chart2", "chart3"]
    for name, chart in zip(names, charts, strict=True):
        root = ET.fromstring(parts[f"word/charts/{name}.xml"])
        labels = [point.findtext(f"{C}v") for point in root.iterfind(f".//{C}cat//{C}pt")]
        amounts = [Decimal(point.findtext(f"{C}v") or "") for point in root.iterfind(f".//{C}val//{C}pt")]
        assert labels == [f"{each.label}　{each.text}" for each in chart.slices]
        assert amounts == [each.amount for each in chart.slices]
        kinds = [each.tag for each in root.iter() if each.tag in (f"{C}pieChart", f"{C}barChart")]
        assert kinds == [f"{C}{'pie' if chart.kind == 'pie' else 'bar'}Chart"]
    assert all(chart.title in parts["word/document.xml"] for chart in charts)


def test_every_part_is_named_and_typed(parts: dict[str, str]) -> None:
    types = re.findall(r'PartName="/([^"]+)"', parts["[Content_Types].xml"])
    assert sorted(types) == sorted(name for name in parts if not name.endswith((".rels", "_Types].xml")))
    relations = parts["word/_rels/document.xml.rels"]
    assert {f"word/{target}" for target in re.findall(r'Target="([^"]+)"', relations)} <= set(parts)
    ids = re.findall(r' Id="([^"]+)"', relations)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'r:id="([^"]+)"', parts["word/document.xml"])) <= set(ids)


def test_each_chart_has_its_workbook(parts: dict[str, str]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(composed(unit())).data)) as archive:
        for n in (1, 2, 3):
            assert f'Target="../embeddings/chart{n}.xlsx"' in parts[f"word/charts/_rels/chart{n}.xml.rels"]
            book = load_workbook(io.BytesIO(archive.read(f"word/embeddings/chart{n}.xlsx")))
            root = ET.fromstring(parts[f"word/charts/chart{n}.xml"])
            for kind, column in (("cat", 1), ("val", 2)):
                kept = [point.findtext(f"{C}v") for point in root.iterfind(f".//{C}{kind}//{C}pt")]
                sheet, _, cells = (root.findtext(f".//{C}{kind}//{C}f") or "").partition("!")
                shown = [cell for row in book[sheet][cells.replace("$", "")] for cell in row]
                assert {cell.column for cell in shown} == {column}
                assert len(shown) == len(kept)
                if kind == "cat":
                    assert [cell.value for cell in shown] == kept
                else:
                    assert [Decimal(str(cell.value)) for cell in shown] == [Decimal(text or "") for text in kept]


def test_styles_have_names_a_clerk_can_read(document: Document) -> None:
    names = {p.style.name for p in document.paragraphs if p.style and p.style.name}
    assert {"报表表号", "图标题", "图中文字"} <= names
    assert [style.name for style in document.styles if str(style.name).startswith(("budget", "chart"))] == []


def test_a_chart_of_nothing_is_its_title() -> None:
    found = parts_of(Volume(FORM.id, FORM.years.first, "云台山气象局"))
    assert not [name for name in found if name.startswith("word/charts/")]
    assert "收入预算图" in found["word/document.xml"]


def test_neighbours_in_a_circle_never_look_alike() -> None:
    for count in range(2, 20):
        slices = tuple(Slice(f"甲{n}<", Decimal(n + 1), f"{n + 1}万元") for n in range(count))
        chart = Chart("pie", "图", slices, "chart_label", "chart_title", 58)
        root = ET.fromstring(chart_part(chart, FORM.styles["chart_label"]))
        looks = [ET.tostring(part.find(f"{C}spPr") or part) for part in root.iter(f"{C}dPt")]
        assert len(looks) == count
        assert all(looks[n] != looks[n - 1] for n in range(count))
        assert chart_height(chart) >= 7 * count


def test_generated_paragraphs_are_ordinary_ones(document: Document) -> None:
    found = [(p.text, p.style.name) for p in document.paragraphs if p.style]
    assert any(text.startswith("2026年度云台山气象局预算收入总计") and name == "文本正文" for text, name in found)


def test_the_same_volume_gives_the_same_bytes() -> None:
    assert write_docx(composed(unit())) == write_docx(composed(unit()))
