"""How much of a volume has to be worked out anew after a step: what is more than a moment's work is done beside the window."""

from itertools import compress, count
from operator import is_not

from editor.domain.volume import Project, Volume

_SHEETS_CHECKED = 200
_SHEETS_SET = 80
"""What takes about a tenth of a second."""


def much_to_check(old: Volume, new: Volume) -> bool:
    """Every sheet is checked anew where the year or the department is another, and those of a unit with another name."""
    if len(new.projects) <= _SHEETS_CHECKED:
        return False
    if (old.year, old.department) != (new.year, new.department):
        return True
    fresh = len(new.projects) - len(old.projects)
    return max(fresh, _of_other_units(old, new)) > _SHEETS_CHECKED


def others(old: Volume, new: Volume) -> bool:
    """It has other projects: what was found in the old ones means nothing any more."""
    return {project.key for project in old.projects} != {project.key for project in new.projects}


def much_to_set(old: Volume, new: Volume) -> bool:
    """Sheets that have another number, and those of a unit with another name, are set anew."""
    if len(new.projects) <= _SHEETS_SET:
        return False
    moved = len(new.projects) - _first_moved(old.projects, new.projects)
    return max(moved, _of_other_units(old, new)) > _SHEETS_SET


def _first_moved(old: tuple[Project, ...], new: tuple[Project, ...]) -> int:
    others = compress(count(), map(is_not, old, new))
    return next((at for at in others if old[at].key != new[at].key), min(len(old), len(new)))


def _of_other_units(old: Volume, new: Volume) -> int:
    if old.units is new.units:
        return 0
    codes = {unit.code for unit in {*old.units} ^ {*new.units}}
    return sum(project.unit in codes for project in new.projects)
