"""Where the reader has been: back and forward."""

from dataclasses import dataclass

from editor.bridge.help_book import Spot


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the help, and how far the page was scrolled when it was left."""

    spot: Spot
    scroll: int | None = None


class Trail:
    """The stops in order, and which of them is shown."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    @property
    def current(self) -> Stop | None:
        """The one that is shown."""
        return self._stops[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """There is one before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """There is one behind."""
        return self._at + 1 < len(self._stops)

    def go(self, spot: Spot, scroll: int) -> None:
        """On to another place; `scroll` is how far the one before is left. What lay ahead is forgotten."""
        if self.current is not None and self.current.spot == spot:
            return
        self._leave(scroll)
        del self._stops[self._at + 1 :]
        self._stops.append(Stop(spot))
        self._at += 1

    def step(self, by: int, scroll: int) -> Stop | None:
        """Back (-1) or forward (1); None where there is nothing."""
        if not 0 <= self._at + by < len(self._stops):
            return None
        self._leave(scroll)
        self._at += by
        return self.current

    def _leave(self, scroll: int) -> None:
        if self._at >= 0:
            self._stops[self._at] = Stop(self._stops[self._at].spot, scroll)
