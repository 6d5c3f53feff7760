"""Compares a volume with what is known to be in its source, value by value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from editor.domain.fields import Entry
from editor.domain.volume import Project, Volume
from editor.forms.form import Form
from editor.forms.wording import numbered_title

Values = dict[tuple[str, ...], str]
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}\s*(?:、|[.．](?!\d))|[（(]\d{1,2}[)）]|[①-⑳])\s*")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?%?$")


@dataclass(frozen=True)
class Comparison:
    """How many of the true values are there, and the ones that are not: path → (truth, found)."""

    total: int
    wrong: Mapping[tuple[str, ...], tuple[str, str]]

    @property
    def share(self) -> float:
        """Share of the true values that were found, from 0 to 1."""
        return 1 - len(self.wrong) / max(1, self.total)

    def lines(self) -> str:
        """The differing values, one a line."""
        return "\n".join(f"{'/'.join(path)}: {truth!r} ≠ {found!r}" for path, (truth, found) in self.wrong.items())


def compare(truth: Values, found: Values, only: str = "") -> Comparison:
    """Numbers are compared by value; a value that should be blank and is not counts as wrong too."""
    paths = {path for path in (*truth, *found) if path[0].startswith(only)}
    wrong = {
        path: (truth.get(path, ""), found.get(path, ""))
        for path in sorted(paths)
        if _norm(truth.get(path, "")) != _norm(found.get(path, ""))
    }
    return Comparison(len(paths), wrong)


def truth_values(data: Mapping[str, Any]) -> Values:
    """A truth file's values by path."""
    return dict(_flat(data))


def volume_values(volume: Volume, form: Form) -> Values:
    """A volume's values by the same paths."""
    sections = [{"key": s.key, "paragraphs": list(s.paragraphs)} for s in volume.sections if s.paragraphs]
    projects = [_project(volume, form, project) for project in volume.projects]
    units = [{"code": u.code, "name": u.name} for u in volume.units]
    head = {"form": volume.form, "year": volume.year, "department": volume.department}
    return dict(_flat({**head, "sections": sections, "units": units, "projects": projects}))


def _project(volume: Volume, form: Form, project: Project) -> dict[str, Any]:
    title = numbered_title(form, volume.number(project.key), project)
    if project.classified:
        return {"name": project.name, "title": title, "classified": True}
    fields: dict[str, Any] = {key: _plain(project.fields.get(key, "")) for key in form.fields}
    rows = [{key: row.cells.text(key) for key in form.indicators.columns} for row in project.indicators]
    return {"unit": project.unit, "title": title, "classified": False, **fields, "indicators": rows}


def _plain(entry: Entry) -> Any:
    return entry if isinstance(entry, str) else list(entry)


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key in ("form", "year", "department"):
        yield ("head", key), str(data[key])
    for section in data["sections"]:
        for i, text in enumerate(section["paragraphs"]):
            yield ("sections", section["key"], str(i)), text
    for i, unit in enumerate(data["units"]):
        yield from ((("units", str(i), key), unit[key]) for key in ("code", "name"))
    for i, project in enumerate(data["projects"], 1):
        for key, value in project.items():
            yield from _flat_entry(("projects", str(i), key), value)


def _flat_entry(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    if path[2] == "goals":
        for i, goal in enumerate(value or ()):
            yield (*path, str(i)), _NUMBERING.sub("", goal)
    elif path[2] == "disbursement":
        texts = [text or "" for text in value or ()]
        for i, text in enumerate(texts if any(texts) else ()):
            yield (*path, str(i)), text
    elif path[2] == "indicators":
        for i, row in enumerate(value):
            yield from (((*path, str(i), key), text or "") for key, text in row.items())
    elif value is not None and value != "":
        yield path, str(value)


def _norm(text: str) -> str:
    if _NUMBER.match(text):
        try:
            return str(Decimal(text.rstrip("%")).normalize())
        except InvalidOperation:
            return text
    return text
