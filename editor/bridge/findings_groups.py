"""Findings sorted by project, filtered, counted; and what of that differs from one list of findings to the next."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import is_not

from editor.checks.finding import Finding, Severity
from editor.domain.places import Place
from editor.domain.volume import Project

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
WAIVED_COUNT = "waived"
Key = int | None
"""A project's key; None for the whole volume."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are shown. `scope`: those of its project or section only; None for all."""

    severities: frozenset[str] = frozenset(SEVERITIES)
    scope: Place | None = None

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


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two lists of findings: those gone and come, and all findings now of the projects concerned."""

    gone: Sequence[Finding]
    come: Sequence[Finding]
    found: dict[Key, list[Finding]]


def difference(old: Sequence[Finding], new: Sequence[Finding]) -> Difference:
    """Findings that stay are the same objects and stand in the same order: what is equal at both ends is passed over in C.

    The findings of a project stand together; the parts that differ are widened to whole projects.
    """
    shorter = min(len(old), len(new))
    start = next(compress(count(), map(is_not, old, new)), shorter)
    same = next(compress(count(), map(is_not, reversed(old), reversed(new))), shorter)
    same = min(same, shorter - start)
    gone, come = old[start : len(old) - same], new[start : len(new) - same]
    keys = {finding.place.project for finding in (*gone, *come)}
    end = len(new) - same
    while start and new[start - 1].place.project in keys:
        start -= 1
    while end < len(new) and new[end].place.project in keys:
        end += 1
    found: dict[Key, list[Finding]] = {key: [] for key in keys}
    found.update(by_project(new[start:end]))
    return Difference(gone, come, found)


def by_project(findings: Iterable[Finding]) -> dict[Key, list[Finding]]:
    """The findings of each project."""
    found: dict[Key, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.place.project, []).append(finding)
    return found


def add_counts(counts: dict[str, int], findings: Iterable[Finding], by: int = 1) -> None:
    """Counts findings by severity, the waived ones apart."""
    for finding in findings:
        counts[finding.severity if finding.waived is None else WAIVED_COUNT] += by


def no_counts() -> dict[str, int]:
    """Nothing counted yet."""
    return dict.fromkeys((*SEVERITIES, WAIVED_COUNT), 0)


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
