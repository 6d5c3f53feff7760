"""Takes nothing and gives the program's icons: drawings written here, as .svg, as .png of the usual sizes and as .ico for Windows.

    build_icons.py FOLDER

The small sizes are drawings of their own: a large one made small is a smudge.
"""

import os
import struct
import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)
SMALL = 24
"""Up to here the simple drawing."""
PROGRAM, DOCUMENT = "jixiao", "jixiao-document"
_BLUE, _DEEP, _PALE, _GREEN = "#2a6fbb", "#1c4f8c", "#dbe8f6", "#2f9e5b"


def program_svg(size: int) -> str:
    """A page with a table on a blue ground, ticked off."""
    if size <= SMALL:
        return _svg(
            16,
            f'<rect width="16" height="16" rx="3" fill="{_BLUE}"/><path d="M3 2h10v12H3z" fill="#fff"/>'
            f'<path d="M3 2h10v3H3z" fill="{_PALE}"/><path d="M4 6.5h8M4 9.5h3" stroke="{_BLUE}"/>'
            f'<path d="M6.5 11l2.5 2.5 5.5-7" stroke="{_GREEN}" stroke-width="2" fill="none"/>',
        )
    return _svg(
        64,
        '<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1">'
        f'<stop offset="0" stop-color="{_BLUE}"/><stop offset="1" stop-color="{_DEEP}"/></linearGradient></defs>'
        '<rect x="2" y="2" width="60" height="60" rx="12" fill="url(#g)"/>'
        f"{_page(16, 9, 32, 44)}{_tick(46, 46, 12)}",
    )


def document_svg(size: int) -> str:
    """A page of its own, for .jixiao files."""
    if size <= SMALL:
        return _svg(
            16,
            f'<path d="M2.5.5h8l3 3v12h-11z" fill="#fff" stroke="{_DEEP}"/><path d="M3 3h7v2H3z" fill="{_PALE}"/>'
            f'<path d="M4 7.5h7M4 10.5h3" stroke="{_BLUE}"/>'
            f'<path d="M6 11.5l2.5 2.5 5.5-6" stroke="{_GREEN}" stroke-width="2" fill="none"/>',
        )
    return _svg(64, f"{_page(10, 4, 40, 56, edge=True)}{_tick(46, 48, 12)}")


def _page(x: int, y: int, width: int, height: int, *, edge: bool = False) -> str:
    """A sheet with its corner turned down: a heading, and a table below it."""
    fold = 9
    right, bottom = x + width, y + height
    line = f' stroke="{_DEEP}" stroke-width="2" stroke-linejoin="round"' if edge else ""
    left, wide, top, step = x + 5, width - 10, y + 20, (height - 26) / 4
    rows = "".join(f"M{left} {top + step * n:g}h{wide}" for n in range(5))
    columns = "".join(f"M{left + wide * part:g} {top}v{step * 4:g}" for part in (0, 0.34, 1))
    return (
        f'<path d="M{x} {y}h{width - fold}l{fold} {fold}V{bottom}H{x}z" fill="#fff"{line}/>'
        f'<path d="M{right - fold} {y}v{fold}h{fold}z" fill="{_PALE}"{line}/>'
        f'<path d="M{left} {y + 12}h{wide - 6}" stroke="{_DEEP}" stroke-width="4"/>'
        f'<path d="M{left} {top}h{wide}v{step:g}h-{wide}z" fill="{_PALE}"/>'
        f'<path d="{rows}{columns}" stroke="{_BLUE}" stroke-width="1.5" fill="none"/>'
    )


def _tick(x: int, y: int, radius: int) -> str:
    """A tick in a round field."""
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{_GREEN}" stroke="#fff" stroke-width="2.5"/>'
        f'<path d="M{x - 5} {y}l4 4.5 7-8.5" stroke="#fff" stroke-width="3.5" fill="none" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _svg(side: int, drawing: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{drawing}</svg>\n'


def ico(pictures: "list[tuple[int, bytes]]") -> bytes:
    """PNG pictures, with their sizes in pixels, as one .ico file."""
    offset = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in pictures:
        side = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset + len(body))
        body += picture
    return head + body


def draw(folder: Path) -> None:
    """Writes all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in ((PROGRAM, program_svg), (DOCUMENT, document_svg)):
        (folder / f"{name}.svg").write_text(svg(64), "utf-8", newline="\n")
        pictures = [(size, _png(svg(size), size)) for size in SIZES]
        for size, picture in pictures:
            (folder / f"{name}-{size}.png").write_bytes(picture)
        (folder / f"{name}.ico").write_bytes(ico(pictures))


def _png(svg: str, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt  # noqa: PLC0415 - where icons are drawn, not where they are named
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])
    draw(Path(sys.argv[1]))
