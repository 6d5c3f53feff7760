"""Who is told of each change, in the order they came."""

from collections.abc import Callable

from editor.document.change import Change

Listener = Callable[[Change], None]


class Listeners:
    """Those who follow one document."""

    def __init__(self) -> None:
        self._all: list[Listener] = []

    def add(self, listener: Listener) -> Callable[[], None]:
        """Has a listener told of every change; the result ends that."""
        self._all.append(listener)
        return lambda: self._all.remove(listener)

    def tell(self, change: Change) -> None:
        """Tells everybody who listens now; what one of them raises comes through."""
        for listener in tuple(self._all):
            listener(change)
