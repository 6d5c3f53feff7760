"""The session: one door, signals after the commit, findings and pages that follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.document.document import create_document
from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Unit, Volume, Waiver
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet

TARGET = Place(project=1, row=2, field="target")
FORM = bundled_packs().form("hebei-2023")


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    row = Indicator(2, Fields({"level1": "产出指标", "level2": "数量指标", "level3": "株数", "target": "≥95%"}))
    fields = Fields({"name": "行道树栽种", "budget": "5.00", "disbursement": ("0", "50", "75", "100")})
    project = Project(1, "401001", fields=fields, indicators=(row,))
    volume = Volume(FORM.id, 2027, "青石县林业局", (Unit("401001", "青石县林业局本级"),), (), (project,))
    document = create_document(tmp_path / "册.jixiao", volume)
    session = Session(document, FORM, Checker(FORM), FontSet.bundled)
    yield session
    session.close()


def of(session: Session, check: str) -> list[Finding]:
    return [finding for finding in session.findings if finding.check == check]


def test_an_edit_is_committed_and_told_once(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignals([session.changed, session.findings_changed, session.pages_changed], order="strict"):
        change = session.put("修改指标值", TARGET, "≥100%")
    assert change is not None
    assert change.places == {TARGET}
    assert session.document.undo_names() == ("修改指标值",)
    assert [finding.place for finding in of(session, "IND-14")] == [TARGET]


def test_several_commits_refresh_once(session: Session, qtbot: QtBot) -> None:
    told = []
    session.pages_changed.connect(lambda: told.append(1))
    with qtbot.waitSignal(session.pages_changed):
        session.put("修改指标值", TARGET, "≥96%")
        session.put("修改指标值", TARGET, "≥97%")
    qtbot.wait(20)
    assert told == [1]


def test_pages_show_what_was_written(session: Session) -> None:
    before = session.pages
    assert session.pages is before
    session.put("修改指标值", TARGET, "≥9876株")
    shown = "".join(box.text for page in session.pages.pages for box in page.texts if box.place == TARGET)
    assert shown == "≥9876株"


def test_undo_and_redo(session: Session) -> None:
    start = session.volume
    session.put("修改指标值", TARGET, "≥96%")
    changed = session.volume
    session.undo()
    assert session.volume == start
    session.redo()
    assert session.volume == changed


def test_a_refused_change_is_said_and_changes_nothing(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    start = session.volume
    session.document.path.unlink()
    with qtbot.waitSignal(session.failed) as told:
        assert session.put("修改指标值", TARGET, "≥96%") is None
    assert told.args is not None
    assert told.args[0].endswith("。")
    assert session.volume is start


def test_a_waiver_is_a_step(session: Session) -> None:
    session.apply("改", lambda volume: edits.set_cells(volume, 1, [(2, "target", "≥100%")]))
    session.waive(Waiver("IND-14", TARGET, "≥100%", "上级原文"))
    assert [finding.waived for finding in of(session, "IND-14")] == ["上级原文"]
    session.undo()
    assert [finding.waived for finding in of(session, "IND-14")] == [None]
