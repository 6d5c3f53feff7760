"""Reading in a process of its own: what comes back, and what happens when it does not."""

import multiprocessing
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor.errors import UserError
from editor.exchange.raw import RawDocument, RawParagraph, Where
from editor.exchange.readers import docx as docx_reader
from editor.exchange.readers import wire, worker
from editor.exchange.readers.worker import ReaderFailed, ReadingCancelled, read_source, read_sources
from tests.exchange.readers.makers import para, write_docx, write_xlsx
from tests.exchange.readers.pdf_makers import flow, make


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    sheet = '<sheetData><row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>乙</v></c></row></sheetData>'
    return [write_docx(tmp_path / "一.docx", para("第一段")), write_xlsx(tmp_path / "二.xlsx", sheet)]


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, RawParagraph)]


def test_one_worker_reads_many(files: list[Path]) -> None:
    told: list[tuple[int, int, str]] = []
    first, second = read_sources(files, progress=lambda *what: told.append(what))
    assert texts(first) == ["第一段"]
    assert (second.kind, second.source) == ("xlsx", "二.xlsx")
    assert told == [(0, 2, "一.docx"), (1, 2, "二.xlsx"), (2, 2, "二.xlsx")]
    assert (first, second) == read_sources(files, in_process=True)


def test_text_files_go_to_their_reader(tmp_path: Path) -> None:
    path = tmp_path / "文本.txt"
    path.write_bytes("第一段\r\n".encode("gb18030"))
    assert (read_source(path).kind, texts(read_source(path))) == ("txt", ["第一段"])


def test_nothing_to_read() -> None:
    assert read_sources([]) == ()


def test_a_name_that_says_something_else(tmp_path: Path) -> None:
    found = read_source(write_docx(tmp_path / "旧表.doc", para("一")), in_process=True)
    assert found.notes[0].text == "文件名的后缀是 .doc，内容其实是 docx，已按内容读取"


@pytest.mark.parametrize("in_process", [True, False])
def test_refusals_come_through_as_they_are(files: list[Path], tmp_path: Path, in_process: bool) -> None:
    gone = tmp_path / "没有.docx"
    with pytest.raises(UserError, match="找不到文件“没有.docx”"):
        read_sources([files[0], gone], in_process=in_process)


@pytest.mark.parametrize("in_process", [True, False])
def test_damage_is_said_plainly(tmp_path: Path, in_process: bool) -> None:
    path = write_docx(tmp_path / "坏.docx", "<w:p><w:r>")
    with pytest.raises(UserError, match="“坏.docx”读不懂，可能已损坏") as caught:
        read_source(path, in_process=in_process)
    assert isinstance(caught.value.__cause__, ReaderFailed)
    assert "BrokenFile" in str(caught.value.__cause__)


def test_time_is_bounded(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_POLL_SECONDS", 0.001)
    with pytest.raises(UserError, match="还没有读完，已停止"):
        read_source(files[0], timeout=0.0)
    assert multiprocessing.active_children() == []


def test_memory_is_bounded(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="unbounded")
    path = write_docx(
        tmp_path / "大.docx", "".join(para("".join(chr(0x4E00 + i % n) for i in range(2000))) for n in range(100, 1600))
    )
    assert len(read_source(path).blocks) == 1500
    with pytest.raises(UserError, match=r"大\.docx"):
        read_source(path, memory_mb=40)


def test_reading_can_be_called_off(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_POLL_SECONDS", 0.001)
    with pytest.raises(ReadingCancelled):
        read_sources(files, cancelled=lambda: True)


def test_a_reader_without_memory(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_: Path) -> RawDocument:
        raise MemoryError

    monkeypatch.setattr(docx_reader, "read_docx", exhausted)
    with pytest.raises(UserError, match="内存"):
        read_source(files[0], in_process=True)


def test_what_a_reader_gives_is_checked_at_the_border(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    given = RawDocument("另.docx", "docx", (RawParagraph("甲\x00\u200b乙", Where("另.docx")),))
    monkeypatch.setattr(docx_reader, "read_docx", lambda _: given)
    found = read_source(files[0], in_process=True)
    assert texts(found) == ["甲乙"]
    assert found.blocks[0].where.source == "一.docx"
    monkeypatch.setattr(wire, "to_bytes", lambda _: b"not a document")
    with pytest.raises(UserError, match="读不懂"):
        read_source(files[0], in_process=True)


def signalled(number: int) -> Callable[[], bool]:
    """Asked whether to go on, sends the worker a signal and goes on."""

    def to_worker() -> bool:
        for child in multiprocessing.active_children():
            os.kill(child.pid or 0, number)
        return False

    return to_worker


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGSEGV, signal.SIGABRT])
def test_a_worker_that_dies(files: list[Path], monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Of a library's crash too: the program says its sentence and goes on."""
    monkeypatch.setattr(worker, "_POLL_SECONDS", 0.001)
    with pytest.raises(UserError, match="读不懂") as caught:
        read_sources(files, cancelled=signalled(number))
    assert f"{-number}" in str(caught.value.__cause__)
    assert len(read_sources(files)) == 2


def test_an_answer_that_is_begun_and_never_ends_is_cut_off() -> None:
    """What a reader overpowered by a file might do: the length of an answer, and nothing behind it."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    os.write(theirs.fileno(), struct.pack("!i", 1000) + b"F")

    class Stuck:
        exitcode = -9

        def kill(self) -> None:
            theirs.close()

        def join(self, seconds: float) -> None:
            del seconds

    process: Any = Stuck()
    with pytest.raises(UserError, match="读不懂"), worker._killed_after(process, 0.2):
        worker._receive(ours, process, "甲.pdf")
    ours.close()


def test_what_reads_files_of_strangers_is_loaded_in_the_worker_only(files: list[Path]) -> None:
    """So a crash of one of these libraries can be none of the program."""
    code = (
        "import sys, pathlib\n"
        "from editor.exchange.readers.worker import read_sources\n"
        "if __name__ == '__main__':\n"
        "    assert len(read_sources([pathlib.Path(word) for word in sys.argv[1:]])) == 3\n"
        "    sys.exit(len({'pypdfium2', 'lxml', 'openpyxl', 'docx'} & set(sys.modules)))\n"
    )
    script = files[0].with_name("import.py")
    script.write_text(code)
    pdf = make(files[0].with_name("三.pdf"), lambda sheet: flow(sheet, ["一段话"]))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    words = [sys.executable, str(script), *map(str, [*files, pdf])]
    assert subprocess.run(words, env=environment, check=False, timeout=60).returncode == 0


def test_a_fault_of_a_reader_is_kept_without_what_it_says(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(_: Path) -> RawDocument:
        raise ValueError("文本里的一句话")

    monkeypatch.setattr(docx_reader, "read_docx", stumbles)
    with pytest.raises(UserError, match="读不懂") as caught:
        read_source(files[0], in_process=True)
    cause = str(caught.value.__cause__)
    assert "ValueError" in cause
    assert "stumbles" in cause
    assert "文本里" not in cause


def test_a_worker_that_hangs_is_killed(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(signal, "SIGSTOP"):
        pytest.skip("unstoppable")
    monkeypatch.setattr(worker, "_POLL_SECONDS", 0.001)
    with pytest.raises(UserError, match="还没有读完"):
        read_sources(files, cancelled=signalled(signal.SIGSTOP), timeout=0.3)
    assert multiprocessing.active_children() == []


def test_a_worker_writes_nothing(files: list[Path], tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    read_sources(files)
    assert sorted(tmp_path.iterdir()) == before
