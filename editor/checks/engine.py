"""Runs the checks that apply, and runs again only what an edit can have changed."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, compress, count
from operator import is_not

from editor.checks.budget_index import BookIndex
from editor.checks.catalogue import CATALOGUE
from editor.checks.cells import CellChecks, found_at
from editor.checks.check import Check, Member
from editor.checks.clashes import FRONT, ClashIndex
from editor.checks.finding import Finding
from editor.checks.other_side import columns_of_sides, other_side, there
from editor.checks.surveys import SurveyIndex
from editor.checks.views import NARRATIVE, PARAGRAPH, FrontView, SheetView, UnitView
from editor.checks.waiving import text_at
from editor.checks.words import Words, bundled_words
from editor.domain.volume import Project, Unit, Volume, Waiver
from editor.forms.form import Form

_Around = tuple[int, str, Unit | None]
"""What a sheet's findings depend on besides the project: year, department, its unit."""

_Said = tuple[tuple[Member, ...], ...]
"""What one project says to each index, in the order of the indexes."""
_MANY = 200


@dataclass(slots=True)
class _Kept:
    """What is known of one project: made of what, its own findings, and those with what the whole volume adds."""

    project: Project
    around: _Around
    own: tuple[Finding, ...]
    waivers: tuple[Waiver, ...] = ()
    all: tuple[Finding, ...] = ()


