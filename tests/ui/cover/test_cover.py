"""The page of the cover: department, year, cover fields, units."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain import edits
from editor.domain.places import Place
from editor.domain.volume import Unit
from editor.ui.cover.page import CoverPage
from tests.ui.fields.hands import compose, shown, write


class Asked:
    """Remembers what it was asked, and answers what it is told to."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.answer = 0

    def tell(self, text: str) -> None:
        self.said.append(text)

    def ask(self, title: str, text: str, answers: Sequence[str]) -> int:
        self.said.append(text)
        return self.answer


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def page(session: Session, asked: Asked, qtbot: QtBot) -> CoverPage:
    page = CoverPage(session, asked)  # type: ignore[arg-type]
    page.resize(760, 520)
    shown(qtbot, page)
    return page


def codes(session: Session) -> list[str]:
    return [unit.code for unit in session.volume.units]


def test_defaults_are_placeholders(page: CoverPage, session: Session, qtbot: QtBot) -> None:
    assert page.department.text_now() == "青石县林业局"
    assert page.cover["reviewer"].text_now() == ""
    assert page.cover["reviewer"].editor.placeholderText() == "青石县财政局"
    assert page.sketch.lines[-1] == "青石县财政局审核"
    write(qtbot, page.department, "白河市林业局")
    page.settle()
    assert session.volume.department == "白河市林业局"
    assert page.cover["reviewer"].editor.placeholderText() == "白河市财政局"
    write(qtbot, page.cover["reviewer"], "财政局绩效科")
    page.settle()
    assert page.sketch.lines[-1] == "财政局绩效科审核"
    assert session.document.undo_names() == ("修改审核单位", "修改部门名称")


@pytest.mark.parametrize(
    ("typed", "year"), [("2028", 2028), ("２０２９年", 2029), ("28", 2027), ("abc", 2027), ("9999", 2027)]
)
def test_the_year_must_be_one(typed: str, year: int, page: CoverPage, session: Session, qtbot: QtBot) -> None:
    write(qtbot, page.year, typed)
    assert (page.year.note() != "") is (year == 2027)
    qtbot.keyClick(page.year.editor, Qt.Key.Key_Return)
    assert session.volume.year == year
    assert page.year.text_now() == str(year)


def test_a_composition_in_a_cover_field(page: CoverPage, session: Session) -> None:
    editor = page.department.editor
    editor.setFocus()
    editor.selectAll()
    compose(editor, "lin")
    page.settle()
    assert session.volume.department == "青石县林业局"


def test_units_are_added_and_named(page: CoverPage, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.units.add, Qt.MouseButton.LeftButton)
    assert codes(session) == ["401001", "401002"]
    row = page.units.rows[1]
    assert row.code.editor.hasFocus()
    write(qtbot, row.code, "401009")
    qtbot.keyClick(row.code.editor, Qt.Key.Key_Return)
    assert row.name.editor.hasFocus()
    write(qtbot, row.name, "苗圃")
    qtbot.keyClick(row.name.editor, Qt.Key.Key_Return)
    assert session.volume.units[1] == Unit("401009", "苗圃")
    session.undo()
    session.undo()
    session.undo()
    assert codes(session) == ["401001"]
    assert len(page.units.rows) == 1


def test_a_code_takes_its_projects_along(page: CoverPage, session: Session, qtbot: QtBot) -> None:
    write(qtbot, page.units.rows[0].code, "401777")
    page.settle()
    assert session.volume.project(1).unit == "401777"
    assert page.units.rows[0].code.place == Place(unit="401777", field="code")
    assert page.units.rows[0].name.text_now() == "青石县林业局本级"


@pytest.mark.parametrize("typed", ["401001", ""])
def test_a_code_that_cannot_be_is_said(
    typed: str, page: CoverPage, session: Session, asked: Asked, qtbot: QtBot
) -> None:
    session.apply("加", lambda v: edits.set_units(v, [*v.units, Unit("401002", "苗圃")]))
    field = page.units.rows[1].code
    write(qtbot, field, typed)
    qtbot.keyClick(field.editor, Qt.Key.Key_Delete)
    page.settle()
    assert codes(session) == ["401001", "401002"]
    assert field.text_now() == "401002"
    assert len(asked.said) == 1
    assert "没有改" in asked.said[0]


def test_units_move(page: CoverPage, session: Session, qtbot: QtBot) -> None:
    session.apply("加", lambda v: edits.set_units(v, [*v.units, Unit("401002", "苗圃")]))
    assert not page.units.rows[0].up.isEnabled()
    assert not page.units.rows[1].down.isEnabled()
    write(qtbot, page.units.rows[1].name, "x")
    qtbot.mouseClick(page.units.rows[0].down, Qt.MouseButton.LeftButton)
    assert [(u.code, u.name) for u in session.volume.units] == [("401002", "x"), ("401001", "青石县林业局本级")]
    assert page.units.rows[0].name.text_now() == "x"


def test_a_unit_with_projects_is_deleted_after_asking(
    page: CoverPage, session: Session, asked: Asked, qtbot: QtBot
) -> None:
    assert page.units.rows[0].used.text() == "1 个"
    qtbot.mouseClick(page.units.rows[0].drop, Qt.MouseButton.LeftButton)
    assert codes(session) == ["401001"]
    assert "1 个项目" in asked.said[0]
    asked.answer = 1
    qtbot.mouseClick(page.units.rows[0].drop, Qt.MouseButton.LeftButton)
    assert codes(session) == []
    assert session.volume.project(1).unit == "401001"
    assert any("还没有单位" in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_unit_without_projects_goes_at_once(page: CoverPage, session: Session, asked: Asked, qtbot: QtBot) -> None:
    session.apply("加", lambda v: edits.set_units(v, [*v.units, Unit("401002", "苗圃")]))
    qtbot.mouseClick(page.units.rows[1].drop, Qt.MouseButton.LeftButton)
    assert codes(session) == ["401001"]
    assert asked.said == []


def test_places_are_told_and_shown(page: CoverPage, qtbot: QtBot) -> None:
    told: list[Place] = []
    page.place_chosen.connect(lambda place, _: told.append(place))
    page.show_place(Place(field="reviewer"))
    assert page.cover["reviewer"].editor.hasFocus()
    page.show_place(Place(unit="401001", field="name"), (0, 3))
    assert page.units.rows[0].name.editor.selectedText() == "青石县"  # type: ignore[union-attr]
    assert told == []
    page.year.editor.setFocus()
    assert told == [Place(field="year")]


def test_findings_stand_at_their_fields(page: CoverPage, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.findings_changed):
        write(qtbot, page.department, "")
        qtbot.keyClick(page.department.editor, Qt.Key.Key_Delete)
        page.settle()
    wanted = [f.severity for f in session.findings if f.place == Place(field="department")]
    assert (page.department.mark.severity is not None) is bool(wanted)
    with qtbot.waitSignal(session.findings_changed):
        session.apply("改", lambda v: edits.rename_unit_code(v, "401001", "4a"))
    units = [f for f in session.findings if f.place.unit == "4a"]
    assert units
    shown_ = [field for field in page.units.fields() if field.findings]
    assert {f.place for f in units} == {field.place for field in shown_}
