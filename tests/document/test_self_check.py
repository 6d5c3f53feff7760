"""The list a unit checks itself by, from a volume to its files."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from editor.checks.catalogue import CATALOGUE
from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.checks.waiving import text_at
from editor.compose.blocks import Composition, GridCell, Paragraph, TableBlock
from editor.compose.self_check import SelfCheck, compose_self_check
from editor.document.self_check import SelfCheckWriter, self_check
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Section, Unit, Volume, Waiver
from editor.errors import UserError
from editor.forms.packs import bundled_packs
from editor.forms.self_check import bundled_self_check
from editor.forms.wording import numbered_title
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import typeset

FORM = bundled_packs().form("hebei-2023")
REASON = "按合同逐月支付，年初不支出。"


def project(key: int, name: str, **more: object) -> Project:
    cells = {"level1": "产出指标", "level2": "数量指标", "level3": "栽种株数", "target": "≥100%"}
    fields = {"name": name, "budget": "5.00", "disbursement": ("0", "50", "75", "90"), **more}
    return Project(key, "401001", fields=Fields(fields), indicators=(Indicator(key + 1, Fields(cells)),))  # type: ignore[arg-type]


def volume(*projects: Project) -> Volume:
    return Volume(
        FORM.id,
        2027,
        "青石县林业局",
        (Unit("401001", "青石县林业局本级"),),
        (Section("overall_goal", ("按装护栏，道路绿起来。",)),),
        projects or (project(1, "行道树栽种"),),
    )


def checked(vol: Volume) -> tuple[Finding, ...]:
    return Checker(FORM).check(vol)


def listed(vol: Volume, made: str = "") -> SelfCheck:
    return self_check(vol, FORM, checked(vol), made)


def composed(what: SelfCheck, *, apart: bool = False) -> Composition:
    return compose_self_check(what, bundled_self_check(), FORM, apart=apart)


def tables(composition: Composition) -> list[list[list[str]]]:
    """Each table as rows of texts; a merged cell's text in each of its rows."""
    found = []
    for group in composition.divisions[0].groups:
        for block in group.blocks:
            if isinstance(block, TableBlock):
                rows = [[""] * len(block.widths) for _ in range(block.row_count)]
                for cell in block.cells:
                    fill(rows, cell)
                found.append(rows)
    return found


def fill(rows: list[list[str]], cell: GridCell) -> None:
    for row in range(cell.row, cell.row + cell.rows):
        rows[row][cell.column] = "".join(paragraph.text for paragraph in cell.paragraphs)


def paragraphs(composition: Composition) -> list[str]:
    blocks = [block for group in composition.divisions[0].groups for block in group.blocks]
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_every_check_that_applies_is_listed_with_its_result() -> None:
    vol = volume()
    found = checked(vol)
    checks = tables(composed(listed(vol)))[0][1:]
    applying = [check for check in CATALOGUE if check.report(FORM).setting.apply]
    assert [row[1] for row in checks] == [check.id for check in applying]
    for row, check in zip(checks, applying, strict=True):
        count = sum(f.check == check.id for f in found)
        assert row[2:] == [check.title, check.rule, f"{count}处" if count else "通过"]


def test_a_check_the_form_does_not_apply_is_not_listed() -> None:
    first = CATALOGUE[0]
    form = replace(FORM, checks={first.id: replace(first.report(FORM).setting, apply=False)})
    vol = volume()
    assert first.id not in {row.id for row in self_check(vol, form, (), "").checks}


def test_findings_stand_with_project_place_severity_and_message() -> None:
    vol = volume()
    rows = tables(composed(listed(vol)))[1][1:]
    open_ones = [f for f in checked(vol) if f.severity != "info"]
    assert [row[5] for row in rows] == [f.check for f in open_ones]
    assert [row[4] for row in rows] == [f.message for f in open_ones]
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    plan = next(row for row in rows if row[5].startswith("PLN"))
    assert plan[1] == numbered_title(FORM, 1, vol.projects[0]).removesuffix(FORM.sheet.title_suffix)
    assert plan[3] == "错误"
    typo = next(row for row in rows if row[5] == "TXT-02")
    assert (typo[1], typo[2], typo[3]) == ("整册", "总体绩效目标 第1段", "警告")


