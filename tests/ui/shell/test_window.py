"""The whole window: opening, going about, editing, undoing, closing, as a clerk does it."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from editor.app.shell import Shell
from editor.bridge.preferences import Preferences
from editor.bridge.session import Session
from editor.document.document import open_document
from editor.domain.places import VOLUME, Place
from editor.ui.grid.grid import IndicatorGrid
from editor.ui.sheet.sheet import GoalSheet
from editor.ui.shell.dock_title import DockTitle

from .conftest import FakeMessenger


def session(shell: Shell) -> Session:
    assert shell.desk.session is not None
    return shell.desk.session


def names(shell: Shell) -> list[str]:
    return [project.name for project in session(shell).volume.projects]


def trigger(shell: Shell, key: str) -> None:
    assert shell.window.actions_[key].isEnabled(), key
    shell.window.actions_[key].trigger()


def test_the_start_page_says_what_to_do_first(shell: Shell) -> None:
    assert shell.window.start.isVisible()
    assert shell.window.start.button("import").hasFocus()
    for key in ("save_as", "undo", "add_project", "find", "close"):
        assert not shell.window.actions_[key].isEnabled()


def test_the_beginnings_stand_together_however_high_the_window(shell: Shell, qtbot: QtBot) -> None:
    shell.window.resize(1366, 1400)
    buttons = [shell.window.start.button(key) for key in ("import", "new", "open")]
    qtbot.waitUntil(lambda: shell.window.start.height() > 1000)
    for button in buttons:
        assert button.height() <= button.heightForWidth(button.width())
    for above, below in pairwise(buttons):
        assert 0 <= below.y() - above.geometry().bottom() < 20


def test_a_file_opens_with_everything_in_its_place(opened: Shell) -> None:
    window = opened.window
    assert window.windowTitle() == "青石县林业局 2027 · 绩效文本 — 未改动"
    assert window.status.words.startswith("5 个项目 · 1 个涉密")
    assert "本表预算 1.00 万元" in window.status.words
    assert opened.workspace is not None
    assert opened.workspace.pages.kind == "project"
    assert opened.workspace.tree.chosen == (1,)


def test_a_commit_is_told_by_title_menu_and_status(opened: Shell) -> None:
    session(opened).put("修改预算数", Place(project=1, field="budget"), "8.00")
    saved_at = session(opened).document.saved_at
    assert saved_at is not None
    assert opened.window.windowTitle().endswith(f"已保存 {saved_at:%H:%M:%S}")
    assert opened.window.actions_["undo"].text() == "撤销“修改预算数”"
    assert "本表预算 8.00 万元" in opened.window.status.words
    trigger(opened, "undo")
    assert opened.window.actions_["redo"].text() == "重做“修改预算数”"
    assert session(opened).volume.project(1).fields.text("budget") == "1.00"


def test_the_buttons_keep_their_lists_when_the_menus_are_filled_anew(opened: Shell) -> None:
    opened.window.menus.fill()
    for key, menu in (("undo", opened.history.undo_menu), ("redo", opened.history.redo_menu)):
        button = opened.window.menus.toolbar.widgetForAction(opened.window.actions_[key])
        assert isinstance(button, QToolButton)
        assert button.menu() is menu


def test_several_steps_back_from_the_list(opened: Shell) -> None:
    for amount in ("2.00", "3.00", "4.00"):
        session(opened).put(f"改为{amount}", Place(project=1, field="budget"), amount)
    opened.history.undo_menu.aboutToShow.emit()
    steps = opened.history.undo_menu.actions()
    assert [step.text() for step in steps] == ["1  改为4.00", "2  改为3.00", "3  改为2.00"]
    steps[1].trigger()
    assert session(opened).volume.project(1).fields.text("budget") == "2.00"


def test_back_to_how_it_was_opened(opened: Shell) -> None:
    assert not opened.window.actions_["undo_to_opening"].isEnabled()
    session(opened).put("改", Place(project=1, field="budget"), "2.00")
    session(opened).put("改", Place(project=2, field="budget"), "2.50")
    trigger(opened, "undo_to_opening")
    assert session(opened).volume.project(1).fields.text("budget") == "1.00"


def test_what_fails_to_save_is_said_and_the_title_is_true(opened: Shell, file: Path) -> None:
    file.unlink()
    session(opened).put("改", Place(project=1, field="budget"), "2.00")
    assert opened.window.bar.tone == "warning"
    assert opened.window.bar.text.endswith("。")
    assert opened.window.windowTitle().endswith("上一步未能保存")


def test_projects_are_walked_by_keys(opened: Shell, qtbot: QtBot) -> None:
    work = opened.workspace
    assert work is not None
    for key, wanted in (("next_project", 2), ("next_project", 3), ("previous_project", 2)):
        trigger(opened, key)
        assert work.navigator.project == wanted
        assert work.tree.chosen == (wanted,)
    trigger(opened, "cover")
    assert work.pages.kind == "cover"
    trigger(opened, "previous_project")
    assert work.navigator.project == 1
    trigger(opened, "previous_project")
    assert opened.window.bar.text == "已经是第一个项目。"


def test_the_tree_goes_to_the_page_and_keeps_the_keyboard(opened: Shell, qtbot: QtBot) -> None:
    work = opened.workspace
    assert work is not None
    work.tree.view.setFocus()
    qtbot.keyClick(work.tree.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: work.navigator.project == 2)
    assert work.tree.view.hasFocus()
    work.tree.show_place(VOLUME)
    qtbot.keyClick(work.tree.view, Qt.Key.Key_Down)
    qtbot.keyClick(work.tree.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: work.pages.kind == "section")


def test_findings_are_walked_around_the_end(opened: Shell) -> None:
    work = opened.workspace
    assert work is not None
    open_ones = [finding for finding in session(opened).findings if finding.waived is None]
    assert len(open_ones) > 2
    work.navigator.go(VOLUME)
    went = []
    for _ in open_ones:
        trigger(opened, "next_finding")
        went.append(work.navigator.place)
    assert went == [finding.place for finding in open_ones]
    trigger(opened, "next_finding")
    assert work.navigator.place == open_ones[0].place
    assert opened.window.bar.text.startswith("后面没有了，从第一个问题看起：")
    trigger(opened, "previous_finding")
    assert work.navigator.place == open_ones[-1].place


def test_a_new_project_stands_behind_the_current_one_open_for_its_name(opened: Shell) -> None:
    trigger(opened, "add_project")
    assert names(opened)[:3] == ["行道树栽种", "", "苗圃养护"]
    work = opened.workspace
    assert work is not None
    new = session(opened).volume.projects[1]
    assert (new.unit, work.navigator.place) == ("401001", Place(project=new.key, field="name"))
    assert work.tree.chosen == (new.key,)


def test_deleting_is_undone_from_the_message(opened: Shell) -> None:
    work = opened.workspace
    assert work is not None
    work.tree.select([1, 2])
    before = session(opened).volume
    trigger(opened, "delete")
    assert opened.window.bar.text == "已删除 2 个项目。"
    assert work.navigator.project == 3
    opened.window.bar._button.click()
    assert session(opened).volume == before


def test_moving_over_the_edge_of_a_unit(opened: Shell, qtbot: QtBot) -> None:
    work = opened.workspace
    assert work is not None
    work.tree.select([5])
    work.tree.view.setFocus()
    qtbot.keyClick(work.tree.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert session(opened).volume.project(5).unit == "401001"
    assert work.tree.chosen == (5,)
    assert session(opened).document.undo_names() == ("移动项目",)


def test_copies_have_no_code(opened: Shell) -> None:
    trigger(opened, "duplicate")
    copy = session(opened).volume.projects[1]
    assert (copy.name, copy.code, copy.fields.text("budget")) == ("行道树栽种（副本）", "", "1.00")
    assert len(copy.indicators) == 1


def test_classifying_asks_and_takes_the_backups_too(
    opened: Shell, messenger: FakeMessenger, qtbot: QtBot, tmp_path: Path
) -> None:
    work = opened.workspace
    assert work is not None
    session(opened).put("改", Place(project=1, field="purpose"), "绝不外传")
    opened.desk.back_up_now()
    qtbot.waitUntil(lambda: opened.window.bar.text == "已备份。")
    backups = list((tmp_path / "own" / "backups").iterdir())
    assert len(backups) == 1
    messenger.answers = [0]
    trigger(opened, "classify")
    qtbot.waitUntil(lambda: len(messenger.said) == 1)
    assert not session(opened).volume.project(1).classified
    assert "1 份备份" in messenger.said[0]
    assert "不能恢复" in messenger.said[0]
    messenger.answers = [1]
    trigger(opened, "classify")
    qtbot.waitUntil(lambda: session(opened).volume.project(1).classified)
    qtbot.waitUntil(lambda: not any(path.exists() for path in backups))
    assert "绝不外传".encode() not in session(opened).document.path.read_bytes()


def test_finding_words_over_the_volume(opened: Shell, qtbot: QtBot) -> None:
    work = opened.workspace
    assert work is not None
    trigger(opened, "replace")
    assert work.find_bar.isVisible()
    work.find_bar._words.insert("苗圃")
    trigger(opened, "find_next")
    assert work.navigator.place == Place(project=2, field="name")
    work.find_bar._new.setText("苗木基地")
    work.find_bar.replace_all()
    assert names(opened)[1] == "苗木基地养护"
    assert session(opened).volume.project(2).fields.text("purpose") == "用于苗木基地养护"
    trigger(opened, "undo")
    assert names(opened)[1] == "苗圃养护"


def test_enter_again_and_again_finds_and_writes_nothing(opened: Shell, qtbot: QtBot) -> None:
    """Into sections, fields, cells: the keyboard stays in the bar."""
    work = opened.workspace
    assert work is not None
    before = session(opened).volume
    opened.window.activateWindow()
    trigger(opened, "find")
    words = work.find_bar._words
    for looked_for in ("写在这里", "用于", "处"):
        words.selectAll()
        words.insert(looked_for)
        went = set()
        for _ in range(4):
            focus = QApplication.focusWidget()
            assert focus is not None
            qtbot.keyClick(focus, Qt.Key.Key_Return)
            went.add(work.navigator.place)
        assert len(went) > 1
        assert work.find_bar.isAncestorOf(QApplication.focusWidget())
    assert session(opened).volume == before
    work.navigator.go(Place(project=1, field="name"))
    trigger(opened, "find_next")
    assert not work.find_bar.isAncestorOf(QApplication.focusWidget())


def test_saving_only_says_that_it_is_done(opened: Shell) -> None:
    trigger(opened, "save")
    assert "已自动保存" in opened.window.bar.text
    assert opened.window.bar.tone == "done"


def test_text_grows_and_is_remembered(opened: Shell, preferences: Preferences, qtbot: QtBot) -> None:
    before = opened.window.font().pointSizeF()
    trigger(opened, "text_larger")
    assert preferences.settings.text_size == 115
    qtbot.waitUntil(lambda: opened.window.font().pointSizeF() > before)
    assert Preferences(preferences._path).settings.text_size == 115


def test_the_layout_is_remembered_and_put_back(opened: Shell, preferences: Preferences, file: Path) -> None:
    tree = opened.window.docks.dock("tree")
    assert tree is not None
    assert tree.isVisible()
    tree.hide()
    trigger(opened, "close")
    assert opened.window.start.isVisible()
    assert preferences.settings.layout
    opened.files.take([file])
    assert not tree.isVisible()
    trigger(opened, "default_layout")
    assert tree.isVisible()


def test_closing_makes_a_backup_of_what_changed(opened: Shell, qtbot: QtBot, tmp_path: Path, file: Path) -> None:
    session(opened).put("改", Place(project=1, field="budget"), "2.00")
    opened.window.close()
    qtbot.waitUntil(lambda: not opened.window.isVisible())
    (backup,) = (tmp_path / "own" / "backups").iterdir()
    with open_document(backup, read_only=True) as document:
        assert document.volume.project(1).fields.text("budget") == "2.00"
    with open_document(file) as document:
        assert document.can_write


def test_a_failed_backup_keeps_the_window(
    opened: Shell, qtbot: QtBot, tmp_path: Path, messenger: FakeMessenger
) -> None:
    session(opened).put("改", Place(project=1, field="budget"), "2.00")
    (tmp_path / "own" / "backups").write_text("in the way")
    messenger.answers = [0]
    opened.window.close()
    qtbot.waitUntil(lambda: bool(messenger.said))
    assert opened.window.isVisible()
    assert opened.desk.session is not None
    messenger.answers = [1]
    opened.window.close()
    qtbot.waitUntil(lambda: not opened.window.isVisible())


def test_what_is_being_typed_is_kept_when_the_window_closes(opened: Shell, qtbot: QtBot, file: Path) -> None:
    work = opened.workspace
    assert work is not None
    work.navigator.go(Place(project=1, field="purpose"))
    focus = opened.window.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "X")
    opened.window.close()
    qtbot.waitUntil(lambda: not opened.window.isVisible())
    with open_document(file, read_only=True) as document:
        assert "X" in document.volume.project(1).fields.text("purpose")


def test_files_are_dropped_on_the_window(shell: Shell, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.invalid/a.jixiao")])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    shell.window.dropEvent(event)
    assert shell.desk.session is not None
    assert shell.desk.session.document.path == file


def test_the_palette_of_the_evening_recolours_the_icons(opened: Shell) -> None:
    palette = opened.window.palette()
    before = opened.window.actions_["open"].icon().pixmap(16).toImage()
    palette.setColor(palette.ColorRole.ButtonText, Qt.GlobalColor.yellow)
    opened.window.setPalette(palette)
    assert opened.window.actions_["open"].icon().pixmap(16).toImage() != before
    dock = opened.window.docks.dock("findings")
    assert dock is not None
    line = dock.titleBarWidget()
    assert isinstance(line, DockTitle)
    drawn = line.away.icon().pixmap(16).toImage()
    assert any(drawn.pixelColor(x, y).name() == "#ffff00" for x in range(16) for y in range(16))


def test_a_finding_is_told_calmly_and_goes_by_itself(opened: Shell) -> None:
    trigger(opened, "next_finding")
    assert opened.window.bar.tone == "hint"
    assert opened.window.bar._timer.isActive()


def test_f1_on_a_line_of_the_tree_explains_its_page(opened: Shell, qtbot: QtBot) -> None:
    work = opened.workspace
    assert work is not None
    opened.window.activateWindow()
    work.tree.view.setFocus()
    for place, topic in (
        (VOLUME, "cover"),
        (Place(section="overall_goal"), "narrative"),
        (Place(project=1), "projects"),
    ):
        work.tree.view.setCurrentIndex(work.tree_model.index_of(place))
        qtbot.waitUntil(lambda place=place: work.navigator.place == place)
        work.tree.view.setFocus()
        assert opened.help.topic_here() == topic
    trigger(opened, "overview")
    assert opened.help.topic_here() == "overview"
    opened.window.setFocus()
    assert opened.help.topic_here() == "overview"
    trigger(opened, "close")
    assert opened.help.topic_here() in ("start", "contents")


def test_what_is_being_typed_can_be_taken_back_from_the_menu(opened: Shell, qtbot: QtBot) -> None:
    work, undo = opened.workspace, opened.window.actions_["undo"]
    assert work is not None
    work.navigator.go(Place(project=1, field="name"))
    sheet = work.pages.page("project")
    assert isinstance(sheet, GoalSheet)
    editor = sheet.field("name").editor
    editor.setFocus()
    assert not undo.isEnabled()
    qtbot.keyClicks(editor, "abc")
    assert undo.isEnabled()
    assert undo.text() == "撤销“正在输入的文字”"
    undo.trigger()
    assert session(opened).volume.project(1).name == "行道树栽种"
    assert editor.text_now() == "行道树栽种"
    qtbot.waitUntil(lambda: not undo.isEnabled())


def test_a_first_cell_that_is_being_typed_can_be_taken_back_from_the_menu(opened: Shell, qtbot: QtBot) -> None:
    work, undo = opened.workspace, opened.window.actions_["undo"]
    assert work is not None
    work.navigator.go(Place(project=1, row=101, field="target"))
    grid = work.pages.page("project").findChild(IndicatorGrid)
    assert isinstance(grid, IndicatorGrid)
    grid.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "9")
    qtbot.waitUntil(undo.isEnabled)
    undo.trigger()
    assert grid.writing.editor is None
    assert session(opened).volume.project(1).indicators[0].cells.text("target") == "≥1处"
    qtbot.waitUntil(lambda: not undo.isEnabled())


def test_the_line_over_a_panel_lets_it_loose_puts_it_away_and_grows_with_the_text(opened: Shell, qtbot: QtBot) -> None:
    dock = opened.window.docks.dock("findings")
    assert dock is not None
    line = dock.titleBarWidget()
    assert isinstance(line, DockTitle)
    assert line.name.text() == "核对"
    before = line.height()
    trigger(opened, "text_larger")
    trigger(opened, "text_larger")
    trigger(opened, "text_larger")
    qtbot.waitUntil(lambda: line.height() > before)
    assert line.name.font().pointSizeF() == opened.window.font().pointSizeF()
    qtbot.mouseClick(line.loose, Qt.MouseButton.LeftButton)
    assert dock.isFloating()
    qtbot.mouseClick(line.loose, Qt.MouseButton.LeftButton)
    assert not dock.isFloating()
    qtbot.mouseClick(line.away, Qt.MouseButton.LeftButton)
    assert dock.isHidden()
    dock.toggleViewAction().trigger()
    assert dock.isVisible()


def test_the_toolbar_counts_what_is_to_be_put_right(opened: Shell) -> None:
    work, action = opened.workspace, opened.window.actions_["next_finding"]
    assert work is not None
    counted = work.tally.tally
    wanted = [f"{shape}{n}" for shape, n in (("●", counted.errors), ("▲", counted.warnings)) if n]
    assert wanted
    assert action.iconText() == f"核对 {' '.join(wanted)}"
    assert action.text() == "下一个问题"
    trigger(opened, "close")
    assert action.iconText() == "下一个问题"


def test_the_keyboard_goes_round_the_parts_of_the_window(opened: Shell, qtbot: QtBot) -> None:
    work = opened.workspace
    assert work is not None
    qtbot.waitUntil(lambda: "preview" in work.panels)
    opened.window.activateWindow()
    work.tree.view.setFocus()

    def part() -> str:
        focus = QApplication.focusWidget()
        assert focus is not None
        parts = {"tree": work.tree, "page": work.pages, **work.panels}
        return next(name for name, widget in parts.items() if widget.isAncestorOf(focus))

    seen = []
    for _ in range(4):
        trigger(opened, "next_pane")
        seen.append(part())
    assert seen == ["page", "findings", "preview", "tree"]
    trigger(opened, "previous_pane")
    assert part() == "preview"
    dock = opened.window.docks.dock("findings")
    assert dock is not None
    dock.hide()
    trigger(opened, "previous_pane")
    assert part() == "page"
    dock.show()


def test_the_panels_keep_their_part_of_a_larger_window_until_a_border_is_drawn(opened: Shell, qtbot: QtBot) -> None:
    window, dock = opened.window, opened.window.docks.dock("tree")
    assert dock is not None
    window.setWindowState(Qt.WindowState.WindowNoState)
    for width in (1366, 1900):
        window.resize(width, 900)
        qtbot.waitUntil(lambda width=width: dock.width() == pytest.approx(width * 0.205, abs=4))
    border, there, held = QPoint(dock.geometry().right() + 2, 400), window.windowHandle(), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(there, held, none, border)
    for step in (20, 40, 60):
        QTest.mouseMove(there, border - QPoint(step, 0), 10)
    QTest.mouseRelease(there, held, none, border - QPoint(60, 0), 10)
    qtbot.waitUntil(lambda: dock.width() < 360)
    own = dock.width()
    window.resize(1500, 900)
    qtbot.waitUntil(lambda: window.width() == 1500)
    QApplication.processEvents()
    assert dock.width() == own
    trigger(opened, "default_layout")
    qtbot.waitUntil(lambda: dock.width() == pytest.approx(1500 * 0.205, abs=4))
