"""Takes the bytes of one XML part and gives its tree, with no entity, no network and no huge tree."""

import posixpath
import re
from typing import Any

from editor.exchange.readers.package import BrokenFile, Package, has_declaration

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_TO_USUAL = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WHOLE = re.compile(r"[0-9]{1,9}\Z")
_CONTENT_TYPES = "[Content_Types].xml"


def parse_xml(data: bytes) -> Any:
    """The root element (lxml); BrokenFile where the part is not well formed or declares an entity.

    The names of the "strict" flavour of the format are turned into the usual ones, so that readers know one.
    """
    from lxml import etree

    if has_declaration(data):
        raise BrokenFile("a part with a document type")
    data = usual_names(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise BrokenFile(f"a part is not well formed: {fault}") from fault


def usual_names(data: bytes) -> bytes:
    """A part with the names of the "strict" flavour of the format, if it has them, turned into the usual ones."""
    if _STRICT in data:
        for strict, usual in _STRICT_TO_USUAL:
            data = data.replace(strict, usual)
    return data


def read_part(package: Package, part: str) -> Any | None:
    """The root element of a part, None where the package has no such part."""
    if part not in package.parts:
        return None
    return parse_xml(package.read(part))


def related_parts(package: Package, part: str) -> tuple[tuple[str, str, str], ...]:
    """What a part points to inside the package: (relationship id, last word of its type, part name); "" is the package itself."""
    folder, _, leaf = part.rpartition("/")
    root = read_part(package, posixpath.join(folder, "_rels", leaf + ".rels"))
    if root is None:
        return ()
    found = []
    for relation in root.iter(_RELATIONSHIPS):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.append((relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], name))
    return tuple(found)


def main_part(package: Package) -> str | None:
    """The part the package is about (word/document.xml, xl/workbook.xml or what it is called here)."""
    for _, kind, name in related_parts(package, ""):
        if kind == "officeDocument" and name in package.parts:
            return name
    return None


def whole_number(text: str | None, default: int) -> int:
    """A number an attribute states, `default` where it is missing or no plain number."""
    return int(text) if text is not None and _WHOLE.match(text) else default


def content_type(package: Package, part: str) -> str:
    """What the package says the part is, "" where it says nothing."""
    root = read_part(package, _CONTENT_TYPES)
    if root is None:
        return ""
    for entry in root:
        if entry.get("PartName", "").lstrip("/").lower() == part.lower():
            return str(entry.get("ContentType", ""))
    return ""
