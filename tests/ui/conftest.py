"""Windows without a screen: Qt draws off screen, and whatever Qt complains of fails the test."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.checks.engine import Checker
from editor.document.document import create_document
from editor.domain.volume import Volume
from editor.typeset.fonts import FontSet
from tests.ui.volumes import FORM, volume_with

OpenSession = Callable[..., Session]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))


@pytest.fixture
def open_session(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenSession]:
    """Makes a session over a new file with a volume."""
    opened: list[Session] = []

    def make(volume: Volume | None = None, **changes: object) -> Session:
        volume = replace(volume or volume_with(), **changes)
        document = create_document(tmp_path / f"册{len(opened)}.jixiao", volume)
        session = Session(document, FORM, Checker(FORM), FontSet.bundled)
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.close()


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """One project with the four rows of ROWS: project 1, rows 2 to 5."""
    return open_session()
