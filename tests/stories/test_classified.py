"""A project is marked 涉密 in the window: its secret word is nowhere any more that the program writes, shows or keeps."""

import re
import shutil
import zipfile
import zlib
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QGuiApplication

from editor.app.faults import open_log, without_words
from editor.bridge.clipboard import write_cells
from editor.bridge.mentions import mentions
from editor.bridge.suggestions import Suggestions
from editor.bridge.text_search import Query, find
from editor.document.document import open_document
from editor.document.exporting import Exporter, Request
from editor.document.self_check import SelfCheckWriter, self_check
from editor.domain import edits
from editor.domain.places import Place
from editor.store.backup import Backups
from editor.typeset.fonts import FontSet
from tests.stories.clerk import Clerk, MakeClerk

SECRET = "玄武专案"
CODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
ESCAPED = SECRET.encode("unicode_escape")
FORMS_OF_BYTES = (*(SECRET.encode(coding) for coding in CODINGS), ESCAPED)


def pieces(path: Path) -> list[bytes]:
    """The bytes of a file, and those packed inside it."""
    data = path.read_bytes()
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            found += [archive.read(name) for name in archive.namelist()]
    if data.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                found.append(zlib.decompressobj().decompress(stream))
            except zlib.error:
                continue
        document = pypdfium2.PdfDocument(path)
        for page in document:
            text_page = page.get_textpage()
            found.append(text_page.get_text_range().encode())
            text_page.close()
            page.close()
        document.close()
    return found


def holding(folder: Path) -> list[str]:
    """Files under a folder that hold the secret, in whatever coding, or have it in their names."""
    found = []
    for file in sorted(folder.rglob("*")):
        told = SECRET in str(file)
        if file.is_file() and (told or any(form in piece for piece in pieces(file) for form in FORMS_OF_BYTES)):
            found.append(file.name)
    return found


def tell(clerk: Clerk) -> None:
    """The word goes wherever a clerk can write it: a name, texts, a cell, what is copied, a version's name, undone steps."""
    session, key = clerk.session, clerk.volume.projects[0].key
    row = clerk.volume.projects[0].indicators[0].key
    session.put("改", Place(project=key, field="name"), f"{SECRET}经费")
    session.put("改", Place(project=key, field="purpose"), f"用于{SECRET}" * 500)
    session.put("改", Place(project=key, field="goals"), (f"完成{SECRET}",))
    session.put("改", Place(project=key, row=row, field="level3"), f"{SECRET}次数")
    session.put("改", Place(project=key, row=row, field="basis"), SECRET)
    for _ in range(2):
        clerk.choose("undo")
    clerk.choose("redo")
    session.document.save_version(f"{SECRET}定稿")


def back_up(clerk: Clerk) -> None:
    clerk.shell.desk.back_up_now()
    clerk.until(lambda: "已备份" in clerk.said)


def exports(clerk: Clerk, folder: Path) -> None:
    """Everything that can be written of the volume: all four kinds, and the list of the self-check."""
    folder.mkdir()
    session = clerk.session
    exporter = Exporter(session.form, FontSet.of_machine)
    for suffix in exporter.suffixes:
        exporter.export(Request(session.volume), folder / f"全部{suffix}")
    listed = self_check(session.volume, session.form, session.findings, "")
    for suffix in (".pdf", ".xlsx"):
        SelfCheckWriter(session.form, FontSet.of_machine).write(listed, folder / f"自查{suffix}")


def test_the_test_finds_the_word_where_it_is(clerk: Clerk, volume_file: Path, tmp_path: Path) -> None:
    clerk.open(volume_file)
    tell(clerk)
    exports(clerk, tmp_path / "出")
    back_up(clerk)
    assert len(holding(tmp_path / "出")) >= len(Exporter(clerk.session.form, FontSet.of_machine).suffixes)
    assert volume_file.name in holding(tmp_path)
    assert holding(tmp_path / "data")


