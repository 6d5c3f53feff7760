"""Export and print as the clerk does it, with files that are opened again."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.bridge import exporting
from editor.bridge.exporting import Choice, Exported, suggested_path
from editor.bridge.session import Session
from editor.document.document import open_document
from editor.domain import edits
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.exchange.saving import NeedsDirectWrite, save
from editor.typeset.fonts import FontSet
from editor.ui.exporting.export_dialog import ExportDialog
from editor.ui.exporting.print_dialog import PrintDialog
from editor.ui.exporting.scope import CURRENT, PAGES, SOME

EXAMPLE = Path(__file__).parents[3] / "examples" / "青石县交通运输局2027.jixiao"
Open = Callable[..., Session]


@dataclass
class Answers:
    """Answers every question the same way, and keeps what was asked."""

    answer: int = 0
    asked: list[str] = field(default_factory=list)
    path: Path | None = None

    def tell(self, text: str) -> None:
        self.asked.append(text)

    def ask(self, title: str, text: str, answers: Sequence[str]) -> int:
        self.asked.append(text)
        return self.answer

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        return None

    def open_files(self, title: str, kinds: str, folder: Path) -> list[Path]:
        return []

    def save_file(self, title: str, kinds: str, path: Path) -> Path | None:
        return self.path


def example() -> Volume:
    document = open_document(EXAMPLE, read_only=True)
    volume = document.volume
    document.close()
    return volume


@pytest.fixture
def session(open_session: Open) -> Session:
    return open_session(example())


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def dialog(session: Session, answers: Answers, qtbot: QtBot) -> ExportDialog:
    dialog = ExportDialog(session, answers, session.volume.projects[1].key)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def export(dialog: ExportDialog, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(dialog.exported, timeout=20_000) as told:
        dialog.start.click()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert told.args is not None
    path = told.args[0]
    assert isinstance(path, Path)
    return path


def page_texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def spoil(session: Session) -> None:
    key = session.volume.projects[1].key
    session.apply("改", lambda v: edits.set_field(v, key, "disbursement", ("0", "50", "75", "90")))


def test_the_whole_volume_beside_the_document(dialog: ExportDialog, session: Session, qtbot: QtBot) -> None:
    path = export(dialog, qtbot)
    assert path.parent == session.document.path.parent
    assert path.name == "青石县交通运输局2027年绩效文本.pdf"
    assert len(page_texts(path)) == len(session.pages.pages)
    assert not dialog.isVisible()


def test_one_project_under_its_name(dialog: ExportDialog, session: Session, qtbot: QtBot) -> None:
    dialog.scope.choose(CURRENT)
    path = export(dialog, qtbot)
    name = session.volume.projects[1].name
    assert path.name.startswith(name)
    (text,) = page_texts(path)
    assert name in text.replace("\r\n", "")


def test_chosen_projects(dialog: ExportDialog, session: Session, qtbot: QtBot) -> None:
    dialog.scope.choose(SOME)
    dialog.export()
    assert "勾选" in dialog.notice.text()
    for row in (0, 2):
        dialog.scope.list.item(row).setCheckState(dialog.scope.list.item(row).checkState().Checked)
    assert len(page_texts(export(dialog, qtbot))) >= 2


def test_some_sheets_of_paper(dialog: ExportDialog, session: Session, qtbot: QtBot) -> None:
    dialog.scope.choose(PAGES)
    dialog.scope.pages.setText("9-10")
    texts = page_texts(export(dialog, qtbot))
    assert len(texts) == 2
    shown = ["".join(box.text for box in session.pages.pages[at].texts) for at in (8, 9)]
    for text, expected in zip(texts, shown, strict=True):
        assert set(expected) - set(text) <= {" ", "　"}


@pytest.mark.parametrize("pages", ["", "1,3", "abc"])
def test_sheets_that_cannot_be(dialog: ExportDialog, pages: str) -> None:
    dialog.scope.choose(PAGES)
    dialog.scope.pages.setText(pages)
    dialog.export()
    assert dialog._job is None
    assert dialog.notice.text().endswith("。")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".json"])
def test_other_kinds(dialog: ExportDialog, session: Session, qtbot: QtBot, suffix: str) -> None:
    dialog.choose_kind(suffix)
    path = export(dialog, qtbot)
    data = path.read_bytes()
    assert path.suffix == suffix
    if suffix == ".json":
        assert len(json.loads(data)["projects"]) == len(session.volume.projects)
    else:
        assert data[:2] == b"PK"


def test_a_watermark(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.watermark.setText("内部资料")
    assert all("内部资料" in text for text in page_texts(export(dialog, qtbot)))


def test_open_errors_lead_to_them(dialog: ExportDialog, session: Session, answers: Answers, qtbot: QtBot) -> None:
    spoil(session)
    with qtbot.waitSignal(dialog.fix_wanted):
        dialog.start.click()
    assert "1 个错误" in answers.asked[0]
    assert dialog._job is None
    assert list(session.document.path.parent.glob("*.pdf")) == []


def test_open_errors_make_a_draft(dialog: ExportDialog, session: Session, answers: Answers, qtbot: QtBot) -> None:
    spoil(session)
    answers.answer = 1
    assert all("草稿" in text for text in page_texts(export(dialog, qtbot)))


def test_errors_elsewhere_do_not_matter(dialog: ExportDialog, session: Session, answers: Answers, qtbot: QtBot) -> None:
    spoil(session)
    dialog.scope.choose(SOME)
    dialog.scope.list.item(0).setCheckState(dialog.scope.list.item(0).checkState().Checked)
    export(dialog, qtbot)
    assert answers.asked == []


def test_a_file_that_is_there_is_not_replaced_unasked(dialog: ExportDialog, answers: Answers, qtbot: QtBot) -> None:
    path = Path(dialog.path.text())
    path.write_bytes(b"old")
    dialog.start.click()
    assert path.read_bytes() == b"old"
    assert "替换" in answers.asked[0]
    answers.answer = 1
    assert export(dialog, qtbot).read_bytes() != b"old"


def test_another_place(dialog: ExportDialog, answers: Answers, qtbot: QtBot, tmp_path: Path) -> None:
    answers.path = tmp_path / "别处.pdf"
    dialog.browse.click()
    assert export(dialog, qtbot) == tmp_path / "别处.pdf"


def test_a_folder_that_is_not_there_is_said(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.path.setText(str(tmp_path / "没有" / "a.pdf"))
    dialog.path.textEdited.emit(dialog.path.text())
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
    assert "不存在" in dialog.notice.text()
    assert dialog.start.isEnabled()


def test_cancelled_nothing_is_written(dialog: ExportDialog, qtbot: QtBot) -> None:
    path = Path(dialog.path.text())
    path.write_bytes(b"old")
    dialog._messenger.answer = 1  # type: ignore[attr-defined]
    dialog.start.click()
    dialog.progress.cancel.click()
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
    assert path.read_bytes() == b"old"
    assert "取消" in dialog.notice.text()
    assert dialog.isVisible()


def test_closing_while_it_works_cancels(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.start.click()
    dialog.close()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
    assert not Path(dialog.path.text()).exists()


def test_open_after_export(dialog: ExportDialog, qtbot: QtBot) -> None:
    opened: list[Path] = []
    dialog.open_file = opened.append
    dialog.open_after.setChecked(True)
    assert export(dialog, qtbot) == opened[0]


@pytest.mark.parametrize("agrees", [True, False])
def test_where_no_new_file_can_be_made_the_clerk_is_asked(
    dialog: ExportDialog, answers: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, agrees: bool
) -> None:
    def refuse(path: Path, data: bytes, *, direct: bool = False) -> None:
        if not direct:
            raise NeedsDirectWrite("不能新建文件。")
        save(path, data, direct=True)

    monkeypatch.setattr(exporting, "save", refuse)
    answers.answer = int(agrees)
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
    assert answers.asked == ["不能新建文件。"]
    assert Path(dialog.path.text()).exists() is agrees


def test_remarks_stay_to_be_read(dialog: ExportDialog, session: Session, qtbot: QtBot) -> None:
    key = session.volume.projects[1].key
    session.put("改", Place(key, field="purpose"), "含有没有的字\U00030010。")
    dialog._messenger.answer = 1  # type: ignore[attr-defined]
    export(dialog, qtbot)
    assert "没有字体能印" in dialog.notice.text()
    assert dialog.isVisible()


def test_names_are_taken_from_department_year_or_project(session: Session) -> None:
    key = session.volume.projects[0].key
    session.put("改名", Place(key, field="name"), 'A/B:"C"')
    assert suggested_path(session, Choice(projects=(key,))).name.startswith("A_B__C_")
    assert suggested_path(session, Choice(projects=(key, 2))).stem.endswith("（部分）")
    assert Exported(Path("a")).remarks == ()


@pytest.fixture
def printing(session: Session, answers: Answers, qtbot: QtBot, tmp_path: Path) -> PrintDialog:
    dialog = PrintDialog(session, answers, session.volume.projects[1].key)
    qtbot.addWidget(dialog)
    dialog.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer.setOutputFileName(str(tmp_path / "纸.pdf"))
    dialog.show()
    qtbot.waitUntil(lambda: dialog.view is not None, timeout=10_000)
    dialog.scope.changed.emit()  # a file in a printer's place
    return dialog


def paper(dialog: PrintDialog, qtbot: QtBot) -> int:
    with qtbot.waitSignal(dialog.printed, timeout=20_000):
        dialog.start.click()
    return len(page_texts(Path(dialog.printer.outputFileName())))


def test_print_everything(printing: PrintDialog, session: Session, qtbot: QtBot) -> None:
    count = len(session.pages.pages)
    assert printing.count.text() == f"共 {count} 页，用纸 {count} 张"
    assert paper(printing, qtbot) == count


def test_print_the_current_project(printing: PrintDialog, session: Session, qtbot: QtBot) -> None:
    printing.scope.choose(CURRENT)
    (page,) = printing.choice.pages
    assert session.pages.pages[page].project == session.volume.projects[1].key
    assert printing.canvas._view is not None
    assert printing.canvas._view.count == 1
    assert paper(printing, qtbot) == 1


def test_print_some_pages(printing: PrintDialog, qtbot: QtBot) -> None:
    printing.scope.choose(PAGES)
    assert not printing.start.isEnabled()
    printing.scope.pages.setText("1-3，8")
    printing.duplex.setChecked(True)
    assert printing.count.text() == "共 4 页，用纸 2 张"
    assert paper(printing, qtbot) == 4


def test_errors_are_asked_about_before_printing(
    printing: PrintDialog, session: Session, answers: Answers, qtbot: QtBot
) -> None:
    spoil(session)
    with qtbot.waitSignal(printing.fix_wanted):
        printing.start.click()
    assert printing._run is None
    assert not Path(printing.printer.outputFileName()).exists()


def test_printing_is_cancelled(printing: PrintDialog, qtbot: QtBot) -> None:
    printing.start.click()
    assert printing._run is not None
    printing.reject()
    assert printing._run is None
    assert "取消" in printing.notice.text()
    assert printing.isVisible()


def test_without_a_printer_nothing_can_be_printed(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    printing = PrintDialog(session, Answers())
    qtbot.addWidget(printing)
    printing.show()
    qtbot.waitUntil(lambda: printing.view is not None, timeout=10_000)
    assert not printing.start.isEnabled()
    assert printing.leave.isDefault()
    assert printing.notice.isVisible()
    assert "没有安装打印机" in printing.notice.text()


def test_pages_that_are_not_there_yet_are_waited_for(session: Session, qtbot: QtBot) -> None:
    """The dialog stands at once: nobody typesets four thousand sheets in the window's thread."""
    printing = PrintDialog(session, Answers(), session.volume.projects[1].key)
    qtbot.addWidget(printing)
    printing.show()
    assert not session.derived.has_pages
    assert not printing.start.isEnabled()
    assert printing.count.text().startswith("正在排版")
    assert printing.progress.isVisible()
    printing.scope.choose(CURRENT)
    printing.print_out()
    assert printing._run is None
    printing.printer.setOutputFileName("纸.pdf")
    qtbot.waitUntil(lambda: printing.view is not None, timeout=10_000)
    assert printing.count.text() == "共 1 页，用纸 1 张"
    assert printing.start.isEnabled()
    assert not printing.progress.isVisible()


