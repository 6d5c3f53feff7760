"""What the gate lets through, and what it says about everything else."""

import codecs
import struct
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from editor.errors import UserError
from editor.exchange.readers.gate import Kind, gate, text_encoding
from tests.exchange.readers.makers import (
    DOCX_TYPE,
    XLSX_TYPE,
    docx_members,
    office_members,
    para,
    write_docx,
    write_xlsx,
    zip_bytes,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def ole(*streams: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


def pdf_bytes(tmp_path: Path) -> bytes:
    path = tmp_path / "made.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(100, 700, "one")
    canvas.save()
    return path.read_bytes()


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        gate(path)
    text = str(caught.value)
    assert path.name in text
    assert text.endswith("。")
    return text


def refused(tmp_path: Path, data: bytes, name: str = "某单位.docx") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return refusal(path)


def test_kinds_are_told_by_content_and_not_by_name(tmp_path: Path) -> None:
    assert gate(write_docx(tmp_path / "a.wps", para("一"))) is Kind.DOCX
    assert gate(write_xlsx(tmp_path / "b.doc", "")) is Kind.XLSX
    pdf = tmp_path / "c.txt"
    pdf.write_bytes(pdf_bytes(tmp_path))
    assert gate(pdf) is Kind.PDF


def test_a_file_with_macros_is_read_like_any_other(tmp_path: Path) -> None:
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    path = tmp_path / "a.docm"
    path.write_bytes(zip_bytes(office_members("word/document.xml", macros, "<a/>")))
    assert gate(path) is Kind.DOCX


@pytest.mark.parametrize(("main", "content_type", "kind"), [
    ("word/document2.xml", DOCX_TYPE, Kind.DOCX),
    ("xl/book.xml", XLSX_TYPE, Kind.XLSX),
])  # fmt: skip
def test_the_main_part_may_have_any_name(tmp_path: Path, main: str, content_type: str, kind: Kind) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(zip_bytes(office_members(main, content_type, "<a/>")))
    assert gate(path) is kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_the_encodings_of_this_country(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("项目编码\t项目名称\r\n其中：财政资金".encode(encoding))
    assert gate(path) is Kind.TEXT
    assert text_encoding(path.read_bytes()) == encoding


def test_text_longer_than_what_the_gate_looks_at(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" + "绩效目标".encode() * 20_000)  # a character lies across the end of the head
    assert gate(path) is Kind.TEXT


@pytest.mark.parametrize(("streams", "word"), [
    (("WordDocument",), "另存为 .docx"),
    (("Workbook",), "另存为 .xlsx"),
    (("Book",), "另存为 .xlsx"),
    (("EncryptionInfo", "EncryptedPackage"), "密码"),
    (("Something",), "旧的 Office 格式"),
])  # fmt: skip
def test_old_office_and_passwords(tmp_path: Path, streams: tuple[str, ...], word: str) -> None:
    assert word in refused(tmp_path, ole(*streams))


@pytest.mark.parametrize("head", [
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM\x36\0\0\0", b"II*\0", b"MM\0*", b"\0\0\0\x18ftypheic",
    b"RIFF\0\0\0\0WEBP",
])  # fmt: skip
def test_pictures(tmp_path: Path, head: bytes) -> None:
    assert "图片" in refused(tmp_path, head + b"\0" * 64, "扫描.pdf")


@pytest.mark.parametrize(("data", "word"), [
    (b"", "是空的"),
    (b"Rar!\x1a\x07\x01\0", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c\0\x04", "7Z 压缩包"),
    (b"\x1f\x8b\x08\0" + b"\0" * 20, "压缩包"),
    (b"SQLite format 3\0" + b"\0" * 84, "用“打开”"),
    (b"{\\rtf1\\ansi hello}", "RTF"),
    (codecs.BOM_UTF8 + b"\r\n<html><table></table></html>", "网页"),
    (b'<?xml version="1.0"?><w/>', "XML"),
    (bytes(range(256)) * 8, "认不出"),
    (b"b\x14#e" + struct.pack("<64I", *range(64)), "加密软件"),
])  # fmt: skip
def test_everything_else_is_refused_by_name(tmp_path: Path, data: bytes, word: str) -> None:
    assert word in refused(tmp_path, data)


@pytest.mark.parametrize(("members", "word"), [
    ({"a.txt": "一"}, "请先解压"),
    ({"content.xml": "<a/>", "mimetype": "x"}, "OpenDocument"),
    ({"OFD.xml": "<a/>"}, "OFD"),
    (office_members("ppt/presentation.xml", "application/vnd.x.presentationml.x", "<a/>"), "演示文稿"),
    (office_members("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "x"), ".xlsb"),
])  # fmt: skip
def test_other_zips(tmp_path: Path, members: dict[str, str | bytes], word: str) -> None:
    assert word in refused(tmp_path, zip_bytes(members))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_half_a_zip(tmp_path: Path, share: float) -> None:
    data = zip_bytes(docx_members(para("一" * 3000)))
    assert "不完整" in refused(tmp_path, data[: int(len(data) * share)])


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_half_a_pdf(tmp_path: Path, share: float) -> None:
    data = pdf_bytes(tmp_path)
    assert "不完整" in refused(tmp_path, data[: int(len(data) * share)], "b.pdf")


def test_a_linearised_pdf_states_its_length(tmp_path: Path) -> None:
    head = b"%PDF-1.5\n1 0 obj <</Linearized 1/L 5000/H[1 2]>> endobj\n%%EOF\n"
    assert "不完整" in refused(tmp_path, head, "b.pdf")
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(head + b" " * (5000 - len(head) - 6) + b"%%EOF\n")
    assert gate(whole) is Kind.PDF


def test_a_damaged_member(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(docx_members(para("".join(chr(0x4E00 + i) for i in range(3000))))))
    at = data.index(b"word/document.xml") + 600
    data[at] ^= 0xFF
    assert "已损坏" in refused(tmp_path, bytes(data))


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "没有.docx")
    folder = tmp_path / "文件夹"
    folder.mkdir()
    assert "文件夹" in refusal(folder)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_docx(tmp_path / "a.docx", para("一"))

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "占用" in refusal(path)


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.exchange.readers.gate.MAX_FILE_BYTES", 10)
    assert "太大" in refused(tmp_path, b"a" * 11)
