"""The file format: numbered objects, streams and the table at the end that says where each begins.

Objects go out as they are made, so that a volume of thousands of pages is never in memory as a whole. Nothing enters the
file but what is given: no date, no name of a machine, so equal pages give equal bytes.
"""

import hashlib
import zlib
from typing import BinaryIO

_LEVEL = 6


def text_string(text: str) -> bytes:
    """A text a reader shows (title, outline): UTF-16 with its mark."""
    return b"<" + ("\ufeff" + text).encode("utf-16-be", "replace").hex().upper().encode("ascii") + b">"


class PdfFile:
    """Writes a PDF file to a binary stream; `reserve` gives a number now for an object written later."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash = hashlib.md5(usedforsecurity=False)
        self._at = 0
        self._offsets: dict[int, int] = {}
        self._count = 0
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """The number of an object to come."""
        self._count += 1
        return self._count

    def write(self, number: int, body: bytes) -> None:
        """An object under a reserved number."""
        self._offsets[number] = self._at
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, body: bytes) -> int:
        """An object under the next number."""
        number = self.reserve()
        self.write(number, body)
        return number

    def add_stream(self, data: bytes, entries: bytes = b"") -> int:
        """A compressed stream with further dictionary entries."""
        packed = zlib.compress(data, _LEVEL)
        head = b"<</Filter/FlateDecode/Length %d%s>>" % (len(packed), entries)
        return self.add(head + b"\nstream\n" + packed + b"\nendstream")

    def finish(self, catalog: int, info: int) -> None:
        """The table of offsets and the trailer; nothing may follow."""
        start = self._at
        rows = [b"0000000000 65535 f \n"]
        rows += [b"%010d 00000 n \n" % self._offsets[number] for number in range(1, self._count + 1)]
        self._put(b"xref\n0 %d\n" % (self._count + 1) + b"".join(rows))
        mark = self._hash.hexdigest().upper().encode("ascii")
        trailer = b"<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>" % (self._count + 1, catalog, info, mark, mark)
        self._put(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))

    def _put(self, data: bytes) -> None:
        self._stream.write(data)
        self._hash.update(data)
        self._at += len(data)
