"""Files: new, import with its report, recent ones, versions, backups, another name, a file in use."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from editor.app.shell import Shell
from editor.bridge.preferences import Preferences
from editor.bridge.session import Session
from editor.document.document import create_document, open_document
from editor.domain.places import Place
from editor.ui.dialogs.backups import BackupsDialog
from editor.ui.dialogs.import_report import ImportReportDialog
from editor.ui.dialogs.list_dialog import ListDialog
from editor.ui.dialogs.new_volume import NewVolumeDialog
from editor.ui.dialogs.progress import ProgressDialog

from .conftest import PACKS, FakeMessenger, volume

Dialog = TypeVar("Dialog", bound=QDialog)


def session(shell: Shell) -> Session:
    assert shell.desk.session is not None
    return shell.desk.session


def trigger(shell: Shell, key: str) -> None:
    assert shell.window.actions_[key].isEnabled(), key
    shell.window.actions_[key].trigger()


def shown(shell: Shell, kind: type[Dialog]) -> Dialog:
    return next(child for child in shell.window.findChildren(kind) if child.isVisible())


def press(dialog: QDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    assert button.isEnabled(), text
    button.click()


def test_a_new_volume(shell: Shell, messenger: FakeMessenger, tmp_path: Path, qtbot: QtBot) -> None:
    trigger(shell, "new")
    dialog = shown(shell, NewVolumeDialog)
    assert not dialog._ok.isEnabled()
    dialog._year.setValue(2027)
    dialog._department.setText(" 黛溪县图书馆 ")
    assert dialog._form.currentIndex() == -1
    assert dialog._fault.text() == "请选择表样。"
    dialog._form.setCurrentText(PACKS.form("hebei-2023").title)
    dialog._units.add()
    table = dialog._units.table
    table.item(0, 0).setText("12")
    table.item(0, 1).setText("黛溪县图书馆本级")
    assert "写法不对" in dialog._fault.text()
    table.item(0, 0).setText("401 001")
    messenger.targets = [tmp_path / "新.jixiao"]
    press(dialog, "新建")
    assert messenger.said == ["黛溪县图书馆2027.jixiao"]
    volume = session(shell).volume
    assert (volume.department, volume.year, [u.code for u in volume.units]) == ("黛溪县图书馆", 2027, ["401001"])
    assert shell.workspace is not None
    assert shell.workspace.pages.kind == "cover"


def test_the_forms_of_the_last_volume_are_chosen_for_a_new_one(
    opened: Shell, preferences: Preferences, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: preferences.settings.family == session(opened).form.family)
    trigger(opened, "new")
    dialog = shown(opened, NewVolumeDialog)
    for year in (2027, 2021):
        dialog._year.setValue(year)
        assert dialog._offered[dialog._form.currentIndex()].family == session(opened).form.family
    dialog.reject()


def test_a_year_without_a_form_says_so(shell: Shell) -> None:
    trigger(shell, "new")
    dialog = shown(shell, NewVolumeDialog)
    dialog._department.setText("黛溪县图书馆")
    dialog._year.setValue(2001)
    assert dialog._fault.text().startswith("没有适用于 2001 年度的表样")
    assert not dialog._ok.isEnabled()
    dialog.reject()


def test_last_years_text_is_imported_and_its_report_walked(
    shell: Shell, messenger: FakeMessenger, tmp_path: Path, qtbot: QtBot
) -> None:
    source = next((Path(__file__).parents[3] / "examples").glob("*2027.docx"))
    messenger.files = [[source]]
    trigger(shell, "import")
    qtbot.waitUntil(lambda: bool(shell.window.findChildren(ImportReportDialog)), timeout=60_000)
    qtbot.waitUntil(lambda: not any(d.isVisible() for d in shell.window.findChildren(ProgressDialog)))
    report = shown(shell, ImportReportDialog)
    assert [report.tabs.tabText(at).split()[0] for at in range(4)] == ["读入", "已修补", "请核对", "没有读懂"]
    report.search_line.setText("没有这样的字")
    assert report.tabs.tabText(0).startswith("读入 0/")
    report.search_line.clear()
    report.tabs.setCurrentIndex(0)
    report.copy()
    assert source.name in QApplication.clipboard().text()
    target = tmp_path / "导入.jixiao"
    messenger.targets = [None, target]
    press(report, "保存并打开…")
    press(shown(shell, ImportReportDialog), "保存并打开…")  # a file dialog that is closed throws nothing away
    assert session(shell).document.path == target
    assert len(session(shell).volume.projects) > 5
    trigger(shell, "report")
    shown(shell, ImportReportDialog).reject()


def test_an_import_is_cancelled(shell: Shell, messenger: FakeMessenger, qtbot: QtBot) -> None:
    source = next((Path(__file__).parents[3] / "examples").glob("*2027.docx"))
    shell.files.import_files([source])
    qtbot.keyClick(shown(shell, ProgressDialog), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shell.window.bar.text == "已取消导入，什么也没有改动。", timeout=20_000)
    assert shell.desk.session is None


def test_what_cannot_be_imported_is_said_in_a_line(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    source = tmp_path / "空.docx"
    source.write_bytes(b"nothing")
    shell.files.take([source])
    qtbot.waitUntil(lambda: "空.docx" in shell.window.bar.text, timeout=20_000)
    assert shell.window.bar.tone == "warning"


def test_recent_files_are_opened_and_forgotten(
    shell: Shell, preferences: Preferences, file: Path, qtbot: QtBot
) -> None:
    gone = file.with_name("不在了.jixiao")
    preferences.remember(gone)
    preferences.remember(file)
    shell.window.show_start()
    recent = shell.window.start.recent
    assert [recent.item(row).text().splitlines()[0] for row in range(2)] == [file.stem, gone.stem]
    assert "找不到了" in recent.item(1).text()
    recent.setCurrentRow(1)
    qtbot.keyClick(recent, Qt.Key.Key_Return)
    assert shell.window.bar.text.startswith("找不到“不在了.jixiao”")
    qtbot.keyClick(recent, Qt.Key.Key_Delete)
    assert preferences.settings.recent == (str(file),)
    recent.setCurrentRow(0)
    qtbot.keyClick(recent, Qt.Key.Key_Return)
    assert session(shell).document.path == file


def test_the_example_is_a_copy_and_not_remembered(shell: Shell, preferences: Preferences) -> None:
    trigger(shell, "example")
    assert session(shell).document.path.name.startswith("示例_")
    assert session(shell).document.can_write
    assert preferences.settings.recent == ()


def test_what_is_no_volume_leaves_the_open_one(opened: Shell, tmp_path: Path, file: Path) -> None:
    bad = tmp_path / "坏.jixiao"
    bad.write_bytes(b"x" * 5000)
    opened.files.take([bad])
    assert opened.window.bar.tone == "warning"
    assert session(opened).document.path == file


def test_a_file_in_use_is_offered_to_be_looked_at(shell: Shell, file: Path, messenger: FakeMessenger) -> None:
    with open_document(file):
        messenger.answers = [1]
        shell.files.take([file])
        assert not session(shell).document.can_write
        assert shell.window.windowTitle().endswith("只读")
        assert not shell.window.actions_["add_project"].isEnabled()
        assert "已由" in messenger.said[0]


def test_a_read_only_volume_goes_on_under_another_name(
    shell: Shell, file: Path, messenger: FakeMessenger, tmp_path: Path
) -> None:
    shell.desk.open(file, read_only=True)
    messenger.targets = [tmp_path / "另存.jixiao"]
    trigger(shell, "save_as")
    assert session(shell).document.can_write
    assert shell.window.actions_["add_project"].isEnabled()
    assert session(shell).put("改", Place(project=1, field="budget"), "3.00") is not None
    assert not shell.window.windowTitle().endswith("只读")


def test_versions_are_saved_restored_and_deleted(opened: Shell, messenger: FakeMessenger) -> None:
    messenger.texts = ["送审稿"]
    trigger(opened, "save_version")
    session(opened).put("改", Place(project=1, field="budget"), "9.00")
    trigger(opened, "versions")
    dialog = shown(opened, ListDialog)
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "送审稿"
    press(dialog, "恢复")
    assert session(opened).volume.project(1).fields.text("budget") == "1.00"
    trigger(opened, "undo")
    assert session(opened).volume.project(1).fields.text("budget") == "9.00"
    trigger(opened, "versions")
    dialog = shown(opened, ListDialog)
    messenger.answers = [0, 1]
    press(dialog, "删除…")
    assert len(session(opened).document.versions()) == 1
    press(dialog, "删除…")
    assert session(opened).document.versions() == ()
    dialog.reject()


def looked(dialog: BackupsDialog, qtbot: QtBot) -> str:
    """What the dialog says of the chosen backup once it has looked into it."""
    qtbot.waitUntil(lambda: bool(dialog.preview.text()) and "正在检查" not in dialog.preview.text())
    return dialog.preview.text()


def backed_up(opened: Shell, qtbot: QtBot) -> None:
    opened.desk.back_up_now()
    qtbot.waitUntil(lambda: opened.window.bar.text == "已备份。")
    opened.window.bar.clear()


def test_a_backup_is_made_and_restored_as_a_new_file(
    opened: Shell, messenger: FakeMessenger, tmp_path: Path, qtbot: QtBot
) -> None:
    trigger(opened, "backups")
    press(shown(opened, BackupsDialog), "现在备份")
    qtbot.waitUntil(lambda: opened.window.bar.text == "已备份。")
    session(opened).put("改", Place(project=1, field="budget"), "9.00")
    trigger(opened, "backups")
    target = tmp_path / "恢复.jixiao"
    messenger.targets = [session(opened).document.path, target]
    dialog = shown(opened, BackupsDialog)
    said = looked(dialog, qtbot)
    assert "内容完整" in said
    assert "5 个项目" in said
    assert "后来改过的项目：“行道树栽种”" in said
    press(dialog, "恢复成新文件…")
    assert "正打开着" in opened.window.bar.text
    press(dialog, "恢复成新文件…")
    qtbot.waitUntil(lambda: opened.desk.session is not None and session(opened).document.path == target)
    assert session(opened).volume.project(1).fields.text("budget") == "1.00"


def test_a_damaged_backup_is_said_and_not_restored(
    opened: Shell, messenger: FakeMessenger, tmp_path: Path, qtbot: QtBot
) -> None:
    backed_up(opened, qtbot)
    (backup,) = (tmp_path / "own" / "backups").iterdir()
    backup.write_bytes(backup.read_bytes()[:5000])
    trigger(opened, "backups")
    dialog = shown(opened, BackupsDialog)
    assert "已损坏" in looked(dialog, qtbot)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "恢复成新文件…")
    assert not button.isEnabled()
    messenger.answers = [0, 1]
    press(dialog, "删除…")
    assert backup.exists()
    press(dialog, "删除…")
    assert not backup.exists()
    assert dialog.list.topLevelItemCount() == 0
    assert dialog.preview.text() == ""
    dialog.reject()


def test_backups_of_other_files_are_listed_too(opened: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    backed_up(opened, qtbot)
    other = tmp_path / "别的.jixiao"
    create_document(other, volume()).close()
    opened.desk._files.backups.make(other, datetime.now().astimezone())
    trigger(opened, "backups")
    dialog = shown(opened, BackupsDialog)
    assert dialog.list.topLevelItemCount() == 1
    assert "与现在的文档完全一样" in looked(dialog, qtbot)
    dialog.all.setChecked(True)
    assert dialog.list.topLevelItemCount() == 2
    names = [dialog.list.topLevelItem(n).text(0) for n in range(2)]
    assert "别的" in names
    dialog.list.setCurrentItem(dialog.list.topLevelItem(names.index("别的")))
    assert "与现在" not in looked(dialog, qtbot), "it is another document"
    dialog.reject()


def test_a_backup_comes_by_itself(opened: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    session(opened).put("改", Place(project=1, field="budget"), "9.00")
    keeper = session(opened).document.backups
    assert keeper._changed_at is not None
    keeper._changed_at -= timedelta(minutes=31)
    opened.desk.back_up_if_due()
    qtbot.waitUntil(lambda: not keeper.pending)
    assert len(list((tmp_path / "own" / "backups").iterdir())) == 1
