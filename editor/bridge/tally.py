"""How many findings of each severity there are, and the worst in each project and section."""

from collections.abc import Mapping
from dataclasses import field

from PySide6.QtCore import QObject, Signal

from editor.bridge.found import Found, Home
from editor.bridge.session import Session
from editor.checks.finding import Severity
from editor.values import value


@value
class Tally:
    """Counts of the findings that were not set aside; `worst` by project or section, where there is any."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    worst: Mapping[Home, Severity] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Found) -> "Tally":
        """The tally of findings."""
        return cls(found.counts["error"], found.counts["warning"], found.counts["info"], found.worst)


class FindingTally(QObject):
    """The tally of a session, kept up to date; `changed` comes when the session's findings are others."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: Found | None = None
        self._tally = Tally()
        session.findings_changed.connect(self.refresh)

    @property
    def tally(self) -> Tally:
        """As of the last `refresh`; empty before the first."""
        return self._tally

    @property
    def refreshed(self) -> bool:
        """Whether anything was counted yet."""
        return self._found is not None

    def refresh(self) -> None:
        """Takes over the session's findings where they are others than last time."""
        found = self._session.found
        if not self._session.derived.has_findings:
            return  # the first check goes on beside the window: nothing is known yet
        if found is not self._found:
            self._found = found
            self._tally = Tally.of(found)
            self.changed.emit()
