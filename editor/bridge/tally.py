"""The findings counted: how many of each severity, and the worst in each project and section."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from editor.bridge.session import Session
from editor.checks.finding import Finding, Severity

_RANK: Mapping[Severity, int] = {"error": 0, "warning": 1, "info": 2}
Home = int | str | None
"""What findings are counted by: a project's key, a section's key, None for the cover and the whole."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of the findings that were not set aside; `worst` by project or section, where there is any."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    worst: Mapping[Home, Severity] = field(default_factory=dict)


def tally(findings: Iterable[Finding]) -> Tally:
    """Counts findings."""
    counts: dict[Severity, int] = {"error": 0, "warning": 0, "info": 0}
    worst: dict[Home, Severity] = {}
    for finding in findings:
        if finding.waived is not None:
            continue
        severity, place = finding.severity, finding.place
        counts[severity] += 1
        home: Home = place.project if place.project is not None else place.section
        known = worst.get(home)
        if known is None or _RANK[severity] < _RANK[known]:
            worst[home] = severity
    return Tally(counts["error"], counts["warning"], counts["info"], worst)


class FindingTally(QObject):
    """The tally of a session, kept up to date; `changed` comes when the session's findings may be others."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._findings: tuple[Finding, ...] | None = None
        self._tally = Tally()
        session.findings_changed.connect(self.refresh)

    @property
    def tally(self) -> Tally:
        """As last counted; empty before the first `refresh`."""
        return self._tally

    @property
    def refreshed(self) -> bool:
        """Whether anything was counted yet."""
        return self._findings is not None

    def refresh(self) -> None:
        """Counts again where the findings are others than last time."""
        findings = self._session.findings
        if not self._session.derived.has_findings:
            return  # the first check goes on beside the window: nothing is known yet
        if findings is not self._findings:
            self._findings = findings
            self._tally = tally(findings)
            self.changed.emit()
