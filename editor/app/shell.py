"""The whole window put together: its rooms, and which action goes where."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from editor import __version__
from editor.app.first_paint import FirstPaint
from editor.app.forms import FormsCommand
from editor.app.loading_ahead import LoadingAhead
from editor.app.own_words import OwnWordsCommand
from editor.app.panels import PANELS
from editor.bridge.files import Files
from editor.bridge.past import PastVolumes
from editor.bridge.preferences import Preferences
from editor.bridge.session import Session
from editor.domain.places import VOLUME
from editor.ui.help.desk import HelpDesk
from editor.ui.main_window import MainWindow
from editor.ui.messenger import DialogMessenger, Messenger
from editor.ui.overview.action import OVERVIEW, OVERVIEW_SPEC
from editor.ui.shell.desk import Desk
from editor.ui.shell.file_commands import FileCommands
from editor.ui.shell.history import History
from editor.ui.shell.menus import RECENT
from editor.ui.shell.text_size import TextSize

if TYPE_CHECKING:
    from editor.app.workspace import Workspace
    from editor.ui.start.start_page import StartPage

_AFTER_START_MS = 1500


class Shell(QObject):
    """The window with everything in it; `workspace` is there while a document is open."""

    def __init__(
        self, application: QApplication, files: Files, preferences: Preferences, messenger: Messenger | None = None
    ) -> None:
        super().__init__()
        self.window = MainWindow(preferences, PANELS, examples=bool(files.examples()))
        self._messenger = messenger or DialogMessenger(self.window)
        self._preferences = preferences
        self._text_size = TextSize(application, preferences)
        self.desk = Desk(files, preferences, self._messenger, self.window.bar, self)
        self.desk.settle = self._settle
        self.history = History(self.window.actions_, self._settle, self.window)
        self.files = FileCommands(self.window, self.desk, files, preferences, self._messenger)
        self._own_words = OwnWordsCommand(self.window, self.desk, files.own_words, self._messenger, self)
        self._forms = FormsCommand(
            self.window, self.desk, files.forms, preferences, messenger=self._messenger, parent=self
        )
        self.help = HelpDesk(self.window, self.window.actions_, lambda: self.window.icons)
        self.window.actions_.add(OVERVIEW, OVERVIEW_SPEC, self.window.icons)
        self.window.menus.fill()
        self.window.start_made.connect(self._on_start_page)
        self.workspace: Workspace | None = None
        self._past = PastVolumes(self)
        self._wire_desk()
        self._wire_files()
        self._wire_work()
        self._wire_view()
        QTimer.singleShot(_AFTER_START_MS, self, self._read_past)

    def show(self, paths: Sequence[Path] = ()) -> None:
        """On the screen, with these files or else with the start page."""
        first = FirstPaint(self.window, self)
        first.done.connect(self.window.draw_icons)
        first.done.connect(LoadingAhead(self).start)
        self.window.show()
        self.files.take(paths)
        if self.desk.session is None:
            self.window.show_start()

    def take(self, paths: tuple[Path, ...]) -> None:
        """Files from another start of the program; without any the window only comes forward."""
        self.window.come_forward()
        self.files.take(paths)

    def saved_words(self) -> str:
        """What the clerk should know of the document after a fault."""
        session = self.desk.session
        if session is None:
            return "没有打开的文档。"
        at = session.document.saved_at
        return f"文档没有损坏，停在最后一次保存的样子（{at:%H:%M:%S}）。" if at else "文档没有损坏，也没有改动。"

    def _wire_desk(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.desk.closing.connect(self._on_closing)
        self.desk.closed.connect(self._on_closed)
        self.window.may_close = self._may_close
        self.window.dropped.connect(self.files.take)
        self.window.menus[RECENT].aboutToShow.connect(self._fill_recent)

    def _wire_files(self) -> None:
        files = self.files
        files.packs_given.connect(self._forms.take)
        self._connect("new", files.new)
        self._connect("open", files.open)
        self._connect("import", files.import_files)
        self._connect("example", files.open_example)
        self._connect("save", files.save)
        self._connect("save_as", files.save_as)
        self._connect("save_version", files.save_version)
        self._connect("versions", files.versions)
        self._connect("backups", files.backups)
        self._connect("report", files.show_report)
        self._connect("close", lambda: self.desk.leave(lambda: None))
        self._connect("quit", self.window.close)
        self._connect("about", self._about)

    def _wire_work(self) -> None:
        """What goes to the open document's workspace."""
        for key, act in _WORK.items():
            self._connect(key, self._on_work(act))
        menus = self.window.menus
        menus.drop_down("undo", self.history.undo_menu)
        menus.drop_down("redo", self.history.redo_menu)
        self.window.status.findings_wanted.connect(self.window.actions_["next_finding"].trigger)

    def _wire_view(self) -> None:
        self._connect("text_larger", lambda: self._step_text(1))
        self._connect("text_smaller", lambda: self._step_text(-1))
        self._connect("default_layout", self.window.docks.reset)
        self._offer_text_sizes()

    def _connect(self, key: str, act: Callable[[], object]) -> None:
        self.window.actions_[key].triggered.connect(lambda _=False: act())

    def _on_work(self, act: "Callable[[Workspace], object]") -> Callable[[], object]:
        return lambda: act(self.workspace) if self.workspace is not None else None

    def _settle(self) -> None:
        if self.workspace is not None:
            self.workspace.settle()

    def _on_opened(self, session: Session) -> None:
        from editor.app.workspace import Workspace

        past = self._past
        self.workspace = Workspace(
            session,
            self.window,
            self.history,
            self._messenger,
            past=lambda: past.volumes(session.document.path),
            help_desk=self.help,
        )
        FirstPaint(self.window, self.workspace).done.connect(self.desk.remember)
        self.window.actions_["report"].setVisible(self.files.has_report())
        QTimer.singleShot(_AFTER_START_MS, self, self._read_past)

    def _on_closing(self) -> None:
        workspace, self.workspace = self.workspace, None
        if self.desk.session is not None:
            self._past.forget(self.desk.session.document.path)
        self.history.follow(None)
        self.window.show_start()
        if workspace is not None:
            workspace.deleteLater()

    def _on_closed(self) -> None:
        self.window.show_recent()

    def _on_start_page(self, page: "StartPage") -> None:
        page.opened.connect(self.files.open_recent)
        page.forgotten.connect(self.files.forget)
        page.wanted.connect(lambda key: self.window.actions_[key].trigger())
        self.help.explain("start", page)

    def _may_close(self) -> bool:
        """At once where nothing is open; else when the document was let go of."""
        if self.desk.session is None:
            self._end()
            return True
        self.desk.leave(lambda: QTimer.singleShot(0, self.window, self.window.close))
        if self.desk.leaving:
            return False
        self._end()
        return self.desk.session is None

    def _end(self) -> None:
        """Nothing outlives the window."""
        self.desk.stop()
        self._past.stop()
        self.help.close()

    def _fill_recent(self) -> None:
        paths = [Path(name) for name in self._preferences.settings.recent]

        def opening(path: Path) -> Callable[[], None]:
            return lambda: self.files.open_recent(path)

        choices = [(f"{path.stem}　—　{path.parent}", opening(path)) for path in paths]
        self.window.menus.put_choices(RECENT, choices, "还没有打开过文件")

    def _read_past(self) -> None:
        recent = [Path(name) for name in self._preferences.settings.recent]
        self._past.read([path for path in recent if not self.desk.holds(path)])  # what is open suggests by itself

    def _step_text(self, by: int) -> None:
        self._text_size.step(by)
        self._offer_text_sizes()

    def _choose_text(self, percent: int) -> None:
        self._text_size.choose(percent)
        self._offer_text_sizes()

    def _offer_text_sizes(self) -> None:
        self.window.menus.put_text_sizes(self._text_size.percent, self._choose_text)

    def _about(self) -> None:
        self._messenger.tell(
            f"绩效文本编辑器 {__version__}\n\n把上年的部门预算绩效文本编成本年的正式文本，核对、打印，不用联网。\n\n"
            "本程序按 MIT 许可发布；随附的字体和程序库各按其许可，见程序文件夹里的 THIRD-PARTY.md。"
        )