class Checker:
    """Keeps the findings of each project as long as the project (the same value) and what is around it stay.

    One checker follows one open volume through its edits; `words` are the lists it looks words up in, the program's own where
    none are given.
    """

    def __init__(self, form: Form, words: Words | None = None, catalogue: Iterable[Check] = CATALOGUE) -> None:
        self._form = form
        self._words = words or bundled_words()
        applying = [(check, check.report(form)) for check in catalogue]
        applying = [(check, report) for check, report in applying if report.setting.apply]
        self._cells = CellChecks(form, self._words, [pair for pair in applying if pair[0].cell])
        self._sheet = [pair for pair in applying if pair[0].sheet]
        self._unit = [pair for pair in applying if pair[0].unit]
        self._front = [pair for pair in applying if pair[0].front]
        self._clashes: list[ClashIndex | SurveyIndex] = [
            *(ClashIndex(check.clash, report) for check, report in applying if check.clash),
            *(SurveyIndex(check.survey, report) for check, report in applying if check.survey),
        ]
        self._book = BookIndex(form, self._words, [pair for pair in applying if pair[0].book])
        self._sides = columns_of_sides(form)
        self._kinds = {two: one for one, two in self._sides.items()}
        self._hard = frozenset(check.id for check, _ in applying if check.hard)
        self._volume: Volume | None = None
        self._kept: dict[int, _Kept] = {}
        self._position: dict[int, int] = {FRONT: 0}
        self._front_view: FrontView | None = None
        self._front_found: tuple[Finding, ...] = ()
        self._front_all: tuple[Finding, ...] = ()

    def check(self, volume: Volume) -> tuple[Finding, ...]:
        """All findings: of the volume first, then project by project in order; waived ones carry their reason."""
        self.follow(volume)
        return (*self._front_all, *chain.from_iterable([self._kept[project.key].all for project in volume.projects]))

    def follow(
        self, volume: Volume, step: Callable[[], object] = lambda: None
    ) -> dict[int | None, tuple[Finding, ...]]:
        """The findings of each project where they may be others than those of the last volume: none where it is gone.

        Those of the volume itself stand under None. Nobody goes through the thousands that stay. `step` is called before each
        project; where it raises, nobody wants the findings any more, and the checker is of no further use.
        """
        before = self._volume
        many = before is None or before.year != volume.year or abs(len(before.projects) - len(volume.projects)) >= _MANY
        with _collector_paused(many and len(volume.projects) >= _MANY):
            return self._follow(volume, step)

    def _follow(self, volume: Volume, step: Callable[[], object]) -> dict[int | None, tuple[Finding, ...]]:
        before = self._volume
        differing = _differing(before, volume)
        said = self._changed(volume, differing, step)
        front = self._changed_front(volume)
        gone, moved = ([], False) if differing is not None else self._reorder(volume)
        stale = self._clashing(said, front, gone, moved=moved) | self._book.follow(volume)
        waivers = _by_project(volume.waivers)
        if before is None or volume.waivers is not before.waivers:
            stale |= {key for key, kept in self._kept.items() if kept.waivers != waivers.get(key, ())}
        for key in stale & self._kept.keys():
            kept = self._kept[key]
            kept.waivers = waivers.get(key, ())
            kept.all = self._whole(volume, key, kept.own, kept.waivers)
        self._volume = volume
        found: dict[int | None, tuple[Finding, ...]] = {key: self._kept[key].all for key in stale if key in self._kept}
        found |= dict.fromkeys(gone, ())
        front_all = self._front_part(volume, waivers.get(FRONT, ()))
        if front_all != self._front_all or before is None:
            found[None] = self._front_all = front_all
        return found

    def _changed(self, volume: Volume, differing: Sequence[int] | None, step: Callable[[], object]) -> dict[int, _Said]:
        """Checks the projects that are new or not what they were; gives what these say to each index."""
        before = self._volume
        same = before is not None and _around(before) == _around(volume)
        some = differing is not None and same
        candidates = [volume.projects[i] for i in differing or ()] if some else volume.projects
        said: dict[int, _Said] = {}
        units = {unit.code: unit for unit in volume.units}
        for project in candidates:
            step()
            around = (volume.year, volume.department, units.get(project.unit))
            known = self._kept.get(project.key)
            if known is None or known.project is not project or known.around != around:
                view = SheetView.of(self._form, self._words, volume, around[2], project)
                said[project.key] = tuple(
                    tuple(index.check.sheet(view)) if index.check.sheet else () for index in self._clashes
                )
                own = tuple(self._check_sheet(view))
                if known is None:
                    self._kept[project.key] = _Kept(project, around, own)
                else:
                    known.project, known.around, known.own = project, around, own
        return said

    def _changed_front(self, volume: Volume) -> FrontView | None:
        """Checks the front part where it is not what it was."""
        view = FrontView.of(self._form, self._words, volume)
        if view == self._front_view:
            return None
        self._front_view = view
        self._front_found = tuple(self._check_front(view))
        return view

    def _clashing(
        self, said: Mapping[int, _Said], front: FrontView | None, gone: Iterable[int], *, moved: bool
    ) -> set[int]:
        """Brings the index up to date; gives the projects whose findings have changed."""
        stale = set(said)
        for i, index in enumerate(self._clashes):
            parts: dict[int, Iterable[Member]] = {key: members[i] for key, members in said.items()}
            parts |= dict.fromkeys(gone, ())
            if front is not None and index.check.front:
                parts[FRONT] = index.check.front(front)
            if parts or moved:
                stale |= index.update(parts, self._position, moved)
        return stale

    def _reorder(self, volume: Volume) -> tuple[list[int], bool]:
        """Takes over the print order; gives the projects that are gone, and whether those that stay stand differently."""
        order = [project.key for project in volume.projects]
        before = [key for key in self._position if key != FRONT]
        now = set(order)
        gone = [key for key in before if key not in now]
        for key in gone:
            del self._kept[key]
        self._position = {key: i for i, key in enumerate(order, 1)} | {FRONT: 0}
        there = set(before)
        return gone, [key for key in before if key in now] != [key for key in order if key in there]

    def _front_part(self, volume: Volume, waivers: tuple[Waiver, ...]) -> tuple[Finding, ...]:
        clashing = (finding for index in self._clashes for finding in index.of(FRONT))
        return self._waived(volume, (*self._front_found, *clashing, *self._book.of(FRONT)), waivers)

    def _whole(
        self, volume: Volume, key: int, own: tuple[Finding, ...], waivers: tuple[Waiver, ...]
    ) -> tuple[Finding, ...]:
        clashing = [finding for index in self._clashes for finding in index.of(key)]
        clashing += self._book.of(key)
        return self._waived(volume, (*own, *clashing) if clashing else own, waivers)

    def _check_sheet(self, view: SheetView) -> Iterator[Finding]:
        if not view.project.classified:
            names = view.department + (view.unit.name if view.unit else "") + view.project.name
            for text in view.texts:
                if marks := self._cells.marks(view.year, self._kinds.get(text.kind, text.kind), text.text):
                    yield from found_at(text.place, marks, names)
        for check, report in self._sheet:
            if check.sheet and (check.classified_too or not view.project.classified):
                yield from check.sheet(view, report)
        other = other_side(view, self._sides) if self._sides else None
        for check, report in self._sheet if other is not None else ():
            if check.sheet and check.each_row and other is not None:
                yield from (there(finding, self._sides) for finding in check.sheet(other, report))

    def _check_front(self, view: FrontView) -> Iterator[Finding]:
        for check, report in self._front:
            if check.front:
                yield from check.front(view, report)
        for unit in view.units:
            for check, report in self._unit:
                if check.unit:
                    yield from check.unit(UnitView(self._form, self._words, view.department, unit), report)
        names = view.department + "".join(unit.name for unit in view.units)
        for place, text in view.texts():
            kind = PARAGRAPH if place.line is None else NARRATIVE
            yield from found_at(place, self._cells.marks(view.year, kind, text), names)

    def _waived(self, volume: Volume, found: tuple[Finding, ...], waivers: tuple[Waiver, ...]) -> tuple[Finding, ...]:
        if not waivers:
            return found
        by_place = {(w.check, w.place): w for w in waivers}
        return tuple(self._with_waiver(volume, f, by_place.get((f.check, f.place))) for f in found)

    def _with_waiver(self, volume: Volume, finding: Finding, waiver: Waiver | None) -> Finding:
        if waiver is None or finding.check in self._hard or waiver.text != text_at(volume, finding.place):
            return finding
        return replace(finding, waived=waiver.reason)


def _by_project(waivers: tuple[Waiver, ...]) -> dict[int, tuple[Waiver, ...]]:
    found: dict[int, tuple[Waiver, ...]] = {}
    for waiver in waivers:
        key = FRONT if waiver.place.project is None else waiver.place.project
        found[key] = (*found.get(key, ()), waiver)
    return found


@contextmanager
def _collector_paused(pause: bool) -> Iterator[None]:
    """Checking thousands of sheets makes much that stays and nothing that goes round in circles: collecting on the way is a
    third of the time and finds nothing.
    """
    pause = pause and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


def _around(volume: Volume) -> tuple[int, str, tuple[Unit, ...]]:
    """What every sheet of a volume may depend on besides itself."""
    return volume.year, volume.department, volume.units


def _differing(old: Volume | None, new: Volume) -> list[int] | None:
    """Where projects are others now; None where they do not stand in the same order any more."""
    if old is None or len(old.projects) != len(new.projects):
        return None
    differing = list(compress(count(), map(is_not, old.projects, new.projects)))
    return differing if all(old.projects[i].key == new.projects[i].key for i in differing) else None
