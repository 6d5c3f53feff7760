"""Made-up volumes of other fields of work, with nothing wrong in them: no finding above a hint, and few hints."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain.fields import Entry, Fields
from editor.domain.volume import Indicator, Project, Section, Unit, Volume
from editor.forms.entries import keep
from editor.forms.form import Form
from editor.forms.packs import bundled_packs

FILES = sorted((Path(__file__).parent / "clean").glob("*.yaml"))
HINTS_A_SHEET = 1.0
CODES = {"hebei-2021": "13092721{:013d}", "hebei-2023": "130927{:02d}P{:012d}"}


def volume_of(file: Path) -> Volume:
    """As it stands in the file; level names follow from the second level, codes are put in where the form wants them."""
    read = yaml.safe_load(file.read_text("utf-8"))
    form = bundled_packs().form(read["form"])
    projects = tuple(project(form, read, n, one) for n, one in enumerate(read["projects"], 1))
    sections = tuple(Section(key, tuple(read[key])) for key in form.sections())
    units = tuple(Unit(code, name) for code, name in read["units"].items())
    return Volume(form.id, read["year"], read["department"], units, sections, projects)


def project(form: Form, volume: dict[str, Any], n: int, one: dict[str, Any]) -> Project:
    fiscal = one.get("fiscal", one["budget"])
    fields: dict[str, Entry] = {
        "code": one.get("code") or code(form, volume["year"], n),
        "name": one["name"],
        "budget": one["budget"],
        "fiscal_funds": fiscal,
        "other_funds": one.get("other", form.fields["other_funds"].blank),
        "purpose": one["purpose"],
        "disbursement": tuple(one["plan"]),
        "goals": tuple(one["goals"]),
    }
    fields = {key: keep(form, key, entry) for key, entry in fields.items()}
    firsts = {second: first for first, seconds in form.indicators.taxonomy.items() for second in seconds}
    rows = []
    for i, cells in enumerate(one["rows"]):
        row = dict(zip(form.indicators.columns, (firsts[cells[0]], *cells), strict=True))
        rows.append(Indicator(1000 * n + i, Fields(row)))
    return Project(n, one["unit"], fields=Fields(fields), indicators=tuple(rows))


def code(form: Form, year: int, n: int) -> str:
    return CODES[form.id].format(n) if form.id == "hebei-2021" else CODES[form.id].format(year % 100, n)


def findings(file: Path) -> tuple[Finding, ...]:
    volume = volume_of(file)
    return Checker(bundled_packs().form(volume.form)).check(volume)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_above_a_hint(file: Path) -> None:
    assert [(f.check, f.place, f.message) for f in findings(file) if f.severity != "info"] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_few_hints(file: Path) -> None:
    hints = [(f.check, f.place, f.message) for f in findings(file)]
    assert len(hints) <= HINTS_A_SHEET * len(volume_of(file).projects), hints
