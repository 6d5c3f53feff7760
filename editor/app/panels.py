"""The pages and panels of a document: which widget shows which kind of place."""

from PySide6.QtWidgets import QWidget

from editor.bridge.session import Session
from editor.bridge.suggestions import Past
from editor.ui.messenger import Messenger
from editor.ui.shell.docks import Panel
from editor.ui.shell.pages import Makers

PANELS = (
    Panel("tree", "目录", keys="Ctrl+1"),
    Panel("findings", "核对", right=True, keys="Ctrl+2"),
    Panel("preview", "版面", right=True, keys="Ctrl+3"),
)


def make_pages(session: Session, messenger: Messenger, past: Past) -> Makers:
    """How each page of the middle is made, when it is first shown."""

    def cover() -> QWidget:
        from editor.ui.cover.page import CoverPage

        return CoverPage(session, messenger)

    def section() -> QWidget:
        from editor.ui.narrative.section import SectionEditor

        return SectionEditor(session)

    def project() -> QWidget:
        from editor.ui.grid.grid import IndicatorGrid
        from editor.ui.sheet.sheet import GoalSheet

        return GoalSheet(session, IndicatorGrid(session, past))

    return {"cover": cover, "section": section, "project": project}


def make_panels(session: Session) -> dict[str, QWidget]:
    """The panels of the docks, by their keys."""
    from editor.ui.findings.panel import FindingsPanel

    return {"findings": FindingsPanel(session)}