def test_pages_that_cannot_be_set_are_told(open_session: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> FontSet:
        raise UserError("字体打不开，请重新安装程序。")

    session = open_session(example())
    monkeypatch.setattr(session.derived, "_load_fonts", damaged)
    printing = PrintDialog(session, Answers())
    qtbot.addWidget(printing)
    printing.show()
    with qtbot.waitSignal(session.derived.broken, timeout=10_000):
        pass
    assert printing.notice.text() == "字体打不开，请重新安装程序。"
    assert not printing.start.isEnabled()
    assert not printing.progress.isVisible()


def test_waiting_is_given_up(session: Session, qtbot: QtBot) -> None:
    printing = PrintDialog(session, Answers())
    qtbot.addWidget(printing)
    printing.show()
    printing.progress.cancel.click()
    assert not printing.isVisible()


def test_no_printer_is_said(printing: PrintDialog) -> None:
    printing.printer.setOutputFileName("")
    printing.names.clear()
    printing.print_out()
    assert "没有安装打印机" in printing.notice.text()


def test_no_stray_windows(dialog: ExportDialog, printing: PrintDialog) -> None:
    for each in (dialog, printing):
        assert [w for w in each.findChildren(QWidget) if w.isWindow() and w.isVisible()] == []


def test_a_choice_of_nothing_is_refused(dialog: ExportDialog) -> None:
    dialog.scope.choose(SOME)
    with pytest.raises(UserError):
        _ = dialog.choice
