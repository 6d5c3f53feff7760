"""The steps of a file: what each was called, who did it when, and the delta that undoes it.

Steps are numbered without gaps. `meta.step` is the last one that is done (0: none); those behind it are undone and may be
redone until a new step takes their place.
"""

import sqlite3
from dataclasses import replace
from typing import NamedTuple

from editor.errors import UserError
from editor.store.delta import DamagedDelta, Delta, checked_text, decode, digest, encode
from editor.values import value

MAX_STEPS = 2_000
MAX_BYTES = 64 * 1024 * 1024
_POINTER = "step"


class Stamp(NamedTuple):
    """What a step or a version is called, and who made it when (ISO 8601 with the offset)."""

    name: str
    time: str
    user: str


@value
class Step:
    """One undo step, without its delta; `time` is ISO 8601 with the offset, `size` the bytes its delta takes."""

    id: int
    name: str
    time: str
    user: str
    size: int


@value
class History:
    """All steps a file keeps, oldest first; those up to the id `position` are done."""

    steps: tuple[Step, ...] = ()
    position: int = 0

    @property
    def done(self) -> tuple[Step, ...]:
        """Steps that can be undone, the next to undo last."""
        return tuple(step for step in self.steps if step.id <= self.position)

    @property
    def undone(self) -> tuple[Step, ...]:
        """Steps that can be redone, the next to redo first."""
        return tuple(step for step in self.steps if step.id > self.position)


def create_history(connection: sqlite3.Connection) -> None:
    """The beginning of a new file."""
    connection.execute("INSERT INTO meta (key, value) VALUES (?, '0')", (_POINTER,))


def load_history(connection: sqlite3.Connection) -> History:
    """The steps of a file; ValueError where they are not numbered as they should be."""
    sql = "SELECT id, name, time, user, length(CAST(delta AS BLOB)) FROM history ORDER BY id"
    steps = tuple(Step(*row) for row in connection.execute(sql))
    (text,) = connection.execute("SELECT value FROM meta WHERE key = ?", (_POINTER,)).fetchone() or ("",)
    position = int(text)
    first = steps[0].id if steps else position + 1
    if not steps and position:
        raise ValueError("no steps, but one is done")
    if any(step.id != first + i for i, step in enumerate(steps)) or not first - 1 <= position <= first - 1 + len(steps):
        raise ValueError("steps are not in order")
    return History(steps, position)


def record(connection: sqlite3.Connection, history: History, delta: Delta, stamp: Stamp) -> History:
    """Adds a step behind the last one done; those that were undone are gone, and so are the oldest beyond the limits."""
    text = encode(delta)
    step = Step(history.position + 1, *stamp, len(text.encode()))
    connection.execute("DELETE FROM history WHERE id > ?", (history.position,))
    connection.execute(
        "INSERT INTO history (id, name, time, user, digest, delta) VALUES (?, ?, ?, ?, ?, ?)",
        (step.id, *stamp, digest(text), text),
    )
    kept = _within_limits((*history.done, step))
    connection.execute("DELETE FROM history WHERE id < ?", (kept[0].id,))
    return move(connection, History(kept, history.position), step.id)


def move(connection: sqlite3.Connection, history: History, position: int) -> History:
    """Makes `position` the last step that is done."""
    connection.execute("UPDATE meta SET value = ? WHERE key = ?", (str(position), _POINTER))
    return replace(history, position=position)


def clear(connection: sqlite3.Connection) -> History:
    """Forgets every step."""
    connection.execute("DELETE FROM history")
    return move(connection, History(), 0)


def delta_of(connection: sqlite3.Connection, step: Step) -> Delta:
    """What the step changed; UserError where its record is damaged (the document is not)."""
    row = connection.execute(
        "SELECT CAST(delta AS BLOB), CAST(digest AS BLOB) FROM history WHERE id = ?", (step.id,)
    ).fetchone()
    try:
        return decode(checked_text(row))
    except DamagedDelta as error:
        raise damaged_step(step) from error


def damaged_step(step: Step) -> UserError:
    """The sentence for a step that cannot be taken back."""
    return UserError(f"“{step.name}”这一步的记录已损坏，不能撤销或重做；文档内容完好，可以继续编辑。")


def _within_limits(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The newest steps that keep the limits; the newest one always."""
    steps = steps[-MAX_STEPS:]
    size, first = steps[-1].size, len(steps) - 1
    while first > 0 and size + steps[first - 1].size <= MAX_BYTES:
        first -= 1
        size += steps[first].size
    return steps[first:]
