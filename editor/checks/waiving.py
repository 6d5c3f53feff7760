"""What a waiver (忽略) is given for."""

from editor.domain.entries import entry_at, entry_in
from editor.domain.places import Place
from editor.domain.volume import Volume


def text_at(volume: Volume, place: Place) -> str:
    """What a waiver at this place is given for; it sleeps only while this stays the same.

    For a whole row or sheet, all its entries.
    """
    if place.project is None:
        return _front_text(volume, place)
    project = volume.project(place.project)
    if place.field is not None:
        entry = entry_in(project, place)
        return entry if isinstance(entry, str) else "\n".join(entry)
    rows = [row for row in project.indicators if place.row in (None, row.key)]
    fields = "" if place.row else "\n".join(project.fields.text(key) for key in project.fields)
    return fields + "\n".join(row.cells.text(key) for row in rows for key in row.cells)


def _front_text(volume: Volume, place: Place) -> str:
    if place.unit is not None:
        unit = volume.unit(place.unit)
        return f"{unit.code} {unit.name}" if unit else ""
    if place.line is not None or (place.table is not None and place.row is not None):
        return str(entry_at(volume, place)) if place.field is not None or place.section is not None else ""
    section = volume.section(place.section) if place.section else None
    if section is None and place.field is not None:
        return volume.fields.text(place.field)
    if section is None:
        return ""
    if place.item is None:
        return "\n".join(section.paragraphs)
    return section.paragraphs[place.item] if place.item < len(section.paragraphs) else ""
