"""Everything that belongs to one open document, wired together: the one place where its widgets meet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.app.panels import make_pages, panel_makers
from editor.bridge import arrangement
from editor.bridge.session import Session
from editor.bridge.suggestions import Past
from editor.bridge.tally import FindingTally
from editor.bridge.tree_model import TreeModel
from editor.document.change import Change
from editor.domain.places import VOLUME, Place
from editor.ui.grid.find_bar import FindBar
from editor.ui.grid.gestures import Gesture
from editor.ui.grid.grid import IndicatorGrid
from editor.ui.help.desk import HelpDesk
from editor.ui.icons import Icons
from editor.ui.main_window import MainWindow
from editor.ui.messenger import Messenger
from editor.ui.shell.history import History
from editor.ui.shell.menus import INDICATORS, MOVE_TO_UNIT
from editor.ui.shell.navigator import Navigator
from editor.ui.shell.pages import Pages
from editor.ui.shell.saved_state import SavedState, title
from editor.ui.tree.project_commands import ProjectCommands
from editor.ui.tree.tree_panel import TreePanel

if TYPE_CHECKING:
    from editor.ui.exporting.export_dialog import ExportDialog
    from editor.ui.exporting.print_dialog import PrintDialog

_AFTER_PAINTING_MS = 30


class Workspace(QObject):
    """The widgets of a session and what they tell each other; shown in the window until it is deleted."""

    def __init__(
        self, session: Session, window: MainWindow, history: History, messenger: Messenger, past: Past, help_desk: HelpDesk
    ) -> None:
        super().__init__(window)
        self.session = session
        session.derived.prepare(session.volume)  # first of all: whoever asks before would wait for it
        self._window = window
        self._history = history
        self._messenger = messenger
        self._help = help_desk
        self._saved = SavedState(can_write=session.document.can_write)
        self.tally = FindingTally(session, self)
        self.tree_model = TreeModel(session, self.tally, self)
        self.tree = TreePanel(self.tree_model, session.form.money.unit, window.icons)
        self.pages = Pages(make_pages(session, messenger, past))
        self.navigator = Navigator(session, self)
        self.commands = ProjectCommands(session, self.settle, messenger, window.bar, self)
        self.panels: dict[str, QWidget] = {}
        self._coming = dict(panel_makers(session))
        page = QWidget()
        self.find_bar = FindBar(session, page, whole=True)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.pages, 1)
        self._wire_places()
        self._wire_session()
        self._wire_window()
        window.show_work(page, {"tree": self.tree}, tuple(self._coming))
        self._begin()
        self._next = QTimer(self, singleShot=True, interval=_AFTER_PAINTING_MS)
        self._next.timeout.connect(self._make_panel)
        self._next.start()

    @property
    def grid(self) -> IndicatorGrid | None:
        """The indicator grid, once a project was shown."""
        return self.pages.findChild(IndicatorGrid)

    def chosen(self) -> tuple[int, ...]:
        """Keys of the projects a command is for: those selected in the tree, else the one in the middle."""
        chosen = self.tree.chosen
        here = self.navigator.project
        return chosen if chosen and (here is None or here in chosen) else (here,) if here is not None else ()

    def settle(self) -> None:
        """Commits what is open in any editor."""
        self.tree.settle()
        self.find_bar.settle()
        self.pages.settle()

    def add_project(self) -> None:
        """Behind the chosen ones, else at the end of the unit."""
        chosen = self.chosen()
        after = chosen[-1] if chosen else None
        unit = self.tree_model.unit_of(self.tree_model.index_of(Place(project=after))) if after else self.tree.unit
        self.commands.add(unit, after)

    def find(self, *, replacing: bool) -> None:
        """Opens the bar for the whole volume."""
        self.find_bar.open(self.navigator.project, replacing=replacing)

    def add_row(self) -> None:
        """A new indicator below the current one."""
        if self.grid is not None and self.pages.kind == "project":
            self.grid.perform(Gesture.INSERT_BELOW)

    def go_to_units(self) -> None:
        """The units, on the cover's page."""
        units = self.session.volume.units
        self.navigator.go(Place(unit=units[0].code) if units else VOLUME)

    def export(self) -> None:
        """The dialog that writes PDF, Word, Excel."""
        from editor.ui.exporting.export_dialog import ExportDialog

        self._open(ExportDialog(self.session, self._messenger, self.navigator.project, self.chosen(), self._window))

    def print(self) -> None:
        """The dialog that prints."""
        from editor.ui.exporting.print_dialog import PrintDialog

        self._open(PrintDialog(self.session, self._messenger, self.navigator.project, self.chosen(), self._window))

    def _open(self, dialog: "ExportDialog | PrintDialog") -> None:
        self.settle()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fix_wanted.connect(self._go_to_first_error)
        dialog.open()

    def _go_to_first_error(self) -> None:
        first = next((f for f in self.session.findings if f.severity == "error" and f.waived is None), None)
        if first is not None:
            self.navigator.go(first.place, first.chars)
            self._window.bar.say(first.message)

    def _wire_places(self) -> None:
        """Where the clerk goes, everybody goes."""
        go = self.navigator
        go.join(self.pages)
        go.join(self.tree)
        go.listen(self.find_bar.found)
        go.listen(self.commands.place_chosen)
        self.commands.selected.connect(self.tree.select)
        self.tree.entered.connect(self.pages.focus_page)
        self.tree.view.moved.connect(lambda down: self.commands.move(self.tree.chosen, down=down))
        self.tree.view.removed.connect(lambda: self.commands.delete(self.tree.chosen))
        self.pages.made.connect(self._on_page)
        go.went.connect(self._on_place)
        go.said.connect(lambda said: self._window.bar.say(said, "done"))
        self.find_bar.notice.connect(lambda said: self._window.bar.say(said, "done"))

    def _wire_session(self) -> None:
        """What follows an edit."""
        session = self.session
        session.changed.connect(self._on_change)
        session.saved.connect(self._on_saved)
        session.failed.connect(self._on_failed)
        self.tally.changed.connect(lambda: self._window.status.show_findings(self.tally.tally))

    def _wire_window(self) -> None:
        """Menus and what is shown around the page."""
        window = self._window
        self.tree.chosen_changed.connect(self._offer)
        self.tree.menu_wanted.connect(self._on_menu)
        window.recoloured.connect(self._on_recolour)
        window.menus[INDICATORS].aboutToShow.connect(self._fill_indicators)
        window.menus[MOVE_TO_UNIT].aboutToShow.connect(self._fill_units)

    def _begin(self) -> None:
        """The first project, or the cover of a volume that has none; findings and pages are worked out beside the window."""
        session = self.session
        self._window.status.show_projects(session)
        self._history.follow(session)
        self._show_title()
        projects = session.volume.projects
        self.navigator.go(Place(project=projects[0].key) if projects else VOLUME)
        if not session.document.can_write:
            self._window.bar.say(session.document.why_read_only)
        self.tally.refresh()
        self._offer()

    def _make_panel(self) -> None:
        """One panel after the other, the window alive between them."""
        key = next(iter(self._coming), None)
        if key is None:
            return
        panel = self._coming.pop(key)()
        self.panels[key] = panel
        self._window.docks.put(key, panel)
        self._help.explain(key, panel)
        self.navigator.join(panel)  # type: ignore[arg-type]  # panels have a show_place and a place_chosen
        panel.show_place(self.navigator.place)  # type: ignore[attr-defined]
        self._next.start()

    def _on_change(self, change: Change) -> None:
        if change.order or change.projects or change.removed:
            self._window.status.show_projects(self.session)
        place = self.navigator.place
        if place.project is not None and place.project in change.removed:
            left = self.session.volume.projects
            self.navigator.go(Place(project=left[0].key) if left else VOLUME)
        self._show_project()
        self._history.refresh()
        self._offer()

    def _on_place(self, place: Place, chars: object) -> None:
        del place, chars
        self._show_project()
        self._offer()

    def _on_saved(self) -> None:
        self._saved.saved(self.session.document.saved_at)
        self._show_title()

    def _on_failed(self, said: str) -> None:
        self._saved.failed()
        self._show_title()
        self._window.bar.say(said, "warning")

    def _on_page(self, kind: str, page: QWidget) -> None:
        """A page has come to be: what explains it, what it can ask for beside places."""
        self._help.explain(kind, page)
        if kind == "project":
            asked, notice = getattr(page, "classify_asked", None), self.grid.notice if self.grid else None
            if asked is not None:
                asked.connect(self._on_lock)
            if self.grid is not None:
                self._help.explain("grid", self.grid)
            if notice is not None:
                notice.connect(lambda said: self._window.bar.say(said, "done"))

    def _on_lock(self, key: int) -> None:
        secret = self.session.volume.project(key).classified
        (self.commands.declassify if secret else self.commands.classify)((key,))

    def _on_menu(self, point: QPoint) -> None:
        self._window.menus.context.popup(point)

    def _on_recolour(self, icons: Icons) -> None:
        self.tree.recolour(icons)

    def _show_title(self) -> None:
        volume = self.session.volume
        self._window.setWindowTitle(title(volume.department, volume.year, self._saved.words))

    def _show_project(self) -> None:
        key = self.navigator.project
        self._window.status.show_project(self.session, self.session.volume.project(key) if key is not None else None)

    def _offer(self) -> None:
        """Which actions can be chosen now."""
        document = self.session.document
        chosen = self.chosen()
        actions = self._window.actions_
        actions.enable(document=True, write=document.can_write, project=bool(chosen))
        projects = {p.key: p for p in self.session.volume.projects if p.key in chosen}
        secret = [project.classified for project in projects.values()]
        write = document.can_write
        actions["classify"].setEnabled(write and not all(secret))
        actions["declassify"].setEnabled(write and any(secret))
        actions["add_row"].setEnabled(write and self.pages.kind == "project" and self.grid is not None)
        self._history.refresh()

    def _fill_indicators(self) -> None:
        grid = self.grid
        shown = grid is not None and self.pages.kind == "project"
        self._window.menus.put_indicator_menu(grid.menu() if grid is not None and shown else None)

    def _fill_units(self) -> None:
        def into(code: str) -> Callable[[], None]:
            return lambda: self.commands.move_to_unit(self.chosen(), code)

        volume = self.session.volume
        names = {unit.code: unit.name for unit in volume.units}
        codes = [group.unit for group in arrangement.groups(volume)]
        choices = [(f"{code} {names.get(code, '')}".strip() or "（未定单位）", into(code)) for code in codes]
        self._window.menus.put_choices(MOVE_TO_UNIT, choices, "还没有单位")
