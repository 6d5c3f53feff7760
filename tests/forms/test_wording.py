"""Titles, cover lines and the line over a sheet, with a volume's entries put in."""

from dataclasses import replace

import pytest

from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.volume import Project
from editor.forms.packs import bundled_packs
from editor.forms.wording import contents_title, cover_entry, cover_words, numbered_title, sheet_title, unit_words
from tests.samples import small_volume

PACKS = bundled_packs()
FORM = PACKS.form("hebei-2023")
PROJECT = Project(1, fields=Fields({"name": "校舍{维修}补助"}))


@pytest.mark.parametrize(
    ("form_id", "title"),
    [
        ("hebei-2020", "7、校舍{维修}补助绩效目标表"),
        ("hebei-2021", "7.校舍{维修}补助绩效目标表"),
        ("hebei-2023", "7.校舍{维修}补助绩效目标表"),
    ],
)
def test_the_title_of_a_sheet_and_its_line_in_the_contents(form_id: str, title: str) -> None:
    form = PACKS.form(form_id)
    assert numbered_title(form, 7, PROJECT) == title
    assert contents_title(form, 7, PROJECT) == title


def test_a_title_of_its_own_and_a_line_of_its_own() -> None:
    own = replace(PROJECT, fields=PROJECT.fields.put("title", "校舍维修绩效表").put("contents_title", "校舍维修"))
    assert sheet_title(FORM, own) == "校舍维修绩效表"
    assert numbered_title(FORM, 2, own) == "2.校舍维修绩效表"
    assert contents_title(FORM, 2, own) == "2.校舍维修绩效表", "the contents are printed with the true title"


def test_a_classified_project_has_a_title_like_any_other() -> None:
    volume = small_volume()
    assert numbered_title(FORM, 3, volume.project(3)) == "3.专项业务经费绩效目标表"


def test_the_words_of_the_cover() -> None:
    volume = edits.set_volume_field(small_volume(), "reviewer", "")
    assert cover_words(FORM, volume) == {
        "department": "清河县教育局",
        "year": "2024",
        "stage": "(草案)",
        "reviewer": "清河县财政局",
    }
    assert cover_entry(FORM, small_volume(), "reviewer") == "清河县财政局预算股"


@pytest.mark.parametrize(
    ("department", "reviewer"),
    [
        ("青石县公安局", "青石县财政局"),
        ("青石市教育局", "青石市财政局"),
        ("中共青石县委政法委员会", "青石县财政局"),
        ("政协青石县委员会", "青石县财政局"),
        ("水务局", ""),
        ("", ""),
        ("{year}县水务局", "{year}县财政局"),
    ],
)
def test_the_reviewing_bureau_is_the_countys(department: str, reviewer: str) -> None:
    volume = edits.set_department(edits.set_volume_field(small_volume(), "reviewer", ""), department)
    assert cover_entry(FORM, volume, "reviewer") == reviewer


def test_the_line_over_a_sheet() -> None:
    volume = small_volume()
    assert unit_words(volume, volume.project(4)) == {"unit_code": "210002", "unit_name": "清河县第一小学"}
    gone = edits.set_units(volume, volume.units[:1])
    assert unit_words(gone, gone.project(4)) == {"unit_code": "210002", "unit_name": ""}
