"""Everything that belongs to one open document, wired together: the one place where its widgets meet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from editor.app.first_paint import FirstPaint
from editor.app.panels import make_pages, panel_makers
from editor.app.surroundings import Surroundings
from editor.bridge.session import Session
from editor.bridge.tally import FindingTally
from editor.bridge.tree_model import TreeModel
from editor.document.change import Change
from editor.domain.places import VOLUME, Place
from editor.ui.grid.gestures import Gesture
from editor.ui.grid.grid import IndicatorGrid
from editor.ui.help.desk import HelpDesk
from editor.ui.main_window import MainWindow
from editor.ui.messenger import Messenger
from editor.ui.sheet.sheet import GoalSheet
from editor.ui.shell.history import History
from editor.ui.shell.navigator import Navigator
from editor.ui.shell.pages import Pages
from editor.ui.shell.panes import go_to_pane
from editor.ui.tree.project_commands import ProjectCommands
from editor.ui.tree.tree_panel import TreePanel

if TYPE_CHECKING:
    from editor.bridge.suggestions import Past
    from editor.ui.exporting.export_dialog import ExportDialog
    from editor.ui.exporting.print_dialog import PrintDialog
    from editor.ui.grid.find_bar import FindBar


class Workspace(QObject):
    """The widgets of a session and what they tell each other; shown in the window until it is deleted."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        history: History,
        messenger: Messenger,
        *,
        past: "Past",
        help_desk: HelpDesk,
    ) -> None:
        super().__init__(window)
        self.session = session
        session.derived.hold()  # first of all: whoever asks before would wait for it
        self._window = window
        self._messenger = messenger
        self._help = help_desk
        self.tally = FindingTally(session, self)
        self.tree_model = TreeModel(session, self.tally, self)
        self.tree = TreePanel(self.tree_model, session.form.money.unit, window.icons)
        budget = session.form.budget
        self.pages = Pages(make_pages(session, messenger, past), budget.facts if budget else ())
        self.navigator = Navigator(session, self)
        self.commands = ProjectCommands(session, self.settle, messenger, window.bar, self)
        self.panels: dict[str, QWidget] = {}
        self._coming = dict(panel_makers(session))
        self._find_bar: FindBar | None = None
        self._page = page = QWidget()
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        self._around = self._make_surroundings(history)
        self._wire_places()
        self._wire_window()
        window.show_work(page, {"tree": self.tree}, tuple(self._coming))
        self._begin()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._make_panel)
        FirstPaint(window, self).done.connect(self._next.start)

    @property
    def find_bar(self) -> "FindBar":
        """The bar for the whole volume, made when it is first asked for."""
        if self._find_bar is None:
            from editor.ui.grid.find_bar import FindBar

            self._find_bar = bar = FindBar(self.session, self._page, whole=True)
            self._column.insertWidget(0, bar)
            bar.found.connect(self._on_found)
            bar.notice.connect(lambda said: self._window.bar.say(said, "hint"))
        return self._find_bar

    def chosen(self) -> tuple[int, ...]:
        """Keys of the projects a command is for."""
        return self._around.chosen()

    def settle(self) -> None:
        """Commits what is open in any editor."""
        self.tree.settle()
        if self._find_bar is not None:
            self._find_bar.settle()
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
        grid = self._around.grid
        if grid is not None:
            grid.perform(Gesture.INSERT_BELOW)

    def go_to_units(self) -> None:
        """The units, on the cover's page."""
        units = self.session.volume.units
        self.navigator.go(Place(unit=units[0].code) if units else VOLUME)

    def show_overview(self) -> None:
        """The volume's pictures, with the keyboard in them."""
        self.pages.show_page("overview")
        self.pages.focus_page()

    def go_to_pane(self, *, back: bool) -> None:
        """The keyboard goes on to the next part of the window."""
        panels = ((panel, panel.setFocus) for panel in self.panels.values())
        go_to_pane(((self.tree, self.tree.view.setFocus), (self.pages, self.pages.focus_page), *panels), back=back)

    def export(self, suffix: str) -> None:
        """The dialog that writes PDF, Word, Excel; the kind of this suffix is offered first."""
        from editor.ui.exporting.export_dialog import ExportDialog

        dialog = ExportDialog(self.session, self._messenger, self.navigator.project, self.chosen(), self._window)
        dialog.choose_kind(suffix)
        self._open(dialog)

    def export_self_check(self) -> None:
        """The list of what was checked and found, into a file."""
        from editor.ui.exporting.self_check import SelfCheckExport

        self.settle()
        SelfCheckExport(self.session, self._messenger, self._window.bar, self._window, self).start()

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
        go.listen(self.commands.place_chosen)
        self.commands.selected.connect(self.tree.select)
        self.tree.entered.connect(self.pages.focus_page)
        self.tree.view.moved.connect(lambda down: self.commands.move(self.tree.chosen, down=down))
        self.tree.view.removed.connect(lambda: self.commands.delete(self.tree.chosen))
        self.pages.made.connect(self._on_page)
        self.pages.currentChanged.connect(self._explain_page)
        go.said.connect(lambda said: self._window.bar.say(said, "hint"))

    def _wire_window(self) -> None:
        """What the window and the tree ask for."""
        self.session.changed.connect(self._on_change)
        self.tree.menu_wanted.connect(self._window.menus.context.popup)
        self._window.recoloured.connect(self.tree.recolour)

    def _begin(self) -> None:
        """The first project, or the cover of a volume that has none."""
        self._around.begin()
        projects = self.session.volume.projects
        self.navigator.go(Place(project=projects[0].key) if projects else VOLUME)
        self.tally.refresh()

    def _make_surroundings(self, history: History) -> Surroundings:
        return Surroundings(
            self.session,
            self._window,
            history,
            tree=self.tree,
            pages=self.pages,
            navigator=self.navigator,
            commands=self.commands,
            tally=self.tally,
            parent=self,
        )

    def _make_panel(self) -> None:
        """One panel after the other, the window alive between them."""
        key = next(iter(self._coming), None)
        if key is None:
            self.session.derived.prepare(self.session.volume)
            return
        panel = self._coming.pop(key)()
        self.panels[key] = panel
        self._window.docks.put(key, panel)
        self._help.explain(key, panel)
        self.navigator.join(panel)  # type: ignore[arg-type]  # panels have a show_place and a place_chosen
        panel.show_place(self.navigator.place)  # type: ignore[attr-defined]
        self._next.start()

    def _on_change(self, change: Change) -> None:
        """Where the clerk's project is gone, the first one is shown."""
        place = self.navigator.place
        if place.project is not None and place.project in change.removed:
            left = self.session.volume.projects
            self.navigator.go(Place(project=left[0].key) if left else VOLUME)

    def _on_page(self, kind: str, page: QWidget) -> None:
        """A page has come to be: what explains it, what it can ask for beside places."""
        self._help.explain(kind, page)
        if isinstance(page, GoalSheet):
            page.classify_asked.connect(self._on_lock)
            grid = page.findChild(IndicatorGrid)
            if grid is not None:
                self._help.explain("grid", grid)
                grid.notice.connect(lambda said: self._window.bar.say(said, "hint"))
        elif kind == "budget":
            page.notice.connect(lambda said: self._window.bar.say(said, "hint"))  # type: ignore[attr-defined]

    def _on_found(self, place: Place, chars: tuple[int, int] | None) -> None:
        """The keyboard stays in the bar where it was: Enter goes on to the next, and must not write over what was found."""
        bar, focus = self.find_bar, QApplication.focusWidget()
        asked_here = focus is not None and bar.isAncestorOf(focus)
        self.navigator.go(place, chars)
        if asked_here:
            bar.take_focus()

    def _explain_page(self) -> None:
        """Where nothing with the keyboard explains itself, the page does; so does a line of the tree that stands for a page."""
        kind = self.pages.kind
        if kind is not None:
            self._help.explain(kind, self._window)
            self._help.explain("tree" if kind == "project" else kind, self.tree)

    def _on_lock(self, key: int) -> None:
        secret = self.session.volume.project(key).classified
        (self.commands.declassify if secret else self.commands.classify)((key,))
