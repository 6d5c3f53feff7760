"""Takes a merged draft, a form, a year and a department and gives the Volume, entries as the form keeps them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from editor.domain.fields import Entry, Fields
from editor.domain.money import read_money, write_amount
from editor.domain.percent import read_percent
from editor.domain.volume import CODE, CONTENTS_TITLE, NAME, TITLE, Indicator, Project, Section, Unit, Volume
from editor.exchange.recognise.drafts import SheetDraft, SourceDraft
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.words import split_title, squeeze
from editor.forms.entries import keep
from editor.forms.form import Field, Form
from editor.forms.wording import cover_entry

ENDS_FULL = "PLN-03"
"""The check that says whether a form's plan must come to 100 at its last date."""
_FULL = Decimal(100)


def sheet_name(sheet: SheetDraft, suffixes: Sequence[str]) -> str:
    """The project's name: from the table, else from the title without its suffix."""
    name = str(sheet.fields.get(NAME, ""))
    if name:
        return name
    title = sheet.title
    for suffix in suffixes:
        if squeeze(title).endswith(suffix):
            loose = r"\s*".join(map(re.escape, suffix))
            return re.sub(rf"\s*{loose}\s*$", "", title)
    return title


def build_volume(draft: SourceDraft, form: Form, year: int, department: str, journal: Journal) -> Volume:
    """The volume; keys of projects and rows count from 1 in print order."""
    units = _units(draft)
    projects = []
    key = 1
    unit = ""
    for sheet in draft.sheets:
        unit = _unit_of(sheet, units, unit, journal)
        projects.append(_Builder(form, sheet, key, unit, journal).project())
        key += 1 + len(projects[-1].indicators)
    unplaced = [project.name for project in projects if not project.classified and not project.unit]
    if unplaced:
        journal.doubtful(f"有{len(unplaced)}个项目没有单位，请在“单位”里补上", None, "、".join(unplaced))
    paragraphs = {section.key: section.paragraphs for section in draft.sections}
    volume = Volume(
        form.id,
        year,
        department,
        tuple(Unit(u.code, u.name) for u in draft.units),
        tuple(Section(k, paragraphs.get(k, ())) for k in form.sections()),
        tuple(projects),
    )
    return _with_cover(volume, form, draft)


def _with_cover(volume: Volume, form: Form, draft: SourceDraft) -> Volume:
    """Cover entries that are not what the form would print anyway."""
    said = {k: text for k, text in draft.cover.fields.items() if k in form.cover.fields}
    own = {k: text for k, text in said.items() if text != cover_entry(form, volume, k)}
    return Volume(
        volume.form, volume.year, volume.department, volume.units, volume.sections, volume.projects, Fields(own)
    )


def _units(draft: SourceDraft) -> Mapping[str, str]:
    """Code → code and name → code, so that a line that only names a unit finds it."""
    return {**{squeeze(u.name): u.code for u in draft.units if u.name}, **{u.code: u.code for u in draft.units}}


def _unit_of(sheet: SheetDraft, units: Mapping[str, str], before: str, journal: Journal) -> str:
    """The sheet's unit; where its line says none, the sheet's before it, and that is said."""
    if sheet.classified:
        return before
    named = squeeze(sheet.unit)
    if named in units:
        return units[named]
    if named:
        journal.unknown("单位没有编码，没有读入，请在“单位”里补上", sheet.where, sheet.unit)
        return ""
    if before:
        journal.doubtful(f"这张表上没有单位，按前一张表归入 {before}", sheet.where, sheet.raw_title)
    return before


