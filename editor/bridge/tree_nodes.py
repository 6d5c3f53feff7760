"""The lines of the tree, as one value each: what they stand for, where they hang."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Optional

from editor.domain.places import VOLUME, Place

Kind = Literal["root", "cover", "part", "section", "unit", "project", "group", "ledger", "printed", "facts"]
Key = int | str


@dataclass(slots=True, eq=False)
class Node:
    """A line. `id` is what Qt's indexes carry; `row` its position under its parent."""

    id: int
    kind: Kind
    key: Key = ""
    title: str = ""
    tip: str = ""
    """The whole title, where `title` is only its beginning."""
    parent: Optional["Node"] = None
    children: list["Node"] = field(default_factory=list)
    row: int = 0

    @property
    def place(self) -> Place | None:
        """Where a click goes; None for a mere heading."""
        if self.kind == "cover":
            return VOLUME
        if self.kind == "section":
            return Place(section=str(self.key))
        if self.kind == "unit":
            return Place(unit=str(self.key))
        if self.kind in ("ledger", "printed"):
            return Place(table=str(self.key))
        if self.kind == "facts":
            return Place(field=str(self.key))
        return Place(project=int(self.key)) if self.kind == "project" else None

    def take(self, children: list["Node"]) -> None:
        """These are its children now, in this order."""
        self.children = children
        for row, child in enumerate(children):
            child.row = row
            child.parent = self


class NodeStore:
    """All nodes, by id and by what they stand for; a node lives as long as what it stands for."""

    def __init__(self) -> None:
        self._by_id: dict[int, Node] = {}
        self._by_key: dict[tuple[Kind, Key], Node] = {}
        self._last = 0

    def get(self, kind: Kind, key: Key = "", title: str = "") -> Node:
        """The node of this kind and key; a new one where there was none."""
        node = self._by_key.get((kind, key))
        if node is None:
            self._last += 1
            node = Node(self._last, kind, key, title)
            self._by_id[node.id] = self._by_key[kind, key] = node
        return node

    def find(self, kind: Kind, key: Key = "") -> Node | None:
        """The node, where there is one."""
        return self._by_key.get((kind, key))

    def of_id(self, node_id: int) -> Node | None:
        """The node an index carries."""
        return self._by_id.get(node_id)

    def drop(self, node: Node) -> None:
        """Forgets a node."""
        self._by_id.pop(node.id, None)
        self._by_key.pop((node.kind, node.key), None)

    def all(self, kind: Kind) -> Iterator[Node]:
        """Every node of a kind."""
        return (node for node in self._by_id.values() if node.kind == kind)


def runs(rows: list[int]) -> list[tuple[int, int]]:
    """Ascending rows as (first, last) of unbroken runs."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found
