"""The pages and panels of a document: which widget shows which kind of place."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.ui.messenger import Messenger
from editor.ui.shell.docks import Panel
from editor.ui.shell.pages import Makers

if TYPE_CHECKING:
    from editor.bridge.session import Session
    from editor.bridge.suggestions import Past

PANELS = (
    Panel("tree", "目录", keys="Ctrl+1"),
    Panel("findings", "核对", right=True, keys="Ctrl+2"),
    Panel("preview", "版面", right=True, keys="Ctrl+3"),
)


def make_pages(session: "Session", messenger: Messenger, past: "Past") -> Makers:
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

    def overview() -> QWidget:
        from editor.ui.overview.page import OverviewPage

        return OverviewPage(session)

    def budget() -> QWidget:
        from editor.ui.budget.page import BudgetPage

        return BudgetPage(session, messenger)

    def facts() -> QWidget:
        from editor.ui.budget.facts import FactsPage

        return FactsPage(session)

    pages: Makers = {"cover": cover, "section": section, "project": project, "overview": overview}
    return pages if session.form.budget is None else {**pages, "budget": budget, "facts": facts}


def panel_makers(session: "Session") -> Mapping[str, Callable[[], QWidget]]:
    """How the panels of the docks are made, by their keys; they come when the window has been painted."""

    def findings() -> QWidget:
        from editor.ui.findings.panel import FindingsPanel

        return FindingsPanel(session)

    def preview() -> QWidget:
        from editor.ui.preview.panel import PreviewPanel

        return PreviewPanel(session)

    return {"findings": findings, "preview": preview}
