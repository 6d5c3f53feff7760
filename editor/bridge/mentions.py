"""Where a volume still tells of a project by its name or code, outside the project itself."""

from collections.abc import Iterable, Iterator

from editor.domain.volume import Project, Volume

_SHORTEST = 3
"""Characters of a name that is looked for: a shorter one is any word."""


def mentions(volume: Volume, projects: Iterable[Project]) -> int:
    """How many entries, paragraphs and reasons hold the name or the code of one of these projects."""
    listed = tuple(projects)
    words = {word for p in listed for word in (p.name.strip(), p.code.strip()) if len(word) >= _SHORTEST}
    keys = {project.key for project in listed}
    return sum(1 for text in _texts(volume, keys) if any(word in text for word in words)) if words else 0


def _texts(volume: Volume, but: set[int]) -> Iterator[str]:
    yield from (volume.fields.text(key) for key in volume.fields)
    yield from (volume.overrides.text(key) for key in volume.overrides)
    for table in volume.tables:
        for entered in table.rows:
            yield from (entered.cells.text(key) for key in entered.cells)
    for section in volume.sections:
        yield from section.paragraphs
    for project in volume.projects:
        if project.key not in but:
            yield from (project.fields.text(key) for key in project.fields)
            for row in project.indicators:
                yield from (row.cells.text(key) for key in row.cells)
    for waiver in volume.waivers:
        yield from (waiver.text, waiver.reason)
