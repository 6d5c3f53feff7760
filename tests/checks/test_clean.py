"""A clean volume has no findings; nor have the examples any above a hint."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain.volume import Volume
from editor.exchange.json_io import volume_from_json
from editor.forms.packs import bundled_packs

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted((ROOT / "packaging" / "examples").glob("*.json"))
OFFICES = sorted((ROOT / "tests" / "offices").glob("*.json"))

JUDGED = {
    "DOC-03": "title differs from the project's name",
    "IND-09": "description left empty",
    "IND-11": "target left empty",
    "IND-14": "≥100％",
    "IND-16": "basis left empty",
    "IND-17": "a cost without an amount: 控制在预算内",
    "PLN-01": "a share, or the whole plan, left empty",
}
"""Errors in the made-up offices, each looked at: what of that id is really wrong there."""


def findings(file: Path) -> tuple[Finding, ...]:
    packs = bundled_packs()
    volume = volume_from_json(json.loads(file.read_text("utf-8")), packs)
    return Checker(packs.form(volume.form)).check(volume)


def test_clean_volume_has_no_findings(volume: Volume, found: Callable[[Volume], list[Finding]]) -> None:
    assert found(volume) == []


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_have_hints_at_most(file: Path) -> None:
    assert [(f.check, f.place, f.message) for f in findings(file) if f.severity != "info"] == []


@pytest.mark.parametrize("file", OFFICES, ids=lambda file: file.stem)
def test_every_error_in_the_offices_is_one(file: Path) -> None:
    assert {f.check for f in findings(file) if f.severity == "error"} <= set(JUDGED)
