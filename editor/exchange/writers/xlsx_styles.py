"""The styles of a form as cell formats, each made once in a workbook."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor.compose.blocks import Composition
from editor.exchange.writers.docx_styles import FONTS

if TYPE_CHECKING:
    from openpyxl import Workbook

_HAIR = 0.4
_THIN = 1.1
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "left"}
"""Excel stretches even the last line before a line end: justified text is set left."""


@dataclass(frozen=True, slots=True)
class Format:
    """What a cell's look depends on."""

    style: str
    rule: float = 0
    """Thickness of the rules around it in pt; 0 for none."""
    shrink: bool = False
    """One line that shrinks to its cell, in place of one that wraps."""
    align: str = ""
    """In place of the style's own."""
    vertical: str = "center"
    open_top: bool = False
    """No rule above: the text goes on from the cell over it."""
    open_bottom: bool = False
    decimals: int | None = None
    """Of an amount that is a number; nothing is shown for zero."""


class CellStyles:
    """Cell formats of one workbook."""

    def __init__(self, composition: Composition, book: "Workbook") -> None:
        self._styles = composition.styles
        self._scratch = book.create_sheet("scratch")
        book.remove(self._scratch)
        self._known: dict[tuple[Format, bool], Any] = {}

    def apply(self, cell: Any, look: Format, is_text: bool) -> None:
        """Formats an openpyxl cell; a text gets Excel's leading apostrophe, so that it stays one when it is edited.

        The cells share what openpyxl keeps of a format: setting fonts and borders one by one takes ten times as long.
        """
        key = (look, is_text)
        if key not in self._known:
            self._known[key] = self._make(look, is_text)
        cell._style = self._known[key]  # noqa: SLF001

    def _make(self, look: Format, is_text: bool) -> Any:
        from openpyxl.styles import Alignment, Border, Font, Side

        style = self._styles[look.style]
        cell: Any = self._scratch.cell(1, len(self._known) + 1)
        cell.font = Font(name=FONTS[style.font][0], size=style.size, bold=style.bold, charset=134)
        cell.alignment = Alignment(
            horizontal=look.align or _ALIGN[style.align],
            vertical=look.vertical,
            wrap_text=not look.shrink,
            shrink_to_fit=look.shrink,
        )
        if look.rule:
            side = Side(
                style="hair" if look.rule < _HAIR else "thin" if look.rule < _THIN else "medium", color="FF000000"
            )
            top, bottom = None if look.open_top else side, None if look.open_bottom else side
            cell.border = Border(left=side, right=side, top=top, bottom=bottom)
        if look.decimals is not None:
            digits = f"0.{'0' * look.decimals}" if look.decimals else "0"
            cell.number_format = f"{digits};-{digits};"
        elif is_text:
            cell.number_format = "@"
            cell.quotePrefix = True
        return cell._style  # noqa: SLF001