_WORK: "dict[str, Callable[[Workspace], object]]" = {
    "add_project": lambda work: work.add_project(),
    "add_row": lambda work: work.add_row(),
    "duplicate": lambda work: work.commands.duplicate(work.chosen()),
    "delete": lambda work: work.commands.delete(work.chosen()),
    "rename": lambda work: work.tree.rename(),
    "move_up": lambda work: work.commands.move(work.chosen(), down=False),
    "move_down": lambda work: work.commands.move(work.chosen(), down=True),
    "classify": lambda work: work.commands.classify(work.chosen()),
    "declassify": lambda work: work.commands.declassify(work.chosen()),
    "previous_project": lambda work: work.navigator.go_to_neighbour(back=True),
    "next_project": lambda work: work.navigator.go_to_neighbour(back=False),
    "next_finding": lambda work: work.navigator.go_to_finding(back=False),
    "previous_finding": lambda work: work.navigator.go_to_finding(back=True),
    "find": lambda work: work.find(replacing=False),
    "replace": lambda work: work.find(replacing=True),
    "find_next": lambda work: work.find_bar.find_next(),
    "find_previous": lambda work: work.find_bar.find_previous(),
    OVERVIEW: lambda work: work.show_overview(),
    "next_pane": lambda work: work.go_to_pane(back=False),
    "previous_pane": lambda work: work.go_to_pane(back=True),
    "export_pdf": lambda work: work.export(".pdf"),
    "export": lambda work: work.export(".docx"),
    "print": lambda work: work.print(),
    "self_check": lambda work: work.export_self_check(),
    "units": lambda work: work.go_to_units(),
    "cover": lambda work: work.navigator.go(VOLUME),
}
"""Actions of the open document."""
