"""What a check finds (核对问题)."""

from dataclasses import dataclass
from typing import Literal

from editor.domain.fields import Entry
from editor.domain.places import Place

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical correction: entries to put at places. It never invents content."""

    title: str
    """As on its button: 改为100%."""
    entries: tuple[tuple[Place, Entry], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place."""

    check: str
    """Id of the check, as in the catalogue (PLN-03)."""
    severity: Severity
    place: Place
    message: str
    """Chinese: what is wrong, and what to write instead."""
    chars: tuple[int, int] | None = None
    """From and to (behind the last) in the entry's text, where characters are meant."""
    fix: Fix | None = None
    waived: str | None = None
    """The clerk's reason for setting it aside."""
    other: Place | None = None
    """The second place, where one is held against another: the cell the first does not agree with."""
