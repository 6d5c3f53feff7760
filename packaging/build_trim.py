"""Takes the lists PyInstaller gathered and gives those that go into the program: the rules of build_contents.toml, then only
libraries that something left still needs.
"""

import tomllib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from build_elf import reached, read_elf

Entry = tuple[str, str, str]
"""Where it goes in the program, what file it is (or leads to), PyInstaller's kind of it."""
CONTENTS = Path(__file__).with_name("build_contents.toml")
_LINK = "SYMLINK"
_LIBRARY = "BINARY"


def rules() -> dict[str, Any]:
    """The rules."""
    return tomllib.loads(CONTENTS.read_text("utf-8"))


def trimmed(entries: Iterable[Entry], said: dict[str, Any], platform: str) -> list[Entry]:
    """The entries that stay."""
    kept = [entry for entry in entries if stays(entry[0].replace("\\", "/"), said, platform)]
    if platform == "linux":
        kept = _needed(kept)
    files = {name for name, _, kind in kept if kind != _LINK}
    return [entry for entry in kept if entry[2] != _LINK or _leads_to(entry) in files]


def stays(name: str, said: dict[str, Any], platform: str) -> bool:
    """By its name alone."""
    path = PurePosixPath(name)
    if "plugins" in path.parts:
        inside = "/".join(path.parts[path.parts.index("plugins") + 1 :])
        return _any(inside, said["qt"]["plugins"])
    if "translations" in path.parts and path.suffix == ".qm":
        return path.name in said["qt"]["translations"]
    if path.parts[0] in _foreign(said):
        return False
    if platform == "linux":
        return not (_any(path.name, said["linux"]["system"]) and ".so" in path.name)
    return not (platform == "win32" and _any(path.name, said["windows"]["drop"]))


def _foreign(said: dict[str, Any]) -> frozenset[str]:
    """Folders of packages that stay out as a whole."""
    return frozenset(name for name in said["python"]["exclude"] if "." not in name)


def _any(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _needed(entries: list[Entry]) -> list[Entry]:
    """Without the shared libraries that neither an extension nor a plugin leads to."""
    libraries = {PurePosixPath(name).name: name for name, _, kind in entries if kind == _LIBRARY and _is_library(name)}
    needs = {}
    for name, source, kind in entries:
        if kind != _LINK and (elf := read_elf(Path(source))) is not None:
            needs[name] = tuple(libraries[n] for n in elf.needed if n in libraries)
    shared = set(libraries.values())
    begin = [name for name in needs if name not in shared or "libpython" in name]
    alive = reached(begin, needs)
    return [entry for entry in entries if entry[0] not in shared or entry[0] in alive]


def _is_library(name: str) -> bool:
    """By its numbered name; extension modules, plugins and what ctypes opens have none, and are asked for by their names."""
    return ".so." in PurePosixPath(name).name


def _leads_to(link: Entry) -> str:
    """Where a link of the list leads, as a place in the program."""
    parts: list[str] = []
    for part in (PurePosixPath(link[0]).parent / link[1].replace("\\", "/")).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
