"""The findings as a tree: project by project, what belongs to the whole volume first."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from editor.bridge.findings_groups import Filter, Group, changed_projects, numbers_of, row_keys
from editor.bridge.findings_words import check_words, project_title
from editor.bridge.found import SEVERITIES, Found, Key
from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.domain.places import Place
from editor.domain.volume import Project
from editor.forms.form import Form
from editor.forms.place_words import place_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NAMES = {"error": "错误", "warning": "警告", "info": "提示"}

FINDING = Qt.ItemDataRole.UserRole + 1
"""The Finding; None for a group."""
SEVERITY = Qt.ItemDataRole.UserRole + 2
PLACE = Qt.ItemDataRole.UserRole + 3
CHARS = Qt.ItemDataRole.UserRole + 4
FIX_TITLE = Qt.ItemDataRole.UserRole + 5
"""What its fix says on its button; "" where it has none."""
WAIVED = Qt.ItemDataRole.UserRole + 6
"""The reason for which it is set aside; None where it is not."""
WHERE = Qt.ItemDataRole.UserRole + 7
"""The place in words."""
COUNTS = Qt.ItemDataRole.UserRole + 8
"""Of a group: how many shown errors, warnings, hints."""
GROUP = Qt.ItemDataRole.UserRole + 9
"""Of a group: the project's key; None for the whole volume."""
__all__ = ["SEVERITIES", "Filter", "FindingsModel"]
_MANY = 200
"""Changes beyond which it is quicker to begin anew."""
_MANY_ROWS = 2000
"""Findings of which another filter shows others, row by row, for longer than a moment."""

