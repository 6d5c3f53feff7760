"""How much of a volume has to be worked out anew after a step: what is more than a moment's work is done beside the window."""

from operator import is_not

from editor.domain.volume import Volume

_SHEETS_CHECKED = 200
_SHEETS_SET = 80
"""What takes about a tenth of a second."""


def much_to_check(old: Volume, new: Volume) -> bool:
    """Sheets that changed or are new; all where the year or the department is another, and those of a unit with another name."""
    if len(new.projects) <= _SHEETS_CHECKED:
        return False
    if (old.year, old.department) != (new.year, new.department):
        return True
    if _of_other_units(old, new) > _SHEETS_CHECKED:
        return True
    if _elsewhere(old, new) <= _SHEETS_CHECKED:
        return False
    known = {project.key: project for project in old.projects}
    return sum(known.get(project.key) is not project for project in new.projects) > _SHEETS_CHECKED


def others(old: Volume, new: Volume) -> bool:
    """It has other projects: what was found in the old ones means nothing any more."""
    return {project.key for project in old.projects} != {project.key for project in new.projects}


def much_to_set(old: Volume, new: Volume) -> bool:
    """Sheets that changed or have another number are set anew, and those of a unit with another name."""
    if len(new.projects) <= _SHEETS_SET:
        return False
    return max(_elsewhere(old, new), _of_other_units(old, new)) > _SHEETS_SET


def _elsewhere(old: Volume, new: Volume) -> int:
    """How many sheets are not the one that stood there before."""
    more = max(len(new.projects) - len(old.projects), 0)
    return more + sum(map(is_not, old.projects, new.projects))


def _of_other_units(old: Volume, new: Volume) -> int:
    if old.units is new.units:
        return 0
    codes = {unit.code for unit in {*old.units} ^ {*new.units}}
    return sum(project.unit in codes for project in new.projects)
