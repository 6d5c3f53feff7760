"""Small office files made by hand, byte by byte where it matters."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def zip_bytes(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def office_members(main: str, content_type: str, content: str) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/{main}" ContentType="{content_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{relation("r1", "officeDocument", main)}</Relationships>',
        main: content,
    }


def relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def docx_members(body: str, **parts: str) -> dict[str, str | bytes]:
    """`parts` by the last word of their relation (numbering, styles, footnotes, header …): inner XML of the root element."""
    members = office_members(
        "word/document.xml", DOCX_TYPE, f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    )
    relations = "".join(relation(f"p{i}", kind, f"{kind}.xml") for i, kind in enumerate(parts))
    members["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    for kind, inner in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        members[f"word/{kind}.xml"] = f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>"
    return members


def write_docx(path: Path, body: str, **parts: str) -> Path:
    path.write_bytes(zip_bytes(docx_members(body, **parts)))
    return path


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    inner = "".join(r if r.startswith("<") else run(r) for r in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<") else para(c) for c in content) or para()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def write_xlsx(path: Path, *sheets: str, strings: str = "", styles: str = "", names: tuple[str, ...] = ()) -> Path:
    """`sheets`: inner XML of each worksheet; `strings` of sst, `styles` of styleSheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    listed = "".join(
        f'<sheet name="{names[i] if names else i + 1}" sheetId="{i + 1}" r:id="s{i}"/>' for i in range(len(sheets))
    )
    members = office_members(
        "xl/workbook.xml",
        XLSX_TYPE,
        f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    relations = [relation(f"s{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(len(sheets))]
    relations += [relation("st", "sharedStrings", "sharedStrings.xml"), relation("sy", "styles", "styles.xml")]
    members["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'
    members["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'
    members["xl/styles.xml"] = f'<styleSheet xmlns="{main}">{styles}</styleSheet>'
    for i, inner in enumerate(sheets):
        members[f"xl/worksheets/sheet{i}.xml"] = f'<worksheet xmlns="{main}">{inner}</worksheet>'
    path.write_bytes(zip_bytes(members))
    return path
