"""The shapes recognition passes from room to room, before a form is chosen and a Volume is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.domain.fields import Entry
from editor.domain.money import MoneyUnit
from editor.exchange.raw import Where


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """One goal sheet as a source has it; entries as they were written, not yet as a form keeps them."""

    where: Where
    number: int | None = None
    title: str = ""
    """Without its number."""
    raw_title: str = ""
    unit: str = ""
    unit_line: str = ""
    """The line over the sheet as it stood."""
    money: MoneyUnit | None = None
    classified: bool = False
    fields: Mapping[str, Entry] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ()
    last_point_lost: bool = False
    """The plan's last part has no label and no value in the source, and all its others have."""
    contents_title: str = ""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A sheet's line in a source's contents."""

    number: int | None
    title: str
    where: Where


@dataclass(frozen=True, slots=True)
class CoverDraft:
    """What a cover says."""

    department: str = ""
    year: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section of part one."""

    key: str
    paragraphs: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit as a line over a sheet names it."""

    code: str
    name: str
    where: Where


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """Everything recognised in one source."""

    source: str
    cover: CoverDraft = CoverDraft()
    contents: tuple[ContentsLine, ...] = ()
    sections: tuple[SectionDraft, ...] = ()
    units: tuple[UnitDraft, ...] = ()
    sheets: tuple[SheetDraft, ...] = ()
