"""A chart's labels and amounts as the small workbook Word keeps beside it, so that “edit data” opens."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from editor.exchange.writers.written import pack

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIRST = "[Content_Types].xml"
SHEET = "Sheet1"
WORKBOOK_TYPE = f"{_TYPE}.sheet"


def chart_workbook(rows: Sequence[tuple[str, str]]) -> bytes:
    """An .xlsx with a label in column A and an amount, as its digits, in column B of each row."""
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t xml:space="preserve">{escape(label)}</t></is></c>'
        f'<c r="B{n}"><v>{amount}</v></c></row>'
        for n, (label, amount) in enumerate(rows, 1)
    )
    parts = {
        _FIRST: f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": _relation(f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation(f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return pack({name: text.encode() for name, text in parts.items()}, _FIRST)


def workbook_relation(name: str) -> str:
    """The relations of a chart's part: its workbook."""
    return _relation(f"{_OFFICE}/package", f"../embeddings/{name}.xlsx")


def _relation(kind: str, target: str) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )
