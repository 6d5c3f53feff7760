"""From one part of the window to the next by a key: who works without a mouse need not go through every field on the way."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QWidget

Pane = tuple[QWidget, Callable[[], object]]
"""A part of the window, and what puts the keyboard into it."""


def go_to_pane(panes: Sequence[Pane], *, back: bool) -> None:
    """The keyboard goes to the part after (before) the one it is in, around the end; hidden ones are passed over."""
    seen = [pane for pane in panes if pane[0].isVisible()]
    if not seen:
        return
    focus: QWidget | None = QApplication.focusWidget()
    here = None
    if focus is not None:
        here = next((i for i, (part, _) in enumerate(seen) if part is focus or part.isAncestorOf(focus)), None)
    step = -1 if back else 1
    at = (0 if here is None else here + step) % len(seen)
    seen[at][1]()
