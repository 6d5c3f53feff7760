"""The volume as a tree to work in: projects are renamed, dragged and dropped there."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from editor.bridge.arrangement import into_unit, place_projects
from editor.bridge.tree_lines import (
    AMOUNT_COLUMN,
    KIND_ROLE,
    MARK_COLUMN,
    MARK_ROLE,
    NAME_COLUMN,
    PLACE_ROLE,
    Index,
    TreeLines,
)
from editor.domain.places import Place
from editor.domain.volume import NAME

__all__ = ["AMOUNT_COLUMN", "KIND_ROLE", "MARK_COLUMN", "MARK_ROLE", "NAME_COLUMN", "PLACE_ROLE", "TreeModel"]
MIME = "application/x-jixiao-projects"
_LINE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_UNIT = _LINE | Qt.ItemFlag.ItemIsDropEnabled
_PROJECT = _LINE | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
_NAME = _PROJECT | Qt.ItemFlag.ItemIsEditable
"""Put together once: a view asks for the flags of every line of thousands."""


class TreeModel(TreeLines):
    """The tree's lines, to be changed: projects dropped here are moved, as one step; a name set here is a step too."""

    def drop_at(self, keys: Sequence[int], unit: str, row: int) -> None:
        """Moves projects before the line `row` of a unit; behind all for -1."""
        volume = self._session.volume
        shown = [node.key for node in self._layout.children_of(unit)]
        if not 0 <= row < len(shown):
            self._session.apply("移动项目", lambda v: into_unit(v, keys, unit))
            return
        if row == 0 and all(volume.project(key).classified for key in keys) and int(shown[0]) not in keys:
            row = 1  # before the first it would stand under the unit before
        if row == len(shown):
            self._session.apply("移动项目", lambda v: into_unit(v, keys, unit))
            return
        before = self._numbers[int(shown[row])] - 1
        self._session.apply("移动项目", lambda v: place_projects(v, keys, before, unit))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self.project_of(index)
        if role != Qt.ItemDataRole.EditRole or key is None:
            return False
        name = " ".join(str(value).split())
        return bool(self._session.put("修改项目名称", Place(project=key, field=NAME), name))

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        if node.kind == "root":
            return Qt.ItemFlag.NoItemFlags
        if node.kind not in ("unit", "project") or not self._session.document.can_write:
            return _LINE
        if node.kind == "unit":
            return _UNIT
        named = index.column() == NAME_COLUMN and not self._projects[int(node.key)].classified
        return _NAME if named else _PROJECT

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        keys = sorted(
            {key for index in indexes if (key := self.project_of(index)) is not None},
            key=lambda key: self._numbers[key],
        )
        data = QMimeData()
        data.setData(MIME, f"{id(self)}:{','.join(map(str, keys))}".encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        owner, _, listed = bytes(data.data(MIME).data()).decode("ascii", "replace").partition(":")
        keys = [int(key) for key in listed.split(",") if key.isdecimal()]
        unit = self.node(parent)
        if owner == str(id(self)) and unit.kind == "unit" and keys and all(key in self._projects for key in keys):
            self.drop_at(keys, str(unit.key), row)
        return False  # the rows are moved by the step itself: the view has nothing to remove
