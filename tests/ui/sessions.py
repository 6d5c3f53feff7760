"""Sessions over new files, for the tests of models and windows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from editor.bridge.session import Session
from editor.checks.engine import Checker
from editor.document.document import create_document
from editor.domain.volume import Volume
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet
from tests.ui.volumes import FORM, volume_with


class OpenSession(Protocol):
    """Makes a session over a new file with a volume; without one, over `volume_with()`."""

    def __call__(self, volume: Volume | None = None) -> Session: ...


def opened_sessions(folder: Path) -> Iterator[OpenSession]:
    """Gives the maker, and closes what it made."""
    opened: list[Session] = []

    def make(volume: Volume | None = None) -> Session:
        volume = volume or volume_with()
        document = create_document(folder / f"册{len(opened)}.jixiao", volume)
        form = FORM if volume.form == FORM.id else bundled_packs().form(volume.form)
        session = Session(document, form, Checker(form), FontSet.bundled)
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.close()
