"""Takes paths and gives what their readers found, read in a separate process with bounds on time and memory.

The process is started with multiprocessing's "spawn", so that it works in a frozen program too. Whoever starts the
program calls `multiprocessing.freeze_support()` first thing, and imports what is heavy (Qt above all) inside
functions: the child imports the starting module again, and would pay for it.

What comes back is not pickled: a reader overpowered by a malicious file could else have objects made over here.
"""

import contextlib
import importlib
import multiprocessing
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.errors import UserError
from editor.exchange.raw import RawDocument, RawNote, Where
from editor.exchange.readers import wire
from editor.exchange.readers.gate import Kind, gate

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the one now being read."""

TIMEOUT_SECONDS = 120.0
MEMORY_MB = 2048
_POLL_SECONDS = 0.1
_READERS = {
    Kind.DOCX: ("editor.exchange.readers.docx", "read_docx"),
    Kind.XLSX: ("editor.exchange.readers.xlsx", "read_xlsx"),
    Kind.PDF: ("editor.exchange.readers.pdf", "read_pdf"),
    Kind.TEXT: ("editor.exchange.readers.text", "read_text"),
}
_SUFFIXES = {
    Kind.DOCX: (".docx", ".docm", ".dotx"),
    Kind.XLSX: (".xlsx", ".xlsm", ".xltx"),
    Kind.PDF: (".pdf",),
    Kind.TEXT: (".txt", ".md", ".csv", ".text"),
}
_FOUND, _REFUSED, _BROKEN, _NO_MEMORY = b"F", b"R", b"B", b"M"


class ReadingCancelled(Exception):
    """The user called the reading off."""


class ReaderFailed(Exception):
    """What went wrong inside a reader, kept as the cause of the UserError for the log."""


def read_source(
    path: Path, *, timeout: float = TIMEOUT_SECONDS, memory_mb: int = MEMORY_MB, in_process: bool = False
) -> RawDocument:
    """One file; see read_sources."""
    return read_sources([path], timeout=timeout, memory_mb=memory_mb, in_process=in_process)[0]


def read_sources(
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    timeout: float = TIMEOUT_SECONDS,
    memory_mb: int = MEMORY_MB,
    in_process: bool = False,
) -> tuple[RawDocument, ...]:
    """All files, in order, read by one worker process.

    `timeout` is for each file, in seconds of the wall clock; `memory_mb` bounds the process where the system can
    (not on Windows). UserError names the first file that cannot be read, and nothing is given; ReadingCancelled once
    `cancelled` says so. `in_process` reads without a worker, for tests.
    """
    found: list[RawDocument] = []
    bounds = _Bounds(timeout, memory_mb)
    with contextlib.closing(_answers_here(paths) if in_process else _answers(paths, bounds, cancelled)) as answers:
        for done, path in enumerate(paths):
            if progress is not None:
                progress(done, len(paths), path.name)
            found.append(_judge(next(answers), path.name))
    if progress is not None and paths:
        progress(len(paths), len(paths), paths[-1].name)
    return tuple(found)


class _Bounds:
    def __init__(self, timeout: float, memory_mb: int) -> None:
        self.timeout = timeout
        self.memory_mb = memory_mb


def _judge(answer: bytes, name: str) -> RawDocument:
    mark, body = answer[:1], answer[1:]
    if mark == _REFUSED:
        raise UserError(wire.plain(body[:4000].decode("utf-8", "replace")))
    if mark == _NO_MEMORY:
        raise UserError(
            f"文件“{name}”太大或结构异常，读它需要的内存超出了限度，没有读入。请删去其中的图片，或拆成几份再导入。"
        )
    if mark == _FOUND:
        try:
            return wire.from_bytes(body, name)
        except wire.BadMessage as fault:
            raise _unreadable(name) from fault
    raise _unreadable(name) from ReaderFailed(body[:20_000].decode("utf-8", "replace"))


def _unreadable(name: str) -> UserError:
    return UserError(f"文件“{name}”读不懂，可能已损坏。请用 Word、Excel 或 WPS 打开看看，另存一份新的再导入。")


def _answers_here(paths: Sequence[Path]) -> Generator[bytes, None, None]:
    for path in paths:
        yield _answer(path)


def _answers(
    paths: Sequence[Path], bounds: _Bounds, cancelled: Callable[[], bool] | None
) -> Generator[bytes, None, None]:
    """One answer for each path, as the worker gives them; the worker is gone when this ends, however it ends."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_serve, args=(theirs, [str(path) for path in paths], bounds.timeout, bounds.memory_mb), daemon=True
    )
    try:
        process.start()
        theirs.close()
        for path in paths:
            _await(ours, path.name, bounds.timeout, cancelled)
            with _killed_after(process, bounds.timeout):  # an answer that was begun and never ends
                answer = _receive(ours, process, path.name)
            yield answer
    finally:
        ours.close()
        if process.pid is not None:
            process.kill()
            process.join()
        process.close()