def test_the_word_is_nowhere(make_clerk: MakeClerk, volume_file: Path, tmp_path: Path) -> None:
    clerk = make_clerk()
    log = open_log(tmp_path / "data" / "log")
    clerk.open(volume_file)
    key = clerk.volume.projects[0].key
    tell(clerk)
    QGuiApplication.clipboard().setMimeData(write_cells([[SECRET, "1"]]))
    back_up(clerk)
    clerk.answers.answers = {"涉密": "标为涉密，并删除这些备份"}
    clerk.choose("classify")
    clerk.until(lambda: clerk.volume.project(key).classified and "已标为涉密" in clerk.said)
    log.error(without_words(ValueError(SECRET)))

    exports(clerk, tmp_path / "出")
    back_up(clerk)
    document = clerk.session.document
    document.copy(tmp_path / "副本.jixiao")
    document.restore_version(document.versions()[0].id)
    document.undo()
    document.undo_to_opening()
    mime = QGuiApplication.clipboard().mimeData()
    assert not [
        kind
        for kind in (mime.formats() if mime is not None else ())
        if any(form in bytes(mime.data(kind).data()) for form in FORMS_OF_BYTES)
    ]
    assert find(clerk.volume, clerk.session.form, Query(SECRET)) == ()
    assert SECRET not in clerk.window.windowTitle()
    assert not clerk.window.actions_["report"].isVisible()
    assert not [text for text in (*clerk.steps, *(v.name for v in document.versions())) if SECRET in text]
    clerk.leave()
    assert Backups(tmp_path / "data" / "backups").list(), "a backup was made after"
    assert holding(tmp_path) == []
    with open_document(volume_file) as again:
        assert again.volume.project(key).classified


def test_what_other_volumes_suggest_forgets_it(make_clerk: MakeClerk, volume_file: Path, tmp_path: Path) -> None:
    """The volumes of this computer that suggestions come from are read again once one of them has changed."""
    other = tmp_path / "另一册.jixiao"
    shutil.copy(volume_file, other)
    clerk = make_clerk()
    clerk.open(volume_file)
    tell(clerk)
    past = clerk.shell._past
    past.read([volume_file])
    clerk.until(lambda: bool(past.volumes()))
    key = clerk.volume.projects[0].key

    def offered() -> tuple[str, ...]:
        suggestions = Suggestions(clerk.session.form, lambda: past.volumes(clerk.session.document.path))
        row = clerk.volume.projects[1].indicators[0]
        return suggestions.of_cell(clerk.volume, row, "level3", SECRET[:2])

    clerk.open(other)
    past.read([volume_file])
    clerk.until(lambda: bool(past.volumes(other)))
    assert [text for text in offered() if SECRET in text], "it is offered while nobody has marked it"

    clerk.open(volume_file)
    clerk.session.classify(key, "专项业务经费")
    clerk.open(other)
    past.read([volume_file])
    clerk.until(lambda: bool(past.volumes(other)))
    assert [text for text in offered() if SECRET in text] == []


def test_a_look_that_began_before_does_not_bring_it_back(make_clerk: MakeClerk, volume_file: Path) -> None:
    past = make_clerk().shell._past
    with open_document(volume_file, read_only=True) as document:
        volume = document.volume
    past.forget(volume_file)
    past._take({Path(volume_file).resolve(): volume})
    assert past.volumes() == ()


def test_what_still_tells_of_it_elsewhere_is_counted(clerk: Clerk, volume_file: Path) -> None:
    """The narrative and the other projects are the clerk's to change: they are told how many places there are."""
    clerk.open(volume_file)
    tell(clerk)
    key, section = clerk.volume.projects[0].key, clerk.volume.sections[0]
    told = (*section.paragraphs, f"做好{SECRET}经费的管理。")
    clerk.session.apply("改", lambda volume: edits.set_paragraphs(volume, section.key, told))
    project = clerk.volume.project(key)
    assert mentions(clerk.volume, [project]) == 1
    clerk.answers.answers = {"涉密": "标为涉密"}
    clerk.choose("classify")
    clerk.until(lambda: "已标为涉密" in clerk.said)
    assert "还有 1 处" in clerk.said
