"""What is worked out beside the window: it comes, it follows edits made meanwhile, and it fails where it can be told."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.bridge.derived import Typesetting
from editor.bridge.session import Session
from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.document.document import create_document
from editor.domain import edits
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

    def follow(
        self, volume: Volume, step: Callable[[], object] = lambda: None
    ) -> dict[int | None, tuple[Finding, ...]]:
        assert self.go_on.wait(10)
        return super().follow(volume, step)


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


class EndlessChecker(Checker):
    """Takes step after step until somebody stops it."""

    def __init__(self) -> None:
        super().__init__(FORM)
        self.begun, self.ended = threading.Event(), threading.Event()

    def follow(
        self, volume: Volume, step: Callable[[], object] = lambda: None
    ) -> dict[int | None, tuple[Finding, ...]]:
        try:
            while True:
                step()
                self.begun.set()
        finally:
            self.ended.set()


def test_a_document_that_closes_stops_its_check_at_the_next_step(tmp_path: Path, qtbot: QtBot) -> None:
    checker = EndlessChecker()
    session = Session(create_document(tmp_path / "册.jixiao", volume()), FORM, checker, FontSet.bundled)
    session.derived.prepare(session.volume)
    assert checker.begun.wait(10)
    session.close()
    assert checker.ended.wait(10)


class WatchedChecker(Checker):
    """Notes the thread of each check."""

    def __init__(self) -> None:
        super().__init__(FORM)
        self.threads: list[int] = []

    def follow(
        self, volume: Volume, step: Callable[[], object] = lambda: None
    ) -> dict[int | None, tuple[Finding, ...]]:
        self.threads.append(threading.get_ident())
        return super().follow(volume, step)


def many(count: int) -> Volume:
    one = volume()
    return replace(one, projects=tuple(replace(one.projects[0], key=key) for key in range(1, count + 1)))


Open = Callable[[Volume], tuple[Session, WatchedChecker]]


@pytest.fixture
def prepared(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    """Opens a volume and waits until all of it is checked and set."""
    opened: list[Session] = []

    def make(volume: Volume) -> tuple[Session, WatchedChecker]:
        checker = WatchedChecker()
        session = Session(create_document(tmp_path / "册.jixiao", volume), FORM, checker, FontSet.bundled)
        opened.append(session)
        session.derived.prepare(session.volume)
        qtbot.waitUntil(lambda: session.derived.has_pages, timeout=20_000)
        checker.threads.clear()
        return session, checker

    yield make
    for session in opened:
        session.close()


def settled(session: Session) -> bool:
    return session.paged[0] is session.volume and session.derived._check_job is None


def as_made_anew(session: Session) -> None:
    assert session.findings == Checker(FORM).check(session.volume)
    fresh = Typesetting(FORM, FontSet.bundled()).pages(session.volume)
    assert [page.texts for page in session.pages.pages] == [page.texts for page in fresh.pages]


def test_another_year_of_hundreds_is_checked_beside_the_window(prepared: Open, qtbot: QtBot) -> None:
    session, checker = prepared(many(250))
    before = session.found
    session.put("改", Place(field="year"), "2030")
    assert session.found is before
    assert session.derived.has_findings
    session.put("改", PLAN, ("0", "50", "75", "100"))
    qtbot.waitUntil(lambda: session.found is not before and settled(session), timeout=20_000)
    assert checker.threads[0] != threading.get_ident()
    assert set(checker.threads[1:]) == {threading.get_ident()}  # what was typed meanwhile is one sheet
    as_made_anew(session)


def test_other_projects_by_the_hundred_have_no_findings_until_they_are_checked(prepared: Open, qtbot: QtBot) -> None:
    session, checker = prepared(volume())
    told: list[bool] = []
    session.findings_changed.connect(lambda: told.append(session.derived.has_findings))
    session.apply("导入", lambda _: many(250))
    assert session.findings == ()
    assert not session.derived.has_findings
    qtbot.waitUntil(lambda: session.derived.has_findings and settled(session), timeout=20_000)
    assert told[-1]
    assert threading.get_ident() not in checker.threads
    as_made_anew(session)


def test_sheets_that_move_by_the_hundred_are_set_beside_the_window(prepared: Open, qtbot: QtBot) -> None:
    session, _ = prepared(many(100))
    before = session.paged
    session.apply("移", lambda v: edits.move_projects(v, [90], 0))
    assert session.paged == before
    session.put("改", PLAN, ("0", "50", "75", "100"))
    assert session.paged == before
    with qtbot.waitSignal(session.derived.pages_ready, timeout=20_000):
        pass
    assert settled(session)
    as_made_anew(session)


def test_corrections_in_hundreds_of_sheets_are_checked_and_set_beside_the_window(prepared: Open, qtbot: QtBot) -> None:
    session, checker = prepared(many(250))
    before, pages = session.found, session.paged
    session.put_all("改", tuple((Place(key, field="disbursement"), ("0", "50", "75", "100")) for key in range(1, 251)))
    assert session.found is before
    assert session.paged == pages
    qtbot.waitUntil(lambda: session.found is not before and settled(session), timeout=20_000)
    assert checker.threads[0] != threading.get_ident()
    as_made_anew(session)


def test_a_few_sheets_are_set_at_once(prepared: Open) -> None:
    session, _ = prepared(many(100))
    session.apply("移", lambda v: edits.move_projects(v, [100], 60))
    assert session.paged[0] is session.volume
    as_made_anew(session)


def test_sheets_that_cannot_be_set_anew_are_told(prepared: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    session, _ = prepared(many(100))
    monkeypatch.setattr(Typesetting, "pages", lambda *_: 1 / 0)
    session.apply("移", lambda v: edits.move_projects(v, [90], 0))
    with qtbot.waitSignal(session.derived.broken, timeout=20_000) as told:
        _ = session.paged
    assert told.args is not None
    assert isinstance(told.args[0], ZeroDivisionError)
    assert not session.derived.has_pages
    monkeypatch.undo()
    as_made_anew(session)


def test_words_saved_during_a_check_lose_nothing_of_it(prepared: Open, qtbot: QtBot) -> None:
    session, _ = prepared(many(250))
    session.put("改", Place(field="year"), "2030")
    _ = session.found
    session.derived.recheck(session.volume)
    assert not session.derived.has_findings or session.derived._check_job is not None
    qtbot.waitUntil(lambda: session.derived.has_findings and session.derived._check_job is None, timeout=20_000)
    as_made_anew(session)
