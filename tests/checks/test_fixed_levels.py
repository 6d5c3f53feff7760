"""A sheet that prints every 二级 holds rows without an indicator: they are there, and are not found fault with one by one."""

from editor.bridge.arrangement import first_rows, new_project
from editor.checks.engine import Checker
from editor.domain import edits
from editor.domain.volume import Volume
from editor.forms.packs import bundled_packs

FORM = bundled_packs().form("shanxi-2026")


def ids(volume: Volume) -> list[str]:
    found = Checker(FORM).follow(volume)
    return [finding.check for finding in found.get(volume.projects[0].key, ())]


def test_rows_with_nothing_but_their_levels_are_no_indicators_yet() -> None:
    volume = new_project(Volume(FORM.id, 2026, "云台山气象局"), "", None, first_rows(FORM.indicators))
    assert not {"IND-11", "IND-25"} & set(ids(volume))
    first = volume.projects[0].indicators[0].key
    begun = edits.set_cells(volume, volume.projects[0].key, [(first, "level3", "巡检次数")])
    assert "IND-11" in ids(begun)
    assert "IND-25" not in ids(begun)
