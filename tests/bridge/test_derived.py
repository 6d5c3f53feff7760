"""What is worked out beside the window: it comes, it follows edits made meanwhile, and it fails where it can be told."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.document.document import create_document
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Project, Unit, Volume
from editor.errors import UserError
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet

FORM = bundled_packs().form("hebei-2023")
PLAN = Place(1, field="disbursement")


def volume() -> Volume:
    fields = Fields({"name": "行道树栽种", "budget": "5.00", "disbursement": ("0", "50", "75", "90")})
    unit = Unit("401001", "青石县林业局本级")
    return Volume(FORM.id, 2027, "青石县林业局", (unit,), (), (Project(1, "401001", fields=fields),))


class SlowChecker(Checker):
    """Waits in its first check until it is let go on."""

    def __init__(self) -> None:
        super().__init__(FORM)
        self.go_on = threading.Event()

    def follow(self, volume: Volume) -> dict[int | None, tuple[Finding, ...]]:
        assert self.go_on.wait(10)
        return super().follow(volume)


def checks(session: Session) -> set[str]:
    return {finding.check for finding in session.findings}


def test_findings_then_pages(tmp_path: Path, qtbot: QtBot) -> None:
    session = Session(create_document(tmp_path / "册.jixiao", volume()), FORM, Checker(FORM), FontSet.bundled)
    with qtbot.waitSignals([session.findings_changed, session.pages_changed], order="strict", timeout=10_000):
        session.derived.prepare(session.volume)
    assert session.derived.has_findings
    assert session.derived.has_pages
    assert "PLN-03" in checks(session)
    with qtbot.assertNotEmitted(session.pages_changed, wait=50):
        session.derived.prepare(session.volume)
    session.close()


def test_an_edit_while_the_first_check_goes_on(tmp_path: Path, qtbot: QtBot) -> None:
    checker = SlowChecker()
    session = Session(create_document(tmp_path / "册.jixiao", volume()), FORM, checker, FontSet.bundled)
    session.derived.prepare(session.volume)
    session.put("改", PLAN, ("0", "50", "75", "100"))
    assert session.findings == ()
    with qtbot.waitSignal(session.derived.findings_ready):
        checker.go_on.set()
    assert "PLN-03" not in checks(session)
    qtbot.waitUntil(lambda: session.derived.has_pages, timeout=10_000)
    shown = "".join(box.text for page in session.pages.pages for box in page.texts if box.place)
    assert shown.endswith("05075100")
    session.close()


def test_a_font_that_is_damaged_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    def damaged() -> FontSet:
        raise UserError("字体打不开。")

    session = Session(create_document(tmp_path / "册.jixiao", volume()), FORM, Checker(FORM), damaged)
    with qtbot.waitSignal(session.derived.broken, timeout=10_000) as told:
        session.derived.prepare(session.volume)
    assert told.args == ["字体打不开。"]
    assert not session.derived.has_pages
    with pytest.raises(UserError):
        _ = session.pages
    session.close()


def test_a_document_closed_meanwhile_hears_no_more(tmp_path: Path, qtbot: QtBot) -> None:
    checker = SlowChecker()
    session = Session(create_document(tmp_path / "册.jixiao", volume()), FORM, checker, FontSet.bundled)
    session.derived.prepare(session.volume)
    threading.Timer(0.05, checker.go_on.set).start()
    with qtbot.assertNotEmitted(session.findings_changed, wait=200):
        session.close()
