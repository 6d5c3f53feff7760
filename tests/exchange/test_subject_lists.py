"""Lists of subjects in the shapes finance bureaus send them."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from editor.errors import UserError
from editor.exchange.subject_lists import read_subjects


def book(folder: Path, *rows: tuple[object, ...]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(row)
    workbook.save(folder / "科目.xlsx")
    return folder / "科目.xlsx"


@pytest.mark.parametrize(
    "rows",
    [
        [("科目编码", "科目名称"), ("205", "教育支出"), ("20502", "普通教育"), ("2050202", "小学教育")],
        [(1, "205", "教育支出", "2026年起"), (2, "20502", "普通教育", ""), (3, "2050202", "小学教育", "")],
        [("205 教育支出",), ("20502 普通教育",), ("2050202　小学教育",), ("2050202", "重复的")],
        [
            ("类", "款", "项", "名称"),
            ("205", None, None, "教育支出"),
            ("205", "02", None, "普通教育"),
            ("205", "02", "02", "小学教育"),
        ],
        [(205, "教育支出"), (20502, "普通教育"), (2050202, "小学教育")],
    ],
)
def test_codes_and_names(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    found = read_subjects(book(tmp_path, *rows), in_process=True)
    assert found == (("205", "教育支出"), ("20502", "普通教育"), ("2050202", "小学教育"))


def test_a_file_without_subjects_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="科目编码"):
        read_subjects(book(tmp_path, ("单位", "金额"), ("甲", "12.5")), in_process=True)
