"""The lines of the volume's tree: what stands in them, and how they follow the volume."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.bridge.budgets import Budgets
from editor.bridge.found import place_of
from editor.bridge.session import Session
from editor.bridge.tally import FindingTally
from editor.bridge.tree_layout import TreeLayout
from editor.bridge.tree_nodes import Node
from editor.bridge.tree_words import MARK_WORDS, Mark, TreeWords
from editor.document.change import Change
from editor.domain.places import Place
from editor.domain.volume import Project

Index = QModelIndex | QPersistentModelIndex
NAME_COLUMN, AMOUNT_COLUMN, MARK_COLUMN = range(3)
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The Place a line stands for; None for a heading."""
KIND_ROLE = Qt.ItemDataRole.UserRole + 2
MARK_ROLE = Qt.ItemDataRole.UserRole + 3
"""A Mark."""
_STRUCTURE = ("unit", "classified")
_NO_INDEX = QModelIndex()


class TreeLines(QAbstractItemModel):
    """Cover, part one with its sections, part two with units and projects; name, amount and mark as columns.

    Follows the session by itself. While a filter is set only projects it lets through are there, and those that came since.
    """

    def __init__(self, session: Session, tally: FindingTally, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tally = tally
        self._projects: dict[int, Project] = {}
        self._numbers: dict[int, int] = {}
        self._budgets = Budgets(session.form)
        self._layout = TreeLayout(self, session.form)
        self._words = TreeWords(session.form, self._budgets, tally)
        self._worst = tally.tally.worst
        self._read()
        self._layout.build(self._session.volume)
        session.changed.connect(self._on_change)
        tally.changed.connect(self._on_tally)

    @property
    def total(self) -> str:
        """The sum of all budgets."""
        return self._budgets.total

    @property
    def shown(self) -> tuple[int, ...]:
        """Keys of the projects that are there, as they stand."""
        return self._layout.shown()

    def index_of(self, place: Place) -> QModelIndex:
        """The line a place lies under; an invalid index where it is not there."""
        node = self._layout.node_of(place)
        return self.make_index(node) if node is not None else QModelIndex()

    def project_of(self, index: Index) -> int | None:
        """The project's key a line stands for."""
        node = self.node(index)
        return int(node.key) if node.kind == "project" else None

    def unit_of(self, index: Index) -> str | None:
        """The code of the unit a line is or stands under."""
        node: Node | None = self.node(index)
        while node is not None and node.kind != "unit":
            node = node.parent
        return None if node is None else str(node.key)

    def set_filter(self, words: str) -> None:
        """Shows only projects whose names, codes or indicators hold these words (all of them, however they stand); "" all."""
        if self._layout.would_change(words):
            self.beginResetModel()
            self._layout.filter(self._session.volume, words)
            self.endResetModel()

    def make_index(self, node: Node, column: int = 0) -> QModelIndex:
        """Qt's index of a node."""
        return QModelIndex() if node.kind == "root" else self.createIndex(node.row, column, node.id)

    def node(self, index: Index) -> Node:
        """The node of an index; the root for an invalid one."""
        found = self._layout.store.of_id(index.internalId()) if index.isValid() else None
        return found or self._layout.root

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 3

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        children = self.node(parent).children if parent.column() <= 0 else []
        if not (0 <= row < len(children) and 0 <= column < 3):
            return QModelIndex()
        return self.createIndex(row, column, children[row].id)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent
        return QModelIndex() if above is None else self.make_index(above)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node, column = self.node(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(node, column)
        if role == Qt.ItemDataRole.EditRole and column == NAME_COLUMN and node.kind == "project":
            return self._projects[int(node.key)].name
        if role == MARK_ROLE:
            return self._mark(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(node, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == AMOUNT_COLUMN:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return {PLACE_ROLE: node.place, KIND_ROLE: node.kind}.get(role)

    def _on_change(self, change: Change) -> None:
        added = change.projects - self._projects.keys()
        moved = any(place.project is not None and place.field in _STRUCTURE for place in change.places)
        if change.order or change.units or change.removed or added or moved:
            gone = {key: self._projects[key] for key in change.removed if key in self._projects}
            self._read()
            now, self._projects = self._projects, gone | self._projects  # views ask for rows while they are taken away
            self._layout.follow(self._session.volume)
            self._projects = now
            self._tell_all()
        elif change.projects:
            self._read_some(change.projects)
        if change.whole:
            self._layout.name_parts(self._session.volume)
            self._tell_all()
        for key in change.tables:
            self._tell_place(Place(table=key))

    def _read(self) -> None:
        volume = self._session.volume
        self._projects = {project.key: project for project in volume.projects}
        self._numbers = {key: number for number, key in enumerate(self._projects, 1)}
        self._budgets.read_all(volume)
        self._words.units = {unit.code: unit.name for unit in volume.units}

    def _read_some(self, keys: frozenset[int]) -> None:
        some = {key: self._session.volume.project(key) for key in keys}
        self._projects.update(some)
        summed = self._budgets.read(some)
        for key in keys:
            node = self._layout.store.find("project", key)
            if node is not None and node.parent is not None:
                self._tell(node)
                if summed:
                    self._tell(node.parent)
        if summed:
            self._tell(self._layout.projects_part)

    def _on_tally(self) -> None:
        before, now = self._worst, self._tally.tally.worst
        self._worst = now
        first = not self._words.counted
        self._words.counted = True
        if first:
            self._tell_all(MARK_COLUMN)
            return
        for home in () if before is now else {home for home, _ in before.items() ^ now.items()}:
            self._tell_place(place_of(home))

    def _tell_place(self, place: Place) -> None:
        """The line of a place, and its unit's."""
        node = self._layout.node_of(place)
        if node is not None:
            self._tell(node)
            if node.parent is not None and node.parent.kind == "unit":
                self._tell(node.parent)

    def _tell(self, node: Node) -> None:
        self.dataChanged.emit(self.make_index(node), self.make_index(node, MARK_COLUMN))

    def _tell_all(self, column: int = NAME_COLUMN) -> None:
        """Every line may be another from a column on: one signal for the lines under each heading.

        Of lines whose first column has changed a view asks again whether there are others under them, thousands of times.
        """
        for node in self._layout.headings():
            if node.children:
                last = self.make_index(node.children[-1], MARK_COLUMN)
                self.dataChanged.emit(self.make_index(node.children[0], column), last)

    def _text(self, node: Node, column: int) -> str:
        if column == MARK_COLUMN:
            return ""
        project = self._projects[int(node.key)] if node.kind == "project" else None
        if column == AMOUNT_COLUMN:
            return self._words.amount(node, project)
        return self._words.name(node, project, self._numbers.get(int(node.key), 0) if project is not None else 0)

    def _mark(self, node: Node) -> Mark:
        return self._words.mark(node, self._session.volume, self._projects)

    def _tip(self, node: Node, column: int) -> str:
        if column == MARK_COLUMN:
            return MARK_WORDS[self._mark(node)]
        return self._words.tip(node, self._projects, self._text(node, NAME_COLUMN))
