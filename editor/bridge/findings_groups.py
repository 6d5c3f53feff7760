"""The findings of projects as groups that are shown: filtered, and told apart from one version to the next."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from editor.bridge.found import SEVERITIES, WAIVED_COUNT, Found, Key
from editor.checks.finding import Finding
from editor.domain.places import Place
from editor.domain.volume import Project


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are shown. `scope`: those of its project or section only; None for all."""

    severities: frozenset[str] = frozenset(SEVERITIES)
    scope: Place | None = None

    def parts(self, found: Found) -> dict[Key, list[Finding]]:
        """Those of each project that are shown."""
        if self == Filter() and not found.counts[WAIVED_COUNT]:  # nothing is left out and nothing moved: nobody looks
            return {key: list(part) for key, part in found.parts.items()}
        return {key: self.of(part) for key, part in found.parts.items()}

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those that are shown, the waived ones last."""
        shown = [finding for finding in findings if self._shows(finding)]
        return sorted(shown, key=lambda finding: finding.waived is not None)

    def _shows(self, finding: Finding) -> bool:
        scope, place = self.scope, finding.place
        if scope is not None and (place.project, place.section) != (scope.project, scope.section):
            return False
        return finding.severity in self.severities


@dataclass(slots=True)
class Group:
    """A project's findings as they are shown; `number` is the project's, 0 for the whole volume."""

    id: int
    key: Key
    number: int
    project: Project | None
    shown: list[Finding]
    row: int = 0


def changed_projects(old: Sequence[Project], new: Sequence[Project]) -> list[Project] | None:
    """Projects that are others now; None where they do not stand in the same order any more."""
    if len(old) != len(new):
        return None
    changed = [pair for pair in zip(old, new, strict=True) if pair[0] is not pair[1]] if old is not new else []
    return [b for _, b in changed] if all(a.key == b.key for a, b in changed) else None


def numbers_of(projects: Sequence[Project]) -> dict[Key, int]:
    """The number in print of each project."""
    return {project.key: number for number, project in enumerate(projects, 1)}


def row_keys(findings: Sequence[Finding]) -> list[Hashable]:
    """What a row keeps when its words change: its check, place and characters, and which of such it is."""
    seen: dict[Hashable, int] = {}
    keys: list[Hashable] = []
    for finding in findings:
        key = (finding.check, finding.place, finding.chars)
        seen[key] = seen.get(key, 0) + 1
        keys.append((key, seen[key]))
    return keys
