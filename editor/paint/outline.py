"""The outline a reader shows beside the pages, as the linked objects of the file format."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.paint.pdffile import PdfFile, text_string
from editor.typeset.boxes import OutlineEntry


@dataclass(slots=True)
class _Node:
    """An entry with those below it."""

    number: int
    entry: OutlineEntry | None
    children: "list[_Node]" = field(default_factory=list)


def write_outline(file: PdfFile, entries: Sequence[OutlineEntry], pages: Sequence[int], height: float) -> int:
    """Write the outline; the number of its root, 0 for none. `pages` are the numbers of the page objects."""
    if not entries:
        return 0
    root = _Node(file.reserve(), None)
    path = [root]
    for entry in entries:
        del path[max(1, entry.level) :]
        node = _Node(file.reserve(), entry)
        path[-1].children.append(node)
        path.append(node)
    for number, body in _objects(root, pages, height):
        file.write(number, body)
    ends = b"/First %d 0 R/Last %d 0 R" % (root.children[0].number, root.children[-1].number)
    file.write(root.number, b"<</Type/Outlines%s/Count %d>>" % (ends, len(root.children)))
    return root.number


def _objects(parent: _Node, pages: Sequence[int], height: float) -> list[tuple[int, bytes]]:
    """The objects of all entries under a node; entries with others below them are shown closed."""
    objects: list[tuple[int, bytes]] = []
    for i, node in enumerate(parent.children):
        assert node.entry is not None
        body = b"<</Title%s/Parent %d 0 R" % (text_string(node.entry.text), parent.number)
        if i:
            body += b"/Prev %d 0 R" % parent.children[i - 1].number
        if i + 1 < len(parent.children):
            body += b"/Next %d 0 R" % parent.children[i + 1].number
        if node.children:
            count = len(node.children)
            body += b"/First %d 0 R/Last %d 0 R/Count -%d" % (node.children[0].number, node.children[-1].number, count)
        top = f"{height - node.entry.y:.2f}".encode("ascii")
        objects.append((node.number, body + b"/Dest[%d 0 R/XYZ null %s null]>>" % (pages[node.entry.page], top)))
        objects.extend(_objects(node, pages, height))
    return objects
