"""Takes raw documents and the packs and gives the publication in them as a Volume with its report, where they are one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from editor.domain import budget_edits
from editor.domain.volume import Section, Volume
from editor.errors import UserError
from editor.exchange.raw import RawDocument
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.notes import tell_notes
from editor.exchange.recognise.publication.entering import enter
from editor.exchange.recognise.publication.narrating import narrate
from editor.exchange.recognise.publication.outline import Laid, Outliner, pattern_of
from editor.exchange.recognise.publication.pieces import key_of, read_pieces
from editor.exchange.recognise.publication.projects import projects
from editor.exchange.recognise.publication.reading import read_table
from editor.exchange.recognise.publication.sheets import SheetReader
from editor.exchange.recognise.publication.typing_over import type_over
from editor.exchange.report import Found, ImportReport, Taken
from editor.forms.budget_form import BudgetForm
from editor.forms.form import Form
from editor.forms.packs import FormPacks

_ENOUGH_TITLES = 2


def publication_form(
    documents: Sequence[RawDocument], packs: FormPacks, form_id: str | None
) -> tuple[Form, str] | None:
    """The form with budget tables these documents follow, and why; None where they are no publication."""
    if form_id is not None:
        form = packs.form(form_id)
        return (form, "由用户指定") if form.budget is not None else None
    best: tuple[int, int, Form] | None = None
    texts = {piece.only for piece in read_pieces(documents, Journal()) if piece.only}
    for form in packs.all():
        if form.budget is None:
            continue
        outliner = Outliner(form, form.budget)
        titles = {table for text in texts if (table := outliner.table_of(text)) is not None}
        sheets = any(outliner.is_sheet_title(text) for text in texts)
        if (sheets or len(titles) >= _ENOUGH_TITLES) and (best is None or (len(titles), form.years.first) > best[:2]):
            best = (len(titles), form.years.first, form)
    if best is None:
        return None
    return best[2], f"有{best[0]}张报表的标题相符" if best[0] else "绩效目标表的标题相符"


def read_publication(
    documents: Sequence[RawDocument], form: Form, reason: str, year: int | None
) -> tuple[Volume, ImportReport]:
    """The volume of all documents together; UserError where they hold nothing of it."""
    budget = form.budget
    assert budget is not None
    journal = Journal()
    for document in documents:
        tell_notes(document, journal)
    laid = Outliner(form, budget).lay_out(read_pieces(documents, journal), journal)
    if not laid.tables and not laid.sheets:
        names = "、".join(document.source for document in documents)
        raise UserError(
            f"没有在文件“{names}”里找到预算公开的报表和绩效目标表。请确认选对了文件，扫描件请换成原件再导入。"
        )
    found_year = _year(laid, form, year, journal)
    department = _department(laid, form, budget, documents, journal)
    volume = Volume(form.id, int(found_year.value), department.value)
    volume = _with_sections(volume, form, laid)
    volume = _with_sheets(volume, form, laid, journal)
    volume = _with_tables(volume, form, budget, laid, journal)
    volume = narrate(form, volume, laid, journal)
    taken = _taken(documents, volume, form, laid)
    report = ImportReport(Found(form.id, reason), found_year, department, taken, journal.items())
    return volume, report


def _with_tables(volume: Volume, form: Form, budget: BudgetForm, laid: Laid, journal: Journal) -> Volume:
    tables = {
        key: read_table(budget.tables[key], laid.tables[key], journal) for key in budget.tables if key in laid.tables
    }
    units = {key_of(unit.name): unit.code for unit in volume.units}
    entered = enter(budget, tables, volume.department, units, journal)
    for key, rows in entered.ledgers.items():
        volume = budget_edits.set_budget_table(volume, key, rows)
    for key, text in entered.facts.items():
        volume = replace(volume, fields=volume.fields.put(key, text))
    missing = [table.title for key, table in budget.tables.items() if key not in tables]
    if missing and tables:
        journal.doubtful("没有读到这些报表", None, "、".join(title.replace("{year}", "") for title in missing))
    return type_over(form, volume, tables, entered, journal)


def _with_sheets(volume: Volume, form: Form, laid: Laid, journal: Journal) -> Volume:
    """The goal sheets, and facts that are printed on them."""
    reader = SheetReader(form, journal)
    pages = [reader.read(sheet) for sheet in laid.sheets if sheet]
    fields = volume.fields
    for fact in sorted(reader.words.facts):
        named = Counter(page.fields[fact] for page in pages if page.fields.get(fact))
        if named:
            fields = fields.put(fact, named.most_common(1)[0][0])
    return replace(volume, projects=projects(form, pages, journal), fields=fields)


def _with_sections(volume: Volume, form: Form, laid: Laid) -> Volume:
    """Sections without generated paragraphs, as they are."""
    sections = []
    for key, section in form.sections().items():
        texts = tuple(" ".join(piece.filled()) for piece in laid.sections.get(key, ()))
        sections.append(Section(key, () if section.templates else texts))
    return replace(volume, sections=tuple(sections))


def _year(laid: Laid, form: Form, year: int | None, journal: Journal) -> Found:
    if year is not None:
        return Found(str(year), "由用户指定")
    patterns = [pattern_of(line.text) for line in form.cover.lines if "{year}" in line.text]
    for piece in laid.front:
        for pattern in patterns:
            match = pattern.fullmatch(key_of(piece.only))
            if match is not None:
                return Found(match["year"], "封面写明")
    named = Counter(match[0] for text, _ in laid.titles.values() if (match := re.search(r"20\d{2}", text)) is not None)
    if named:
        return Found(named.most_common(1)[0][0], "报表标题写明")
    if laid.sheet_years:
        return Found(Counter(laid.sheet_years).most_common(1)[0][0], "绩效目标表写明")
    journal.doubtful(f"年度 {form.years.first} 是推测的，请核对")
    return Found(str(form.years.first), "文件里没有年度，取表样适用的年度")


def _department(
    laid: Laid, form: Form, budget: BudgetForm, documents: Sequence[RawDocument], journal: Journal
) -> Found:
    """From the line over the tables, else from the cover."""
    lead = key_of(budget.unit_line[0].split("{")[0])
    named: Counter[str] = Counter()
    for piece in read_pieces(documents, Journal()):
        for text in piece.filled():
            if lead and key_of(text).startswith(lead) and len(key_of(text)) > len(lead):
                named[re.split("[:：]", text, maxsplit=1)[-1].strip()] += 1
    if named:
        return Found(named.most_common(1)[0][0], "报表上的单位名称")
    years = [pattern_of(line.text) for line in form.cover.lines if "{year}" in line.text]
    covers = [
        piece.only for piece in laid.front if piece.only and not any(y.fullmatch(key_of(piece.only)) for y in years)
    ]
    if covers:
        journal.doubtful(f"部门名称“{covers[0]}”是推测的，请核对")
        return Found(covers[0], "封面写明，请核对")
    journal.doubtful("没有找到单位名称，请填写")
    return Found("", "文件里没有单位名称，请核对")


def _taken(documents: Sequence[RawDocument], volume: Volume, form: Form, laid: Laid) -> tuple[Taken, ...]:
    """What all documents gave; the first one's line says it for all."""
    filled = [key for key in form.sections() if laid.sections.get(key)]
    paragraphs = sum(len(laid.sections[key]) for key in filled)
    indicators = sum(len(project.indicators) for project in volume.projects)
    whole = Taken(
        "、".join(document.source for document in documents),
        len(filled),
        paragraphs,
        len(volume.units),
        len(volume.projects),
        indicators=indicators,
        tables=len(laid.tables),
    )
    return (whole,)
