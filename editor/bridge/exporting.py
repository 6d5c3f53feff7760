"""Exports beside the window: what may be chosen, what the file is called, and the work with progress and cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from editor.bridge.jobs import Job, Progress
from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.document.exporting import Exporter, Request
from editor.domain.volume import Volume
from editor.exchange.saving import NeedsDirectWrite, file_name, save

DRAFT = "草稿"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file; `marked`: it can have a watermark."""

    suffix: str
    name: str
    marked: bool


KINDS = (
    Kind(".pdf", "PDF 文件", marked=True),
    Kind(".docx", "Word 文档", marked=True),
    Kind(".xlsx", "Excel 工作簿", marked=False),
    Kind(".json", "JSON 数据", marked=False),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What to export. `projects`: keys, None for the whole volume; `sheets`: of a PDF, from and to (from 1)."""

    kind: Kind = KINDS[0]
    projects: tuple[int, ...] | None = None
    sheets: tuple[int, int] | None = None
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it: the remarks; or `ask`, the question whether to write into the file itself, with what to write."""

    path: Path
    remarks: tuple[str, ...] = ()
    ask: str = ""
    data: bytes = b""


def suggested_path(session: Session, choice: Choice, folder: Path | None = None) -> Path:
    """In the document's folder (or the given one), named after department and year, or the one project."""
    volume = session.volume
    name = f"{volume.department}{volume.year}年绩效文本"
    if choice.projects is not None and len(choice.projects) == 1:
        name = f"{volume.project(choice.projects[0]).name}{session.form.sheet.title_suffix}"
    elif choice.projects is not None or choice.sheets is not None:
        name += "（部分）"
    return (folder or session.document.path.parent) / file_name(name, choice.kind.suffix)


def open_errors(session: Session, choice: Choice) -> Sequence[Finding]:
    """The errors in what is exported that are neither put right nor set aside."""
    errors = (f for f in session.findings if f.severity == "error" and f.waived is None)
    if choice.projects is None:
        return tuple(errors)
    wanted = frozenset(choice.projects)
    return tuple(f for f in errors if f.place.project in wanted)


def export_job(session: Session, choice: Choice, path: Path, parent: QObject | None = None) -> Job:
    """The work in a thread of its own, on the volume as it is now; its result is an Exported."""
    volume, exporter = session.volume, Exporter(session.form, session.derived.lend_fonts())
    return Job(lambda report: _export(exporter, volume, choice, path, report), parent)


def write_directly(exported: Exported) -> Exported:
    """Writes into the file itself, after the clerk has agreed; UserError where that fails."""
    save(exported.path, exported.data, direct=True)
    return Exported(exported.path, exported.remarks)


def _export(exporter: Exporter, volume: Volume, choice: Choice, path: Path, report: Progress) -> Exported:
    report(0, 0, "排版")
    request = Request(
        volume,
        choice.projects,
        choice.watermark if choice.kind.marked else "",
        lambda done, count: report(done, count, "导出"),
        choice.sheets if choice.kind.suffix == ".pdf" else None,
    )
    data, remarks = exporter.make(request, path)
    report(1, 1, "保存")
    try:
        save(path, data)
    except NeedsDirectWrite as question:
        return Exported(path, remarks, str(question), data)
    return Exported(path, remarks)
