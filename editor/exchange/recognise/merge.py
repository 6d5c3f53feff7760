"""Takes what several sources gave and gives one draft: the same sheet once, the more complete one, conflicts said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from editor.domain.fields import Entry, is_blank
from editor.domain.percent import read_percent
from editor.domain.volume import CODE, NAME
from editor.exchange.recognise.drafts import CoverDraft, SectionDraft, SheetDraft, SourceDraft, UnitDraft
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.words import squeeze

CONFLICT = "两个来源的内容不同，采用较完整的一份"
Key = tuple[str, str, int]
Titled = Callable[[SheetDraft], str]


def merge_sources(sources: Sequence[SourceDraft], name_of: Titled, journal: Journal) -> SourceDraft:
    """All sources as one, in the order given; `name_of` gives a sheet's project name.

    A sheet is the same in two sources when its code and its name are (its name and unit where it has no code); classified
    ones, which have neither, only where the sources have other sheets in common.
    """
    merged = sources[0]
    for source in sources[1:]:
        merged = SourceDraft(
            merged.source,
            _cover(merged, source, journal),
            merged.contents or source.contents,
            _sections(merged.sections, source.sections, journal),
            _units(merged.units, source.units, journal),
            _sheets(merged.sheets, source.sheets, name_of, journal),
        )
    return merged


def _cover(one: SourceDraft, other: SourceDraft, journal: Journal) -> CoverDraft:
    first, second = one.cover, other.cover
    if first.year is None:
        return second
    for ours, theirs, what in (
        (first.department, second.department, "部门名称"),
        (str(first.year), str(second.year or ""), "年度"),
    ):
        if ours and theirs and squeeze(ours) != squeeze(theirs):
            journal.doubtful(f"各来源封面上的{what}不同，采用先读入的“{ours}”", None, theirs, ours)
    return CoverDraft(first.department or second.department, first.year, {**second.fields, **first.fields})


def _sections(
    ours: tuple[SectionDraft, ...], theirs: tuple[SectionDraft, ...], journal: Journal
) -> tuple[SectionDraft, ...]:
    found = {section.key: section for section in ours}
    for section in theirs:
        known = found.get(section.key)
        if known is None or not known.paragraphs:
            found[section.key] = section
            continue
        if not section.paragraphs or known.paragraphs == section.paragraphs:
            continue
        kept, left = sorted((known, section), key=lambda s: sum(map(len, s.paragraphs)), reverse=True)
        found[section.key] = kept
        journal.unknown(f"{CONFLICT}，没有采用的正文", left.where, "\n".join(left.paragraphs))
    return tuple(found.values())


def _units(ours: tuple[UnitDraft, ...], theirs: tuple[UnitDraft, ...], journal: Journal) -> tuple[UnitDraft, ...]:
    found = {unit.code: unit for unit in ours}
    for unit in theirs:
        known = found.setdefault(unit.code, unit)
        if known.name and unit.name and squeeze(known.name) != squeeze(unit.name):
            journal.doubtful(f"单位编码 {unit.code} 有两个名称，采用先出现的", unit.where, unit.name, known.name)
        elif not known.name:
            found[unit.code] = unit
    return tuple(found.values())


def _sheets(
    ours: tuple[SheetDraft, ...], theirs: tuple[SheetDraft, ...], name_of: Titled, journal: Journal
) -> tuple[SheetDraft, ...]:
    first, second = _keyed(ours, name_of), _keyed(theirs, name_of)
    shared = any(key in first and not sheet.classified for key, sheet in second.items())
    found: dict[Key, SheetDraft] = dict(first)
    for key, sheet in second.items():
        if key not in found:
            found[key] = sheet
        elif sheet.classified and not shared:
            found[(*key[:2], key[2] + len(first))] = sheet
        else:
            found[key] = _one(found[key], sheet, name_of(sheet), journal)
    _tell_same_codes(tuple(found.values()), journal)
    return tuple(found.values())


def _keyed(sheets: tuple[SheetDraft, ...], name_of: Titled) -> dict[Key, SheetDraft]:
    """Sheets by what makes them the same; those alike in one source stay apart by their count."""
    found: dict[Key, SheetDraft] = {}
    for sheet in sheets:
        code = str(sheet.fields.get(CODE, "")) or ("" if sheet.classified else sheet.unit)
        name = squeeze(name_of(sheet))
        count = 0
        while (code, name, count) in found:
            count += 1
        found[(code, name, count)] = sheet
    return found


def _one(ours: SheetDraft, theirs: SheetDraft, name: str, journal: Journal) -> SheetDraft:
    """The more complete of two, with the other's entries where it has none."""
    base, other = (ours, theirs) if _weight(ours) >= _weight(theirs) else (theirs, ours)
    fields: dict[str, Entry] = dict(base.fields)
    for key, entry in other.fields.items():
        if key == NAME or is_blank(entry):
            continue
        if is_blank(fields.get(key, "")):
            fields[key] = entry
        elif _bare(fields[key]) != _bare(entry):
            journal.doubtful(f"“{name}”：{CONFLICT}", other.where, _words(entry), _words(fields[key]))
    if base.rows and other.rows and [_row(row) for row in base.rows] != [_row(row) for row in other.rows]:
        text = "\n".join(" | ".join(row.values()) for row in other.rows)
        journal.unknown(f"“{name}”：{CONFLICT}，没有采用的指标", other.where, text)
    return replace(
        base,
        fields=fields,
        rows=base.rows or other.rows,
        unit=base.unit or other.unit,
        money=base.money or other.money,
        title=base.title or other.title,
        number=ours.number,
    )


def _tell_same_codes(sheets: tuple[SheetDraft, ...], journal: Journal) -> None:
    seen: dict[str, SheetDraft] = {}
    for sheet in sheets:
        code = str(sheet.fields.get(CODE, ""))
        if code and code in seen:
            names = f"{seen[code].fields.get(NAME, '')}、{sheet.fields.get(NAME, '')}"
            journal.doubtful(f"项目编码 {code} 出现了不止一次，作为不同的项目读入", sheet.where, names)
        seen.setdefault(code, sheet)


def _weight(sheet: SheetDraft) -> int:
    filled = sum(1 for entry in sheet.fields.values() if not is_blank(entry))
    return filled + sum(1 for row in sheet.rows for text in row.values() if text)


def _bare(entry: Entry) -> tuple[str, ...]:
    """An entry to compare: numbers by their value, with or without a per cent sign."""
    return tuple(_bare_text(text) for text in ((entry,) if isinstance(entry, str) else entry))


def _bare_text(text: str) -> str:
    share = read_percent(text)
    return squeeze(text) if share is None else str(share.normalize())


def _words(entry: Entry) -> str:
    return entry if isinstance(entry, str) else "；".join(entry)


def _row(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(squeeze(text) for text in row.values())