def _await(pipe: Connection, name: str, timeout: float, cancelled: Callable[[], bool] | None) -> None:
    end = time.monotonic() + timeout
    while not pipe.poll(_POLL_SECONDS):
        if cancelled is not None and cancelled():
            raise ReadingCancelled
        if time.monotonic() > end:
            raise UserError(
                f"文件“{name}”读了 {timeout:g} 秒还没有读完，已停止，没有读入。它可能已损坏，或者太大。请另存一份较小的文件再导入。"
            )


@contextlib.contextmanager
def _killed_after(process: "SpawnProcess", seconds: float) -> Generator[None, None, None]:
    watch = threading.Timer(seconds, process.kill)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _receive(pipe: Connection, process: "SpawnProcess", name: str) -> bytes:
    try:
        return pipe.recv_bytes(wire.MAX_MESSAGE_BYTES)
    except EOFError as fault:
        process.join(1)
        raise _unreadable(name) from ReaderFailed(f"the worker ended with {process.exitcode}: {fault!r}")
    except OSError as fault:
        raise _unreadable(name) from fault


def _serve(pipe: Connection, paths: Sequence[str], timeout: float, memory_mb: int) -> None:
    """The worker's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(timeout * len(paths), memory_mb)
    with pipe, contextlib.suppress(BrokenPipeError):  # nobody is there any more to hear it
        for path in paths:
            pipe.send_bytes(_answer(Path(path)))


def _limit(seconds: float, memory_mb: int) -> None:
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, memory_mb * 1024 * 1024),
        (resource.RLIMIT_CPU, int(seconds) + 5),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # a reader writes to its pipe and to no file
    )
    for what, value in wanted:
        _, hard = resource.getrlimit(what)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # macOS knows RLIMIT_AS and refuses it: the other bounds, and the clock, still hold.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (ceiling, ceiling))


def _answer(path: Path) -> bytes:
    try:
        return _FOUND + wire.to_bytes(_read(path))
    except UserError as refusal:
        return _REFUSED + str(refusal).encode("utf-8", "replace")
    except MemoryError:
        return _NO_MEMORY
    except Exception:  # whatever a reader stumbles over in a stranger's file is that file's fault to the user
        return _BROKEN + _without_words().encode("utf-8", "replace")


def _without_words() -> str:
    """What went wrong and where in the program; what the exception says may quote the file."""
    kind, _, trace = sys.exc_info()
    places = (f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace))
    return "\n".join((kind.__qualname__ if kind else "", *places))


def _read(path: Path) -> RawDocument:
    kind = gate(path)
    module, function = _READERS[kind]
    read: Callable[[Path], Any] = getattr(importlib.import_module(module), function)
    document: RawDocument = read(path)
    if path.suffix and path.suffix.lower() not in _SUFFIXES[kind]:
        note = RawNote(f"文件名的后缀是 {path.suffix}，内容其实是 {kind.value}，已按内容读取", Where(path.name))
        return RawDocument(
            document.source, document.kind, document.blocks, (note, *document.notes), document.spaces_are_wraps
        )
    return document
