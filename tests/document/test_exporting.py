"""Exports tell how far they are, and end where they are told to."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from editor.document.document import open_document
from editor.document.exporting import Exporter, Request
from editor.domain.volume import Volume
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet
from tests.budget.made_up import sheets, unit

EXAMPLE = next((Path(__file__).parents[2] / "examples").glob("*2020.jixiao"))


class StopError(Exception):
    """What a cancel raises."""


@pytest.fixture
def volume() -> Volume:
    document = open_document(EXAMPLE, read_only=True)
    try:
        return document.volume
    finally:
        document.close()


def exporter(volume: Volume) -> Exporter:
    return Exporter(bundled_packs().form(volume.form), FontSet.bundled)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
def test_it_counts_up_to_all(volume: Volume, suffix: str) -> None:
    told: list[tuple[int, int]] = []
    exporter(volume).make(Request(volume, progress=lambda done, whole: told.append((done, whole))), Path(f"a{suffix}"))
    assert len(told) > len(volume.projects)
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert {whole for _, whole in told} == {len(told)}


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
def test_it_ends_in_the_middle_and_writes_nothing(volume: Volume, tmp_path: Path, suffix: str) -> None:
    def stop(done: int, whole: int) -> None:
        if done == whole // 2:
            raise StopError

    path = tmp_path / f"a{suffix}"
    with pytest.raises(StopError):
        exporter(volume).export(Request(volume, progress=stop), path)
    assert list(tmp_path.iterdir()) == []


def test_one_sheet_alone_as_data(volume: Volume) -> None:
    wanted = volume.projects[1]
    data, _ = exporter(volume).make(Request(volume, projects=(wanted.key,)), Path("a.json"))
    assert [project["name"] for project in json.loads(data)["projects"]] == [wanted.name]


def test_sums_of_budget_tables_are_formulas_in_excel() -> None:
    volume = unit()
    data, _ = exporter(volume).make(Request(volume), Path("a.xlsx"))
    cells = [cell.value for row in load_workbook(BytesIO(data))["预算公开表1"].iter_rows() for cell in row]
    shown = load_workbook(BytesIO(data), data_only=True)["预算公开表1"]
    assert sum(str(cell).startswith("=") for cell in cells) > 40
    assert 474.41 in [cell.value for row in shown.iter_rows() for cell in row]


def test_goal_sheets_alone_have_no_tables() -> None:
    volume = replace(unit(), projects=sheets(unit()))
    data, _ = exporter(volume).make(Request(volume, projects=(volume.projects[0].key,)), Path("a.xlsx"))
    assert load_workbook(BytesIO(data)).sheetnames == ["1.天气雷达维护"]
