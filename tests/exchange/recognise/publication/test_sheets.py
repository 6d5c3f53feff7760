"""Goal sheets with two sides that come back, also where labels stand a column off and a project fills several pages."""

from pathlib import Path

import pytest

from editor.compose.volume import Composer
from editor.domain.volume import Project, Volume
from editor.exchange.importing import recognise_documents
from editor.exchange.readers.text import read_lines, read_text
from editor.exchange.readers.xlsx import read_xlsx
from editor.exchange.report import ImportReport
from editor.exchange.writers.xlsx import write_xlsx
from tests.exchange.recognise.publication.printed import PACKS, as_lines, example, ledgers, sheet_lines


def read(text: str) -> tuple[Volume, ImportReport]:
    return recognise_documents([read_lines(text, "公开.txt")], PACKS)


def plain(project: Project) -> dict[str, object]:
    rows = [dict(row.cells.items()) for row in project.indicators]
    return {"fields": dict(project.fields.items()), "rows": rows}


@pytest.mark.parametrize("shifted", [0, 1])
def test_sheets_come_back(shifted: int) -> None:
    volume = example()
    pages = [line for project in volume.projects for line in sheet_lines(volume, project, shifted)]
    back, report = read("\n".join([as_lines(volume), *pages]))
    assert [plain(project) for project in back.projects] == [plain(project) for project in volume.projects]
    assert back.fields.text("ministry_coded") == volume.fields.text("ministry_coded")
    assert not report.of("not_understood")


def test_a_project_on_two_pages_is_one_sheet() -> None:
    volume = example()
    project = volume.projects[0]
    whole = sheet_lines(volume, project, 0)
    heads = [line for line in whole if "指标" not in line]
    back, report = read("\n".join([as_lines(volume), *heads, *whole]))
    assert [plain(p) for p in back.projects] == [plain(project)]
    assert any("合为一张" in item.message for item in report.of("mended"))


def test_a_text_that_is_cut_off_is_told() -> None:
    volume = example()
    project = volume.projects[0]
    text = project.fields.text("overview")
    assert len(text) > 42
    lines = "\n".join(sheet_lines(volume, project, 0)).replace(text, text[:42])
    _, report = read("\n".join([as_lines(volume), lines]))
    assert [item for item in report.of("doubtful") if "项目概况" in item.message and "没有录全" in item.message]


def test_the_sheets_of_a_whole_publication(shared: Path) -> None:
    volume, report = recognise_documents([read_text(next((shared / "seeds").glob("004*.txt")))], PACKS)
    assert [len(project.indicators) for project in volume.projects] == [5, 5, 5, 5, 5, 6]
    assert [project.fields.text("year_total") for project in volume.projects] == [
        "1,030,500", "660,000", "1,171,700", "554,800", "319,600", "1,280,700",
    ]  # fmt: skip
    assert all(project.fields.text("period_goal") and project.fields.text("term") for project in volume.projects)
    last = volume.projects[-1]
    assert last.fields.text("period_total") == "9,990,000"
    assert any("4页" in item.message for item in report.of("mended"))
    cut = [item for item in report.of("doubtful") if "没有录全" in item.message]
    assert {"在押人员每人每月", "在押人员物资发", "在押人员疾病治"} <= {item.before for item in cut}
    assert len(cut) >= 7


def test_a_workbook_comes_back(tmp_path: Path) -> None:
    volume = example()
    file = tmp_path / "公开.xlsx"
    file.write_bytes(write_xlsx(Composer(PACKS.form(volume.form)).compose(volume)).data)
    back, report = recognise_documents([read_xlsx(file)], PACKS)
    assert ledgers(back) == ledgers(volume)
    assert not [key for key in back.overrides if key.startswith("t")]
    assert not report.of("not_understood")
    assert [plain(project) for project in back.projects] == [plain(project) for project in volume.projects]


def test_sheets_alone_are_known_by_their_title() -> None:
    volume = example()
    pages = [line for project in volume.projects for line in sheet_lines(volume, project, 0)]
    back, report = read("\n".join(pages))
    assert (back.form, back.year, report.year.reason) == (volume.form, 2026, "绩效目标表写明")
    assert [plain(project) for project in back.projects] == [plain(project) for project in volume.projects]
    assert not back.tables
    assert not back.overrides
