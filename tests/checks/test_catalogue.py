"""Each check finds its fault at the right place, and nothing in a clean volume."""

from collections.abc import Callable

import pytest

from editor.checks.catalogue import CATALOGUE
from editor.checks.finding import Finding
from editor.domain import edits
from editor.domain.entries import put_entry
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.domain.volume import Volume

Find = Callable[[Volume], list[Finding]]


def cell(row: int, field: str) -> Place:
    return Place(project=1, row=10 + row, field=field)


def of_sheet(field: str, item: int | None = None) -> Place:
    return Place(project=1, field=field, item=item)


def test_clean_volume_has_no_findings(volume: Volume, found: Find) -> None:
    assert found(volume) == []


CASES: list[tuple[str, Place, Entry, Place, str]] = [
    ("PLN-01", of_sheet("disbursement", 0), "", of_sheet("disbursement", 0), "error"),
    ("PLN-01", of_sheet("disbursement"), "", of_sheet("disbursement"), "error"),
    ("PLN-01", of_sheet("disbursement", 1), "一半", of_sheet("disbursement", 1), "error"),
    ("PLN-02", of_sheet("disbursement", 1), "80", of_sheet("disbursement", 2), "error"),
    ("PLN-03", of_sheet("disbursement", 3), "95", of_sheet("disbursement", 3), "error"),
    ("PLN-04", of_sheet("disbursement", 0), "-1", of_sheet("disbursement", 0), "error"),
    ("BUD-01", of_sheet("budget"), "6.00", of_sheet("budget"), "error"),
    ("BUD-01", of_sheet("other_funds"), "", of_sheet("budget"), "error"),
    ("IND-01", cell(0, "level1"), "效益指标", Place(project=1), "error"),
    ("IND-02", cell(2, "level1"), "效益指标", Place(project=1), "warning"),
    ("IND-09", cell(1, "description"), "", cell(1, "description"), "error"),
    ("IND-09", cell(1, "description"), "0", cell(1, "description"), "error"),
    ("IND-14", cell(1, "target"), "≥100%", cell(1, "target"), "error"),
    ("IND-14", cell(1, "target"), "＞１００％", cell(1, "target"), "error"),
    ("IND-14", cell(2, "target"), "100%", cell(2, "target"), "warning"),
    ("DOC-03", of_sheet("title"), "县道管护经费绩效目标表", of_sheet("title"), "error"),
    ("DOC-03", of_sheet("contents_title"), "县道经费绩效目标表", of_sheet("contents_title"), "error"),
    ("SEC-01", Place(project=2, field="name"), "侦查设备购置费", Place(project=2, field="name"), "error"),
]


@pytest.mark.parametrize(("check", "at", "entry", "place", "severity"), CASES)
def test_finds_one_fault_at_its_place(
    volume: Volume, found: Find, check: str, at: Place, entry: Entry, place: Place, severity: str
) -> None:
    findings = found(put_entry(volume, at, entry))
    assert [(f.check, f.place, f.severity) for f in findings] == [(check, place, severity)]
    assert findings[0].message.endswith("。")


@pytest.mark.parametrize("entry", ["100%", "≥95%", "100人", "≥1000%o"])
def test_a_ratio_of_just_100_is_no_fault_in_output(volume: Volume, found: Find, entry: str) -> None:
    assert found(put_entry(volume, cell(0, "target"), entry)) == []


@pytest.mark.parametrize(
    ("at", "entry"),
    [(of_sheet("disbursement", 3), "95"), (of_sheet("budget"), "6.00"), (of_sheet("title"), "别的表")],
)
def test_a_fix_takes_its_finding_away(volume: Volume, found: Find, at: Place, entry: Entry) -> None:
    changed = put_entry(volume, at, entry)
    (finding,) = found(changed)
    assert finding.fix is not None
    for place, fixed in finding.fix.entries:
        changed = put_entry(changed, place, fixed)
    assert found(changed) == []


def test_spacing_in_a_title_is_no_difference(volume: Volume, found: Find) -> None:
    assert found(edits.set_field(volume, 1, "title", "县道养护经费 绩效目标表")) == []


def test_ids_are_unique_and_each_check_runs_somewhere() -> None:
    assert len({check.id for check in CATALOGUE}) == len(CATALOGUE)
    for check in CATALOGUE:
        assert (check.sheet is None) != (check.volume is None)
        assert check.title and check.rule and check.example
