"""The findings of a volume by project, counted: what everybody asks who shows some of them."""

from collections.abc import Iterable, Mapping
from itertools import chain

from editor.checks.finding import Finding, Severity
from editor.domain.places import Place
from editor.domain.volume import Project

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
WAIVED_COUNT = "waived"
Key = int | None
"""A project's key; None for the whole volume."""
Home = int | str | None
"""What the worst is known of: a project's key, a section's key, `table_home` of a budget table, `field_home` of a
field of the volume, None for the whole."""
Part = tuple[Finding, ...]
Parts = Mapping[Key, Part]


class Found:
    """The findings of one version of a volume; it is not changed any more.

    `parts`: those of each project that has any, the same object as in the version before where they are the same. `counts`: by
    severity, the waived ones apart. `worst`: of those that were not set aside.
    """

    def __init__(self) -> None:
        """None yet."""
        self.parts: Parts = {}
        self.counts: Mapping[str, int] = dict.fromkeys((*SEVERITIES, WAIVED_COUNT), 0)
        self.worst: Mapping[Home, Severity] = {}
        self._projects: tuple[Project, ...] = ()
        self._all: Part | None = ()
        self.version: tuple[object, int] = object(), 0
        """Versions that follow one another have the first in common and count the second."""
        self._changed: frozenset[Key] = frozenset()

    @property
    def findings(self) -> Part:
        """All of them: of the volume, then project by project in the order of print."""
        if self._all is None:
            each = (self.parts.get(project.key, ()) for project in self._projects)
            self._all = (*self.of(None), *chain.from_iterable(each))
        return self._all

    def of(self, project: Key) -> Part:
        """The findings of a project; of the whole volume and its sections for None."""
        return self.parts.get(project, ())

    def followed_by(self, projects: tuple[Project, ...], parts: Parts) -> "Found":
        """The next version; `parts` are those that may be others now, without findings where the project is gone.

        The parts of all projects are findings worked out anew: nothing of this version stays.
        """
        old = self
        if len(parts) > len(projects) and parts.keys() >= {None, *(project.key for project in projects)}:
            old = Found()
        others = {key: part for key, part in parts.items() if part != old.of(key)}
        new = Found()
        new._projects, new._all = projects, None
        new.version, new._changed = (old.version[0], old.version[1] + 1), frozenset(others)
        new.parts, new.counts, new.worst = old.parts, old.counts, old.worst
        if others:
            new._take(old, others)
        return new

    def changed_since(self, before: "Found") -> frozenset[Key]:
        """The projects whose findings are others than those of an earlier version."""
        if before is self:
            return frozenset()
        if self.version == (before.version[0], before.version[1] + 1):
            return self._changed
        keys = before.parts.keys() | self.parts.keys()
        return frozenset(key for key in keys if self.of(key) is not before.of(key) and self.of(key) != before.of(key))

    def _take(self, old: "Found", others: Parts) -> None:
        """Puts other parts in the place of the old version's."""
        parts, counts, worst = dict(old.parts), dict(old.counts), dict(old.worst)
        for key, part in others.items():
            gone = parts.pop(key, ())
            _count(counts, gone, -1)
            for home in {_home(finding) for finding in gone}:
                worst.pop(home, None)
            if part:
                parts[key] = part
                _count(counts, part, 1)
                worst |= _worst(part)
        self.parts, self.counts, self.worst = parts, counts, worst


def table_home(key: str) -> str:
    """The home of findings in an entry table or a printed one; no section has such a key."""
    return f"table/{key}"


def field_home(key: str) -> str:
    """The home of findings about a field of the volume."""
    return f"field/{key}"


def place_of(home: Home) -> Place:
    """The place of everything that has this home."""
    if isinstance(home, int):
        return Place(project=home)
    if home is None:
        return Place()
    kind, slash, key = home.partition("/")
    if not slash:
        return Place(section=home)
    return Place(table=key) if kind == "table" else Place(field=key)


def _count(counts: dict[str, int], findings: Iterable[Finding], by: int) -> None:
    for finding in findings:
        counts[finding.severity if finding.waived is None else WAIVED_COUNT] += by


def _worst(findings: Iterable[Finding]) -> dict[Home, Severity]:
    worst: dict[Home, Severity] = {}
    for finding in findings:
        if finding.waived is None:
            home, severity = _home(finding), finding.severity
            known = worst.get(home)
            if known is None or SEVERITIES.index(severity) < SEVERITIES.index(known):
                worst[home] = severity
    return worst


def _home(finding: Finding) -> Home:
    place = finding.place
    if place.table is not None:
        return table_home(place.table)
    if place.field is not None and place.project is None and place.section is None and place.unit is None:
        return field_home(place.field)
    return place.project if place.project is not None else place.section