_READ: dict[int, Callable[[Finding], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda finding: finding.message,
    Qt.ItemDataRole.ToolTipRole: lambda finding: check_words(finding.check).title,
    FINDING: lambda finding: finding,
    SEVERITY: lambda finding: finding.severity,
    PLACE: lambda finding: finding.place,
    CHARS: lambda finding: finding.chars,
    FIX_TITLE: lambda finding: finding.fix.title if finding.fix else "",
    WAIVED: lambda finding: finding.waived,
}


class FindingsModel(QAbstractItemModel):
    """Groups (the whole volume, then projects in print order) with their findings; those set aside stand last.

    It follows `session.findings_changed` row by row, so that what is selected or expanded stays; `refreshed` comes after.
    """

    refreshed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = Filter()
        self._found = Found()
        self._volume = session.volume
        """The volume the findings are of: until they are refreshed after a step, projects may be gone from the current one."""
        self._projects: tuple[Project, ...] = ()
        self._groups: list[Group] = []
        self._by_id: dict[int, Group] = {}
        self._by_key: dict[Key, Group] = {}
        self._ids = count(1)
        session.findings_changed.connect(self.refresh)
        self.refresh()

    @property
    def filter(self) -> Filter:
        """What is shown."""
        return self._filter

    @property
    def counts(self) -> dict[str, int]:
        """How many errors, warnings and hints the whole volume has, and how many are waived (not among the others)."""
        return dict(self._found.counts)

    def set_filter(self, wanted: Filter) -> None:
        """Shows others."""
        if wanted != self._filter:
            self._filter = wanted
            self._update_all(anew=len(self._found.findings) > _MANY_ROWS)

    def finding(self, index: Index) -> Finding | None:
        """The finding of a row; None for a group and for no row."""
        group = self._by_id.get(index.internalId()) if index.isValid() else None
        return group.shown[index.row()] if group else None

    def index_of(self, finding: Finding) -> QModelIndex:
        """The row of a finding; invalid where it is not shown."""
        return self._find(finding.place.project, lambda shown: shown == finding)

    def index_at(self, place: Place) -> QModelIndex:
        """The first finding at a place, or at an item of it, that is not set aside; invalid where there is none."""
        return self._find(place.project, lambda shown: place in (shown.place, shown.place.whole()) and not shown.waived)

    def neighbour(self, index: Index, step: int) -> QModelIndex:
        """The next (1) or previous (-1) finding that is not set aside, round the end; invalid where there is none."""
        if not self._groups:
            return QModelIndex()
        group, row = _position(
            self._groups, self._by_id.get(index.internalId()) if index.isValid() else None, index, step
        )
        for _ in range(len(self._groups) + 1):
            shown = self._groups[group].shown
            row = row if row is not None else (0 if step > 0 else len(shown) - 1)
            while 0 <= row < len(shown):
                if shown[row].waived is None:
                    return self.createIndex(row, 0, self._groups[group].id)
                row += step
            group, row = (group + step) % len(self._groups), None
        return QModelIndex()

    def refresh(self) -> None:
        """Takes over the session's findings."""
        self._update()
        self.refreshed.emit()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not parent.isValid():  # the tree asks for thousands at each change
            return self.createIndex(row, 0, 0) if 0 <= row < len(self._groups) and column == 0 else _ROOT
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return _ROOT
        return self.createIndex(row, 0, self._groups[parent.row()].id)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another one
        group = self._by_id.get(child.internalId()) if child.isValid() else None
        return self.createIndex(group.row, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].shown) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def hasChildren(self, parent: Index = _ROOT) -> bool:
        return not parent.internalId() and (parent.isValid() or bool(self._groups))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self._by_id.get(index.internalId())
        if group is None:
            return _group_data(self._session.form, self._groups[index.row()], role)
        return self._finding_data(group.shown[index.row()], role)

    def _finding_data(self, finding: Finding, role: int) -> Any:
        if role in (WHERE, Qt.ItemDataRole.AccessibleTextRole):
            where = _where(self._session, finding)
            return where if role == WHERE else f"{NAMES[finding.severity]}，{where}，{finding.message}"
        read = _READ.get(role)
        return read(finding) if read else None

    def _find(self, key: int | None, wanted: Callable[[Finding], bool]) -> QModelIndex:
        group = self._by_key.get(key)
        rows = enumerate(group.shown) if group else ()
        row = next((row for row, finding in rows if wanted(finding)), None)
        return QModelIndex() if group is None or row is None else self.createIndex(row, 0, group.id)

    def _update(self) -> None:
        """Row by row where the projects are the same in the same order, else all groups anew."""
        volume, found = self._session.volume, self._session.found
        others = changed_projects(self._projects, volume.projects)
        changed = found.changed_since(self._found)
        self._found, self._projects, self._volume = found, volume.projects, volume
        if others is None or len(changed) > _MANY:
            self._update_all(anew=len(changed) > _MANY and len(found.findings) > _MANY_ROWS)
            return
        numbers = numbers_of(self._projects) if changed and not self._by_key.keys() >= set(changed) else {}
        for key in changed:
            self._update_group(self._by_key.get(key), key, numbers.get(key, 0), self._filter.of(found.of(key)))
        for project in others:
            group = self._by_key.get(project.key)
            if group is not None:
                self._rename(group, group.number, project)

    def _update_group(self, group: Group | None, key: Key, number: int, shown: list[Finding]) -> None:
        if group is not None and shown:
            self._update_rows(group, shown)
        elif group is not None:
            self.beginRemoveRows(_ROOT, group.row, group.row)
            self._place([other for other in self._groups if other is not group])
            self.endRemoveRows()
        elif shown:
            row = bisect_left(self._groups, number, key=lambda other: other.number)
            self.beginInsertRows(_ROOT, row, row)
            self._place([*self._groups[:row], self._make(key, number, shown), *self._groups[row:]])
            self.endInsertRows()

    def _update_all(self, *, anew: bool = False) -> None:
        """Other projects, another order, another filter: groups that stay are moved, unless very many come or go."""
        shown = self._filter.parts(self._found)
        numbers = numbers_of(self._projects)
        wanted = sorted((key for key, found in shown.items() if found), key=lambda key: numbers.get(key, 0))
        if anew or len(self._by_key.keys() ^ set(wanted)) > _MANY:
            self.beginResetModel()
            self._place([self._make(key, numbers.get(key, 0), shown[key]) for key in wanted])
            self.endResetModel()
            return
        before: list[Key] = [group.key for group in self._groups]
        if before != wanted:
            groups = list(self._groups)
            self._sync(_ROOT, groups, before, wanted, lambda key: self._make(key, numbers.get(key, 0), shown[key]))
        for group in self._groups:
            self._update_rows(group, shown[group.key])
            number = numbers.get(group.key, 0)
            group.number, group.project = number, self._projects[number - 1] if number else None
        if self._groups:
            self.dataChanged.emit(self.createIndex(0, 0, 0), self.createIndex(len(self._groups) - 1, 0, 0))

    def _update_rows(self, group: Group, shown: list[Finding]) -> None:
        if group.shown == shown:
            return
        parent = self.createIndex(group.row, 0, 0)
        before, keys = row_keys(group.shown), row_keys(shown)
        by_key = dict(zip(keys, shown, strict=True))
        if keys != before:
            self._sync(parent, group.shown, before, keys, by_key.__getitem__)
        for row, finding in enumerate(shown):
            if group.shown[row] != finding:
                group.shown[row] = finding
                index = self.createIndex(row, 0, group.id)
                self.dataChanged.emit(index, index)
        self.dataChanged.emit(parent, parent)

    def _sync(
        self,
        parent: QModelIndex,
        items: list[Any],
        keys: list[Any],
        wanted: Sequence[Any],
        make: Callable[[Any], Any],
    ) -> None:
        """Makes `items` those of the wanted keys, one row at a time; `keys` are the items' own."""
        staying, of_groups = set(wanted), not parent.isValid()
        for row in range(len(keys) - 1, -1, -1):
            if keys[row] not in staying:
                self.beginRemoveRows(parent, row, row)
                del keys[row], items[row]
                if of_groups:
                    self._place(items)
                self.endRemoveRows()
        for row, key in enumerate(wanted):
            if row < len(keys) and keys[row] == key:
                continue
            at = keys.index(key, row) if key in keys else None
            if at is None:
                self.beginInsertRows(parent, row, row)
                items.insert(row, make(key))
            else:
                self.beginMoveRows(parent, at, at, parent, row)
                items.insert(row, items.pop(at))
                del keys[at]
            keys.insert(row, key)
            if of_groups:
                self._place(items)
            self.endInsertRows() if at is None else self.endMoveRows()

    def _place(self, groups: list[Group]) -> None:
        self._groups = groups
        self._by_id = {group.id: group for group in groups}
        self._by_key = {group.key: group for group in groups}
        for row, group in enumerate(groups):
            group.row = row

    def _rename(self, group: Group, number: int, project: Project | None) -> None:
        told = group.number != number or group.project is not project
        group.number, group.project = number, project
        if told:
            index = self.createIndex(group.row, 0, 0)
            self.dataChanged.emit(index, index)

    def _make(self, key: Key, number: int, shown: list[Finding]) -> Group:
        return Group(next(self._ids), key, number, self._projects[number - 1] if number else None, shown)


def _position(groups: list[Group], group: Group | None, index: Index, step: int) -> tuple[int, int | None]:
    """The group and row to look at first, going from an index (`group`: whose finding it is); no row for a group's end."""
    if not index.isValid():
        return (0 if step > 0 else len(groups) - 1), None
    if group is not None:
        return group.row, index.row() + step
    return (index.row() if step > 0 else (index.row() - 1) % len(groups)), None


def _where(session: Session, finding: Finding) -> str:
    try:
        return place_words(session.form, session.volume, finding.place)
    except KeyError:
        return ""  # its project has just been deleted; the row goes with the next refresh


def _group_data(form: Form, group: Group, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return project_title(form, group.number, group.project)
    if role == COUNTS:
        open_ones = [finding.severity for finding in group.shown if finding.waived is None]
        return tuple(open_ones.count(severity) for severity in SEVERITIES)
    return group.key if role == GROUP else None
