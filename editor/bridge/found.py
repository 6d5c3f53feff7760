"""The findings of a volume by project, counted: what everybody asks who shows some of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from operator import is_not

from editor.checks.finding import Finding, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
WAIVED_COUNT = "waived"
Key = int | None
"""A project's key; None for the whole volume."""
Home = int | str | None
"""What the worst is known of: a project's key, a section's key, None for the cover and the whole."""
Part = tuple[Finding, ...]
_MANY = 2000
"""Findings come and gone beyond which it is quicker to begin anew."""


def _none() -> dict[str, int]:
    return dict.fromkeys((*SEVERITIES, WAIVED_COUNT), 0)


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of one version of a volume.

    `parts`: those of each project that has any, the same object as in the version before where they are the same. `counts`: by severity, the waived ones apart. `worst`: of those that were not set aside.
    """

    findings: Part = ()
    parts: Mapping[Key, Part] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=_none)
    worst: Mapping[Home, Severity] = field(default_factory=dict)

    @classmethod
    def among(cls, findings: Part) -> "Found":
        """All of them sorted and counted."""
        parts: dict[Key, list[Finding]] = {}
        for finding in findings:
            parts.setdefault(finding.place.project, []).append(finding)
        counts, worst = _none(), dict[Home, Severity]()
        _count(counts, findings, 1)
        for part in parts.values():
            worst |= _worst(part)
        return cls(findings, {key: tuple(part) for key, part in parts.items()}, counts, worst)

    def of(self, project: Key) -> Part:
        """The findings of a project; of the whole volume and its sections for None."""
        return self.parts.get(project, ())

    def followed_by(self, findings: Part) -> "Found":
        """The next version. Its findings that stay are the same objects; what is sorted and counted is the others."""
        if findings is self.findings:
            return self
        gone, come, start, end = _difference(self.findings, findings)
        if len(gone) + len(come) > _MANY:
            return Found.among(findings)
        keys = {finding.place.project for finding in (*gone, *come)}
        parts: dict[Key, list[Finding]] = {key: [] for key in keys}
        for finding in _whole_projects(findings, start, end, keys):
            if (key := finding.place.project) in keys:
                parts[key].append(finding)
        counts, worst = dict(self.counts), dict(self.worst)
        _count(counts, gone, -1)
        _count(counts, come, 1)
        for finding in gone:
            worst.pop(_home(finding), None)
        for part in parts.values():
            worst |= _worst(part)
        return Found(findings, self._with(parts), counts, worst)

    def changed_since(self, before: "Found") -> list[Key]:
        """The projects whose findings are others."""
        if before is self:
            return []
        old, new = before.parts, self.parts
        return [*(key for key in new if new[key] is not old.get(key)), *(key for key in old if key not in new)]

    def _with(self, parts: Mapping[Key, Sequence[Finding]]) -> dict[Key, Part]:
        """These parts in place of their own."""
        made = dict(self.parts)
        for key, part in parts.items():
            if part:
                made[key] = tuple(part)
            else:
                made.pop(key, None)
        return made


def _difference(old: Part, new: Part) -> tuple[Part, Part, int, int]:
    """What is gone and come, and from where to where in the new ones that lies.

    What is the same at both ends is passed over in C; in between may lie most of them, where two projects far apart clash.
    """
    shorter = min(len(old), len(new))
    start = next(compress(count(), map(is_not, old, new)), shorter)
    same = next(compress(count(), map(is_not, reversed(old), reversed(new))), shorter)
    same = min(same, shorter - start)
    end = len(new) - same
    gone, come = old[start : len(old) - same], new[start:end]
    stay = set(map(id, gone)) & set(map(id, come))
    if stay:
        gone, come = (tuple(f for f in part if id(f) not in stay) for part in (gone, come))
    return gone, come, start, end


def _whole_projects(findings: Part, start: int, end: int, keys: set[Key]) -> Part:
    """The findings of a project stand together: a part that begins or ends among them is widened."""
    while start and findings[start - 1].place.project in keys:
        start -= 1
    while end < len(findings) and findings[end].place.project in keys:
        end += 1
    return findings[start:end]


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
    return place.project if place.project is not None else place.section
