"""The list that goes with the volume (自查表): written from the menu, read by the bureau."""

from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from editor.domain.places import Place
from editor.ui.exporting.self_check import SelfCheckExport
from tests.stories.clerk import Clerk


def words_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        sheets = load_workbook(path).worksheets
        return "".join(str(cell or "") for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_the_list_is_written_with_what_was_found(clerk: Clerk, volume_file: Path, tmp_path: Path, suffix: str) -> None:
    assert not clerk.window.actions_["self_check"].isEnabled()
    clerk.open(volume_file)
    target = clerk.answers.target = tmp_path / f"自查表{suffix}"
    clerk.choose("self_check")
    clerk.until(target.exists)
    clerk.until(lambda: "自查表已导出" in clerk.said)
    words = "".join(words_of(target).split())
    assert clerk.volume.department in words
    for finding in clerk.session.findings:
        assert finding.check in words
        assert "".join(finding.message.split()) in words
    opened: list[Path] = []
    export = clerk.work.findChild(SelfCheckExport)
    assert isinstance(export, SelfCheckExport)
    export.open_file = opened.append
    clerk.press(clerk.window.bar, "打开")
    assert opened == [target]


def test_what_is_being_typed_is_in_the_list(clerk: Clerk, volume_file: Path, tmp_path: Path) -> None:
    clerk.open(volume_file)
    clerk.go(Place(project=clerk.volume.projects[1].key))
    clerk.into(clerk.sheet.field("budget").editor)
    clerk.over("9999")
    target = clerk.answers.target = tmp_path / "自查表.pdf"
    clerk.choose("self_check")
    clerk.until(target.exists)
    assert "BUD-01" in words_of(target)
    assert any(finding.check == "BUD-01" for finding in clerk.session.findings)


def test_another_kind_of_file_is_refused_in_a_line(clerk: Clerk, volume_file: Path, tmp_path: Path) -> None:
    clerk.open(volume_file)
    clerk.answers.target = tmp_path / "自查表.docx"
    clerk.choose("self_check")
    assert "不能写成“.docx”" in clerk.said
    assert not (tmp_path / "自查表.docx").exists()
    clerk.answers.target = None
    clerk.choose("self_check")
    assert list(tmp_path.glob("自查表*")) == []