class _Builder:
    """Makes one project."""

    def __init__(self, form: Form, sheet: SheetDraft, key: int, unit: str, journal: Journal) -> None:
        self._form = form
        self._sheet = sheet
        self._key = key
        self._unit = unit
        self._journal = journal
        self._name = sheet_name(sheet, (squeeze(form.sheet.title_suffix),))

    def project(self) -> Project:
        if self._sheet.classified:
            return self._classified()
        fields: dict[str, Entry] = {}
        for key, field in self._form.fields.items():
            fields[key] = self._entry(key, field, self._sheet.fields.get(key, ""))
        fields[NAME] = self._name
        title = self._own_title()
        if title:
            fields[TITLE] = title
        if self._sheet.contents_title:
            fields[CONTENTS_TITLE] = self._sheet.contents_title
        if not self._name and not fields.get(CODE):
            self._journal.doubtful("没有读到项目名称和项目编码", self._sheet.where, self._sheet.raw_title)
        rows = tuple(
            Indicator(self._key + 1 + i, Fields({k: row.get(k, "") for k in self._form.indicators.columns}))
            for i, row in enumerate(self._sheet.rows)
        )
        return Project(self._key, self._unit, False, Fields(fields), rows)

    def _classified(self) -> Project:
        """Nothing but the name; what else a source held is not repeated even in the report."""
        if self._sheet.fields or self._sheet.rows:
            self._journal.doubtful("涉密项目下还有内容，没有读入（涉密内容不能保存）", self._sheet.where, self._name)
        if self._sheet.contents_title:
            self._journal.doubtful(
                "涉密项目在目录里的名称不同", self._sheet.where, self._sheet.contents_title, self._sheet.title
            )
        title = self._own_title()
        if title:
            self._journal.doubtful("涉密项目的标题没有照原样保留", self._sheet.where, title, self._name)
        return Project(self._key, classified=True, fields=Fields({NAME: self._name}))

    def _own_title(self) -> str:
        """The sheet's title where it is not just the name and the suffix."""
        title = self._sheet.title
        usual = self._name + self._form.sheet.title_suffix
        if not title or title == usual:
            return ""
        if re.fullmatch(rf"[\d\W]*{re.escape(squeeze(usual))}", squeeze(title)):
            if squeeze(title) == squeeze(usual):
                self._journal.tally("mended", "标题里的空格等写法按项目名称统一", self._sheet.where, title, usual)
                return ""
            return "" if not any(map(str.isalpha, title[: title.find(self._name)])) else title
        return title

    def _entry(self, key: str, field: Field, entry: Entry) -> Entry:
        if field.kind == "money" and isinstance(entry, str):
            return self._amount(key, field, entry)
        if field.kind == "percents":
            return self._plan(key, field, entry)
        if field.kind == "code" and isinstance(entry, str) and entry and not re.fullmatch(field.pattern or ".*", entry):
            self._doubt(f"{field.label}不合{self._form.title}的样式，照原样读入", entry)
        if field.kind == "list" and isinstance(entry, str):
            entry = (entry,) if entry else ()
        return keep(self._form, key, entry)

    def _amount(self, key: str, field: Field, text: str) -> Entry:
        unit = self._sheet.money
        amount = read_money(text, unit or self._form.money.unit)
        if text and amount is None:
            self._doubt(f"{field.label}不是金额，照原样读入", text)
        if amount is not None and unit is not None and unit != self._form.money.unit:
            turned = write_amount(amount.to(self._form.money.unit).amount, self._form.money.decimals)
            self._journal.mended(f"{field.label}由{unit}换算为{self._form.money.unit}", self._sheet.where, text, turned)
            text = turned
        return keep(self._form, key, text)

    def _plan(self, key: str, field: Field, entry: Entry) -> Entry:
        texts = list((entry,) if isinstance(entry, str) else entry)
        if self._sheet.last_point_lost and self._ends_full() and len(texts) == len(field.points):
            texts[-1] = str(_FULL)
            before = "、".join(text for text in texts[:-1])
            self._journal.mended(
                f"{field.points[-1]}的标签和数值都没有读到，按规定补为 {_FULL}",
                self._sheet.where,
                before,
                "、".join(texts),
            )
        for text in texts:
            if text and read_percent(text) is None:
                self._doubt(f"{field.label}里有不是百分比的内容，照原样读入", text)
        return keep(self._form, key, tuple(texts)) if any(texts) else ()

    def _ends_full(self) -> bool:
        setting = self._form.checks.get(ENDS_FULL)
        return setting is None or setting.apply

    def _doubt(self, message: str, text: str) -> None:
        self._journal.doubtful(f"“{self._name}”{message}", self._sheet.where, text)


def with_contents(draft: SourceDraft, suffixes: Sequence[str], journal: Journal) -> SourceDraft:
    """Sheets with their line in the contents where it differs from the title, and what is missing said."""
    lines, sheets = draft.contents, draft.sheets
    by_number = {line.number: line for line in lines if line.number is not None}
    in_order = len(lines) == len(sheets)
    if lines and not in_order:
        said = f"目录里有{len(lines)}张表，正文里有{len(sheets)}张，请核对有没有缺页"
        journal.doubtful(said, lines[0].where)
    linked = []
    for i, draft_sheet in enumerate(sheets):
        sheet = draft_sheet
        line = lines[i] if in_order else by_number.get(sheet.number or 0)
        title = sheet.title or sheet_name(sheet, suffixes)
        differs = line is not None and squeeze(split_title(line.title)[1]) != squeeze(title)
        if differs and line is not None and sheet.title:
            sheet = replace(sheet, contents_title=split_title(line.title)[1])
        linked.append(sheet)
    _tell_numbers(draft, journal)
    return SourceDraft(draft.source, draft.cover, lines, draft.sections, draft.units, tuple(linked))


def _tell_numbers(draft: SourceDraft, journal: Journal) -> None:
    """A gap in the titles' numbers may be a page that is missing."""
    before: int | None = None
    for sheet in draft.sheets:
        if sheet.number is not None and before is not None and sheet.number != before + 1:
            journal.doubtful(
                f"标题的编号从 {before} 到了 {sheet.number}，已按次序重新编号，请核对有没有缺页",
                sheet.where,
                sheet.raw_title,
            )
        before = sheet.number if sheet.number is not None else before
