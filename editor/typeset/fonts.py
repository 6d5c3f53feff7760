"""The faces a volume is set in: which one draws a character of a role, and how wide it is there."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from editor.errors import UserError
from editor.forms.form import FontRole
from editor.resources import resources_dir
from editor.typeset.truetype import FontError, TrueTypeFile

EM_TOP = 0.88
"""Where the top of the ideographs' em square lies over the baseline, in ems (the bundled fonts' OS/2 and most others')."""


class Face:
    """One font file under a key; opened when it is first asked for something."""

    def __init__(self, key: str, path: Path, index: int = 0) -> None:
        self.key = key
        self._path = path
        self._index = index
        self._glyphs: dict[str, int] = {}

    @cached_property
    def file(self) -> TrueTypeFile:
        """The font file; UserError where it is damaged."""
        try:
            return TrueTypeFile(self._path, self._index)
        except FontError as error:
            raise UserError(
                f"字体文件 {self._path.name} 打不开或已损坏，页面无法排版。请重新安装本程序，或从系统中删除这个字体后再试。"
            ) from error

    def glyph(self, char: str) -> int:
        """The glyph that draws a character; that of a space for blanks and controls; 0 where there is none."""
        if char not in self._glyphs:
            glyph = self.file.glyph_of(ord(char))
            self._glyphs[char] = self.file.glyph_of(0x20) if not glyph and is_blank(char) else glyph
        return self._glyphs[char]

    def advance(self, char: str) -> float:
        """Width of a character in ems."""
        if is_blank(char) and not char.isspace():
            return 0.0
        return self.file.metric(self.glyph(char))[0] / self.file.units_per_em


def is_blank(char: str) -> bool:
    """Whether a character leaves no ink: spaces, controls, format characters."""
    return unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cc", "Cf")


class Measure(dict[str, float]):
    """Widths in pt of the characters of one role in one size, found out as they are asked for.

    `others` says which face draws a character that the role's first face has not; `missing` has those nobody draws.
    """

    def __init__(self, faces: tuple[Face, ...], size: float) -> None:
        super().__init__()
        self.face = faces[0].key
        self.size = size
        self.others: dict[str, str] = {}
        self.missing: set[str] = set()
        self._faces = faces

    def __missing__(self, char: str) -> float:
        face = next((face for face in self._faces if face.glyph(char)), None)
        if face is None:
            self.missing.add(char)
        elif face.key != self.face:
            self.others[char] = face.key
        advance = (face or self._faces[0]).advance(char) * self.size
        self[char] = advance
        return advance


class FontSet:
    """Faces by key, and for each role the keys in which its characters are looked for, in order."""

    def __init__(self, faces: Iterable[Face], roles: Mapping[str, tuple[str, ...]]) -> None:
        self._faces = {face.key: face for face in faces}
        self._roles = roles
        self._measures: dict[tuple[str, float], Measure] = {}

    @classmethod
    def bundled(cls) -> "FontSet":
        """The program's own fonts only: the same pages on every machine."""
        return cls(*_bundled())

    @classmethod
    def of_machine(cls, folders: Iterable[Path] | None = None) -> "FontSet":
        """The official fonts where the machine has them, before the program's own; `folders` instead of the system's."""
        faces, roles = _bundled()
        wanted = _read(resources_dir() / "fonts" / "machine.yaml")
        places = _system_folders(wanted["folders"]) if folders is None else tuple(folders)
        found = _machine_faces(wanted["roles"], _font_files(places))
        chains = {role: (*((f"machine-{role}",) if role in found else ()), *keys) for role, keys in roles.items()}
        return cls((*faces, *found.values()), chains)

    def face(self, key: str) -> Face:
        """A face by its key."""
        return self._faces[key]

    def measure(self, role: FontRole, size: float) -> Measure:
        """The widths of a role in a size (pt)."""
        measure = self._measures.get((role, size))
        if measure is None:
            faces = tuple(self._faces[key] for key in self._roles[role])
            measure = self._measures[(role, size)] = Measure(faces, size)
        return measure


def _bundled() -> tuple[tuple[Face, ...], dict[str, tuple[str, ...]]]:
    folder = resources_dir() / "fonts"
    listed = _read(folder / "fonts.yaml")
    faces = tuple(Face(font["role"], folder / font["file"]) for font in listed["fonts"])
    return faces, {role: tuple(keys) for role, keys in listed["roles"].items()}


def _read(file: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_bytes(), loader)


def _system_folders(listed: Mapping[str, list[str]]) -> tuple[Path, ...]:
    names = listed.get(sys.platform, listed["linux"])
    return tuple(Path(os.path.expandvars(name)).expanduser() for name in names)


def _font_files(folders: Iterable[Path]) -> dict[str, Path]:
    """All font files by lower-case name; the first of equal names stays."""
    files: dict[str, Path] = {}
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in sorted(names):
                if name.lower().endswith((".ttf", ".ttc")):
                    files.setdefault(name.lower(), Path(root) / name)
    return files


def _machine_faces(roles: Mapping[str, list[dict[str, Any]]], files: Mapping[str, Path]) -> dict[str, Face]:
    """For each role the first wanted font that is there, has TrueType outlines and may be embedded."""
    found: dict[str, Face] = {}
    for role, wishes in roles.items():
        for wish in wishes:
            index = _usable(wish, files)
            if index is not None:
                found[role] = Face(f"machine-{role}", *index)
                break
    return found


def _usable(wish: dict[str, Any], files: Mapping[str, Path]) -> tuple[Path, int] | None:
    patterns = [pattern.lower() for pattern in wish["files"]]
    fitting = [files[name] for pattern in patterns for name in sorted(files) if fnmatchcase(name, pattern)]
    for path in fitting:
        for index in range(8 if path.suffix.lower() == ".ttc" else 1):
            try:
                font = TrueTypeFile(path, index)
            except FontError:
                break
            if font.embeddable and wish.get("family") in (None, font.family):
                return path, index
    return None
