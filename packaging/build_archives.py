"""Takes files with the names they shall have and gives archives that are the same bytes each time: .tar.gz, and a Debian package."""

import hashlib
import io
import lzma
import os
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_TIME = 315532800
"""The first of January 1980: every file's time, so that the same program gives the same package."""
_RUNNABLE, _PLAIN, _FOLDER, _LINK = 0o755, 0o644, 0o755, 0o777


@dataclass(frozen=True, slots=True)
class Packed:
    """A file for an archive: its name there, and where it lies or what it holds."""

    name: str
    source: Path | None = None
    data: bytes = b""
    runnable: bool = False


def packed_folder(folder: Path, below: str) -> Iterator[Packed]:
    """All files of a folder, under another one; links stay links."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() or file.is_symlink():
            runnable = not file.is_symlink() and os.access(file, os.X_OK)
            yield Packed(f"{below}/{file.relative_to(folder).as_posix()}", file, runnable=runnable)


def write_tar(files: Iterable[Packed], target: io.RawIOBase) -> None:
    """A tar of these files, with the folders they lie in, all owned by root."""
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as archive:
        made: set[str] = set()
        for file in files:
            for folder in _folders(file.name):
                if folder not in made:
                    made.add(folder)
                    archive.addfile(_entry(folder, tarfile.DIRTYPE, _FOLDER))
            _add(archive, file)


def _folders(name: str) -> Iterator[str]:
    """The folders a file lies in, the outermost first, as they are written: "./opt/", "./opt/apps/"."""
    parts = name.split("/")[:-1]
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[:count]) + "/"


def _add(archive: tarfile.TarFile, file: Packed) -> None:
    if file.source is not None and file.source.is_symlink():
        entry = _entry(file.name, tarfile.SYMTYPE, _LINK)
        entry.linkname = str(file.source.readlink())
        archive.addfile(entry)
        return
    data = content(file)
    entry = _entry(file.name, tarfile.REGTYPE, _RUNNABLE if file.runnable else _PLAIN)
    entry.size = len(data)
    archive.addfile(entry, io.BytesIO(data))


def _entry(name: str, kind: bytes, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.mode, entry.mtime = kind, mode, _TIME
    entry.uname = entry.gname = "root"
    return entry


def content(file: Packed) -> bytes:
    """Its bytes."""
    return file.data if file.source is None else file.source.read_bytes()


def write_tar_gz(files: Iterable[Packed], target: Path) -> None:
    """Compressed without the name and the time gzip would write."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    with target.open("wb") as out:
        write_tar(files, _Packing(packer, out))
        out.write(packer.flush())


class _Packing(io.RawIOBase):
    """A stream that packs what is written to it."""

    def __init__(self, packer: "zlib._Compress | lzma.LZMACompressor", out: io.BufferedIOBase) -> None:
        super().__init__()
        self._packer = packer
        self._out = out
        self._at = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """Bytes taken so far."""
        return self._at

    def write(self, data: object) -> int:
        """Takes bytes."""
        taken = bytes(data)  # type: ignore[call-overload]
        self._out.write(self._packer.compress(taken))
        self._at += len(taken)
        return len(taken)


def write_deb(files: Iterable[Packed], control: Mapping[str, str], target: Path) -> None:
    """A Debian package of these files, whose names begin without a slash; it has no scripts.

    `control` are the fields without Installed-Size, which is worked out. Packed with xz, which the oldest dpkg reads.
    """
    files = tuple(files)
    size = sum(len(content(file)) for file in files if not _is_link(file)) // 1024
    fields = {**control, "Installed-Size": str(size)}
    text = "".join(f"{key}: {value}\n" for key, value in fields.items())
    sums = "".join(
        f"{hashlib.md5(content(file), usedforsecurity=False).hexdigest()}  {file.name}\n"
        for file in files
        if not _is_link(file)
    )
    inside = (Packed("./control", data=text.encode()), Packed("./md5sums", data=sums.encode()))
    dotted = (Packed(f"./{file.name}", file.source, file.data, file.runnable) for file in files)
    with target.open("wb") as out:
        out.write(b"!<arch>\n")
        _put_member(out, "debian-binary", b"2.0\n")
        _put_member(out, "control.tar.xz", _xz(inside))
        _put_member(out, "data.tar.xz", _xz(dotted))


def _is_link(file: Packed) -> bool:
    return file.source is not None and file.source.is_symlink()


def _xz(files: Iterable[Packed]) -> bytes:
    packer = lzma.LZMACompressor(preset=6)
    out = io.BytesIO()
    write_tar(files, _Packing(packer, out))
    return out.getvalue() + packer.flush()


def _put_member(out: io.BufferedIOBase, name: str, data: bytes) -> None:
    """A member of an ar archive: a head of 60 characters, and an even length."""
    out.write(f"{name:<16}{_TIME:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode("ascii"))
    out.write(data + b"\n" * (len(data) % 2))
