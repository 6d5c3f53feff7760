"""The one gate for zips: numbers, names, passwords, bombs."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.exchange.readers import package
from editor.exchange.readers.gate import gate
from editor.exchange.readers.package import BrokenFile, open_package
from editor.exchange.readers.xmlparts import parse_xml
from tests.exchange.readers.makers import docx_members, para, zip_bytes

BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        gate(path)
    return str(caught.value)


def with_member(name: str, content: bytes | str = b"x") -> bytes:
    return zip_bytes({**docx_members(para("一")), name: content})


@pytest.mark.parametrize("name", ["/etc/a", "../a", "word/../../a", "word\\a", "C:/a", "word/a\0.xml"])
def test_names_that_lead_elsewhere(tmp_path: Path, name: str) -> None:
    plain = "n" * len(name)
    data = with_member(plain).replace(plain.encode(), name.encode())
    assert "名称不正常" in refusal(tmp_path / "a.docx", data)


def test_two_members_of_one_name(tmp_path: Path) -> None:
    data = with_member("word/documenu.xml").replace(b"word/documenu.xml", b"word/document.xml")
    assert "名称不正常" in refusal(tmp_path / "a.docx", data)


def test_a_member_with_a_password(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(docx_members(para("一"))))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "密码" in refusal(tmp_path / "a.docx", bytes(data))


def test_an_unusual_compression(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in docx_members(para("一")).items():
            archive.writestr(name, content)
    assert "压缩方式" in refusal(tmp_path / "a.docx", out.getvalue())


def test_too_many_members(tmp_path: Path) -> None:
    members = docx_members(para("一")) | {f"word/m{i}": b"" for i in range(package.MAX_MEMBERS)}
    assert "超过 2000 个" in refusal(tmp_path / "a.docx", zip_bytes(members))


def test_a_ratio_no_text_has(tmp_path: Path) -> None:
    zeros = b"\0" * (package.RATIO_FROM_BYTES + 100_000)
    assert "压缩得太过分" in refusal(tmp_path / "a.docx", with_member("word/media/a.bin", zeros))


def test_a_small_member_may_compress_well(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(with_member("word/media/a.bin", b"\0" * (package.RATIO_FROM_BYTES - 1)))
    assert gate(path) == "docx"


def test_a_member_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_MEMBER_BYTES", 100_000)
    assert "太大" in refusal(tmp_path / "a.docx", with_member("word/media/a.bin", b"ab" * 60_000))


def test_too_much_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_TOTAL_BYTES", 100_000)
    members = docx_members(para("一")) | {f"word/media/{i}": b"ab" * 10_000 for i in range(10)}
    assert "太大" in refusal(tmp_path / "a.docx", zip_bytes(members))


def test_a_header_that_lies_about_the_size(tmp_path: Path) -> None:
    """A bomb that says it is small: what is read is counted, and no more is believed than that."""
    data = bytearray(with_member("word/media/a.bin", b"\0" * 5_000_000))
    real = struct.pack("<I", 5_000_000)
    while real in data:
        at = data.index(real)
        data[at : at + 4] = struct.pack("<I", 1000)
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(data))
    with pytest.raises(UserError):
        gate(path)


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    data = bytearray(with_member("word/media/a.bin", bytes(range(256)) * 40))
    central = data.rindex(b"PK\x01\x02")
    data[central + 20 : central + 24] = struct.pack("<I", len(data))
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(data))
    with pytest.raises(UserError):
        gate(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/app.xml"])
def test_entity_bombs(tmp_path: Path, part: str, encoding: str) -> None:
    members = docx_members(para("一"))
    members[part] = BOMB.encode(encoding)
    assert "声明" in refusal(tmp_path / "a.docx", zip_bytes(members))


def test_a_declaration_across_two_chunks(tmp_path: Path) -> None:
    filler = " " * (256 * 1024 - 5)
    members = docx_members(para("一"))
    members["word/styles.xml"] = filler + BOMB
    assert "声明" in refusal(tmp_path / "a.docx", zip_bytes(members))


def test_a_part_of_any_name_is_looked_at_before_it_is_parsed() -> None:
    with pytest.raises(BrokenFile):
        parse_xml(BOMB.encode())
    with pytest.raises(BrokenFile):
        parse_xml(b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>')


def test_nesting_and_texts_beyond_reason() -> None:
    with pytest.raises(BrokenFile):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000)
    with pytest.raises(BrokenFile):
        parse_xml(b"<a>" + b"x" * 11_000_000 + b"</a>")


def test_the_strict_flavour_reads_like_the_usual_one() -> None:
    root = parse_xml(b'<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>')
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}d"


def test_only_known_parts_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zip_bytes(docx_members(para("一"))))
    with open_package(path) as parts:
        assert "word/document.xml" in parts.parts
        with pytest.raises(KeyError):
            parts.read("word/none.xml")
    assert list(tmp_path.iterdir()) == [path]  # nothing is unpacked
