"""Takes a file and gives what its ELF header says: which libraries it needs, and which versions of the C library's symbols.

Standard library only: a machine that builds for an old system may have no binutils. Little-endian, 32 and 64 bits.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x7fELF"
_DYNAMIC, _VERNEED = 6, 0x6FFFFFFE
_NEEDED, _SONAME = 1, 14
_MACHINES = {3: "i386", 40: "arm", 62: "x86_64", 183: "aarch64", 243: "riscv64", 258: "loongarch64"}


@dataclass(frozen=True, slots=True)
class Elf:
    """One program or library. `versions` are pairs of a library and a version of its symbols, as ("libc.so.6", "GLIBC_2.28")."""

    machine: str
    soname: str
    needed: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]

    def highest(self, family: str = "GLIBC") -> tuple[int, ...]:
        """The newest version of a family of symbols, as (2, 28); () where it needs none."""
        prefix = f"{family}_"
        return max((version_of(v.removeprefix(prefix)) for _, v in self.versions if v.startswith(prefix)), default=())


def version_of(text: str) -> tuple[int, ...]:
    """Numbers of "2.28"; () for what is no number, as GLIBC_PRIVATE."""
    parts = text.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


@dataclass(frozen=True, slots=True)
class _Section:
    kind: int
    offset: int
    size: int
    link: int
    count: int


def read_elf(path: Path) -> Elf | None:
    """What the file says; None where it is no ELF file."""
    with path.open("rb") as file:
        if file.read(4) != _MAGIC:
            return None
    data = path.read_bytes()
    if data[5] != 1:
        raise ValueError(f"{path}: big-endian")
    wide = data[4] == 2
    sections = tuple(_sections(data, wide=wide))
    needed: list[str] = []
    soname = ""
    versions: list[tuple[str, str]] = []
    for section in sections:
        if section.kind == _DYNAMIC:
            names = sections[section.link].offset
            for tag, value in _dynamic(data, section, wide=wide):
                if tag == _NEEDED:
                    needed.append(_text(data, names + value))
                elif tag == _SONAME:
                    soname = _text(data, names + value)
        elif section.kind == _VERNEED:
            versions += _verneed(data, section, sections[section.link].offset)
    (machine,) = struct.unpack_from("<H", data, 18)
    return Elf(_MACHINES.get(machine, str(machine)), soname, tuple(needed), tuple(versions))


def _sections(data: bytes, *, wide: bool) -> Iterator[_Section]:
    (table,) = struct.unpack_from("<Q" if wide else "<I", data, 40 if wide else 32)
    size, count = struct.unpack_from("<HH", data, 58 if wide else 46)
    for number in range(count):
        start = table + number * size
        if wide:
            _, kind, _, _, offset, length, link, info = struct.unpack_from("<IIQQQQII", data, start)
        else:
            _, kind, _, _, offset, length, link, info = struct.unpack_from("<IIIIIIII", data, start)
        yield _Section(kind, offset, length, link, info)


def _dynamic(data: bytes, section: _Section, *, wide: bool) -> Iterator[tuple[int, int]]:
    form = "<qQ" if wide else "<iI"
    for offset in range(section.offset, section.offset + section.size, struct.calcsize(form)):
        tag, value = struct.unpack_from(form, data, offset)
        if tag == 0:
            return
        yield tag, value


def _verneed(data: bytes, section: _Section, names: int) -> Iterator[tuple[str, str]]:
    """Two linked lists: libraries, and the versions wanted of each."""
    offset = section.offset
    for _ in range(section.count):
        _, count, file, first, following = struct.unpack_from("<HHIII", data, offset)
        library, inner = _text(data, names + file), offset + first
        for _ in range(count):
            _, _, _, name, step = struct.unpack_from("<IHHII", data, inner)
            yield library, _text(data, names + name)
            inner += step
        offset += following


def _text(data: bytes, offset: int) -> str:
    return data[offset : data.index(b"\0", offset)].decode()


def elves(folder: Path) -> dict[str, Elf]:
    """Every program and library below a folder, by its path there; a link counts with what it leads to."""
    found: dict[str, Elf] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            elf = read_elf(file)
            if elf is not None:
                found[file.relative_to(folder).as_posix()] = elf
    return found


def reached(starts: Sequence[str], needs: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """What is reached from these over `needs`, themselves with it."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += needs.get(one, ())
    return frozenset(seen)
