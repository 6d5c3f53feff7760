"""表样管理: what is shown, what is asked before anything changes, and what follows in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from editor.app.forms import FormsCommand
from editor.app.shell import Shell
from editor.bridge.files import Files
from editor.bridge.form_shelf import FormShelf
from editor.bridge.preferences import Preferences
from editor.document.document import create_document
from editor.domain.volume import Section, Volume
from editor.store.backup import Backups
from editor.ui.forms.changes_dialog import ChangesDialog
from editor.ui.forms.dialog import FormsDialog
from editor.ui.main_window import MainWindow
from tests.publisher import CORRECTED, NEXT, Publisher, room_in

PUBLISHER = Publisher(bytes(range(32)))


class Asked:
    """Gives the files laid out, and remembers what was said."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.said: list[str] = []

    def tell(self, text: str) -> None:
        self.said.append(text)

    def open_files(self, title: str, kinds: str, folder: Path) -> list[Path]:
        assert "*.jixiaobiao" in kinds
        return self.files


class Clerk:
    """Reads what a dialog shows, and agrees or not."""

    def __init__(self) -> None:
        self.agrees = True
        self.read: list[str] = []

    def __call__(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, ChangesDialog)
        self.read.append(dialog.changes.toPlainText())
        return self.agrees


@pytest.fixture
def shelf(tmp_path: Path) -> FormShelf:
    return FormShelf(room_in(tmp_path / "packs", PUBLISHER))


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    asked = Asked()
    asked.files = [PUBLISHER.write(tmp_path / "新.jixiaobiao", {"forms/hebei-2027.yaml": NEXT})]
    return asked


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


@pytest.fixture
def dialog(shelf: FormShelf, asked: Asked, clerk: Clerk, tmp_path: Path, qtbot: QtBot) -> Iterator[FormsDialog]:
    dialog = FormsDialog(shelf, asked, tmp_path, agree=clerk)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def lines(dialog: FormsDialog) -> list[QTreeWidgetItem]:
    found = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    return [item for item in found if item is not None]


def titles(dialog: FormsDialog) -> list[str]:
    return [item.text(0) for item in lines(dialog)]


def test_the_forms_of_the_program_cannot_be_taken_back(dialog: FormsDialog, shelf: FormShelf) -> None:
    assert titles(dialog) == [line.title for line in shelf.lines()]
    for item in lines(dialog):
        dialog.list.setCurrentItem(item)
        assert not dialog.take_back.isEnabled() and item.text(3) == "随程序"


def test_a_pack_is_shown_and_taken_and_taken_back(
    dialog: FormsDialog, clerk: Clerk, asked: Asked, qtbot: QtBot
) -> None:
    before = titles(dialog)
    qtbot.mouseClick(dialog.take_in, Qt.MouseButton.LeftButton)
    assert "字段“其他资金”改为必填。" in clerk.read[0]
    (new,) = [item for item in lines(dialog) if item.text(0) not in before]
    assert [new.text(at) for at in range(1, 4)] == ["2027 年度起", "第 1 版", "已导入（2027-01-31）"]
    dialog.list.setCurrentItem(new)
    assert dialog.take_back.isEnabled()
    qtbot.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    assert "不再有这套表样" in clerk.read[1]
    assert titles(dialog) == before and asked.said == []


def test_who_does_not_agree_changes_nothing(dialog: FormsDialog, clerk: Clerk, shelf: FormShelf) -> None:
    before = titles(dialog)
    clerk.agrees = False
    dialog.import_pack()
    assert titles(dialog) == before and len(clerk.read) == 1
    clerk.agrees = True
    dialog.import_pack()
    clerk.agrees = False
    dialog.list.setCurrentItem(next(item for item in lines(dialog) if item.text(3) != "随程序"))
    dialog.restore()
    assert len(titles(dialog)) == len(before) + 1 and "hebei-2027" in shelf.packs.ids


def test_a_refusal_is_told_and_nothing_shown(dialog: FormsDialog, asked: Asked, clerk: Clerk, tmp_path: Path) -> None:
    before = titles(dialog)
    bad = tmp_path / "坏.jixiaobiao"
    bad.write_bytes(asked.files[0].read_bytes()[:-3])
    asked.files = [bad]
    dialog.import_pack()
    assert len(asked.said) == 1 and "坏.jixiaobiao" in asked.said[0]
    assert clerk.read == [] and titles(dialog) == before