def test_what_is_set_aside_stands_apart_with_its_reason() -> None:
    vol = volume()
    typo = next(f for f in checked(vol) if f.check == "TXT-02")
    waived = replace(vol, waivers=(Waiver(typo.check, typo.place, text_at(vol, typo.place), REASON),))
    checks, found, aside = tables(composed(listed(waived)))[:3]
    assert [row[-1] for row in aside[1:]] == ["TXT-02"]
    assert aside[1][4] == REASON
    assert "TXT-02" not in [row[5] for row in found]
    assert next(row for row in checks if row[1] == "TXT-02")[4] == "说明理由1处"
    assert "另有1处说明理由" in paragraphs(composed(listed(waived)))[1]


def test_without_findings_the_list_says_so() -> None:
    bare = self_check(volume(), FORM, ())
    said = paragraphs(composed(bare))
    assert "没有发现错误和警告。" in said and "没有不作修改的问题。" in said
    assert len(tables(composed(bare))) == 2  # checks and signatures


def test_places_to_sign_stand_at_the_end_on_one_page() -> None:
    last = composed(listed(volume())).divisions[0].groups[-1]
    assert last.whole
    signed = [text for row in tables(composed(listed(volume())))[-1] for text in row]
    assert {"填表人", "审核人", "单位负责人", "日期"} <= set(signed)


def test_tables_are_as_wide_as_the_forms_text() -> None:
    page = FORM.page
    for apart in (False, True):
        for group in composed(listed(volume()), apart=apart).divisions[0].groups:
            for block in group.blocks:
                if isinstance(block, TableBlock):
                    assert sum(block.widths) == pytest.approx(page.width - page.left - page.right)


def test_the_hour_is_printed_only_where_it_is_given() -> None:
    assert not any("自查时间" in text for text in paragraphs(composed(listed(volume()))))
    assert "自查时间：2027年1月8日" in paragraphs(composed(listed(volume(), "2027年1月8日")))


def test_a_long_list_goes_over_pages_with_its_head(tmp_path: Path) -> None:
    many = volume(*(project(10 * n, f"林道维修{n}") for n in range(1, 40)))
    SelfCheckWriter(FORM, FontSet.bundled).write(listed(many), tmp_path / "自查表.pdf")
    assert (tmp_path / "自查表.pdf").read_bytes().startswith(b"%PDF")
    pages = typeset(composed(listed(many)), FontSet.bundled())
    text = ["".join(glyphs.text for glyphs in page.texts) for page in pages.pages]
    assert len(text) > 6
    assert all("序号" in page for page in text[1:-1])


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_the_same_list_is_the_same_file(suffix: str) -> None:
    path = Path("自查表" + suffix)
    one, two = (SelfCheckWriter(FORM, FontSet.bundled).make(listed(volume()), path)[0] for _ in range(2))
    assert one == two


def test_the_workbook_has_a_sheet_for_each_list() -> None:
    data, remarks = SelfCheckWriter(FORM, FontSet.bundled).make(listed(volume()), Path("a.xlsx"))
    book = load_workbook(io.BytesIO(data))
    assert len(book.sheetnames) == len(bundled_self_check().lists)
    assert book.sheetnames[0].startswith("青石县林业局2027年")
    assert book["二、发现的错误和警告"].print_title_rows
    assert remarks == ()


def test_other_kinds_of_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.pdf 或 \.xlsx"):
        SelfCheckWriter(FORM, FontSet.bundled).write(listed(volume()), tmp_path / "自查表.docx")
    assert list(tmp_path.iterdir()) == []
