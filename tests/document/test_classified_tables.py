"""A project of a publication is marked 涉密: the rows of the budget tables that name it go with its sheet, for good."""

from pathlib import Path

import pytest

from editor.bridge.mentions import mentions
from editor.budget.bookkeeper import compute
from editor.document.document import open_document
from editor.domain import edits
from editor.domain.budget_edits import insert_budget_rows, named_rows, set_override
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Project, Volume, Waiver
from editor.forms.packs import bundled_packs
from editor.store.creating import create_file
from tests.budget.made_up import unit

SECRET = "玄武专案经费"
NEUTRAL = "专项业务经费"
FORM = bundled_packs().form("shanxi-2026")


@pytest.fixture
def volume() -> Volume:
    """With a secret project: its sheet, its row in two tables, a figure typed over in one, a waiver, and its name as a subject's."""
    volume = edits.insert_project(unit(), 0, Project(0, fields=Fields({"name": SECRET, "year_total": "310,000"})))
    for table in ("projects", "carried_projects"):
        volume = insert_budget_rows(volume, table, 0, [Fields({"name": SECRET, "general": "31.37"})])
    volume = insert_budget_rows(volume, "economy", 0, [Fields({"code": "30299", "name": "其他", "running": "1.00"})])
    row = volume.table("projects").rows[0].key
    volume = set_override(volume, Place(table="t12", line=str(row), field="total"), "31.38")
    place = Place(table="projects", row=row, field="general")
    return edits.set_waiver(volume, Waiver("BGT-15", place, "31.37", f"{SECRET}按此"))


def test_its_rows_are_those_that_are_called_so_and_no_subjects(volume: Volume) -> None:
    secret = volume.projects[0]
    assert [(table, len(rows)) for table, rows in named_rows(volume, secret)] == [
        ("carried_projects", 1),
        ("projects", 1),
    ]
    subject = insert_budget_rows(volume, "economy", 0, [Fields({"code": "31099", "name": SECRET, "running": "1.00"})])
    assert named_rows(subject, secret) == named_rows(volume, secret)
    other = insert_budget_rows(volume, "projects", 0, [Fields({"name": SECRET, "unit": "205001"})])
    assert sum(len(rows) for _, rows in named_rows(other, secret)) == 3
    elsewhere = edits.set_unit(other, secret.key, "205002")
    assert sum(len(rows) for _, rows in named_rows(elsewhere, elsewhere.projects[0])) == 2


def test_no_byte_of_the_file_tells_of_it(volume: Volume, tmp_path: Path) -> None:
    path = tmp_path / "公开.jixiao"
    create_file(path, volume)
    key = volume.projects[0].key
    with open_document(path) as document:
        document.save_version("送审")
        row = document.volume.table("projects").rows[0].key
        document.apply(
            "改", lambda v: insert_budget_rows(v, "projects", 1, [Fields({"name": "公开的项目", "general": "1.00"})])
        )
        assert SECRET.encode() in path.read_bytes()
        document.classify(key, NEUTRAL)
        after = document.volume
        assert not named_rows(after, volume.projects[0])
        assert not [each for each in after.overrides if f"/{row}/" in each]
        assert not [waiver for waiver in after.waivers if SECRET in waiver.reason]
        assert after.table("projects").rows[0].cells.text("name") == "公开的项目"
        assert "31.37" not in {
            v.text for line in compute(FORM, after).table("t12").lines() for v in line.values.values()
        }
        version = document.versions()[0].id
        document.restore_version(version)
        assert not named_rows(document.volume, volume.projects[0])
    data = path.read_bytes()
    assert not [word for word in (SECRET, "31.37", "31.38", "310,000") if word.encode() in data]


def test_a_name_left_in_tables_and_typed_paragraphs_is_counted(volume: Volume) -> None:
    secret = volume.projects[0]
    before = mentions(volume, [secret])
    more = set_override(volume, Place(section="changes", line="income"), f"新增{SECRET}。")
    more = insert_budget_rows(more, "projects", 0, [Fields({"name": f"{SECRET}（二期）"})])
    assert mentions(more, [secret]) == before + 2
