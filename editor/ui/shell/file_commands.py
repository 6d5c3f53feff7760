"""The file menu: new, open, import, save as, versions, backups."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from editor.bridge.changes import Change
from editor.bridge.files import SOURCES, SUFFIX, Backup, Files, Imported, is_there, suggested_name
from editor.bridge.jobs import Job
from editor.bridge.preferences import Preferences
from editor.errors import UserError
from editor.forms.manifest import SUFFIX as PACK
from editor.ui.main_window import MainWindow
from editor.ui.messenger import Messenger
from editor.ui.shell.desk import Desk

if TYPE_CHECKING:
    from editor.ui.dialogs.list_dialog import ListDialog, Row

_VOLUMES = f"绩效文本 (*{SUFFIX})"
_IMPORTABLE = f"Word、Excel、PDF、文本 ({' '.join('*' + suffix for suffix in SOURCES)})"


class FileCommands(QObject):
    """What the clerk does with files. Dialogs stand over the window without stopping it.

    `packs_given` (paths) when the files are form packs, which are another room's to take in.
    """

    packs_given = Signal(object)

    def __init__(
        self, window: MainWindow, desk: Desk, files: Files, preferences: Preferences, messenger: Messenger
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._files = files
        self._preferences = preferences
        self._messenger = messenger
        self._imported: tuple[Path, Imported] | None = None
        desk.opened.connect(lambda session: session.changed.connect(self._on_change))

    def new(self) -> None:
        """Asks what the new volume begins with, then where it shall lie."""
        from editor.ui.dialogs.new_volume import NewVolumeDialog

        today = datetime.now().astimezone().date()
        family = self._preferences.settings.family
        dialog = NewVolumeDialog(self._files.packs.for_year, today, self._window, family=family)

        def create() -> None:
            answer = dialog.answer
            if answer is not None:
                name = suggested_name(answer.department, answer.year)
                path = self._target("新建的绩效文本存到", self._preferences.folder / name)
                if path is not None:
                    self._desk.take_from(lambda: self._files.create(answer.volume(), path, overwrite=is_there(path)))

        self._show(dialog, create)

    def open(self) -> None:
        """Asks for a file and opens it."""
        chosen = self._messenger.open_files("打开绩效文本", _VOLUMES, self._preferences.folder)
        if chosen:
            self.take(chosen[:1])

    def take(self, paths: Sequence[Path]) -> None:
        """Files from a list, from a drop or from another start of the program: opened, or imported together."""
        own = [path for path in paths if path.suffix.lower() == SUFFIX]
        packs = [path for path in paths if path.suffix.lower() == PACK]
        if own:
            self._desk.open(own[0])
        elif packs:
            self.packs_given.emit(packs)
        elif paths:
            self.import_files(paths)

    def open_recent(self, path: Path) -> None:
        """A file from the list of recent ones."""
        if is_there(path):
            self._desk.open(path)
        else:
            self._window.bar.say(
                f"找不到“{path.name}”，它可能已被移动、改名或删除。",
                "warning",
                "从列表中去掉",
                lambda: self.forget(path),
            )

    def forget(self, path: Path) -> None:
        """Takes a file from the list of recent ones."""
        self._preferences.forget(path)
        self._window.show_recent()

    def open_example(self) -> None:
        """A copy of the newest example."""
        examples = self._files.examples()
        if examples:
            self._desk.take_from(lambda: self._files.open_example(examples[0]))

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Reads last year's text beside the window, then shows the report."""
        chosen = paths or self._messenger.open_files(
            "导入上年文本（可以选几个文件）", _IMPORTABLE, self._preferences.folder
        )
        if not chosen:
            return
        self._preferences.update(folder=str(Path(chosen[0]).parent))
        from editor.ui.dialogs.progress import ProgressDialog

        job = Job(self._files.importing(tuple(chosen)), self)
        dialog = ProgressDialog("导入上年文本", job, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        job.done.connect(lambda imported: self._show_import(cast(Imported, imported)))
        job.refused.connect(lambda said: self._window.bar.say(said, "warning"))
        job.cancelled.connect(lambda: self._window.bar.say("已取消导入，什么也没有改动。", "done"))
        job.broken.connect(self._desk.broken)
        job.ended.connect(job.deleteLater)
        dialog.open()
        job.start()

    def show_report(self) -> None:
        """The report of the import the open document came from."""
        session = self._desk.session
        if session is not None and self._imported is not None and self._imported[0] == session.document.path:
            from editor.ui.dialogs.import_report import ImportReportDialog

            self._show(ImportReportDialog(self._imported[1], session.form.title, saving=False, parent=self._window))

    def has_report(self) -> bool:
        """The open document was imported since the program was started."""
        session = self._desk.session
        return session is not None and self._imported is not None and self._imported[0] == session.document.path

    def _on_change(self, change: Change) -> None:
        """The report of an import tells of the project as it was: once one is marked, it is not to be seen any more."""
        if any(place.field == "classified" for place in change.places):
            self._imported = None
            self._window.actions_["report"].setVisible(False)

    def save_as(self) -> None:
        """Goes on in another file."""
        session = self._desk.session
        if session is None:
            return
        self._desk.settle()
        document = session.document
        path = self._messenger.save_file("另存为", _VOLUMES, document.path)
        if path is None:
            return
        could_write = document.can_write
        saved = session.save_as(path, overwrite=is_there(path))
        if saved is None:
            return
        self._preferences.remember(path)
        said = f"已另存为“{path.name}”，接下来的修改都存在这里。"
        if not could_write:
            self._desk.again()
        history = "" if saved.with_history else "原文件已读不出来，撤销记录和保存过的版本没有带过来。"
        self._window.bar.say(said + history, "note" if history else "done")

    def save(self) -> None:
        """There is nothing to do, and the clerk may know."""
        self._desk.settle()
        session = self._desk.session
        if session is None:
            return
        document = session.document
        if not document.can_write:
            self._window.bar.say(document.why_read_only)
        else:
            self._window.bar.say(f"每一步都已自动保存在“{document.path.name}”里，不用再按保存。", "done")

    def save_version(self) -> None:
        """Keeps the present state under a name."""
        session = self._desk.session
        if session is None:
            return
        self._desk.settle()
        name = self._messenger.ask_text(
            "保存版本", "给现在的样子起个名字：", f"{datetime.now().astimezone():%m月%d日 %H:%M}"
        )
        if name and name.strip():
            self._try(lambda: session.document.save_version(name.strip()), f"已保存版本“{name.strip()}”。")

    def versions(self) -> None:
        """The named versions: restore, delete."""
        session = self._desk.session
        if session is None:
            return
        from editor.ui.dialogs.list_dialog import ListDialog

        document, write = session.document, session.document.can_write
        self._desk.settle()

        def rows() -> "list[Row]":
            listed = reversed(document.versions())
            return [(v.id, (v.name, v.time[:16].replace("T", " "), v.user)) for v in listed]

        empty = "还没有保存过版本。\n\n送审之前、大改之前，用“保存版本”给现在的样子起个名字，以后可以回到这里。"
        dialog = ListDialog("版本管理", ("名称", "时间", "保存人"), rows, empty, self._window)

        def restore() -> None:
            if session.restore_version(cast(int, dialog.chosen)) is not None:
                self._window.bar.say("已恢复到这个版本，可以撤销。", "done", "撤销", session.undo)
            dialog.accept()

        def drop() -> None:
            if (
                self._messenger.ask(
                    "删除版本", "删除这个版本吗？删除以后不能恢复，现在的文档不受影响。", ["留下", "删除"]
                )
                == 1
            ):
                self._try(lambda: document.drop_version(cast(int, dialog.chosen)))
                dialog.refresh()

        dialog.add_button("恢复", restore, enabled=write)
        dialog.add_button("删除…", drop, enabled=write)
        self._show(dialog)

    def backups(self) -> None:
        """The backups on this computer: of the open document, or of all."""
        from editor.ui.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(self._files.backups_of, self._desk.session, self, self._window)
        dialog.restore_wanted.connect(lambda backup: self._restore(cast(Backup, backup), dialog))
        dialog.delete_wanted.connect(lambda backup: self._delete(cast(Backup, backup), dialog))
        dialog.broken.connect(self._desk.broken)
        dialog.backup_wanted.connect(dialog.accept)
        dialog.backup_wanted.connect(self._desk.back_up_now)
        self._show(dialog)

    def _restore(self, backup: Backup, dialog: QDialog) -> None:
        """As a file of its own: what is there now stays."""
        session = self._desk.session
        folder = session.document.path.parent if session is not None else self._preferences.folder
        target = self._target("把备份恢复成新文件", folder / f"{backup.document}_恢复{SUFFIX}")
        if target is not None and self._try(lambda: self._files.restore_backup(backup.path, target)):
            dialog.accept()
            self._desk.open(target)

    def _delete(self, backup: Backup, dialog: "ListDialog") -> None:
        question = f"删除 {backup.time:%Y-%m-%d %H:%M:%S} 的这份备份吗？删除以后不能恢复，文档本身不受影响。"
        if self._messenger.ask("删除备份", question, ["留下", "删除"]) == 1:
            self._try(lambda: self._files.delete_backup(backup))
            dialog.refresh()

    def _show_import(self, imported: Imported) -> None:
        form = self._files.packs.form(imported.volume.form)
        from editor.ui.dialogs.import_report import ImportReportDialog

        dialog = ImportReportDialog(imported, form.title, saving=True, parent=self._window)
        self._show(dialog, lambda: self._save_import(imported, dialog))

    def _save_import(self, imported: Imported, dialog: QDialog) -> None:
        path = self._target("导入的绩效文本存到", imported.suggested)
        if path is None:
            self._show_import(imported)  # what was read is not thrown away by closing a file dialog
            return
        self._imported = path, imported
        self._desk.take_from(lambda: self._files.create(imported.volume, path, overwrite=is_there(path)))

    def _target(self, title: str, path: Path) -> Path | None:
        """A file to write that is not the one that is open; None where the clerk chose none."""
        target = self._messenger.save_file(title, _VOLUMES, path)
        if target is None or not self._desk.holds(target):
            return target
        self._window.bar.say(f"“{target.name}”正打开着，没有改动它。请换一个文件名。", "warning")
        return None

    def _show(self, dialog: QDialog, accepted: Callable[[], object] | None = None) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if accepted is not None:
            dialog.accepted.connect(accepted)
        dialog.open()

    def _try(self, step: Callable[[], object], done: str = "") -> bool:
        try:
            step()
        except UserError as error:
            self._window.bar.say(str(error), "warning")
            return False
        if done:
            self._window.bar.say(done, "done")
        return True