def test_a_form_that_cannot_be_used_is_told(dialog: FormsDialog, tmp_path: Path, asked: Asked, qtbot: QtBot) -> None:
    dialog.import_pack()
    assert not dialog.notice.isVisible()
    (tmp_path / "packs" / "mine@1" / "forms" / "hebei-2027.yaml").write_text("{", "utf-8")
    again = FormShelf(room_in(tmp_path / "packs", PUBLISHER))
    other = FormsDialog(again, asked, tmp_path)  # type: ignore[arg-type]
    qtbot.addWidget(other)
    other.show()
    assert "hebei-2027.yaml" in other.notice.text() and other.notice.isVisible()
    (item,) = [item for item in lines(other) if item.text(2) == "不能用"]
    other.list.setCurrentItem(item)
    assert other.take_back.isEnabled()


def test_the_changes_are_agreed_to_with_a_button(qtbot: QtBot) -> None:
    changes = [("表样：<甲> & 乙", ("字段“<b>”改为必填。",))]
    dialog = ChangesDialog("导入表样包", ("表样包", "说明"), changes, "导入")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "表样：<甲> & 乙" in dialog.changes.toPlainText() and "字段“<b>”改为必填。" in dialog.changes.toPlainText()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)


def test_the_command_opens_the_list(
    shelf: FormShelf, asked: Asked, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    files = Files(shelf.packs, Backups(tmp_path / "backups"), forms=shelf)
    shell = Shell(qapp, files, Preferences(tmp_path / "preferences.json"), asked)  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    action = shell.window.actions_["forms"]
    assert action.isVisible() and action in shell.window.menus["help"].actions()
    seen: list[bool] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormsDialog)
        seen.append(True)
        dialog.reject()

    QTimer.singleShot(0, close)
    action.trigger()
    assert seen == [True]
    assert "hebei-2027" not in files.packs.ids
    shelf.take(shelf.look(asked.files[0]))
    assert files.packs.for_year(2027)[0].id == "hebei-2027", "a new volume is offered the new form"
    assert shell.window.bar.text == "表样已更新。"


def test_packs_that_are_dropped_are_looked_at(
    shelf: FormShelf, asked: Asked, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    files = Files(shelf.packs, Backups(tmp_path / "backups"), forms=shelf)
    shell = Shell(qapp, files, Preferences(tmp_path / "preferences.json"), asked)  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    read: list[str] = []

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ChangesDialog):
            read.append(dialog.changes.toPlainText())
            dialog.accept()
        elif isinstance(dialog, FormsDialog) and read:
            timer.stop()
            dialog.reject()

    timer = QTimer(shell.window, interval=10)
    timer.timeout.connect(agree)
    timer.start()
    shell.window.dropped.emit(tuple(asked.files))
    qtbot.waitUntil(lambda: not timer.isActive())
    assert "字段“其他资金”改为必填。" in read[0] and "hebei-2027" in files.packs.ids


def test_an_open_document_is_offered_to_be_opened_again(
    shelf: FormShelf, asked: Asked, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    path = tmp_path / "册.jixiao"
    create_document(path, Volume("hebei-2023", 2027, "青石县林业局", sections=(Section("overall_goal"),))).close()
    files = Files(shelf.packs, Backups(tmp_path / "backups"), forms=shelf)
    shell = Shell(qapp, files, Preferences(tmp_path / "preferences.json"), asked)  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    shell.show()
    shell.files.take([path])
    first = shell.desk.session
    assert first is not None and first.form.version == 1
    pack = PUBLISHER.write(tmp_path / "改.jixiaobiao", {"forms/hebei-2023.yaml": CORRECTED}, pack="other")
    shelf.take(shelf.look(pack))
    bar = shell.window.bar
    assert "重新打开" in bar.text
    assert first.form.version == 1, "the document goes on with the form it was opened with"
    bar._button.click()
    qtbot.waitUntil(lambda: shell.desk.session is not None and shell.desk.session is not first)
    again = shell.desk.session
    assert again is not None and again.form.version == 2
    assert again.form.cover.fields["stage"].default == "（草案）"
    shell.window.close()
    qtbot.waitUntil(lambda: shell.desk.session is None)


def test_without_a_shelf_there_is_no_command(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot, shelf: FormShelf
) -> None:
    files = Files(shelf.packs, Backups(tmp_path / "backups"))
    shell = Shell(qapp, files, Preferences(tmp_path / "preferences.json"), Asked())  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    assert isinstance(shell.window, MainWindow) and not shell.window.actions_["forms"].isVisible()
    assert isinstance(shell._forms, FormsCommand)
