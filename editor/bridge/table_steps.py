"""From one order of keys to another in the steps a Qt view understands, and changed cells as rectangles."""

from collections.abc import Iterable, Sequence

from editor.values import value


@value
class Remove:
    """Rows `first` to `last` go."""

    first: int
    last: int


@value
class Insert:
    """Rows with these keys come in before position `at`."""

    at: int
    keys: tuple[int, ...]


@value
class Move:
    """Rows `first` to `last` go to before position `before` of the rows as they stand; or, where it is no single block:
    `order`, the old position of each new row."""

    first: int = 0
    last: int = 0
    before: int = 0
    order: tuple[int, ...] = ()


Step = Remove | Insert | Move


def steps(old: Sequence[int], new: Sequence[int]) -> list[Step]:
    """Removals from the end, then one move, then insertions from the front; each position as the steps before it leave it."""
    there, before = set(new), set(old)
    found: list[Step] = []
    gone = [i for i, key in enumerate(old) if key not in there]
    for first, last in reversed(_runs(gone)):
        found.append(Remove(first, last))
    kept = [key for key in old if key in there]
    wanted = [key for key in new if key in before]
    if kept != wanted:
        found.append(_move(kept, wanted))
    fresh = [i for i, key in enumerate(new) if key not in before]
    found.extend(Insert(first, tuple(new[first : last + 1])) for first, last in _runs(fresh))
    return found


def rectangles(cells: Iterable[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right) rectangles that hold exactly these (row, column) cells."""
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        by_row.setdefault(row, []).append(column)
    open_runs: dict[tuple[int, int], int] = {}
    found: list[tuple[int, int, int, int]] = []
    last = -2
    for row, columns in by_row.items():
        runs = set(_runs(columns))
        ended = [run for run in open_runs if run not in runs or row != last + 1]
        found.extend((open_runs.pop(run), run[0], last, run[1]) for run in ended)
        for run in runs:
            open_runs.setdefault(run, row)
        last = row
    found.extend((top, run[0], last, run[1]) for run, top in open_runs.items())
    return sorted(found)


def _runs(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive positions as (first, last)."""
    runs: list[tuple[int, int]] = []
    for position in positions:
        if runs and runs[-1][1] == position - 1:
            runs[-1] = runs[-1][0], position
        else:
            runs.append((position, position))
    return runs


def _move(old: list[int], new: list[int]) -> Move:
    """Old and new are the same keys in another order."""
    start = next(i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
    end = len(old) - next(i for i, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=True)) if a != b)
    middle, wanted = old[start:end], new[start:end]
    cut = middle.index(wanted[0])
    if middle[cut:] + middle[:cut] == wanted:
        return Move(start, start + cut - 1, end)
    position = {key: i for i, key in enumerate(old)}
    return Move(order=tuple(position[key] for key in new))
