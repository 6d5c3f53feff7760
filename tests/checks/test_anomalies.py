"""The checks against two documents of which reviewers marked every fault: what is found where, and no false error."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain import edits
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.exchange.json_io import volume_from_json
from editor.forms.packs import bundled_packs
from tests.checks.anomalies import DEFENDED, LINXI, LULONG, Counted, Found, Missed, Unseen, Verdict

TABLES: dict[str, Mapping[str, Verdict]] = {"linxi-2020": LINXI, "lulong-2023": LULONG}
LISTED = {"lulong-2023": (26, "道路交通管理经费绩效目标表")}
"""A line of the contents that the truth of the tables does not hold."""
ERRORS_FOUND, ALL_FOUND = 0.95, 0.85


def document(shared: Path, name: str) -> Volume:
    """As an import gives it: goals without their numbering."""
    packs = bundled_packs()
    volume = volume_from_json(json.loads((shared / "samples" / f"{name}.json").read_text("utf-8")), packs)
    projects = []
    for project in volume.projects:
        goals = tuple(re.sub(r"^\d{1,2}[、.]", "", goal) for goal in project.fields.items_of("goals"))
        projects.append(replace(project, fields=project.fields.put("goals", goals)) if goals else project)
    volume = replace(volume, projects=tuple(projects))
    if name in LISTED:
        number, title = LISTED[name]
        volume = edits.set_field(volume, volume.projects[number - 1].key, "contents_title", title)
    return volume


def findings(volume: Volume) -> tuple[Finding, ...]:
    return Checker(bundled_packs().form(volume.form)).check(volume)


def place(volume: Volume, written: str) -> Place:
    first, *rest = written.split()
    if not first.isdigit():
        section, _, item = first.partition("/")
        return Place(section=section, item=int(item) - 1)
    project = volume.projects[int(first) - 1]
    row = None
    if rest and re.fullmatch(r"r\d+", rest[0]):
        row = project.indicators[int(rest.pop(0)[1:]) - 1].key
    field, _, item = rest[0].partition("/") if rest else ("", "", "")
    return Place(project=project.key, row=row, field=field or None, item=int(item) - 1 if item else None)


def is_found(volume: Volume, there: tuple[Finding, ...], verdict: Verdict) -> bool:
    if isinstance(verdict, Found):
        known = {(f.check, f.place) for f in there}
        return all((check, place(volume, at)) in known for check, places in verdict.by.items() for at in places)
    if isinstance(verdict, Counted):
        places = {f.place for f in there if f.check in verdict.checks and f.place.field == verdict.field}
        return len(places) >= verdict.least
    return False


@pytest.mark.parametrize("name", TABLES)
def test_each_fault_is_found_where_the_table_says(shared: Path, name: str) -> None:
    volume = document(shared, name)
    there = findings(volume)
    wanted = {key: v for key, v in TABLES[name].items() if isinstance(v, Found | Counted)}
    assert [key for key, verdict in wanted.items() if not is_found(volume, there, verdict)] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_fault_marked_is_in_the_table(shared: Path, name: str) -> None:
    text = (shared / "design" / "ANOMALIES.md").read_text("utf-8")
    prefix = next(iter(TABLES[name])).partition("-")[0]
    marked = re.findall(rf"^\| ({prefix}-\d+) \|", text, re.MULTILINE)
    assert marked and set(marked) == set(TABLES[name])


def test_what_is_not_found_has_a_reason() -> None:
    verdicts = [verdict for table in TABLES.values() for verdict in table.values()]
    assert all(verdict.why for verdict in verdicts if isinstance(verdict, Unseen | Missed))


def test_enough_is_found(shared: Path) -> None:
    """Of what a program can see, counted in the documents themselves; the figures are printed with `pytest -s`."""
    seen: dict[str, list[bool]] = {}
    for name, table in TABLES.items():
        volume = document(shared, name)
        there = findings(volume)
        for verdict in table.values():
            if not isinstance(verdict, Unseen):
                seen.setdefault(verdict.severity, []).append(is_found(volume, there, verdict))
    all_of_them = [found for several in seen.values() for found in several]
    for what, found, bar in (("errors", seen["error"], ERRORS_FOUND), ("all", all_of_them, ALL_FOUND)):
        share = sum(found) / len(found)
        print(f"{what}: {sum(found)} of {len(found)} found, {share:.1%}")
        assert share >= bar


@pytest.mark.parametrize("name", TABLES)
def test_every_error_is_marked_or_defended(shared: Path, name: str) -> None:
    volume = document(shared, name)
    marked = {
        (check, place(volume, at))
        for verdict in TABLES[name].values()
        if isinstance(verdict, Found)
        for check, places in verdict.by.items()
        for at in places
    }
    defended = {(check, place(volume, at)) for check, at in DEFENDED}
    errors = {(f.check, f.place) for f in findings(volume) if f.severity == "error"}
    assert errors - marked - defended == set()


@pytest.mark.parametrize("name", TABLES)
def test_fixes_hold_on_real_documents(shared: Path, name: str) -> None:
    from editor.domain.entries import put_entry

    volume = document(shared, name)
    checker = Checker(bundled_packs().form(volume.form))
    before = checker.check(volume)
    for finding in [f for f in before if f.fix is not None][::5]:
        assert finding.fix is not None
        mended = volume
        for at, entry in finding.fix.entries:
            mended = put_entry(mended, at, entry)
        assert finding not in checker.check(mended)
