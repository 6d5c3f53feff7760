"""The file is away while the clerk goes on typing: everything typed is there in the end."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from editor.domain.places import Place
from tests.stories.clerk import Clerk

NAME, TARGET = "养护新项目", "987"


def type_on(clerk: Clerk) -> None:
    """The project's name and a cell, neither of which can be saved."""
    clerk.into(clerk.sheet.field("name").editor)
    clerk.over(NAME)
    clerk.cell(0, 4)
    clerk.type(TARGET)
    clerk.key(Qt.Key.Key_Return)


def has_all(clerk: Clerk) -> bool:
    project = clerk.volume.projects[0]
    return (project.name, project.indicators[0].cells.text("target")) == (NAME, TARGET)


def press_in_bar(clerk: Clerk, words: str) -> None:
    (button,) = (b for b in clerk.window.bar.findChildren(QPushButton) if b.text() == words and b.isVisible())
    button.click()


def test_the_file_comes_back_and_all_of_it_is_saved(clerk: Clerk, volume_file: Path) -> None:
    clerk.open(volume_file)
    before = clerk.volume
    away = volume_file.with_name("移走")
    volume_file.rename(away)
    type_on(clerk)
    assert clerk.volume == before
    assert "不在原来的位置" in clerk.said
    press_in_bar(clerk, "重试")
    assert clerk.volume == before
    assert "不在原来的位置" in clerk.said
    away.rename(volume_file)
    press_in_bar(clerk, "重试")
    assert "已保存" in clerk.said
    assert has_all(clerk)
    for _ in range(len(clerk.steps)):
        clerk.choose("undo")
    assert clerk.volume == before


def test_the_next_step_takes_them_along(clerk: Clerk, volume_file: Path) -> None:
    clerk.open(volume_file)
    away = volume_file.with_name("移走")
    volume_file.rename(away)
    type_on(clerk)
    away.rename(volume_file)
    other = clerk.volume.projects[1].key
    clerk.session.put("修改资金用途", Place(project=other, field="purpose"), "另一件事")
    assert has_all(clerk)
    assert clerk.steps[0] == "修改资金用途"


def test_saved_elsewhere_it_is_all_there(clerk: Clerk, volume_file: Path, tmp_path: Path) -> None:
    clerk.open(volume_file)
    volume_file.unlink()
    type_on(clerk)
    clerk.answers.target = tmp_path / "别处 [二].jixiao"
    clerk.choose("save_as")
    clerk.until(lambda: clerk.session.document.path == clerk.answers.target)
    assert has_all(clerk)
    assert "已保存" in clerk.window.windowTitle()


def test_closing_asks_before_anything_is_given_up(clerk: Clerk, volume_file: Path) -> None:
    clerk.open(volume_file)
    away = volume_file.with_name("移走")
    volume_file.rename(away)
    type_on(clerk)
    clerk.answers.answers = {"还有没保存的": "回到窗口"}
    clerk.choose("close")
    assert clerk.shell.desk.session is not None
    assert "关闭以后就没有了" in clerk.answers.asked[-1]
    clerk.answers.answers = {"还有没保存的": "不要这些改动，关闭"}
    clerk.choose("close")
    clerk.until(lambda: clerk.shell.desk.session is None)
    away.rename(volume_file)
    clerk.open(volume_file)
    assert clerk.steps == ()
