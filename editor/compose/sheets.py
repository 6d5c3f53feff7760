"""All goal sheets of a volume, version after version: what did not change is not made again.

Looking for what changed costs one identity test for each project, in C; of 4,000 sheets an edit makes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from operator import is_not
from typing import TypeVar

from editor.compose import sheet
from editor.compose.blocks import ContentsLine, Group
from editor.compose.sheet import SheetComposer
from editor.domain.places import Place
from editor.domain.volume import Project, Unit, Volume
from editor.forms.form import Form

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of one version: a group and a contents line for each project, and what they were made from."""

    projects: tuple[Project, ...] = ()
    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()
    lines: tuple[ContentsLine, ...] = ()


class SheetsComposer:
    """Makes the sheets of a version from those of the last one.

    A project that is the same object at the same place in print gives the identical group and line, and lines that all stayed
    the same are the identical tuple.
    """

    def __init__(self, form: Form, one: SheetComposer) -> None:
        self._one = one
        self._contents = form.contents
        part = next((part for part in form.parts if part.sheets), None)
        self._on_title = part is not None and not part.title_page
        self._last = Sheets()

    def sheets(self, volume: Volume) -> Sheets:
        """The volume's sheets."""
        old, projects = self._last, volume.projects
        if old.projects is projects and old.units == volume.units:
            return old
        kept = min(len(old.projects), len(projects))
        made = sorted(self._changed(volume, kept)) + list(range(kept, len(projects)))
        names = {unit.code: unit.name for unit in volume.units}
        groups = _with(old.groups[:kept], {i: self._group(projects, i, names) for i in made})
        lines = {i: self._line(projects[i], i + 1) for i in made}
        if len(old.projects) != len(projects) or any(old.lines[i] != line for i, line in lines.items()):
            self._last = Sheets(projects, volume.units, groups, _with(old.lines[:kept], lines))
        else:
            self._last = Sheets(projects, volume.units, groups, old.lines)
        return self._last

    def _changed(self, volume: Volume, kept: int) -> set[int]:
        """Which of the first `kept` sheets show something else than in the last version."""
        old, projects = self._last, volume.projects
        changed = set(compress(range(kept), map(is_not, old.projects, projects)))
        # a sheet begins a page or not by what the one before it is
        followers = {i + 1 for i in changed if old.projects[i].classified != projects[i].classified}
        changed.update(i for i in followers if i < kept and projects[i].classified)
        if old.units != volume.units:
            renamed = {unit.code for unit in {*old.units} ^ {*volume.units}}
            changed.update(i for i in range(kept) if projects[i].unit in renamed and not projects[i].classified)
        return changed

    def _group(self, projects: tuple[Project, ...], i: int, names: dict[str, str]) -> Group:
        project = projects[i]
        follows = i > 0 and project.classified and projects[i - 1].classified
        new_page = not (follows or (i == 0 and self._on_title))
        return self._one.sheet(project, i + 1, names.get(project.unit, ""), new_page)

    def _line(self, project: Project, number: int) -> ContentsLine:
        runs, contents = self._one.contents_runs(project, number), self._contents
        return ContentsLine(runs, contents.entry_style, sheet.anchor(project), contents.leader, Place(project.key))


def _with(old: tuple[_Item, ...], new: Mapping[int, _Item]) -> tuple[_Item, ...]:
    """Some items exchanged, the last ones of `new` perhaps added."""
    items = list(old)
    for i, item in new.items():
        if i < len(items):
            items[i] = item
        else:
            items.append(item)
    return tuple(items)
