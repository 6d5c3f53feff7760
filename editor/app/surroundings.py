"""What the window shows around the open document: title, status bar, which actions can be chosen, menus that depend on it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from editor.bridge import arrangement
from editor.bridge.session import Session
from editor.bridge.tally import FindingTally
from editor.document.change import Change
from editor.errors import UserError
from editor.ui.fields.severity import SHAPES
from editor.ui.grid.grid import IndicatorGrid
from editor.ui.grid.table_grid import TableGrid
from editor.ui.main_window import MainWindow
from editor.ui.shell.history import History
from editor.ui.shell.menus import INDICATORS, MOVE_TO_UNIT
from editor.ui.shell.navigator import Navigator
from editor.ui.shell.pages import Pages
from editor.ui.shell.saved_state import SavedState, title
from editor.ui.shell.typing import Typing
from editor.ui.tree.project_commands import ProjectCommands
from editor.ui.tree.tree_panel import TreePanel


class Surroundings(QObject):
    """Follows the session, the tree and the navigator; says nothing to them."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        history: History,
        *,
        tree: TreePanel,
        pages: Pages,
        navigator: Navigator,
        commands: ProjectCommands,
        tally: FindingTally,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._window = window
        self._history = history
        self._tree = tree
        self._pages = pages
        self._navigator = navigator
        self._commands = commands
        self._tally = tally
        self._typing = Typing(pages, self)
        self._typing.changed.connect(history.refresh)
        session.changed.connect(self._typing.look_soon)
        self._saved = SavedState(can_write=session.document.can_write)
        session.changed.connect(self._on_change)
        session.saved.connect(self._on_saved)
        session.failed.connect(self._on_failed)
        tally.changed.connect(self._show_findings)
        tree.chosen_changed.connect(self.offer)
        navigator.went.connect(self._on_place)
        window.menus[INDICATORS].aboutToShow.connect(self._fill_indicators)
        window.menus[MOVE_TO_UNIT].aboutToShow.connect(self._fill_units)

    @property
    def grid(self) -> TableGrid | None:
        """The indicator grid while a project is shown, the grid of a budget table while one is."""
        if self._pages.kind == "project":
            return self._pages.findChild(IndicatorGrid)
        grid = getattr(self._pages.currentWidget(), "grid", None) if self._pages.kind == "budget" else None
        return grid if isinstance(grid, TableGrid) else None

    def begin(self) -> None:
        """The document has come."""
        self._window.status.show_projects(self._session)
        self._history.follow(self._session, lambda: self._typing.going_on)
        self._show_title()
        if not self._session.document.can_write:
            self._window.bar.say(self._session.document.why_read_only)
        self.offer()

    def chosen(self) -> tuple[int, ...]:
        """Keys of the projects a command is for: those selected in the tree, else the one in the middle."""
        chosen, here = self._tree.chosen, self._navigator.project
        return chosen if chosen and (here is None or here in chosen) else (here,) if here is not None else ()

    def offer(self) -> None:
        """Which actions can be chosen now."""
        write, chosen = self._session.document.can_write, self.chosen()
        actions = self._window.actions_
        actions.enable(document=True, write=write, project=bool(chosen))
        secret = [project.classified for project in self._session.volume.projects if project.key in chosen]
        actions["classify"].setEnabled(write and not all(secret))
        actions["declassify"].setEnabled(write and any(secret))
        actions["add_row"].setEnabled(write and self._pages.kind == "project" and not any(secret))
        self._history.refresh()

    def _on_change(self, change: Change) -> None:
        if change.order or change.projects or change.removed:
            self._window.status.show_projects(self._session)
        self._show_project()
        self.offer()

    def _on_place(self, place: object, chars: object) -> None:
        del place, chars
        self._show_project()
        self.offer()

    def _on_saved(self) -> None:
        self._saved.saved(self._session.document.saved_at)
        self._show_title()

    def _on_failed(self, said: str) -> None:
        self._saved.failed()
        self._show_title()
        if self._session.waiting:
            self._window.bar.say(f"{said}改动先记着，点“重试”补上。", "warning", "重试", self._retry)
        else:
            self._window.bar.say(said, "warning")

    def _retry(self) -> None:
        """What the disk refused, once more."""
        try:
            self._session.waiting.again()
        except UserError as error:
            self._on_failed(str(error))
        else:
            self._window.bar.say("刚才没有存进去的改动已保存。", "done")

    def _show_findings(self) -> None:
        tally = self._tally.tally
        self._window.status.show_findings(tally)
        counts = ((SHAPES["error"], tally.errors), (SHAPES["warning"], tally.warnings))
        said = " ".join(f"{shape}{count}" for shape, count in counts if count)
        self._window.actions_.show_counts(said or "✓")

    def _show_title(self) -> None:
        volume = self._session.volume
        self._window.setWindowTitle(title(volume.department, volume.year, self._saved.words))

    def _show_project(self) -> None:
        key = self._navigator.project
        self._window.status.show_project(self._session, self._session.volume.project(key) if key is not None else None)

    def _fill_indicators(self) -> None:
        grid = self.grid
        self._window.menus.put_indicator_menu(grid.menu() if grid is not None else None)

    def _fill_units(self) -> None:
        def into(code: str) -> Callable[[], None]:
            return lambda: self._commands.move_to_unit(self.chosen(), code)

        volume = self._session.volume
        names = {unit.code: unit.name for unit in volume.units}
        codes = [group.unit for group in arrangement.groups(volume)]
        choices = [(f"{code} {names.get(code, '')}".strip() or "（未定单位）", into(code)) for code in codes]
        self._window.menus.put_choices(MOVE_TO_UNIT, choices, "还没有单位")
