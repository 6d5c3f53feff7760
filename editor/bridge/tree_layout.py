"""Which lines the tree has and in which order, kept in step with the volume by the signals Qt's views expect."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

from editor.bridge.arrangement import groups
from editor.bridge.tree_nodes import Node, NodeStore, runs
from editor.document.derived import PerProject
from editor.domain.places import Place
from editor.domain.volume import Project, Volume
from editor.forms.form import Form

if TYPE_CHECKING:
    from editor.bridge.tree_lines import TreeLines

_Wanted = dict[str, list[int]]
"""Unit code → keys of the projects under it, in order."""


class TreeLayout:
    """The nodes of a tree model, and the steps from one state of the volume to the next."""

    def __init__(self, model: "TreeLines", form: Form) -> None:
        self._model = model
        self._form = form
        self._words = ""
        self._part_nodes: list[Node] = []
        self._passed: set[int] | None = None
        self._known: frozenset[int] = frozenset()
        self._haystacks: PerProject[str] = PerProject(lambda project, _: _haystack(project))
        self.store = NodeStore()
        self.root = self.store.get("root")
        self.projects_part = self.store.get("part", "projects")

    def build(self, volume: Volume) -> None:
        """Makes all lines, without a signal."""
        top = [self.store.get("cover", "", "封面")]
        for number, part in enumerate(self._form.parts):
            node = self.projects_part if part.sheets else self.store.get("part", f"part{number}")
            self._part_nodes.append(node)
            sections = [self.store.get("section", key, section.title) for key, section in part.sections.items()]
            node.take([*sections, *(self._tables(volume) if part.tables else ())])
            top.append(node)
        self.root.take(top)
        self.name_parts(volume)
        self._hang_sheets()
        self._fill(self._wanted(volume))

    def _tables(self, volume: Volume) -> list[Node]:
        """What is entered for the budget tables, then the tables that are printed."""
        if self._form.budget is None:
            return []
        from editor.bridge.budget_titles import facts_title, ledger_titles, printed_titles

        group = self.store.get("group", "entries", "数据录入")
        group.tip = "每个数只在这里填一次，各张报表和文字都由它得出"
        facts = [self.store.get("facts", key, facts_title()) for key in list(self._form.budget.facts)[:1]]
        entries = [self.store.get("ledger", key, title) for key, title in ledger_titles(self._form.budget)]
        group.take([*entries, *facts])
        printed = [self.store.get("printed", key) for key, _ in printed_titles(self._form.budget, volume)]
        return [group, *printed]

    def name_parts(self, volume: Volume) -> None:
        """The parts and the printed tables as they are called this year."""
        words = {"year": volume.year, "last_year": volume.year - 1, "department": volume.department}
        for node, part in zip(self._part_nodes, self._form.parts, strict=True):
            lines = [line.format_map(words) for line in part.title]
            node.title, node.tip = lines[0], "　".join(lines)
        if self._form.budget is not None:
            from editor.bridge.budget_titles import printed_titles

            for key, title in printed_titles(self._form.budget, volume):
                self.store.get("printed", key).title = title

    def _hang_sheets(self) -> None:
        """Goal sheets that are printed behind a section stand under it."""
        section = next((key for key, one in self._form.sections().items() if one.sheets), None)
        if section is not None and self.projects_part.parent is None:
            self.projects_part.title = self.projects_part.tip = "项目绩效目标表（附件）"
            self.store.get("section", section).take([self.projects_part])

    def node_of(self, place: Place) -> Node | None:
        """The line a place lies under, where it is shown."""
        if place.project is not None:
            node = self.store.find("project", place.project)
        elif place.table is not None:
            node = self.store.find("printed", place.table) or self.store.find("ledger", place.table)
        elif self._form.budget is not None and place.field in self._form.budget.facts:
            node = next(iter(self.store.all("facts")), None)
        elif place.section is not None:
            node = self.store.find("section", place.section)
        elif place.unit is not None:
            node = self.store.find("unit", place.unit)
        else:
            node = self.store.find("cover")
        return node if node is not None and node.parent is not None else None

    def headings(self) -> Iterator[Node]:
        """Every line that may have lines under it."""
        yield self.root
        yield from (node for node in self.root.children if node.kind == "part")
        yield from self.store.all("group")
        if self.projects_part.parent is not self.root and self.projects_part.parent is not None:
            yield from (self.projects_part.parent, self.projects_part)
        yield from self.projects_part.children

    def children_of(self, unit: str) -> list[Node]:
        """The projects shown under a unit."""
        node = self.store.find("unit", unit)
        return node.children if node is not None else []

    def shown(self) -> tuple[int, ...]:
        """Keys of all projects shown, in order."""
        return tuple(int(node.key) for unit in self.projects_part.children for node in unit.children)

    def would_change(self, words: str) -> bool:
        """Whether a filter of these words is another than now."""
        return words.split() != self._words.split()

    def filter(self, volume: Volume, words: str) -> None:
        """Builds the lines anew for a filter, without a signal."""
        self._words = words
        wanted = words.casefold().split()
        self._passed = None
        if wanted:
            texts = self._haystacks.results(volume.projects)
            pairs = zip(volume.projects, texts, strict=True)
            self._passed = {project.key for project, text in pairs if all(word in text for word in wanted)}
        self._fill(self._wanted(volume))

    def follow(self, volume: Volume) -> None:
        """Brings the lines in step with the volume: rows removed, moved, put in, each with its signals."""
        if self._passed is not None:
            self._passed |= {project.key for project in volume.projects} - self._known
        wanted = self._wanted(volume)
        self._remove_gone({key for keys in wanted.values() for key in keys})
        self._add_units(wanted)
        self._move(wanted)
        self._remove_units(wanted)
        self._add_projects(wanted)

    def _wanted(self, volume: Volume) -> _Wanted:
        self._known = frozenset(project.key for project in volume.projects)
        passed = self._passed
        found = {
            group.unit: [p.key for p in group.projects if passed is None or p.key in passed] for group in groups(volume)
        }
        return found if passed is None else {unit: keys for unit, keys in found.items() if keys}

    def _fill(self, wanted: _Wanted) -> None:
        for kind in ("project", "unit"):
            for node in self.store.all(kind):
                node.parent = None
        units = []
        for code, keys in wanted.items():
            unit = self.store.get("unit", code)
            unit.take([self.store.get("project", key) for key in keys])
            units.append(unit)
        self.projects_part.take(units)

    def _remove_gone(self, staying: set[int]) -> None:
        for unit in self.projects_part.children:
            rows = [node.row for node in unit.children if node.key not in staying]
            for first, last in reversed(runs(rows)):
                self._model.beginRemoveRows(self._model.make_index(unit), first, last)
                for node in unit.children[first : last + 1]:
                    self.store.drop(node)
                unit.take(unit.children[:first] + unit.children[last + 1 :])
                self._model.endRemoveRows()

    def _add_units(self, wanted: _Wanted) -> None:
        there = {str(node.key) for node in self.projects_part.children}
        fresh = [code for code in wanted if code not in there]
        if fresh:
            first = len(self.projects_part.children)
            self._model.beginInsertRows(self._part_index(), first, first + len(fresh) - 1)
            nodes = [self.store.get("unit", code) for code in fresh]
            for node in nodes:
                node.children = []
            self.projects_part.take([*self.projects_part.children, *nodes])
            self._model.endInsertRows()

    def _move(self, wanted: _Wanted) -> None:
        """Lines that stay, in their order; units that go are left empty behind the others."""
        there = set(self.shown())
        leaving = [node for node in self.projects_part.children if node.key not in wanted]
        units = [self.store.get("unit", code) for code in wanted] + leaving
        children = {
            unit.id: [self.store.get("project", key) for key in wanted.get(str(unit.key), ()) if key in there]
            for unit in units
        }
        if units == self.projects_part.children and all(unit.children == children[unit.id] for unit in units):
            return
        model = self._model
        model.layoutAboutToBeChanged.emit()
        before = [index for index in model.persistentIndexList() if index.isValid()]
        self.projects_part.take(units)
        for unit in units:
            unit.take(children[unit.id])
        after = [model.make_index(model.node(index), index.column()) for index in before]
        model.changePersistentIndexList(before, after)
        model.layoutChanged.emit()

    def _remove_units(self, wanted: _Wanted) -> None:
        units = self.projects_part.children
        if len(units) > len(wanted):
            self._model.beginRemoveRows(self._part_index(), len(wanted), len(units) - 1)
            for node in units[len(wanted) :]:
                self.store.drop(node)
            self.projects_part.take(units[: len(wanted)])
            self._model.endRemoveRows()

    def _add_projects(self, wanted: _Wanted) -> None:
        for code, keys in wanted.items():
            unit = self.store.get("unit", code)
            there = {int(node.key) for node in unit.children}
            for first, last in runs([row for row, key in enumerate(keys) if key not in there]):
                self._model.beginInsertRows(self._model.make_index(unit), first, last)
                nodes = [self.store.get("project", key) for key in keys[first : last + 1]]
                unit.take([*unit.children[:first], *nodes, *unit.children[first:]])
                self._model.endInsertRows()

    def _part_index(self) -> QModelIndex:
        return self._model.make_index(self.projects_part)


def _haystack(project: Project) -> str:
    """Everything a filter looks through, one entry a line; of a classified project its name."""
    texts = [project.name, project.code]
    for row in project.indicators:
        texts += [row.cells.text(key) for key in row.cells]
    return "\n".join(texts).casefold()
