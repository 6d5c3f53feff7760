"""Takes source files (docx, xlsx, pdf, text, a volume's JSON) and form packs and gives one Volume and the import report."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from editor.domain.fields import Entry
from editor.domain.volume import CONTENTS_TITLE, TITLE, Project, Volume
from editor.errors import UserError
from editor.exchange.json_io import volume_from_json
from editor.exchange.raw import RawDocument, Where
from editor.exchange.readers.worker import read_sources
from editor.exchange.recognise.drafts import CoverDraft, SectionDraft, SheetDraft, SourceDraft, UnitDraft
from editor.exchange.recognise.recognise import recognise
from editor.exchange.report import Found, ImportReport, Taken
from editor.forms.packs import FormPacks

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the one now being read."""
_JSON = ".json"
_MAX_JSON_BYTES = 256 * 1024 * 1024


def import_sources(
    paths: Sequence[Path],
    packs: FormPacks,
    form_id: str | None = None,
    year: int | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    in_process: bool = False,
) -> tuple[Volume, ImportReport]:
    """All sources as one volume; `in_process` reads without the walled-off worker, for tests.

    Form and year are found where not given, and the report says why they are these. A volume's own JSON keeps its form.
    UserError, in one sentence, for a file that cannot be read or where nothing of a volume was found; nothing of the
    sources is ever changed.
    """
    if not paths:
        raise UserError("没有选择要导入的文件。请至少选择一个 .docx、.xlsx、.pdf 或 .txt 文件。")
    if form_id is not None:
        packs.form(form_id)
    own = [(path, _read_volume(path, packs)) for path in paths if path.suffix.lower() == _JSON]
    others = [path for path in paths if path.suffix.lower() != _JSON]
    documents = _read(others, progress, cancelled, in_process)
    if not others and len(own) == 1 and form_id in (None, own[0][1].form) and year in (None, own[0][1].year):
        return own[0][1], _own_report(own[0][0], own[0][1])
    form_id = form_id or next((volume.form for _, volume in own), None)
    year = year or next((volume.year for _, volume in own), None)
    return recognise_documents(documents, packs, form_id, year, [_draft(path.name, volume) for path, volume in own])


def recognise_documents(
    documents: Sequence[RawDocument],
    packs: FormPacks,
    form_id: str | None = None,
    year: int | None = None,
    drafts: Sequence[SourceDraft] = (),
) -> tuple[Volume, ImportReport]:
    """The same for documents that were already read."""
    return recognise(documents, packs, form_id, year, drafts)


def _read(
    paths: Sequence[Path], progress: Progress | None, cancelled: Callable[[], bool] | None, in_process: bool
) -> tuple[RawDocument, ...]:
    if not paths:
        return ()
    return read_sources(paths, progress=progress, cancelled=cancelled, in_process=in_process)


def _read_volume(path: Path, packs: FormPacks) -> Volume:
    try:
        if path.stat().st_size > _MAX_JSON_BYTES:
            raise UserError(f"文件“{path.name}”太大，不像一份绩效文本。请确认选对了文件。")
        data = json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise UserError(f"找不到文件“{path.name}”，它可能已被移动、改名或删除。请重新选择一次。") from None
    except OSError as fault:
        raise UserError(f"打不开文件“{path.name}”，可能没有读取权限。请关闭占用它的程序后再试。") from fault
    except (ValueError, RecursionError) as fault:
        raise UserError(f"文件“{path.name}”不是完整的 JSON，读不出内容。请从本程序重新导出一份再导入。") from fault
    return volume_from_json(data, packs)


def _own_report(path: Path, volume: Volume) -> ImportReport:
    reason = "文件里写明"
    filled = [section for section in volume.sections if section.paragraphs]
    taken = Taken(
        path.name,
        len(filled),
        sum(len(section.paragraphs) for section in filled),
        len(volume.units),
        len(volume.projects),
        sum(1 for project in volume.projects if project.classified),
        sum(len(project.indicators) for project in volume.projects),
    )
    return ImportReport(
        Found(volume.form, reason), Found(str(volume.year), reason), Found(volume.department, reason), (taken,)
    )


def _draft(source: str, volume: Volume) -> SourceDraft:
    """A volume as what a source gave, so that it can be laid together with others."""
    where = Where(source)
    cover = {key: volume.fields.text(key) for key in volume.fields}
    return SourceDraft(
        source,
        CoverDraft(volume.department, volume.year, cover),
        (),
        tuple(SectionDraft(section.key, section.paragraphs, where) for section in volume.sections),
        tuple(UnitDraft(unit.code, unit.name, where) for unit in volume.units),
        tuple(_sheet(project, volume.number(project.key), where) for project in volume.projects),
    )


def _sheet(project: Project, number: int, where: Where) -> SheetDraft:
    if project.classified:
        return SheetDraft(where, number, project.name, classified=True)
    entries: dict[str, Entry] = {k: e for k, e in project.fields.items() if k not in (TITLE, CONTENTS_TITLE)}
    return SheetDraft(
        where,
        number,
        project.fields.text(TITLE),
        unit=project.unit,
        fields=entries,
        rows=tuple({key: row.cells.text(key) for key in row.cells} for row in project.indicators),
        contents_title=project.fields.text(CONTENTS_TITLE),
    )
