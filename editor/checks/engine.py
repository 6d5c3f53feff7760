"""Runs the checks that apply, and runs again only what an edit can have changed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from editor.checks.catalogue import CATALOGUE
from editor.checks.check import Check, SheetView
from editor.checks.finding import Finding
from editor.domain.entries import entry_in
from editor.domain.places import Place
from editor.domain.volume import Project, Volume, Waiver
from editor.forms.form import Form

_Around = tuple[int, str, object]
"""What a sheet's findings depend on besides the project: year, department, its unit."""


class Checker:
    """Keeps the findings of each project as long as the project (the same value) and what is around it stay."""

    def __init__(self, form: Form, catalogue: Iterable[Check] = CATALOGUE) -> None:
        self._form = form
        applying = [(check, check.report(form)) for check in catalogue]
        applying = [(check, report) for check, report in applying if report.setting.apply]
        self._sheet = [pair for pair in applying if pair[0].sheet]
        self._volume = [pair for pair in applying if pair[0].volume]
        self._hard = frozenset(check.id for check, _ in applying if check.hard)
        self._kept: dict[int, tuple[Project, _Around, tuple[Finding, ...]]] = {}

    def check(self, volume: Volume) -> tuple[Finding, ...]:
        """All findings: of the volume first, then project by project in order; waived ones carry their reason."""
        found = [f for check, report in self._volume if check.volume for f in check.volume(volume, self._form, report)]
        units = {unit.code: unit for unit in volume.units}
        kept: dict[int, tuple[Project, _Around, tuple[Finding, ...]]] = {}
        for project in volume.projects:
            around = (volume.year, volume.department, units.get(project.unit))
            old = self._kept.get(project.key)
            if old is None or old[0] is not project or old[1] != around:
                view = SheetView(self._form, volume.year, volume.department, units.get(project.unit), project)
                old = project, around, tuple(self._check_sheet(view))
            kept[project.key] = old
            found.extend(old[2])
        self._kept = kept
        return self._waived(volume, found) if volume.waivers else tuple(found)

    def _check_sheet(self, view: SheetView) -> Iterator[Finding]:
        for check, report in self._sheet:
            if check.sheet and (check.classified_too or not view.project.classified):
                yield from check.sheet(view, report)

    def _waived(self, volume: Volume, found: list[Finding]) -> tuple[Finding, ...]:
        waivers = {(w.check, w.place): w for w in volume.waivers}
        return tuple(self._with_waiver(volume, f, waivers.get((f.check, f.place))) for f in found)

    def _with_waiver(self, volume: Volume, finding: Finding, waiver: Waiver | None) -> Finding:
        if waiver is None or finding.check in self._hard or waiver.text != text_at(volume, finding.place):
            return finding
        return replace(finding, waived=waiver.reason)


def text_at(volume: Volume, place: Place) -> str:
    """What a waiver at this place is given for; it sleeps only while this stays the same.

    For a whole row or sheet, all its entries.
    """
    if place.project is None:
        section = volume.section(place.section) if place.section else None
        return "\n".join(section.paragraphs) if section else ""
    project = volume.project(place.project)
    if place.field is not None:
        entry = entry_in(project, place)
        return entry if isinstance(entry, str) else "\n".join(entry)
    rows = [row for row in project.indicators if place.row in (None, row.key)]
    fields = "" if place.row else "\n".join(project.fields.text(key) for key in project.fields)
    return fields + "\n".join(row.cells.text(key) for row in rows for key in row.cells)
