"""The figures behind the pictures: sums, weights, what is missing, and what is not worked out twice."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.bridge.overview import MOST_BARS, Overview, deviating, shortened
from editor.bridge.overview_figures import Bar
from editor.checks.adding_up import total_field
from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain import edits
from editor.domain.entries import put_entry
from editor.domain.fields import Entry, Fields
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Section, Unit, Volume, Waiver
from editor.forms.form import CheckSetting
from editor.forms.packs import bundled_packs

FORM = bundled_packs().form("hebei-2023")


def project(key: int, budget: str = "", plan: tuple[str, ...] = (), unit: str = "401001", **more: Entry) -> Project:
    return Project(key, unit, fields=Fields({"name": f"项目{key}", "budget": budget, "disbursement": plan, **more}))


def volume(*projects: Project) -> Volume:
    units = (Unit("401001", "青石县林业局本级"), Unit("401002", "青石县苗圃"))
    return Volume(FORM.id, 2027, "青石县林业局", units, (), projects)


def test_budget_by_unit_in_their_order_and_by_project_the_greatest_first() -> None:
    made = volume(project(1, "5.00"), project(2, "７万元"), project(3, "0.125", unit="401002"))
    budget = Overview(FORM).figures(made, None).budget
    assert [(bar.name, bar.text, bar.projects) for bar in budget.units] == [
        ("401001 青石县林业局本级", "12.000", 2),
        ("401002 青石县苗圃", "0.125", 1),
    ]
    assert [(bar.name, bar.text) for bar in budget.projects] == [
        ("2. 项目2", "7.000"),
        ("1. 项目1", "5.000"),
        ("3. 项目3", "0.125"),
    ]
    assert (budget.total, budget.label, budget.money) == ("12.125", "预算数", "万元")
    assert budget.units[0].place == Place(unit="401001")
    assert budget.projects[0].place == Place(2)


def test_unreadable_amounts_and_classified_projects() -> None:
    secret = Project(3, classified=True, fields=Fields({"name": "专项业务经费"}))
    figures = Overview(FORM).figures(volume(project(1, "五万"), project(2, "2.00"), secret), None)
    assert figures.budget.unread == (Place(1, field="budget"),)
    assert [bar.place for bar in figures.budget.projects] == [Place(2)]
    assert (figures.projects, figures.classified) == (3, 1)
    assert figures.plans[0].left_out == (Place(1, field="disbursement"), Place(2, field="disbursement"))


def test_which_field_is_the_budget_is_said_by_the_form() -> None:
    own = replace(FORM, checks={**FORM.checks, "BUD-01": CheckSetting(values={"total": "fiscal_funds"})})
    assert (total_field(FORM), total_field(own)) == ("budget", "fiscal_funds")
    figures = Overview(own).figures(volume(project(1, "9.00", fiscal_funds="4.00")), None)
    assert (figures.budget.label, figures.budget.total) == ("财政资金", "4.00")


def test_plans_weigh_by_amount() -> None:
    made = volume(
        project(1, "30.00", ("10", "50", "80", "100")),
        project(2, "10.00", ("50", "50", "100", "100")),
        project(3, "10.00", ("", "50", "100", "100")),
        project(4, "", ("0", "0", "0", "100")),
    )
    plan = Overview(FORM).figures(made, None).plans[0]
    assert plan.shares == (20, 50, 85, 100)  # (30·10 + 10·50) / 40 …
    assert plan.spent == ("8.00", "20.00", "34.00", "40.00")
    assert [place.project for place in plan.left_out] == [3, 4]
    assert plan.points == FORM.fields["disbursement"].points


def test_who_deviates_and_where_that_is() -> None:
    made = volume(
        project(1, "80.00", ("20", "50", "80", "100")),
        project(2, "10.00", ("60", "60", "80", "100")),
        project(3, "10.00", ("0", "40", "80", "100")),
    )
    plan = Overview(FORM).figures(made, None).plans[0]
    assert plan.shares[0] == 22
    assert [(d.name, d.beyond, d.place) for d in deviating(plan, 0)] == [
        ("2. 项目2", 38, Place(2, field="disbursement", item=0)),
        ("3. 项目3", -22, Place(3, field="disbursement", item=0)),
    ]
    assert deviating(plan, 3) == ()


def test_gaps_are_what_the_form_requires() -> None:
    made = replace(volume(project(7, "5.00", purpose="养护")), sections=(Section("overall_goal", ("  ",)),))
    gaps = {gap.text: (gap.count, gap.place) for gap in Overview(FORM).figures(made, None).gaps}
    assert gaps == {
        "总体绩效目标还没有写": (1, Place(section="overall_goal")),
        "分项绩效目标还没有写": (1, Place(section="itemised_goals")),
        "工作保障措施还没有写": (1, Place(section="safeguards")),
        "401002 青石县苗圃还没有项目": (1, Place(unit="401002")),
        "项目编码没有填": (1, Place(7, field="code")),
        "财政资金没有填": (1, Place(7, field="fiscal_funds")),
        "绩效目标没有填": (1, Place(7, field="goals")),
        "没有绩效指标": (1, Place(7)),
    }


def test_findings_by_family_and_sheets_by_the_gravest() -> None:
    made = volume(project(1), project(2), project(3))
    first = Finding("IND-14", "error", Place(1, field="goals"), "甲", (1, 2))
    findings = (
        Finding("TXT-02", "info", Place(section="safeguards"), "乙"),
        first,
        Finding("IND-09", "error", Place(1), "丙"),
        Finding("IND-13", "warning", Place(2), "丁"),
        Finding("PLN-01", "error", Place(3), "戊", waived="已说明"),
        Finding("TXT-02", "info", Place(3), "己"),
    )
    figures = Overview(FORM).figures(made, findings)
    assert figures.kinds is not None
    assert [(k.name, k.counts) for k in figures.kinds] == [
        ("文字", (("info", 2),)),
        ("绩效指标", (("error", 2), ("warning", 1))),
    ]
    assert dict(figures.kinds[1].first)["error"] is first
    assert figures.states is not None
    assert [(s.state, s.count, s.place) for s in figures.states] == [
        ("error", 1, Place(1)),
        ("warning", 1, Place(2)),
        ("complete", 1, Place(3)),
        ("classified", 0, None),
    ]
    assert (figures.waived, figures.counts) == (1, (("error", 2), ("warning", 1), ("info", 2)))


def test_unknown_findings_are_not_none_of_them() -> None:
    figures = Overview(FORM).figures(volume(project(1)), None)
    assert figures.kinds is None
    assert figures.states is None


def test_nothing_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    from editor.bridge import overview as module

    read = []
    monkeypatch.setattr(module, "read_money", lambda text, unit: read.append(text))
    follower = Overview(FORM)
    made = volume(*(project(key, f"{key}.00") for key in range(1, 40)))
    follower.figures(made, ())
    assert len(read) == 39
    follower.figures(put_entry(made, Place(5, field="budget"), "8.00"), ())
    assert read[39:] == ["8.00"]
    waived = edits.set_waiver(made, Waiver("IND-01", Place(5), "", "已说明"))
    follower.figures(made, ())
    follower.figures(waived, ())
    assert len(read) == 41  # project 5 as it was before; a waiver reads none


def test_pictures_that_stay_the_same_keep_their_figures() -> None:
    follower = Overview(FORM)
    made = volume(project(1, "5.00", ("0", "50", "75", "100"), purpose="养护"))
    before = follower.figures(made, ())
    after = follower.figures(put_entry(made, Place(1, field="purpose"), "养护道路"), ())
    assert (after.budget, after.plans[0], after.gaps) == (before.budget, before.plans[0], before.gaps)
    assert after.budget is before.budget
    assert after.plans[0] is before.plans[0]
    assert after.gaps is before.gaps
    assert after.states is before.states


_PLANS = st.lists(st.sampled_from(["", "0", "25", "100", "五成", "50%"]), min_size=4, max_size=4).map(tuple)
_ONE = st.tuples(st.sampled_from(["", "5.00", "0.3", "12", "五"]), _PLANS)


@settings(max_examples=15)
@given(st.lists(_ONE, max_size=4), st.lists(st.tuples(st.integers(0, 3), _ONE), max_size=5))
def test_followed_figures_are_those_worked_out_anew(start: list, steps: list) -> None:  # type: ignore[type-arg]
    projects = [project(i + 1, budget, plan) for i, (budget, plan) in enumerate(start)]
    follower, checker = Overview(FORM), Checker(FORM)
    made = volume(*projects)
    follower.figures(made, checker.check(made))
    for at, (budget, plan) in steps:
        if at < len(made.projects):
            key = made.projects[at].key
            made = put_entry(made, Place(key, field="budget"), budget)
            made = put_entry(made, Place(key, field="disbursement"), plan)
        else:
            key = made.next_key()
            added = replace(project(key, budget, plan), indicators=(Indicator(key + 1),))
            made = replace(made, projects=(*made.projects, added))
        findings = checker.check(made)
        assert follower.figures(made, findings) == Overview(FORM).figures(made, findings)


def test_many_bars_become_a_rest() -> None:
    bars = tuple(Bar(str(i), Decimal(i), f"{i}.00", Place(i)) for i in range(1, 8))
    shown, rest = shortened(bars, None, 4)
    assert [bar.name for bar in shown] == ["1", "2", "3", "4"]
    assert rest == Bar("", Decimal(18), "18.00", None, 3)
    assert shortened(bars, None, 6) == (bars, None)
    others = Bar("", Decimal(2), "2.00", None, 9)
    assert shortened(bars, others, 4)[1] == Bar("", Decimal(20), "20.00", None, 12)
    assert shortened(bars, others, 20)[1] == others


def test_only_so_many_projects_are_bars() -> None:
    made = volume(*(project(i, f"{i}.00") for i in range(1, 131)))
    budget = Overview(FORM).figures(made, None).budget
    assert len(budget.projects) == MOST_BARS
    assert budget.rest == Bar("", Decimal(55), "55.00", None, 10)  # 1 + … + 10
    assert budget.total == "8515.00"
