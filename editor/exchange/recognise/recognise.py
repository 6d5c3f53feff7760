"""Takes raw documents and form packs and gives the Volume they hold and the report of how it was found."""

from collections.abc import Sequence

from editor.domain.volume import Volume
from editor.errors import UserError
from editor.exchange.raw import RawDocument
from editor.exchange.recognise.build import build_volume, sheet_name, with_contents
from editor.exchange.recognise.department import find_department
from editor.exchange.recognise.detect import YearFound, find_form, find_year
from editor.exchange.recognise.drafts import SheetDraft, SourceDraft
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.merge import merge_sources
from editor.exchange.recognise.publication.publication import publication_form, read_publication
from editor.exchange.recognise.vocabulary import Vocabulary, family_vocabularies
from editor.exchange.recognise.walker import read_document
from editor.exchange.report import Found, ImportReport, Taken
from editor.forms.form import Form
from editor.forms.packs import FormPacks

NOTHING = (
    "没有找到绩效目标表，也没有找到部门整体绩效目标：文件“{names}”里没有读到可用的内容。请确认选的是部门预算绩效文本，"
    "是扫描件的请换成 Word 或 Excel 原件再导入。"
)


def recognise(
    documents: Sequence[RawDocument],
    packs: FormPacks,
    form_id: str | None = None,
    year: int | None = None,
    drafts: Sequence[SourceDraft] = (),
) -> tuple[Volume, ImportReport]:
    """The volume of all documents together, after those that come as drafts; UserError where nothing was recognised."""
    publication = None if drafts else publication_form(documents, packs, form_id)
    if publication is not None:
        return read_publication(documents, *publication, year)
    words, sources, journal = _read(documents, packs, form_id)
    sources = [*drafts, *sources]
    if not any(source.sheets or any(s.paragraphs for s in source.sections) for source in sources):
        raise UserError(NOTHING.format(names="、".join(document.source for document in documents)))

    def name_of(sheet: SheetDraft) -> str:
        return sheet_name(sheet, words.suffixes)

    sources = [with_contents(source, words.suffixes, journal) if source.sheets else source for source in sources]
    merged = merge_sources(sources, name_of, journal)
    if any(source.contents and not source.sheets for source in sources):
        merged = with_contents(merged, words.suffixes, journal)
    found_year = YearFound(year, "由用户指定", True) if year else find_year(sources, words.forms)
    form, form_found = _form(sources, words, packs, form_id, found_year)
    chosen = found_year or _year_of_form(form)
    if not chosen.sure:
        journal.doubtful(f"年度 {chosen.year} 是推测的，请核对")
    department = find_department(merged)
    if department.reason.endswith("请核对"):
        journal.doubtful(f"部门名称“{department.value}”是推测的，请核对")
    volume = build_volume(merged, form, chosen.year, department.value, journal)
    if not volume.projects:
        journal.doubtful("没有找到绩效目标表，只读入了正文")
    taken = tuple(_taken(source) for source in sources)
    year_found = Found(str(chosen.year), chosen.reason)
    return volume, ImportReport(form_found, year_found, department, taken, journal.items())


def _read(
    documents: Sequence[RawDocument], packs: FormPacks, form_id: str | None
) -> tuple[Vocabulary, list[SourceDraft], Journal]:
    """The documents read with the words of the family that finds most in them."""
    forms = packs.all()
    wanted = packs.form(form_id).family if form_id else None
    best: tuple[int, Vocabulary, list[SourceDraft], Journal] | None = None
    for words in family_vocabularies(form for form in forms if wanted in (None, form.family)):
        journal = Journal()
        sources = [read_document(document, words, journal) for document in documents]
        found = sum(map(_amount_of, sources))
        if best is None or found > best[0]:
            best = (found, words, sources, journal)
    assert best is not None
    return best[1:]


def _amount_of(source: SourceDraft) -> int:
    filled = sum(len(sheet.fields) + len(sheet.rows) for sheet in source.sheets)
    return filled + sum(len(section.paragraphs) for section in source.sections)


def _form(
    sources: Sequence[SourceDraft], words: Vocabulary, packs: FormPacks, form_id: str | None, year: YearFound | None
) -> tuple[Form, Found]:
    if form_id:
        return packs.form(form_id), Found(form_id, "由用户指定")
    return find_form(sources, words.forms, year.year if year else None)


def _year_of_form(form: Form) -> YearFound:
    return YearFound(form.years.last or form.years.first, "文件里没有年度，取表样适用的年度", False)


def _taken(source: SourceDraft) -> Taken:
    filled = [section for section in source.sections if section.paragraphs]
    return Taken(
        source.source,
        len(filled),
        sum(len(section.paragraphs) for section in filled),
        len(source.units),
        len(source.sheets),
        sum(1 for sheet in source.sheets if sheet.classified),
        sum(len(sheet.rows) for sheet in source.sheets),
    )
