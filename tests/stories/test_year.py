"""Last year's Word file becomes this year's volume: import, change, paste, check, mend, take back, export, open again."""

from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.domain.places import VOLUME, Place
from editor.ui.cover.page import CoverPage
from editor.ui.dialogs.import_report import ImportReportDialog
from editor.ui.exporting.export_dialog import ExportDialog
from tests.stories.clerk import CTRL, Clerk, MakeClerk

LEVELS = (
    ("产出指标", "数量指标", 4),
    ("产出指标", "质量指标", 2),
    ("效益指标", "社会效益指标", 3),
    ("满意度指标", "服务对象满意度指标", 1),
)
TEN = 10
_DAY = "IND-27"


def _table() -> str:
    """Ten rows as Excel puts them on the clipboard: one cell for a group of first levels, a line break in the first basis."""
    rows, number = [], 0
    for level1, level2, count in LEVELS:
        for at in range(count):
            number += 1
            first = f'<td rowspan="{count}">{level1}</td><td rowspan="{count}">{level2}</td>' if at == 0 else ""
            basis = "年度工作计划<br>第二条" if number == 1 else "年度工作计划"
            cells = (f"核查事项{number}", f"第{number}类核查事项完成的数量", f"≥{number}0次", basis)
            rows.append(f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return f"<html><body><table>{''.join(rows)}</table></body></html>"


def _import(clerk: Clerk, source: Path, target: Path) -> None:
    clerk.answers.files, clerk.answers.target = [source], target
    clerk.choose("import")
    report = clerk.dialog(ImportReportDialog)
    clerk.press(report, "保存并打开")
    clerk.until(lambda: clerk.shell.workspace is not None)
    clerk.checked()


def _change_year(clerk: Clerk, year: str) -> None:
    clerk.go(VOLUME)
    clerk.into(clerk.seen(CoverPage).year.editor)
    clerk.over(year)
    clerk.key(Qt.Key.Key_Tab)
    clerk.checked()


def _export(clerk: Clerk, target: Path) -> None:
    clerk.choose("export_pdf")
    dialog = clerk.dialog(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    clerk.answers.target = target
    clerk.press(dialog, "更改")
    assert dialog.path.text() == str(target)
    clerk.until(dialog.start.isEnabled)
    dialog.start.click()
    clerk.until(target.is_file)


def _export_with_errors(clerk: Clerk) -> None:
    """去修正 writes nothing and goes to the first error."""
    errors = [f.place for f in clerk.session.findings if f.severity == "error" and f.waived is None]
    clerk.answers.answers = {"还有错误": "去修正"}
    clerk.choose("export_pdf")
    clerk.press(clerk.dialog(ExportDialog), "导出")
    clerk.until(lambda: not clerk.sees(ExportDialog))
    assert f"{len(errors)} 个错误" in clerk.answers.asked[-1]
    assert clerk.work.navigator.place == errors[0]


def _of_kind(clerk: Clerk, check: str) -> list[Place]:
    return [f.place for f in clerk.session.findings if f.check == check and f.waived is None]


def test_last_years_text_becomes_this_years(
    clerk: Clerk, make_clerk: MakeClerk, word_file: Path, tmp_path: Path
) -> None:
    target, pdf = tmp_path / "今年.jixiao", tmp_path / "今年.pdf"
    _import(clerk, word_file, target)
    assert target.is_file() and len(clerk.volume.projects) == 12
    assert clerk.window.actions_["report"].isVisible()

    _change_year(clerk, "2028")
    assert clerk.volume.year == 2028 and "2028" in clerk.window.windowTitle()
    assert len(_of_kind(clerk, _DAY)) == 11

    _edit(clerk)
    _paste(clerk)
    before = clerk.volume
    _export_with_errors(clerk)
    _mend(clerk)
    _there_and_back(clerk, before)

    _export(clerk, pdf)
    words = "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf))
    assert "2028" in words and "核查事项10" in words and "保障公交线路正常运行" in words

    volume, steps = clerk.volume, clerk.steps
    clerk.leave()
    again = make_clerk()
    again.open(target)
    assert again.volume == volume and again.steps == steps


def _edit(clerk: Clerk) -> None:
    """A field and a cell, each saved as it is left."""
    first = clerk.volume.projects[0]
    clerk.go(Place(project=first.key))
    clerk.into(clerk.sheet.field("purpose").editor)
    clerk.over("保障公交线路正常运行。")
    clerk.cell(0, 4)
    assert clerk.volume.project(first.key).fields.text("purpose") == "保障公交线路正常运行。"
    clerk.type("23条")
    clerk.key(Qt.Key.Key_Return)
    assert clerk.volume.project(first.key).indicators[0].cells.text("target") == "23条"
    assert clerk.grid.currentIndex().row() == 1


def _paste(clerk: Clerk) -> None:
    """Ten rows below the last one, in one step."""
    key = clerk.volume.projects[0].key
    there, steps = len(clerk.volume.project(key).indicators), len(clerk.steps)
    clerk.cell(there - 1, 0)
    clerk.choose("add_row")
    clerk.cell(there, 0)
    clerk.clip(_table())
    clerk.key(Qt.Key.Key_V, CTRL)
    rows = clerk.volume.project(key).indicators
    assert len(rows) == there + TEN and len(clerk.steps) == steps + 2
    assert [row.cells.text("level1") for row in rows[-TEN:]] == [one for one, _, n in LEVELS for _ in range(n)]
    assert rows[there].cells.text("basis") == "年度工作计划\n第二条"


def _mend(clerk: Clerk) -> None:
    """The first finding of a kind by its button, the others all together; each is one step."""
    clerk.checked()
    steps = len(clerk.steps)
    first = _of_kind(clerk, _DAY)[0]
    while clerk.work.navigator.place != first:
        clerk.key(Qt.Key.Key_F8)
    assert clerk.sheet.project == first.project and clerk.grid.indicators.place(clerk.grid.currentIndex()) == first
    clerk.press(clerk.findings.details, "改为2028年")
    clerk.checked()
    assert len(_of_kind(clerk, _DAY)) == 10 and len(clerk.steps) == steps + 1

    view, model = clerk.findings.view, clerk.findings.model
    where = _of_kind(clerk, _DAY)[0]
    view.scrollTo(model.index_at(where))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index_at(where)).center())
    QApplication.processEvents()
    assert clerk.sheet.project == where.project
    clerk.press(clerk.findings.details, "全部修正同类（10）")
    clerk.checked()
    assert not _of_kind(clerk, _DAY) and len(clerk.steps) == steps + 2


def _there_and_back(clerk: Clerk, before: object) -> None:
    """Both mendings are taken back and done again; then everything, to the import."""
    after, steps = clerk.volume, len(clerk.steps)
    for _ in range(2):
        clerk.key(Qt.Key.Key_Z, CTRL)
    assert clerk.volume == before
    for _ in range(2):
        clerk.key(Qt.Key.Key_Y, CTRL)
    assert clerk.volume == after
    for _ in range(steps):
        clerk.choose("undo")
    assert clerk.volume.year == 2027 and not clerk.window.actions_["undo"].isEnabled()
    for _ in range(steps):
        clerk.choose("redo")
    assert clerk.volume == after
