"""All goal sheets of a volume, version after version: what did not change is not made again.

Looking for what changed costs one identity test for each project, in C; of 4,000 sheets an edit makes one.
"""

from collections.abc import Mapping
from itertools import compress
from operator import is_not
from typing import TypeVar

from editor.compose import sheet
from editor.compose.blocks import ContentsLine, Group
from editor.compose.sheet import Around, SheetComposer
from editor.domain.places import Place
from editor.domain.volume import Project, Unit, Volume
from editor.forms.form import Form

_Item = TypeVar("_Item")


class Sheets:
    """The sheets of the versions of one volume, in print order: of the last version asked for.

    A project that is the same object at the same place gives the identical group and line, and lines that all stayed the same
    are the identical tuple.
    """

    def __init__(self, form: Form, one: SheetComposer) -> None:
        self._one = one
        self._contents = form.contents
        self._listed = bool(form.sheet.contents_title)
        part = next((part for part in form.parts if part.sheets), None)
        self._on_title = part is not None and not part.title_page
        self._projects: tuple[Project, ...] = ()
        self._units: tuple[Unit, ...] = ()
        self._around: Around = ()
        self.groups: list[Group] = []
        self.lines: tuple[ContentsLine, ...] = ()

    def update(self, volume: Volume) -> Mapping[int, Group] | None:
        """Makes what this version shows otherwise than the last one.

        What was exchanged, by its position; None where the number of projects is another.
        """
        around = self._one.around(volume)
        if self._projects is volume.projects and self._units == volume.units and self._around == around:
            return {}
        projects = volume.projects
        kept = min(len(projects), len(self.groups)) if self._around == around else 0
        self._around = around
        count = len(projects)
        made = [*sorted(self._changed(volume, kept)), *range(kept, count)]
        names = {unit.code: unit.name for unit in volume.units}
        groups = {i: self._group(projects, i, names) for i in made}
        lines = {i: self._line(projects[i], i + 1) for i in made} if self._listed else {}
        _put(self.groups, count, groups)
        if self._listed and (count != len(self.lines) or any(self.lines[i] != line for i, line in lines.items())):
            changed = list(self.lines)
            _put(changed, count, lines)
            self.lines = tuple(changed)
        exchanged = len(self._projects) == count
        self._projects, self._units = projects, volume.units
        return groups if exchanged else None

    def _changed(self, volume: Volume, kept: int) -> set[int]:
        """Which of the first `kept` sheets show something else than in the last version."""
        old, projects = self._projects, volume.projects
        changed = set(compress(range(kept), map(is_not, old, projects)))
        # a sheet begins a page or not by what the one before it is
        followers = {i + 1 for i in changed if old[i].classified != projects[i].classified}
        changed.update(i for i in followers if i < kept and projects[i].classified)
        if self._units != volume.units:
            renamed = {unit.code for unit in {*self._units} ^ {*volume.units}}
            changed.update(i for i in range(kept) if projects[i].unit in renamed and not projects[i].classified)
        return changed

    def _group(self, projects: tuple[Project, ...], i: int, names: dict[str, str]) -> Group:
        project = projects[i]
        follows = i > 0 and project.classified and projects[i - 1].classified
        new_page = not (follows or (i == 0 and self._on_title))
        return self._one.sheet(project, i + 1, names.get(project.unit, ""), new_page, self._around)

    def _line(self, project: Project, number: int) -> ContentsLine:
        runs, contents = self._one.contents_runs(project, number), self._contents
        return ContentsLine(runs, contents.entry_style, sheet.anchor(project), contents.leader, Place(project.key))


def _put(items: list[_Item], count: int, new: Mapping[int, _Item]) -> None:
    """Make it `count` items, with some exchanged and those that are missing at the end added in order."""
    del items[count:]
    for i, item in new.items():
        if i < len(items):
            items[i] = item
        else:
            items.append(item)
