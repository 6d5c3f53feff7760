"""The index behind checks that must see what all parts say at once: sums over the volume, what most codes have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from editor.checks.check import Member, Report, Survey
from editor.checks.clashes import FRONT
from editor.checks.finding import Finding


@dataclass(slots=True)
class SurveyIndex:
    """The findings of one such check; found anew only when some part says something else."""

    check: Survey
    report: Report
    _said: dict[int, tuple[Member, ...]] = field(default_factory=dict)
    _findings: dict[int, tuple[Finding, ...]] = field(default_factory=dict)

    def update(self, said: Mapping[int, Iterable[Member]], position: Mapping[int, int], moved: bool) -> set[int]:
        """As `ClashIndex.update`."""
        changed = moved
        for part, members in said.items():
            now = tuple(members)
            if now == self._said.get(part, ()):
                continue
            changed = True
            if now:
                self._said[part] = now
            else:
                del self._said[part]
        return self._survey(position) if changed else set()

    def of(self, part: int) -> tuple[Finding, ...]:
        """The findings at one part."""
        return self._findings.get(part, ())

    def _survey(self, position: Mapping[int, int]) -> set[int]:
        before = self._findings
        front = self._said.get(FRONT, ())
        found: dict[int, list[Finding]] = {}
        silent = self.check.front is not None and not front
        for finding in () if silent else self.check.judge(front, self._in_order(position), self.report):
            found.setdefault(finding.place.project or FRONT, []).append(finding)
        self._findings = {part: tuple(findings) for part, findings in found.items()}
        parts = before.keys() | self._findings.keys()
        return {part for part in parts if before.get(part, ()) != self._findings.get(part, ())}

    def _in_order(self, position: Mapping[int, int]) -> Sequence[Member]:
        return tuple(self._members(position))

    def _members(self, position: Mapping[int, int]) -> Iterator[Member]:
        for part in sorted(self._said.keys() - {FRONT}, key=position.__getitem__):
            yield from self._said[part]
