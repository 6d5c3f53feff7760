"""A volume into a file of another kind: PDF, Word, Excel or JSON, by the file's suffix."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from editor.compose.blocks import Composition
from editor.compose.volume import Composer
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.exchange.saving import save
from editor.forms.form import Form
from editor.typeset.boxes import PageBoxes, Pages
from editor.typeset.fonts import FontSet
from editor.typeset.late import Made
from editor.typeset.typesetter import typeset

if TYPE_CHECKING:
    from editor.exchange.writers.amounts import Amounts

Progress = Callable[[int, int], None]
Remarks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What to export: the whole volume, or the sheets of some projects (keys); with a watermark or none."""

    volume: Volume
    projects: Collection[int] | None = None
    watermark: str = ""
    progress: Progress | None = None
    """Told pages (of Word and Excel: groups of them) done and in all; what it raises ends the work, and no file is written."""
    sheets: tuple[int, int] | None = None
    """Of a PDF, only the sheets of paper from the first to the last of these, counted from 1."""


class Exporter:
    """Writes volumes of one form; fonts are asked for when a page is typeset."""

    def __init__(self, form: Form, fonts: Callable[[], FontSet]) -> None:
        self._form = form
        self._fonts = fonts
        self._makers: Mapping[str, Callable[[Request], tuple[bytes, Remarks]]] = {
            ".pdf": self._pdf,
            ".docx": self._docx,
            ".xlsx": self._xlsx,
            ".json": self._json,
        }

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The kinds of files it writes."""
        return tuple(self._makers)

    def export(self, request: Request, path: Path) -> Remarks:
        """Writes the file; what was there stays whole until the new one is.

        The remarks are sentences for the clerk (characters no font has, …). UserError for a suffix it does not write, and where
        the file cannot be written.
        """
        data, remarks = self.make(request, path)
        save(path, data)
        return remarks

    def make(self, request: Request, path: Path) -> tuple[bytes, Remarks]:
        """The bytes of the file at this path, and the remarks; nothing is written."""
        maker = self._makers.get(path.suffix.lower())
        if maker is None:
            kinds = "、".join(self.suffixes)
            raise UserError(f"不会导出“{path.suffix or path.name}”这种文件，请把文件名的结尾改成 {kinds} 之一。")
        return maker(request)

    def _composition(self, request: Request) -> Composition:
        return Composer(self._form).compose(request.volume, projects=request.projects, watermark=request.watermark)

    def _pdf(self, request: Request) -> tuple[bytes, Remarks]:
        from editor.paint.pdf import pdf_bytes

        fonts = self._fonts()
        pages = typeset(self._composition(request), fonts)
        if request.sheets is not None:
            pages = _some(pages, *request.sheets)
        return pdf_bytes(pages, fonts, request.progress), missing_remarks(pages)

    def _docx(self, request: Request) -> tuple[bytes, Remarks]:
        from editor.exchange.writers.docx import write_docx

        composition = self._composition(request)
        written = write_docx(composition, self._page_numbers(composition), request.progress)
        return written.data, written.notes

    def _xlsx(self, request: Request) -> tuple[bytes, Remarks]:
        from editor.exchange.writers.xlsx import write_xlsx

        composition = self._composition(request)
        amounts = self._amounts(request)
        written = write_xlsx(composition, self._page_numbers(composition), request.progress, amounts)
        return written.data, written.notes

    def _amounts(self, request: Request) -> "Amounts | None":
        """Those of the budget tables, where the form has some and all of the volume is written."""
        if self._form.budget is None or request.projects is not None:
            return None
        from editor.exchange.writers.amounts import Amounts

        return Amounts(self._form, request.volume)

    def _json(self, request: Request) -> tuple[bytes, Remarks]:
        from editor.exchange.json_io import volume_to_json

        data = volume_to_json(request.volume, self._form)
        if request.projects is not None:
            shown = cast(list[object], data["projects"])
            wanted = [project.key in request.projects for project in request.volume.projects]
            data["projects"] = list(compress(shown, wanted))
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(), ()

    def _page_numbers(self, composition: Composition) -> Mapping[str, str]:
        return dict(iter(typeset(composition, self._fonts()).anchors))


def _some(pages: Pages, first: int, last: int) -> Pages:
    """The sheets from the first to the last (from 1), with the headings and links that stay among them."""
    start, end = max(first - 1, 0), min(last, len(pages.pages))

    def cut(page: PageBoxes) -> PageBoxes:
        links = (link for link in page.links if start <= link.page < end)
        return replace(page, links=tuple(link._replace(page=link.page - start) for link in links))

    outline = (entry for entry in pages.outline if start <= entry.page < end)
    return replace(
        pages,
        pages=Made(end - start, lambda i: cut(pages.pages[start + i])),
        outline=tuple(entry._replace(page=entry.page - start) for entry in outline),
    )


def missing_remarks(pages: Pages) -> Remarks:
    """What to say of characters that no font has."""
    if not pages.missing:
        return ()
    return (f"这些字没有字体能印：{''.join(pages.missing)}，印出来是空白，请换成别的字。",)
