"""Findings as JSON for scripts and as lines for people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from editor.checks.finding import Finding
from editor.domain.places import Place
from editor.domain.volume import Project, Volume
from editor.forms.form import Form
from editor.forms.place_words import place_words
from editor.forms.wording import numbered_title

_MARKS = {"error": "● 错误", "warning": "▲ 警告", "info": "· 提示"}


def findings_json(volume: Volume, findings: Sequence[Finding]) -> dict[str, Any]:
    """The shape of `check --json`; waived findings are listed and not counted."""
    counts = Counter(f.severity for f in findings if f.waived is None)
    return {
        "findings": [_finding_json(volume, finding) for finding in findings],
        "counts": {severity: counts[severity] for severity in ("error", "warning", "info")},
    }


def _finding_json(volume: Volume, finding: Finding) -> dict[str, Any]:
    place = place_json(volume, finding.place)
    if finding.chars is not None:
        place["chars"] = list(finding.chars)
    return {
        "id": finding.check,
        "severity": finding.severity,
        "place": place,
        "message": finding.message,
        "fixable": finding.fix is not None,
        "waived": finding.waived,
    } | ({"other": place_json(volume, finding.other)} if finding.other is not None else {})


def place_json(volume: Volume, place: Place) -> dict[str, Any]:
    """A place in words that outlive the file: codes, numbers from 1, keys of the form."""
    if place.section is not None:
        item = {"paragraph": place.item + 1} if place.item is not None else {}
        return {"section": place.section} | item | ({"line": place.line} if place.line is not None else {})
    found: dict[str, Any] = {"table": place.table} if place.table is not None else {}
    if place.line is not None:
        found["line"] = place.line
    elif place.table is not None and place.row is not None:
        rows = [row.key for row in volume.table(place.table).rows]
        found["row"] = rows.index(place.row) + 1 if place.row in rows else None
    if place.unit is not None:
        found["unit"] = place.unit
    if place.project is not None:
        project = volume.project(place.project)
        found["project"] = project.code or project.name
        if not project.code:
            found["number"] = volume.number(place.project)
        if place.row is not None:
            found["indicator"] = [row.key for row in project.indicators].index(place.row) + 1
    if place.field is not None:
        found["field"] = place.field
    if place.item is not None:
        found["item"] = place.item + 1
    return found


def finding_lines(volume: Volume, form: Form, findings: Sequence[Finding]) -> Iterator[str]:
    """Project by project, then the counts."""
    numbers = {project.key: number for number, project in enumerate(volume.projects, 1)}
    projects = {project.key: project for project in volume.projects}
    before: int | None = -1
    for finding in findings:
        key = finding.place.project
        if key != before:
            before = key
            yield numbered_title(form, numbers[key], projects[key]) if key is not None else "整册"
        where = _where(form, volume, projects[key] if key is not None else None, finding.place)
        waived = f"（已忽略：{finding.waived}）" if finding.waived else ""
        yield f"  {_MARKS[finding.severity]} {finding.check} {where}{finding.message}{waived}"
    counts = Counter(f.severity for f in findings if f.waived is None)
    yield f"共 {counts['error']} 个错误，{counts['warning']} 个警告，{counts['info']} 个提示。"


def _where(form: Form, volume: Volume, project: Project | None, place: Place) -> str:
    words = []
    if place.section is not None:
        words.append(form.sections()[place.section].title)
        words += [f"第{place.item + 1}段"] if place.item is not None else []
    if project is not None and place.row is not None:
        words.append(f"指标{[row.key for row in project.indicators].index(place.row) + 1}")
    of_the_volume = project is None and place.section is None and place.unit is None
    if place.table is not None or place.line is not None or (of_the_volume and place.field is not None):
        return f"{place_words(form, volume, place)}："
    key = place.field or ""
    if place.row is not None and key in form.indicators.columns:
        words.append(form.indicators.columns[key].label)
    elif key in form.fields:
        field = form.fields[key]
        words.append(field.label or next(iter(field.aliases), ""))
        words += [field.points[place.item]] if field.points and place.item is not None else []
    return " ".join(words) + "：" if words else ""
