"""A composition as a Word file, written part by part: real tables, styles, fields and sections, and the same bytes each time."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from xml.sax.saxutils import escape

from editor.compose.blocks import Composition
from editor.exchange.writers.chart_data import WORKBOOK_TYPE, chart_workbook, workbook_relation
from editor.exchange.writers.chart_part import CHART_TYPE
from editor.exchange.writers.docx_body import BodyWriter
from editor.exchange.writers.docx_pages import PagePart, page_parts, section
from editor.exchange.writers.docx_styles import NAMESPACE, WordStyles, font_table
from editor.exchange.writers.measure import PT_PER_MM
from editor.exchange.writers.paper import lying, unparted
from editor.exchange.writers.written import Cleaner, Progress, Written, pack

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST = "[Content_Types].xml"


def write_docx(
    composition: Composition, page_numbers: Mapping[str, str] | None = None, progress: Progress | None = None
) -> Written:
    """The bytes of the .docx.

    `page_numbers`: anchor → number as the contents print it, so that they are right before Word has counted anything.
    `progress` is told groups done and groups in all; what it raises ends the work.
    """
    cleaner = Cleaner()
    composition = unparted(replace(composition, watermark=cleaner.clean(composition.watermark)))
    styles = WordStyles(composition)
    body = BodyWriter(composition, styles, cleaner, page_numbers or {})
    pages = page_parts(composition, styles)
    page = composition.page
    text_width = (page.width - page.left - page.right) * PT_PER_MM
    document = _document(composition, body, pages, progress)
    parts = {
        "word/document.xml": document,
        "word/styles.xml": styles.xml(text_width),
        "word/fontTable.xml": font_table(),
        "word/settings.xml": _settings(composition),
        "docProps/core.xml": _core(composition, cleaner),
        "_rels/.rels": _relations(
            (
                ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
                ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            )
        ),
        "word/_rels/document.xml.rels": _document_relations(pages, body.charts),
        **{f"word/{name}.xml": part.xml for name, part in pages.items()},
        **{f"word/charts/{name}.xml": chart.xml for name, chart in body.charts.items()},
        **{f"word/charts/_rels/{name}.xml.rels": workbook_relation(name) for name in body.charts},
        _FIRST: _content_types(pages, body.charts),
    }
    workbooks = {f"word/embeddings/{name}.xlsx": chart_workbook(chart.rows) for name, chart in body.charts.items()}
    return Written(pack({name: text.encode() for name, text in parts.items()} | workbooks, _FIRST), cleaner.notes)


def _document_relations(pages: dict[str, PagePart], charts: Collection[str]) -> str:
    return _relations(
        (
            *((name, f"{_OFFICE}/{name}", f"{name}.xml") for name in ("styles", "fontTable", "settings")),
            *((name, f"{_OFFICE}/{part.kind}", f"{name}.xml") for name, part in pages.items()),
            *((name, f"{_OFFICE}/chart", f"charts/{name}.xml") for name in charts),
        )
    )


def _document(composition: Composition, body: BodyWriter, pages: dict[str, PagePart], progress: Progress | None) -> str:
    spaces = f'xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}"'
    inside = "".join(_elements(composition, body, pages, progress))
    return f"{_HEAD}<w:document {spaces}><w:body>{inside}</w:body></w:document>"


def _elements(
    composition: Composition, body: BodyWriter, pages: dict[str, PagePart], progress: Progress | None
) -> Iterator[str]:
    """The body: a section break in the last paragraph of each division, the last section at the end."""
    divisions = [division for division in composition.divisions if any(group.blocks for group in division.groups)]
    done, whole = 0, sum(1 for division in divisions for group in division.groups if group.blocks)
    for d, division in enumerate(divisions):
        rules = section(composition, division, pages)
        body.lay(lying(composition.page, division.turned))
        last_division = d == len(divisions) - 1
        groups = [group for group in division.groups if group.blocks]
        for g, group in enumerate(groups):
            ends = g == len(groups) - 1 and not last_division
            yield from body.blocks(group.blocks, group.new_page and g > 0, group.whole, rules if ends else "")
            done += 1
            if progress is not None:
                progress(done, whole)
        if last_division:
            yield body.seam()
            yield rules


def _settings(composition: Composition) -> str:
    even = "<w:evenAndOddHeaders/>" if composition.page_numbers.place == "outer" else ""
    compat = (
        '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
    )
    return (
        f'{_HEAD}<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/>{even}'
        f'<w:characterSpacingControl w:val="compressPunctuation"/>{compat}'
        f'<w:themeFontLang w:val="{composition.language}" w:eastAsia="{composition.language}"/></w:settings>'
    )


def _core(composition: Composition, cleaner: Cleaner) -> str:
    """Title, subject and language; no dates, which would make two exports of the same volume differ."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(cleaner.clean(composition.title))}</dc:title>"
        f"<dc:subject>{escape(cleaner.clean(composition.subject))}</dc:subject>"
        f"<dc:language>{composition.language}</dc:language></cp:coreProperties>"
    )


def _content_types(pages: dict[str, PagePart], charts: Collection[str]) -> str:
    parts = [
        ("/word/document.xml", f"{_TYPE}.document.main+xml"),
        *((f"/word/{name}.xml", f"{_TYPE}.{name}+xml") for name in ("styles", "fontTable", "settings")),
        *((f"/word/{name}.xml", f"{_TYPE}.{part.kind}+xml") for name, part in pages.items()),
        *((f"/word/charts/{name}.xml", CHART_TYPE) for name in charts),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ]
    workbooks = f'<Default Extension="xlsx" ContentType="{WORKBOOK_TYPE}"/>' if charts else ""
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{workbooks}{overrides}</Types>'
    )


def _relations(relations: tuple[tuple[str, str, str], ...]) -> str:
    found = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in relations)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'
