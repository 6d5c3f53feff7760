"""The findings as a tree: project by project, what belongs to the whole volume first."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from editor.bridge.findings_words import check_words, group_title, place_words
from editor.bridge.session import Session
from editor.checks.finding import Finding, Severity
from editor.domain.places import Place
from editor.domain.volume import Project

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
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
_MANY = 200
"""Changes beyond which it is quicker to begin anew."""

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


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are shown. `scope`: those of its project or section only; None for all."""

    severities: frozenset[str] = frozenset(SEVERITIES)
    scope: Place | None = None

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is shown."""
        scope, place = self.scope, finding.place
        if scope is not None and (place.project, place.section) != (scope.project, scope.section):
            return False
        return finding.severity in self.severities


@dataclass(slots=True)
class _Group:
    """A project's findings: all, and those shown."""

    id: int
    key: int | None
    number: int
    project: Project | None
    raw: list[Finding]
    shown: list[Finding]
    row: int = 0
    keys: list[Hashable] = field(default_factory=list)


class FindingsModel(QAbstractItemModel):
    """Groups (the whole volume, then projects in print order) with their findings; those set aside stand last.

    It follows `session.findings_changed` row by row, so that what is selected or expanded stays; `refreshed` comes after.
    """

    refreshed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = Filter()
        self._groups: list[_Group] = []
        self._by_id: dict[int, _Group] = {}
        self._next_id = 1
        self._counts: dict[str, int] = dict.fromkeys((*SEVERITIES, "waived"), 0)
        session.findings_changed.connect(self.refresh)
        self.refresh()

    @property
    def filter(self) -> Filter:
        """What is shown."""
        return self._filter

    @property
    def counts(self) -> dict[str, int]:
        """How many errors, warnings and hints the whole volume has, and how many are waived (not among the others)."""
        return dict(self._counts)

    def set_filter(self, wanted: Filter) -> None:
        """Shows others."""
        if wanted != self._filter:
            self._filter = wanted
            self._update(force=True)

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
        group, row = self._position(index, step)
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
        self._update(force=False)
        self.refreshed.emit()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._groups[parent.row()].id if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another one
        group = self._by_id.get(child.internalId()) if child.isValid() else None
        return self.createIndex(group.row, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].shown) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self._by_id.get(index.internalId())
        if group is None:
            return self._group_data(self._groups[index.row()], role)
        return self._finding_data(group.shown[index.row()], role)

    def _group_data(self, group: _Group, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return group_title(self._session.form, self._session.volume, group.number)
        if role == COUNTS:
            open_ones = [finding.severity for finding in group.shown if finding.waived is None]
            return tuple(open_ones.count(severity) for severity in SEVERITIES)
        return group.key if role == GROUP else None

    def _finding_data(self, finding: Finding, role: int) -> Any:
        if role in (WHERE, Qt.ItemDataRole.AccessibleTextRole):
            where = place_words(self._session.form, self._session.volume, finding.place)
            return where if role == WHERE else f"{NAMES[finding.severity]}，{where}，{finding.message}"
        read = _READ.get(role)
        return read(finding) if read else None

    def _find(self, key: int | None, wanted: Callable[[Finding], bool]) -> QModelIndex:
        group = next((group for group in self._groups if group.key == key), None)
        rows = enumerate(group.shown) if group else ()
        row = next((row for row, finding in rows if wanted(finding)), None)
        return QModelIndex() if group is None or row is None else self.createIndex(row, 0, group.id)

    def _position(self, index: Index, step: int) -> tuple[int, int | None]:
        """The group and row to look at first, going from an index; no row for a group's end."""
        if not index.isValid():
            return (0 if step > 0 else len(self._groups) - 1), None
        group = self._by_id.get(index.internalId())
        if group is not None:
            return group.row, index.row() + step
        return (index.row() if step > 0 else (index.row() - 1) % len(self._groups)), None

    def _update(self, *, force: bool) -> None:
        wanted = self._wanted(force)
        before = [group.id for group in self._groups]
        after = [group.id for group, _ in wanted]
        changes = len(set(before) ^ set(after))
        if changes > _MANY:
            self.beginResetModel()
            for group, shown in wanted:
                group.shown, group.keys = shown, _keys(shown)
            self._place([group for group, _ in wanted])
            self.endResetModel()
            return
        shown_now = {group.id: (group, shown) for group, shown in wanted}
        if before != after:
            self._sync(_ROOT, self._groups, before, after, lambda id_: self._fresh(*shown_now[id_]))
            self._place(self._groups)
        for group, shown in wanted:
            if group.shown is not shown:
                self._update_rows(group, shown)

    def _fresh(self, group: _Group, shown: list[Finding]) -> _Group:
        group.shown, group.keys = shown, _keys(shown)
        return group

    def _update_rows(self, group: _Group, shown: list[Finding]) -> None:
        parent = self.createIndex(group.row, 0, 0)
        keys = _keys(shown)
        by_key = dict(zip(keys, shown, strict=True))
        if keys != group.keys:
            self._sync(parent, group.shown, list(group.keys), keys, by_key.__getitem__)
            group.keys = keys
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
        staying = set(wanted)
        for row in range(len(keys) - 1, -1, -1):
            if keys[row] not in staying:
                self.beginRemoveRows(parent, row, row)
                del keys[row], items[row]
                self._renumber(items, parent)
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
            self._renumber(items, parent)
            self.endInsertRows() if at is None else self.endMoveRows()

    def _renumber(self, items: list[Any], parent: QModelIndex) -> None:
        if not parent.isValid():
            self._place(items)

    def _place(self, groups: list[_Group]) -> None:
        self._groups = groups
        self._by_id = {group.id: group for group in groups}
        for row, group in enumerate(groups):
            group.row = row

    def _wanted(self, force: bool) -> list[tuple[_Group, list[Finding]]]:
        """The groups that have something to show, with what they show; the same list object where that has not changed."""
        volume = self._session.volume
        sorted_out = _by_project(self._session.findings)
        self._counts = _counted(self._session.findings)
        known = {group.key: group for group in self._groups}
        places = {project.key: number for number, project in enumerate(volume.projects, 1)}
        wanted = []
        for key in sorted(sorted_out, key=lambda key: places.get(key, 0) if key is not None else 0):
            raw, number = sorted_out[key], places.get(key, 0) if key is not None else 0
            group = known.get(key) or self._new_group(key)
            shown = self._shown(raw) if force or raw != group.raw else group.shown
            group.raw = raw
            if shown:
                wanted.append((group, shown))
            self._title(group, number, volume.projects[number - 1] if number else None)
        return wanted

    def _title(self, group: _Group, number: int, project: Project | None) -> None:
        told = group.number != number or group.project is not project
        group.number, group.project = number, project
        if told and group.id in self._by_id:
            index = self.createIndex(group.row, 0, 0)
            self.dataChanged.emit(index, index)

    def _shown(self, raw: list[Finding]) -> list[Finding]:
        shown = [finding for finding in raw if self._filter.shows(finding)]
        return sorted(shown, key=lambda finding: finding.waived is not None)

    def _new_group(self, key: int | None) -> _Group:
        group = _Group(self._next_id, key, -1, None, [], [])
        self._next_id += 1
        return group


def _by_project(findings: Sequence[Finding]) -> dict[int | None, list[Finding]]:
    found: dict[int | None, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.place.project, []).append(finding)
    return found


def _counted(findings: Sequence[Finding]) -> dict[str, int]:
    counts = dict.fromkeys((*SEVERITIES, "waived"), 0)
    for finding in findings:
        counts[finding.severity if finding.waived is None else "waived"] += 1
    return counts


def _keys(findings: Sequence[Finding]) -> list[Hashable]:
    """What a row keeps when its words change: its check, place and characters, and which of such it is."""
    seen: dict[Hashable, int] = {}
    keys: list[Hashable] = []
    for finding in findings:
        key = (finding.check, finding.place, finding.chars)
        seen[key] = seen.get(key, 0) + 1
        keys.append((key, seen[key]))
    return keys
