"""A disk that forgets: takes system calls as strace writes them, and gives what may be left when the power goes."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\)\s+= (-?\d+)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Call:
    """A call that changes something in the folder, or tells the judge of a step (`acknowledges` b or d)."""

    name: str
    file: str = ""
    other: str = ""
    at: int = 0
    data: bytes = b""
    acknowledges: str = ""
    step: int = 0


def parse(lines: Iterable[str], folder: Path) -> Iterator[Call]:
    """The calls of one process in one folder; files elsewhere do not count."""
    opened: dict[int, tuple[str, int]] = {}
    for line in lines:
        match = _LINE.match(line)
        if match is None or int(match[3]) < 0:
            continue
        name, words, result = match[1], match[2], int(match[3])
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _STRING.findall(words)]
        if name in ("openat", "open", "creat"):
            place = _in_folder(texts[0], folder)
            opened.pop(result, None)
            if place is not None:
                opened[result] = (place, 0)
                if "O_CREAT" in words or "O_TRUNC" in words or name == "creat":
                    yield Call("open", place, at=int("O_TRUNC" in words or name == "creat"))
        elif name in ("unlink", "unlinkat", "rename", "renameat", "renameat2"):
            yield from _names(name, [_in_folder(text, folder) for text in texts])
        else:
            yield from _on_descriptor(name, words, texts, opened)


def _names(name: str, places: "list[str | None]") -> Iterator[Call]:
    if name.startswith("unlink") and places[0]:
        yield Call("unlink", places[0])
    elif name.startswith("rename") and places[0] and places[1]:
        yield Call("rename", places[0], places[1])


def _on_descriptor(name: str, words: str, texts: list[bytes], opened: dict[int, tuple[str, int]]) -> Iterator[Call]:
    numbers = [part.strip() for part in _STRING.sub("", words).split(",")]
    descriptor = int(numbers[0])
    if name == "write" and descriptor == 1 and re.fullmatch(rb"[bd]\d+\n", texts[0]):
        yield Call("say", acknowledges=chr(texts[0][0]), step=int(texts[0][1:]))
        return
    if name == "close":
        opened.pop(descriptor, None)
    if descriptor not in opened:
        return
    place, at = opened[descriptor]
    if name == "pwrite64":
        yield Call("write", place, at=int(numbers[-1]), data=texts[0])
    elif name == "write":
        yield Call("write", place, at=at, data=texts[0])
        opened[descriptor] = (place, at + len(texts[0]))
    elif name == "ftruncate":
        yield Call("truncate", place, at=int(numbers[-1]))
    elif name in ("fsync", "fdatasync"):
        yield Call("sync", place)


def _in_folder(path: bytes, folder: Path) -> "str | None":
    """The name in the folder, "." for the folder itself; None for any other place."""
    place = Path(path.decode("utf-8", "surrogateescape"))
    if place == folder:
        return "."
    return place.name if place.parent == folder else None


@dataclass(slots=True)
class _File:
    synced: bytes = b""
    pending: list[Call] = field(default_factory=list)


class Disk:
    """Files and names: what is synced, and what is only in memory."""

    def __init__(self, start: dict[str, bytes]) -> None:
        self._names: dict[str, _File] = {name: _File(data) for name, data in start.items()}
        self._synced_names = dict(self._names)
        self._pending_names: list[tuple[str, str, str]] = []

    def do(self, call: Call) -> None:
        """One call."""
        if call.name == "open" and call.file not in self._names:
            self._names[call.file] = _File()
            self._pending_names.append(("create", call.file, ""))
        elif call.name == "open" and call.at:
            self._names[call.file].pending.append(Call("truncate", call.file))
        elif call.name in ("write", "truncate") and call.file in self._names:
            self._names[call.file].pending.append(call)
        elif call.name == "sync" and call.file == ".":
            self._synced_names, self._pending_names = dict(self._names), []
        elif call.name == "sync" and call.file in self._names:
            file = self._names[call.file]
            file.synced, file.pending = _with(file.synced, file.pending), []
        elif call.name == "unlink" and call.file in self._names:
            del self._names[call.file]
            self._pending_names.append(("unlink", call.file, ""))
        elif call.name == "rename" and call.file in self._names:
            self._names[call.other] = self._names.pop(call.file)
            self._pending_names.append(("rename", call.file, call.other))

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What is found afterwards: some of the names' changes in their order, of each file any of the unsynced sectors."""
        names = dict(self._synced_names)
        fresh = {**self._synced_names, **self._names}
        for kind, name, other in self._pending_names[: chance.randint(0, len(self._pending_names))]:
            if kind == "create":
                names[name] = fresh.get(name, _File())
            elif kind == "unlink":
                names.pop(name, None)
            elif name in names or other in fresh:
                names[other] = fresh[other] if other in self._names else names.get(name, _File())
                names.pop(name, None)
        return {name: _some(file, chance) for name, file in names.items() if not name.startswith(".~lock")}


def _some(file: _File, chance: random.Random) -> bytes:
    how = chance.choice(("none", "all", "some", "sectors", "first"))
    if how == "none":
        return file.synced
    if how == "all":
        return _with(file.synced, file.pending)
    if how == "first":
        return _with(file.synced, file.pending[: chance.randint(0, len(file.pending))])
    kept = [call for call in file.pending if chance.random() < 0.5]
    if how == "some":
        return _with(file.synced, kept)
    return _with(file.synced, [sector for call in file.pending for sector in _sectors(call) if chance.random() < 0.5])


def _sectors(call: Call) -> Iterator[Call]:
    if call.name == "truncate":
        yield call
        return
    first = call.at - call.at % _SECTOR
    for start in range(first, call.at + len(call.data), _SECTOR):
        begin, end = max(start, call.at), min(start + _SECTOR, call.at + len(call.data))
        yield Call("write", call.file, at=begin, data=call.data[begin - call.at : end - call.at])


def _with(data: bytes, calls: Iterable[Call]) -> bytes:
    """The bytes after these calls; what is written beyond the end leaves zeros before it."""
    found = bytearray(data)
    for call in calls:
        if call.name == "truncate":
            del found[call.at :]
            found += bytes(call.at - len(found))
        else:
            found += bytes(max(0, call.at - len(found)))
            found[call.at : call.at + len(call.data)] = call.data
    return bytes(found)
