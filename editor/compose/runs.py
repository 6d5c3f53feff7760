"""Runs: the form's words and the clerk's entries put together, each character knowing where it comes from."""

import string
from collections.abc import Mapping

from editor.compose.blocks import Run
from editor.domain.places import Place

_FORMATTER = string.Formatter()


def words(text: str) -> tuple[Run, ...]:
    """The form's own words; nothing for ""."""
    return (Run(text),) if text else ()


def entry_runs(entry: str, place: Place, shown: str | None = None) -> tuple[Run, ...]:
    """An entry as it is printed. Where print adds to it (5 → 5.00, 25 → 25%), what is added has no place."""
    if shown is None or shown == entry:
        return (Run(entry, place),) if entry else ()
    same = next((n for n, (a, b) in enumerate(zip(entry, shown, strict=False)) if a != b), min(len(entry), len(shown)))
    return (*((Run(entry[:same], place),) if same else ()), *words(shown[same:]))


def fill(template: str, parts: Mapping[str, tuple[Run, ...]]) -> tuple[Run, ...]:
    """A template of the form with runs in the place of its braces; KeyError for a name it cannot have."""
    runs: list[Run] = []
    for literal, name, _, _ in _FORMATTER.parse(template):
        runs.extend(words(literal))
        if name is not None:
            runs.extend(parts[name])
    return tuple(runs)
