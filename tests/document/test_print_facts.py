"""What the pages would show of faults is known without setting them all, and only where it is so."""

from dataclasses import replace

import pytest

from editor.checks.finding import Finding
from editor.document.print_facts import findings_in_print
from editor.domain import edits
from editor.domain.places import Place
from editor.domain.volume import Unit, Volume, Waiver
from editor.forms.form import CheckSetting
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet
from tests.samples import small_volume

FORM = bundled_packs().form("hebei-2023")


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet.bundled()


@pytest.fixture
def volume() -> Volume:
    return small_volume()


def told(volume: Volume, fonts: FontSet) -> list[tuple[str, Place]]:
    return [(finding.check, finding.place) for finding in findings_in_print(volume, FORM, fonts)]


def first(volume: Volume) -> int:
    return next(p.key for p in volume.projects if not p.classified and p.indicators)


def test_a_volume_like_others_shows_nothing(volume: Volume, fonts: FontSet) -> None:
    assert told(volume, fonts) == []


def test_a_character_no_font_has_is_told_where_it_stands(volume: Volume, fonts: FontSet) -> None:
    key = first(volume)
    changed = edits.set_field(volume, key, "purpose", "购置\U0001f600机具。")
    (finding,) = findings_in_print(changed, FORM, fonts)
    assert (finding.check, finding.severity, finding.place) == ("FMT-01", "error", Place(project=key, field="purpose"))
    assert finding.chars == (2, 3)


def test_a_units_name_too_long_for_one_line_is_told(volume: Volume, fonts: FontSet) -> None:
    unit = volume.units[0]
    long = edits.set_units(volume, [Unit(unit.code, unit.name * 8), *volume.units[1:]])
    assert told(long, fonts) == [("FMT-02", Place(unit=unit.code, field="name"))]


def test_a_cell_longer_than_a_page_is_told(volume: Volume, fonts: FontSet) -> None:
    project = volume.project(first(volume))
    row = project.indicators[0].key
    changed = edits.set_cells(volume, project.key, [(row, "basis", "按照年度养护计划和上年完成情况测算。" * 40)])
    assert told(changed, fonts) == [("FMT-03", Place(project=project.key, row=row, field="basis"))]
    shorter = edits.set_cells(volume, project.key, [(row, "basis", "按照年度养护计划和上年完成情况测算。" * 12)])
    assert told(shorter, fonts) == []


def test_they_are_waived_and_set_aside_by_the_form_as_others(volume: Volume, fonts: FontSet) -> None:
    key = first(volume)
    text = "购置\U0001f600机具。"
    changed = edits.set_field(volume, key, "purpose", text)
    waived = edits.set_waiver(changed, Waiver("FMT-01", Place(project=key, field="purpose"), text, "字是图形"))
    reasons = [finding.waived for finding in findings_in_print(waived, FORM, fonts)]
    off = replace(FORM, checks={"FMT-01": CheckSetting(apply=False)})
    none: tuple[Finding, ...] = findings_in_print(changed, off, fonts)
    assert (reasons, none) == (["字是图形"], ())
