"""The budgets by unit and in all, of whichever field the form says is the budget."""

from dataclasses import replace

from editor.bridge.budgets import Budgets
from editor.domain.fields import Fields
from editor.domain.volume import Project, Unit, Volume
from editor.forms.form import CheckSetting
from editor.forms.packs import bundled_packs

FORM = bundled_packs().form("hebei-2023")


def project(key: int, unit: str, budget: str, fiscal: str) -> Project:
    return Project(key, unit, fields=Fields({"budget": budget, "fiscal_funds": fiscal}))


def volume(*projects: Project) -> Volume:
    return Volume(FORM.id, 2027, "青石县林业局", (Unit("1", "甲"), Unit("2", "乙")), (), projects)


def test_the_field_is_the_one_the_form_sums() -> None:
    own = replace(FORM, checks={**FORM.checks, "BUD-01": CheckSetting(values={"total": "fiscal_funds"})})
    made = volume(project(1, "1", "9.00", "4.00"), project(2, "2", "1.00", "0.50"))
    for form, wanted in ((FORM, ("10.00", "9.00", "1.00")), (own, ("4.50", "4.00", "0.50"))):
        budgets = Budgets(form)
        budgets.read_all(made)
        assert (budgets.total, budgets.of_unit("1"), budgets.of_project(made.projects[1])) == wanted


def test_a_changed_project_moves_its_sums_alone() -> None:
    budgets = Budgets(FORM)
    made = volume(project(1, "1", "9.00", ""), project(2, "2", "一点", ""))
    budgets.read_all(made)
    assert budgets.of_project(made.projects[1]) == "一点"
    assert not budgets.read({1: project(1, "1", "9.00", "1.00")})
    assert budgets.read({2: project(2, "2", "3.00", "")})
    assert (budgets.total, budgets.of_unit("1"), budgets.of_unit("2")) == ("12.00", "9.00", "3.00")
