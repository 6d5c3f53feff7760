"""Takes a project's content out of a file for good when it is marked classified (涉密).

Rows are deleted with secure_delete; the steps that could bring the content back are forgotten; named versions keep
everything but that project (and lose a name that told of it); at last the whole file is written anew (VACUUM), since
pages that were balanced may hold old bytes in their gaps. A mark in `meta` sees to it that a crash in between does not
leave the last part undone.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from editor.domain import edits
from editor.domain.budget_edits import delete_named_rows
from editor.domain.volume import Project, Volume
from editor.errors import UserError
from editor.store.delta import Delta
from editor.store.versions import list_versions, remove_version, rename_version, replace_version, version_volume

_MARK = "scrub"
_NEUTRAL = "保存的版本"
"""The name of a version whose own name told a part of a classified project's name or code."""
_PIECE = 3


def newly_classified(volume: Volume, delta: Delta) -> tuple[Project, ...]:
    """The projects of `volume`, with their content, that `delta` marks as classified."""
    keys = {
        change.key[0]
        for change in delta.rows
        if change.table == "project" and change.before and change.after and not change.before[1] and change.after[1]
    }
    return tuple(project for project in volume.projects if project.key in keys) if keys else ()


def scrub(volume: Volume, secrets: Iterable[Project], neutral_names: dict[int, str]) -> Volume:
    """The volume without the content of these projects, or of any that is one of them (`is_same`)."""
    for secret in secrets:
        for project in volume.projects:
            if not project.classified and is_same(project, secret):
                volume = edits.classify(volume, project.key, neutral_names[secret.key])
        volume = delete_named_rows(volume, secret)
    return volume


def is_same(project: Project, other: Project) -> bool:
    """Whether two projects of different times are one: by key or code, or by name where one of them has no code yet.

    Units often have projects of the same name, so the name alone does not do.
    """
    if project.key == other.key or (project.code and project.code == other.code):
        return True
    return bool(project.name) and project.name == other.name and not (project.code and other.code)


def _runs(text: str) -> Iterator[str]:
    """Pieces by which a part of a name is known again."""
    if text:
        yield from (text[at : at + _PIECE] for at in range(max(len(text) - _PIECE, 0) + 1))


def scrub_versions(connection: sqlite3.Connection, secrets: tuple[Project, ...], neutral_names: dict[int, str]) -> None:
    """Scrubs every named version; one that cannot be read is removed, as nobody can say what it holds."""
    runs = {run for secret in secrets for word in (secret.name, secret.code) for run in _runs(word)}
    for version in list_versions(connection):
        if any(run in version.name for run in runs):
            rename_version(connection, version.id, _NEUTRAL)
        try:
            volume = version_volume(connection, version.id)
        except UserError:
            remove_version(connection, version.id)
            continue
        clean = scrub(volume, secrets, neutral_names)
        if clean is not volume:
            replace_version(connection, version.id, clean)
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, '1')", (_MARK,))


def finish_scrubbing(connection: sqlite3.Connection, *, due: bool = False) -> None:
    """Writes the file anew where a classified project's content was deleted from it and this is still to be done, or `due`."""
    if due or connection.execute("SELECT 1 FROM meta WHERE key = ?", (_MARK,)).fetchone():
        attached = connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        try:
            connection.execute("VACUUM")
        finally:
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, attached)
        connection.execute("DELETE FROM meta WHERE key = ?", (_MARK,))
