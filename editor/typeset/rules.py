"""The rules of a part of a table: each drawn once, what lies in one line joined into one stroke."""

from collections.abc import Sequence

from editor.typeset.boxes import Rule


def grid_rules(owners: Sequence[Sequence[int]], xs: Sequence[float], ys: Sequence[float], width: float, top: bool) -> list[Rule]:
    """Rules of a grid whose places have these owners (the same number: the same cell, nothing drawn between).

    `xs` and `ys` are the boundaries of columns and rows; without `top` the uppermost rule is another table's.
    """
    return [*_horizontal(owners, xs, ys, width, top), *_vertical(owners, xs, ys, width)]


def _horizontal(
    owners: Sequence[Sequence[int]], xs: Sequence[float], ys: Sequence[float], width: float, top: bool
) -> list[Rule]:
    rules: list[Rule] = []
    last = len(owners)
    for k in range(0 if top else 1, last + 1):
        if k in (0, last):
            rules.append(Rule(xs[0], ys[k], xs[-1], ys[k], width))
            continue
        above, below = owners[k - 1], owners[k]
        begin = -1
        for column in range(len(above) + 1):
            drawn = column < len(above) and above[column] != below[column]
            if drawn and begin < 0:
                begin = column
            elif not drawn and begin >= 0:
                rules.append(Rule(xs[begin], ys[k], xs[column], ys[k], width))
                begin = -1
    return rules


def _vertical(owners: Sequence[Sequence[int]], xs: Sequence[float], ys: Sequence[float], width: float) -> list[Rule]:
    rules: list[Rule] = []
    last = len(xs) - 1
    for column in range(last + 1):
        if column in (0, last):
            rules.append(Rule(xs[column], ys[0], xs[column], ys[-1], width))
            continue
        begin = -1
        for k in range(len(owners) + 1):
            drawn = k < len(owners) and owners[k][column - 1] != owners[k][column]
            if drawn and begin < 0:
                begin = k
            elif not drawn and begin >= 0:
                rules.append(Rule(xs[column], ys[begin], xs[column], ys[k], width))
                begin = -1
    return rules
