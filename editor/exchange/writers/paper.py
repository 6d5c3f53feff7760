"""The composition as office programs want it: the paper as it lies, tables made in parts as one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from editor.compose.blocks import Block, Composition, Group, TableBlock
from editor.forms.form import Page


def lying(page: Page, turned: bool) -> Page:
    """The page rules of a division; a turned page's head is at the binding edge (GB/T 9704: 表格的表头在订口一边)."""
    if not turned:
        return page
    return replace(
        page,
        width=page.height,
        height=page.width,
        left=page.bottom,
        top=page.left,
        right=page.top,
        bottom=page.right,
    )


def unparted(composition: Composition) -> Composition:
    """The same with each table in one piece: `goes_on` is for typesetting, which must make as little anew as it can."""
    if not any(_goes_on(group) for division in composition.divisions for group in division.groups):
        return composition
    divisions = (replace(division, groups=tuple(_joined(division.groups))) for division in composition.divisions)
    return replace(composition, divisions=tuple(divisions))


def _goes_on(group: Group) -> bool:
    first = group.blocks[0] if group.blocks else None
    return isinstance(first, TableBlock) and first.goes_on


def _joined(groups: Sequence[Group]) -> Iterator[Group]:
    at = 0
    while at < len(groups):
        end = at + 1
        while end < len(groups) and _goes_on(groups[end]):
            end += 1
        yield _one(groups[at:end]) if end > at + 1 else groups[at]
        at = end


def _one(groups: Sequence[Group]) -> Group:
    """A group and those its last table goes on in."""
    *before, table = groups[0].blocks
    assert isinstance(table, TableBlock)
    cells, rows = list(table.cells), table.row_count
    behind: tuple[Block, ...] = ()
    for group in groups[1:]:
        part = group.blocks[0]
        assert isinstance(part, TableBlock) and not behind
        down = rows - part.heads
        cells.extend(replace(cell, row=cell.row + down) for cell in part.cells if cell.row >= part.heads)
        rows, behind = down + part.row_count, group.blocks[1:]
    whole = replace(table, cells=tuple(cells), row_count=rows)
    return replace(groups[0], blocks=(*before, whole, *behind))
