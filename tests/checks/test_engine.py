"""The engine checks again only what changed, and honours waivers as long as they hold."""

from dataclasses import replace

from editor.checks.catalogue import CATALOGUE
from editor.checks.check import Check
from editor.checks.engine import Checker
from editor.checks.waiving import text_at
from editor.domain import edits
from editor.domain.entries import put_entry
from editor.domain.places import Place
from editor.domain.volume import Unit, Volume, Waiver
from editor.forms.form import CheckSetting, Form

TARGET = Place(project=1, row=11, field="target")


def faulty(volume: Volume) -> Volume:
    return put_entry(volume, TARGET, "≥100%")


def counting(seen: list[int]) -> Check:
    return Check(
        "TST-01", "数一数", "info", "无", "无。", sheet=lambda view, _: iter(seen.append(view.project.key) or ())
    )


def test_an_untouched_project_is_not_checked_again(volume: Volume, form: Form) -> None:
    seen: list[int] = []
    checker = Checker(form, catalogue=[counting(seen)])
    checker.check(volume)
    copy = edits.insert_project(volume, 1, volume.projects[0])
    checker.check(copy)
    checker.check(edits.set_field(copy, 1, "purpose", "另写"))
    checker.check(edits.set_paragraphs(copy, "safeguards", ["另写。"]))
    inserted = copy.projects[1].key
    assert seen == [1, inserted, 1, 1]
    checker.check(edits.set_units(copy, [Unit("401001", "青石县养护站")]))
    assert seen[4:] == [1, inserted]


def test_incremental_findings_equal_those_from_scratch(volume: Volume, form: Form) -> None:
    checker = Checker(form)
    for step in (volume, faulty(volume), edits.set_field(faulty(volume), 1, "budget", "9.00"), volume):
        assert checker.check(step) == Checker(form).check(step)


def test_a_waiver_sleeps_until_its_text_changes(volume: Volume, form: Form) -> None:
    bad = faulty(volume)
    waived = edits.set_waiver(bad, Waiver("IND-14", TARGET, text_at(bad, TARGET), "上级文件原文"))
    (finding,) = Checker(form).check(waived)
    assert finding.waived == "上级文件原文"
    (awake,) = Checker(form).check(put_entry(waived, TARGET, "≥100.0%"))
    assert awake.waived is None


def test_a_waiver_of_a_whole_sheet_sees_every_entry(volume: Volume, form: Form) -> None:
    place = Place(project=1)
    bad = edits.delete_rows(volume, 1, [15])
    waived = edits.set_waiver(bad, Waiver("IND-02", place, text_at(bad, place), "不面向公众"))
    assert [f.waived for f in Checker(form).check(waived)] == ["不面向公众"]
    changed = edits.set_cells(waived, 1, [(10, "target", "≥130公里")])
    assert [f.waived for f in Checker(form).check(changed) if f.check == "IND-02"] == [None]


def test_a_hard_error_cannot_be_waived(volume: Volume, form: Form) -> None:
    place = Place(project=1, field="budget")
    bad = put_entry(volume, place, "5.01")
    waived = edits.set_waiver(bad, Waiver("BUD-01", place, "5.01", "就这样"))
    assert [(f.check, f.waived) for f in Checker(form).check(waived)] == [("BUD-01", None)]


def test_a_form_says_how_a_check_applies(volume: Volume, form: Form) -> None:
    bad = edits.delete_rows(volume, 1, [15])
    strict = replace(form, checks={"IND-02": CheckSetting(severity="error")})
    off = replace(form, checks={"IND-02": CheckSetting(apply=False)})
    assert [f.severity for f in Checker(strict).check(bad)] == ["error"]
    assert Checker(off).check(bad) == ()


def test_a_waiver_is_given_and_taken_back_without_checking_again(volume: Volume, form: Form) -> None:
    seen: list[int] = []
    checker = Checker(form, catalogue=[*(c for c in CATALOGUE if c.id == "IND-14"), counting(seen)])
    bad = faulty(volume)
    waiver = Waiver("IND-14", TARGET, "≥100%", "上级文件原文")
    waived = edits.set_waiver(bad, waiver)
    reasons = [[f.waived for f in checker.check(v)] for v in (bad, waived, edits.drop_waiver(waived, waiver))]
    assert reasons == [[None], ["上级文件原文"], [None]]
    assert seen == [1]


def test_each_project_that_is_checked_is_a_step(volume: Volume, form: Form) -> None:
    checker, steps = Checker(form), list[int]()
    checker.follow(volume, lambda: steps.append(1))
    assert len(steps) == len(volume.projects)
    steps.clear()
    checker.follow(put_entry(volume, Place(1, field="purpose"), "另一种写法。"), lambda: steps.append(1))
    assert len(steps) == 1
