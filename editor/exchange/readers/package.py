"""Takes an office file (a zip) and gives its parts, after counting every byte and looking at every name.

The bounds are those of the safety promise: a stranger's file ends within set time and memory, and nothing is
unpacked to disk.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from editor.errors import UserError

MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 64 * 1024 * 1024
MAX_TOTAL_BYTES = 256 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM_BYTES = 1024 * 1024
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What zipfile raises over bytes that are no sound zip; an unknown compression is a RuntimeError among them."""


class BrokenFile(Exception):
    """The file is not what its kind demands: cut short, damaged, or made by something that does not keep the format."""


@dataclass(frozen=True)
class Package:
    """The parts of an office file that passed the gate."""

    name: str
    """File name without folders."""
    archive: zipfile.ZipFile = field(repr=False)
    parts: frozenset[str] = frozenset()

    def read(self, part: str) -> bytes:
        """The bytes of one part; KeyError where there is none."""
        if part not in self.parts:
            raise KeyError(part)
        return b"".join(_chunks(self.archive, self.archive.getinfo(part)))


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """The zip at `path`, every member already counted; UserError where it breaks a bound, BrokenFile where it is damaged."""
    size = path.stat().st_size
    with _opened(path) as archive:
        yield _counted(path.name, archive, size)


@contextmanager
def package_of(name: str, data: bytes) -> Iterator[Package]:
    """The same of a zip that is in memory already; `name` is what it is called."""
    with _opened(BytesIO(data)) as archive:
        yield _counted(name, archive, len(data))


def _opened(source: Path | BytesIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except _FAULTS as fault:
        raise BrokenFile(f"not a whole zip: {fault}") from fault


def _counted(name: str, archive: zipfile.ZipFile, size: int) -> Package:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    _check_members(name, archive.infolist())
    _count(name, archive, infos, size)
    return Package(name, archive, frozenset(info.filename for info in infos))


def _check_members(name: str, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise _unusual(name, f"里面有 {len(infos)} 个部件，超过 {MAX_MEMBERS} 个")
    seen: set[str] = set()
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise UserError(
                f"文件“{name}”有密码保护，打不开里面的内容。请在 Word 或 WPS 里取消密码、另存一份，再导入。"
            )
        if not _is_plain_name(info.orig_filename) or info.filename in seen:
            raise _unusual(name, "里面的部件名称不正常")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _unusual(name, "里面用了办公文件不用的压缩方式")
        seen.add(info.filename)


def _is_plain_name(name: str) -> bool:
    if not name or name.startswith("/") or "\\" in name or "\0" in name:
        return False
    pieces = name.split("/")
    return ".." not in pieces and not (len(pieces[0]) == 2 and pieces[0][1] == ":")


def _count(name: str, archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], file_bytes: int) -> None:
    """Reads everything once and keeps nothing: what a header says about sizes is not believed."""
    total = 0
    if sum(info.compress_size for info in infos) > file_bytes:
        raise _unusual(name, "里面的部件互相重叠")
    for info in infos:
        size = 0
        watch = _DeclarationWatch() if info.filename.lower().endswith((".xml", ".rels")) else None
        for chunk in _chunks(archive, info):
            size += len(chunk)
            total += len(chunk)
            if size > MAX_MEMBER_BYTES or total > MAX_TOTAL_BYTES:
                raise _unusual(name, "解开以后太大")
            if size > RATIO_FROM_BYTES and size > MAX_RATIO * max(1, info.compress_size):
                raise _unusual(name, "里面的内容压缩得太过分")
            if watch is not None and watch.sees(chunk):
                raise _unusual(name, "里面夹带了办公文件不该有的声明")


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except _FAULTS as fault:
        raise BrokenFile(f"damaged member {info.filename}: {fault}") from fault


class _DeclarationWatch:
    """Looks for a document type or an entity in a stream of XML, whether in UTF-8 or UTF-16; office files never have one."""

    def __init__(self) -> None:
        self._tail = b""

    def sees(self, chunk: bytes) -> bool:
        text = self._tail + chunk.replace(b"\0", b"")
        self._tail = text[-16:]
        return any(mark in text for mark in _DECLARATIONS)


def has_declaration(data: bytes) -> bool:
    """Whether an XML part declares a document type or an entity."""
    return _DeclarationWatch().sees(data)


def _unusual(name: str, reason: str) -> UserError:
    return UserError(
        f"文件“{name}”{reason}，不像正常的办公文件，为安全起见没有打开。请用 Word 或 WPS 打开后另存一份，再导入。"
    )
