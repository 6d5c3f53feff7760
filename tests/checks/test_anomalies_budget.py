"""The checks against a real publication: what is found where, no false error, and nothing said of what agrees."""

import re
from pathlib import Path

import pytest

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain.overrides import override_place
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.packs import bundled_packs
from tests.checks.anomalies import Found, Missed, Unseen, Verdict
from tests.checks.anomalies_004 import DAGGER, DEFENDED, SHANXI
from tests.checks.seed_004 import volume as as_published
from tests.checks.test_anomalies import place as place_in_sheets

ERRORS_FOUND, ALL_FOUND = 0.9, 0.9
FORM = bundled_packs().form("shanxi-2026")


@pytest.fixture
def volume(shared: Path) -> Volume:
    return as_published(FORM, shared)


@pytest.fixture
def there(volume: Volume) -> tuple[Finding, ...]:
    return Checker(FORM).check(volume)


def place(volume: Volume, written: str) -> Place:
    if written.startswith("fact "):
        return Place(field=written.removeprefix("fact "))
    first, *rest = written.split()
    if first[0].isdigit():
        return place_in_sheets(volume, written)
    if rest:
        return Place(table=first, row=volume.table(first).rows[int(rest[0]) - 1].key, field=rest[1])
    return override_place(written)


def is_found(volume: Volume, there: tuple[Finding, ...], verdict: Verdict) -> bool:
    known = {(f.check, f.place) for f in there}
    return isinstance(verdict, Found) and all(
        (check, place(volume, at)) in known for check, places in verdict.by.items() for at in places
    )


def test_each_fault_is_found_where_the_table_says(volume: Volume, there: tuple[Finding, ...]) -> None:
    wanted = {key: verdict for key, verdict in SHANXI.items() if isinstance(verdict, Found)}
    assert [key for key, verdict in wanted.items() if not is_found(volume, there, verdict)] == []


def test_every_fault_marked_is_in_the_table(shared: Path) -> None:
    text = (shared / "design" / "ANOMALIES.md").read_text("utf-8")
    marked = re.findall(r"^\| 004-(\d+)(†?) \|", text, re.MULTILINE)
    assert {int(number) for number, dagger in marked if dagger} == DAGGER
    assert {f"004-{number}" for number, dagger in marked if not dagger} == set(SHANXI)


def test_what_is_not_found_has_a_reason() -> None:
    assert all(verdict.why for verdict in SHANXI.values() if isinstance(verdict, Unseen | Missed))


def test_enough_is_found(volume: Volume, there: tuple[Finding, ...]) -> None:
    """Of what a program can see; the figures are printed with `pytest -s`."""
    seen = [v for v in SHANXI.values() if not isinstance(v, Unseen)]
    for what, verdicts, bar in (
        ("errors", [v for v in seen if v.severity == "error"], ERRORS_FOUND),
        ("all", seen, ALL_FOUND),
    ):
        found = sum(is_found(volume, there, verdict) for verdict in verdicts)
        print(f"{what}: {found} of {len(verdicts)} found, {found / len(verdicts):.1%}")
        assert found / len(verdicts) >= bar


def test_every_error_is_marked_or_defended(volume: Volume, there: tuple[Finding, ...]) -> None:
    marked = {
        (check, place(volume, at))
        for verdict in SHANXI.values()
        if isinstance(verdict, Found)
        for check, places in verdict.by.items()
        for at in places
    }
    defended = {(check, place(volume, at)) for check, at in DEFENDED}
    assert {(f.check, f.place) for f in there if f.severity == "error"} - marked - defended == set()


def test_relations_that_hold_are_not_reported(there: tuple[Finding, ...]) -> None:
    """Of all the relations between thirteen tables only the cents of one rounded sum are told, as hints, and one blank side."""
    told = {f.check for f in there if f.check.startswith("BGT")}
    assert told == {"BGT-01", "BGT-02", "BGT-12"}
    assert {f.severity for f in there if f.check.startswith("BGT")} == {"info"}
    assert {f.place.line for f in there if f.check == "BGT-12"} == {"2210201"}
    assert not [f for f in there if f.check in ("SX-01", "SX-02", "BUD-04", "BUD-05", "NAR-08")]


def test_each_relation_told_names_a_second_place(there: tuple[Finding, ...]) -> None:
    assert [
        f.check for f in there if f.check in ("BGT-01", "BGT-02", "BGT-12", "PRJ-07", "SX-03") and not f.other
    ] == []
