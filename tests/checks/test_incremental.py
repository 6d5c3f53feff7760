"""After any sequence of edits a checker that followed them finds what a fresh one finds."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.checks.waiving import text_at
from editor.domain import edits
from editor.domain.entries import put_entry
from editor.domain.volume import Unit, Volume, Waiver
from editor.forms.form import Form
from editor.forms.packs import bundled_packs
from tests.strategies import entries, paragraphs, projects, rows, volumes

FORM: Form = bundled_packs().form("hebei-2023")
SAME = ("县道养护经费", "桥梁加固")
GOALS = ("完成县道日常养护，路面平整，病害及时处治。", "完成危桥加固，按期开放交通，消除通行隐患。")
NOTICES = (
    "《关于加强农村公路养护的通知》（青交字〔2026〕12号）",
    "《关于加强农村公路养护的通知》（青交字〔2026〕21号）",
)
RANK = {"info": 0, "warning": 1, "error": 2}


class Followed(RuleBasedStateMachine):
    """One checker follows a volume that is edited in every way there is."""

    volume: Volume
    checker: Checker

    @initialize(volume=volumes(FORM, max_projects=4, waivers=True))
    def open(self, volume: Volume) -> None:
        self.volume = volume
        self.checker = Checker(FORM)

    def some(self, data: st.DataObject, at_least: int = 1) -> int | None:
        keys = [p.key for p in self.volume.projects if not p.classified]
        return data.draw(st.sampled_from(keys)) if len(keys) >= at_least else None

    @rule(data=st.data(), key=st.sampled_from([*FORM.fields]))
    def set_a_field(self, data: st.DataObject, key: str) -> None:
        project = self.some(data)
        if project is not None:
            self.volume = edits.set_field(self.volume, project, key, data.draw(entries(FORM, key)))

    @rule(data=st.data(), which=st.integers(0, 1))
    def set_something_others_have(self, data: st.DataObject, which: int) -> None:
        project = self.some(data)
        if project is not None:
            key, entry = data.draw(
                st.sampled_from(
                    [
                        ("name", SAME[which]),
                        ("code", "13039927P00000000001A"),
                        ("goals", (GOALS[which],)),
                        ("purpose", NOTICES[which]),
                    ]
                )
            )
            self.volume = edits.set_field(self.volume, project, key, entry)

    @rule(data=st.data(), row=rows(FORM))
    def insert_a_row(self, data: st.DataObject, row: Any) -> None:
        project = self.some(data)
        if project is not None:
            self.volume = edits.insert_rows(self.volume, project, 0, [row])

    @rule(data=st.data(), project=projects(FORM))
    def insert_a_project(self, data: st.DataObject, project: Any) -> None:
        at = data.draw(st.integers(0, len(self.volume.projects)))
        self.volume = edits.insert_project(self.volume, at, project)

    @rule(data=st.data())
    def copy_a_project(self, data: st.DataObject) -> None:
        if self.volume.projects:
            chosen = data.draw(st.sampled_from(self.volume.projects))
            self.volume = edits.insert_project(
                self.volume, data.draw(st.integers(0, len(self.volume.projects))), chosen
            )

    @rule(data=st.data())
    def move_a_project(self, data: st.DataObject) -> None:
        if self.volume.projects:
            chosen = data.draw(st.sampled_from(self.volume.projects))
            at = data.draw(st.integers(0, len(self.volume.projects)))
            self.volume = edits.move_projects(self.volume, [chosen.key], at)

    @rule(data=st.data())
    def delete_a_project(self, data: st.DataObject) -> None:
        if self.volume.projects:
            chosen = data.draw(st.sampled_from(self.volume.projects))
            self.volume = edits.delete_projects(self.volume, [chosen.key])

    @rule(data=st.data())
    def classify_a_project(self, data: st.DataObject) -> None:
        project = self.some(data)
        if project is not None:
            self.volume = edits.classify(self.volume, project, FORM.sheet.classified_names[0])

    @rule(texts=paragraphs(), which=st.integers(0, 1))
    def write_a_section(self, texts: tuple[str, ...], which: int) -> None:
        self.volume = edits.set_paragraphs(self.volume, "safeguards", (*texts, f"落实{NOTICES[which]}。"))

    @rule(name=st.sampled_from(["青石县公路站", "青石县客运站"]))
    def rename_the_units(self, name: str) -> None:
        units = [Unit(unit.code, f"{name}{i}") for i, unit in enumerate(self.volume.units)]
        self.volume = edits.set_units(self.volume, units)

    @rule(year=st.integers(2023, 2030))
    def set_the_year(self, year: int) -> None:
        self.volume = edits.set_year(self.volume, year)

    @rule(data=st.data())
    def waive_a_finding(self, data: st.DataObject) -> None:
        findings = self.checker.check(self.volume)
        if findings:
            chosen = data.draw(st.sampled_from(findings))
            waiver = Waiver(chosen.check, chosen.place, text_at(self.volume, chosen.place), "有文件")
            self.volume = edits.set_waiver(self.volume, waiver)

    @rule(data=st.data())
    def take_a_fix(self, data: st.DataObject) -> None:
        findings = [f for f in self.checker.check(self.volume) if f.fix is not None]
        if findings:
            chosen = data.draw(st.sampled_from(findings))
            self.volume = _mended(self.volume, chosen)

    @rule(other=volumes(FORM, max_projects=3))
    def open_another_step_at_once(self, other: Volume) -> None:
        """Undo over many steps: hardly anything is as it was."""
        self.volume = other

    @invariant()
    def finds_what_a_fresh_one_finds(self) -> None:
        assert self.checker.check(self.volume) == Checker(FORM).check(self.volume)


Followed.TestCase.settings = settings(
    max_examples=settings().max_examples // 2, stateful_step_count=12, suppress_health_check=list(HealthCheck)
)
TestFollowed = Followed.TestCase


@given(volumes(FORM, max_projects=3))
def test_a_fix_takes_its_finding_away_and_adds_nothing_worse(volume: Volume) -> None:
    before = Checker(FORM).check(volume)
    for finding in before:
        if finding.fix is None:
            continue
        after = Checker(FORM).check(_mended(volume, finding))
        assert finding not in after
        assert _worse(after, finding) <= _worse(before, finding)


def _worse(findings: tuple[Finding, ...], than: Finding) -> Counter[str]:
    """How many of each check are worse; rows put in order take their faults along."""
    return Counter(f.check for f in findings if RANK[f.severity] > RANK[than.severity])


def _mended(volume: Volume, finding: Finding) -> Volume:
    assert finding.fix is not None
    for place, entry in finding.fix.entries:
        volume = put_entry(volume, place, entry)
    return volume
