"""What a writer gives, the notes it takes on the way, and a zip whose bytes depend on nothing but its parts."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Told pieces done and pieces in all; what it raises ends the writing."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters XML 1.0 cannot hold, or holds only against its advice."""
_EXCERPT = 20
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, and what the user should know about them, in Chinese."""

    data: bytes
    notes: tuple[str, ...] = ()


class Cleaner:
    """Makes texts fit for a file, and remembers what it took out."""

    def __init__(self) -> None:
        self._notes: dict[str, None] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """One sentence for each thing that was changed."""
        return tuple(self._notes)

    def clean(self, text: str) -> str:
        """The text without control characters; line ends are newlines."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        cleaned, count = _FORBIDDEN.subn("", text)
        if count:
            self.note(f"“{excerpt(cleaned)}”里有 {count} 个看不见的控制字符，没有写进文件")
        return cleaned

    def note(self, sentence: str) -> None:
        """Something the user should know."""
        self._notes[sentence] = None


def excerpt(text: str) -> str:
    """The beginning of a text on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _EXCERPT else flat[:_EXCERPT] + "…"


def pack(parts: Mapping[str, bytes], first: str) -> bytes:
    """A zip of these parts, `first` before the others in order of name; the same parts give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, parts[name])
    return stream.getvalue()
