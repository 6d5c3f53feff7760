"""Where the clerk is in the volume, and who has to be told when that changes."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from editor.bridge.finding_walk import next_finding
from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.domain.places import VOLUME, Place

Chars = tuple[int, int] | None


class Shows(Protocol):
    """A widget that can show a place."""

    def show_place(self, place: Place, chars: Chars = None) -> None:
        """Brings a place into view."""


class Goes(Shows, Protocol):
    """A widget in which the clerk goes to places."""

    place_chosen: SignalInstance


class Navigator(QObject):
    """Tells every widget but the one it came from. `went` (Place, chars) after all were told; `said` a sentence to be shown."""

    went = Signal(object, object)
    said = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._showing: list[Shows] = []
        self._place: Place = VOLUME
        self._last: Finding | None = None
        self._going = False

    @property
    def place(self) -> Place:
        """Where the clerk is."""
        return self._place

    @property
    def project(self) -> int | None:
        """The key of the project the clerk is in, while it is there."""
        key = self._place.project
        return key if key is not None and self._session.volume.position(key) is not None else None

    def join(self, widget: Goes) -> None:
        """A widget that is told and tells."""
        self._showing.append(widget)
        widget.place_chosen.connect(self._from(widget))

    def listen(self, signal: SignalInstance) -> None:
        """A signal (Place, chars) of somebody who need not be told."""
        signal.connect(self.go)

    def go(self, place: Place, chars: Chars = None, source: object = None) -> None:
        """Goes there."""
        if self._going:
            return
        self._going = True
        try:
            self._place = place
            for widget in tuple(self._showing):
                if widget is not source:
                    widget.show_place(place, chars)
        finally:
            self._going = False
        self.went.emit(place, chars)

    def go_to_neighbour(self, *, back: bool) -> None:
        """The project before or after, from the cover or a section the first."""
        keys = [project.key for project in self._session.volume.projects]
        if not keys:
            return
        here = self.project
        at = (keys.index(here) + (-1 if back else 1)) if here is not None else 0
        if 0 <= at < len(keys):
            self.go(Place(project=keys[at]))
        else:
            self.said.emit("已经是第一个项目。" if back else "已经是最后一个项目。")

    def go_to_finding(self, *, back: bool) -> None:
        """The next finding in the order of print, around the end."""
        session = self._session
        step = next_finding(session.volume, session.findings, self._place, self._last, back=back)
        if step is None:
            self.said.emit("没有需要处理的问题。")
            return
        self.go(step.finding.place, step.finding.chars)
        self._last, self._place = step.finding, step.finding.place
        around = (
            ("前面没有了，从最后一个问题看起：" if back else "后面没有了，从第一个问题看起：") if step.wrapped else ""
        )
        self.said.emit(f"{around}{step.finding.message}")

    def _from(self, widget: Goes) -> Callable[[Place, Chars], None]:
        def chosen(place: Place, chars: Chars = None) -> None:
            self.go(place, chars, widget)

        return chosen
