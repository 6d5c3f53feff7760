"""Takes a path and gives what kind of file lies there, by its content; what cannot be read is refused in one clear sentence."""

import codecs
import re
from enum import StrEnum
from pathlib import Path

from editor.errors import UserError
from editor.exchange.readers.package import BrokenFile, open_package
from editor.forms.manifest import SUFFIX as PACK

MAX_FILE_BYTES = 256 * 1024 * 1024
_HEAD_BYTES = 64 * 1024
_TAIL_BYTES = 64 * 1024
_OLE_SEARCH_BYTES = 32 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ZIP_STARTS = (_ZIP, b"PK\x05\x06", b"PK\x07\x08")
_PDF = b"%PDF-"
_EOF = b"%%EOF"
_EOF_WITHIN_BYTES = 4 * 1024
# A file with macros is read like any other: nothing in it is ever run.
_XLSM = "ms-excel.sheet.macroEnabled"
_DOCM = "ms-word.document"
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_ARCHIVES = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7Z"), (b"\x1f\x8b", "GZ"))


class Kind(StrEnum):
    """What a file is, in the words RawDocument.kind uses."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    TEXT = "txt"


def gate(path: Path) -> Kind:
    """The kind of the file at `path`; UserError says in Chinese why a file cannot be read and what to do.

    A zip is counted through to its end here (see package). Whether a PDF has a password or no text layer shows only
    when it is opened: its reader says so.
    """
    head, tail = _ends(path)
    name = path.name
    if head.startswith(_OLE):
        raise UserError(_old_office(path))
    if head.startswith(_ZIP_STARTS):
        return _office_kind(path)
    if _PDF in head[:1024]:
        if not _is_whole_pdf(head, tail, path.stat().st_size):
            raise _cut_short(name)
        return Kind.PDF
    _refuse_known(name, head)
    if text_encoding(head, whole=len(head) < _HEAD_BYTES) is None:
        raise UserError(
            f"认不出文件“{name}”的格式，可能已损坏，或被加密软件锁住。"
            "请确认它能用 Word、WPS 或 PDF 阅读器打开，再另存为 .docx、.xlsx 或 .pdf 后导入。"
        )
    return Kind.TEXT


def _is_whole_pdf(head: bytes, tail: bytes, size: int) -> bool:
    """Half a PDF often still opens, with pages missing: so its end, and the length it states for itself, are looked at."""
    stated = re.search(rb"/Linearized\b[^>]*?/L\s+(\d+)", head[:2048])
    if stated and size < int(stated.group(1)):
        return False
    return _EOF in tail.rstrip(b"\0\r\n\t ")[-_EOF_WITHIN_BYTES:]


def text_encoding(head: bytes, *, whole: bool = True) -> str | None:
    """The encoding of plain text (utf-8-sig, utf-8, utf-16, gb18030) from its beginning, None where it is no text.

    `whole` says that `head` is all there is; otherwise a character cut at its end is no fault.
    """
    if head.startswith(codecs.BOM_UTF8):
        tries: tuple[str, ...] = ("utf-8-sig",)
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ("utf-16",)
    else:
        tries = ("utf-8", "gb18030")
    for encoding in tries:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(head, final=whole)
        except UnicodeDecodeError:
            continue
        if _is_written(text):
            return encoding
    return None


def _is_written(text: str) -> bool:
    """Whether a person may have typed it: no NUL, hardly a control character, hardly a private or unassigned place."""
    odd = sum(1 for c in text if (c < " " and c not in "\t\n\r\f\v\x1a") or c == "\x7f" or "\ue000" <= c <= "\uf8ff")
    return "\0" not in text and odd <= len(text) // 100


def _ends(path: Path) -> tuple[bytes, bytes]:
    name = path.name
    try:
        if path.is_dir():
            raise UserError(f"“{name}”是一个文件夹，不是文件。请选择文件夹里面的一个文件。")
        size = path.stat().st_size
        if size == 0:
            raise UserError(f"文件“{name}”是空的，里面没有内容。请换一份完整的文件再导入。")
        if size > MAX_FILE_BYTES:
            raise UserError(
                f"文件“{name}”太大（{size // 1024 // 1024} MB），绩效文本不会有这么大。请删去其中的图片，另存一份再导入。"
            )
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
            stream.seek(max(0, size - _TAIL_BYTES))
            return head, stream.read(_TAIL_BYTES)
    except FileNotFoundError:
        raise UserError(f"找不到文件“{name}”，它可能已被移动、改名或删除。请重新选择一次。") from None
    except OSError as fault:
        raise UserError(
            f"打不开文件“{name}”，可能没有读取权限，或正被别的程序占用。请关闭占用它的程序后再试。"
        ) from fault


def _old_office(path: Path) -> str:
    """Old .doc/.xls and password-protected .docx/.xlsx share one container: its directory names tell them apart."""
    with path.open("rb") as stream:
        data = stream.read(_OLE_SEARCH_BYTES)

    def has(stream_name: str) -> bool:
        return stream_name.encode("utf-16-le") in data

    name = path.name
    if has("EncryptedPackage") or has("EncryptionInfo"):
        return f"文件“{name}”有密码保护，打不开里面的内容。请在 Word 或 WPS 里取消密码、另存一份，再导入。"
    if has("Workbook") or has("Book"):
        return (
            f"文件“{name}”是旧格式的表格（.xls 或 .et），不能直接读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
        )
    if has("WordDocument"):
        return (
            f"文件“{name}”是旧格式的文档（.doc 或 .wps），不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
        )
    return f"文件“{name}”是旧的 Office 格式，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 或 .xlsx 后再导入。"


def _office_kind(path: Path) -> Kind:
    from editor.exchange.readers.xmlparts import content_type, main_part

    name = path.name
    try:
        with open_package(path) as package:
            main = main_part(package)
            about = content_type(package, main) if main else ""
            if "spreadsheetml" in about or _XLSM in about or (not about and "xl/workbook.xml" in package.parts):
                return Kind.XLSX
            if "wordprocessingml" in about or _DOCM in about or (not about and "word/document.xml" in package.parts):
                return Kind.DOCX
            parts = package.parts
    except BrokenFile as fault:
        raise _cut_short(name) from fault
    raise UserError(_other_zip(name, about, parts))


def _other_zip(name: str, about: str, parts: frozenset[str]) -> str:
    if "ms-excel" in about:
        return f"文件“{name}”是二进制表格（.xlsb），不能直接读取。请用 Excel 另存为 .xlsx 后再导入。"
    if "presentationml" in about:
        return f"文件“{name}”是演示文稿，里面没有绩效文本。请选择 .docx、.xlsx 或 .pdf 文件。"
    if "content.xml" in parts:
        return f"文件“{name}”是 OpenDocument 格式，不能直接读取。请用 WPS 或 LibreOffice 打开，另存为 .docx 或 .xlsx 后再导入。"
    if "Document.xml" in parts or "OFD.xml" in parts:
        return f"文件“{name}”是 OFD 版式文件，不能直接读取。请用阅读器转换为 PDF，或找到它的 Word 原件再导入。"
    if name.lower().endswith(PACK):
        return f"文件“{name}”是表样包，里面没有绩效文本。请在帮助菜单的“表样管理”里导入它。"
    return f"文件“{name}”是压缩包，不能直接读取。请先解压，再导入里面的 .docx、.xlsx 或 .pdf 文件。"


def _refuse_known(name: str, head: bytes) -> None:
    for magic, label in _IMAGES:
        if head.startswith(magic) and (label != "BMP" or b"\0" in head[:32]):
            raise UserError(_picture(name))
    if (head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        raise UserError(_picture(name))
    for magic, label in _ARCHIVES:
        if head.startswith(magic):
            raise UserError(
                f"文件“{name}”是 {label} 压缩包，不能直接读取。请先解压，再导入里面的 .docx、.xlsx 或 .pdf 文件。"
            )
    if head.startswith(b"SQLite format 3\0"):
        raise UserError(f"文件“{name}”是数据库文件，不能导入。如果它是绩效文本文件（.jixiao），请用“打开”直接打开它。")
    start = head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:512].lower()
    if start.startswith(b"{\\rtf"):
        raise UserError(f"文件“{name}”是 RTF 格式，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再导入。")
    if start.startswith((b"<?xml", b"<html", b"<!doctype", b"<table", b"mime-version")):
        raise UserError(
            f"文件“{name}”是网页或 XML 格式，不能直接读取。请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 后再导入。"
        )


def _picture(name: str) -> str:
    return f"文件“{name}”是图片，里面没有可读的文字。请找到它的 Word、Excel 或 PDF 原件，或把文字录成文本后再导入。"


def _cut_short(name: str) -> UserError:
    return UserError(
        f"文件“{name}”不完整或已损坏，读不出里面的内容。请重新拷贝或重新下载一份，能用 Word、WPS 打开后再导入。"
    )
