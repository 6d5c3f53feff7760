"""Looks at what a killed process left, and at what it had said: nothing torn, nothing lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

from editor.document.document import open_document
from editor.domain.volume import Volume
from editor.store.opening import Opening, open_file
from torture_process import Broken, Said
from torture_walk import State, after, next_step


def judge_walk(path: Path, state: State, seed: str, said: Said, how: Opening | None = None) -> State:
    """The state the file is in: that of the last step acknowledged, or of the one in flight; Broken where it is neither."""
    while state.step < said.done:
        state = after(state, next_step(state, seed))
    following = after(state, next_step(state, seed)) if said.begun > state.step else state
    with open_document(path, how=how) as document:
        found = document.volume
        versions = len(document.versions())
        if _is(state, found, versions) and len(document.undo_names()) == len(state.done):
            reached = state
        elif _is(following, found, versions):
            reached = following
        else:
            raise Broken(f"step {state.step} was acknowledged, and another state is found")
        if (len(document.undo_names()), len(document.redo_names())) != (len(reached.done), len(reached.undone)):
            raise Broken(f"{len(document.undo_names())} steps can be undone, not {len(reached.done)}")
        if reached.done:
            document.undo()
            expect(document.volume == reached.done[-1], "a step is undone to another state")
            document.redo()
        expect(document.volume == reached.volume, "undoing and redoing leads elsewhere")
    expect_whole(path)
    return reached


def expect(true: bool, otherwise: str) -> None:
    """Broken where it is not so."""
    if not true:
        raise Broken(otherwise)


def expect_whole(path: Path) -> None:
    """SQLite finds no fault in any page, and nothing is left beside the file."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
    expect(said == "ok", f"integrity_check: {said}")
    expect(not has_hot_journal(path), "a journal that would take something back is left beside a closed file")


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what takes a commit back."""
    return path.with_name(path.name + "-journal")


def has_hot_journal(path: Path) -> bool:
    """The process died in the middle of a commit."""
    try:
        with journal_of(path).open("rb") as journal:
            return any(journal.read(8))
    except OSError:
        return False


def volume_of(path: Path, how: Opening | None = None) -> Volume:
    """What a file holds, opened as a stranger's is."""
    opened = open_file(path, read_only=True, how=how)
    opened.file.close()
    return opened.volume


def _is(state: State, volume: Volume, versions: int) -> bool:
    return state.volume == volume and state.versions == versions
