"""The list the unit hands in with its volume (自查表), written beside the window."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject

from editor.bridge.exporting import Exported
from editor.bridge.jobs import Job, Progress
from editor.bridge.session import Session
from editor.document.print_facts import findings_in_print
from editor.document.self_check import SelfCheckWriter, require_suffix, self_check
from editor.exchange.saving import NeedsDirectWrite, file_name, save

SELF_CHECK = "自查表"
KINDS = "PDF 文件 (*.pdf);;Excel 工作簿 (*.xlsx)"
"""As Qt writes filters."""


def suggested_list(session: Session) -> Path:
    """Beside the document, named after department and year."""
    volume = session.volume
    name = file_name(f"{volume.department}{volume.year}年绩效文本{SELF_CHECK}", ".pdf")
    return session.document.path.parent / name


def self_check_job(session: Session, path: Path, today: date, parent: QObject | None = None) -> Job:
    """The work on the volume and the findings as they are now; its result is an Exported. UserError for another suffix."""
    require_suffix(path)
    fonts = session.derived.fonts  # loaded here, in the thread the session lives in
    made = f"{today.year}年{today.month}月{today.day}日"
    volume, form, findings = session.volume, session.form, session.findings
    writer = SelfCheckWriter(form, lambda: fonts)

    def work(report: Progress) -> Exported:
        report(0, 0, "排版")
        in_print = findings_in_print(volume, form, fonts)
        listed = self_check(volume, form, (*findings, *in_print), made)
        data, remarks = writer.make(listed, path)
        report(0, 0, "保存")
        try:
            save(path, data)
        except NeedsDirectWrite as question:
            return Exported(path, remarks, str(question), data)
        return Exported(path, remarks)

    return Job(work, parent)
