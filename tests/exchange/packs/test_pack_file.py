"""Pack files: what is whole and signed is read, everything else is refused in one sentence."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from editor.errors import UserError
from editor.exchange.packs.pack_file import MAX_FILE_BYTES, read_pack
from editor.exchange.packs.signature import TAIL, read_keys
from editor.exchange.readers.gate import gate
from editor.forms.manifest import FORMAT
from editor.resources import resources_dir
from make_pack import signed
from tests.publisher import NEXT, WORDS, Publisher

PROGRAM = "0.1.0"
PUBLISHER = Publisher(bytes(range(32)))
PARTS = {"forms/hebei-2027.yaml": NEXT, "words/county.yaml": WORDS}
GOOD = PUBLISHER.bytes(PARTS)


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_pack(path, PUBLISHER.keys, PROGRAM)
    said = str(caught.value)
    assert path.name in said and said.endswith("。") and "\n" not in said and "Word" not in said
    return said


def manifest(**changes: object) -> bytes:
    text = {
        "format": FORMAT,
        "id": "mine",
        "version": 1,
        "date": "2027-01-31",
        "title": "表样包",
        "needs": {},
        "members": {"forms/hebei-2027.yaml": hashlib.sha256(NEXT.encode()).hexdigest()},
    }
    return json.dumps(text | changes).encode()


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    """Signed as it should be, whatever is in it."""
    return signed(parts, PUBLISHER.private)


def test_a_pack_is_read(tmp_path: Path) -> None:
    path = tmp_path / "包.jixiaobiao"
    path.write_bytes(GOOD)
    pack = read_pack(path, PUBLISHER.keys, PROGRAM)
    assert (pack.manifest.id, pack.manifest.version, pack.name) == ("mine", 1, path.name)
    assert {name: data.decode() for name, data in pack.members.items()} == PARTS
    assert pack.manifest.form_ids == ("hebei-2027",) and pack.manifest.word_lists == ("county",)


def test_it_is_a_zip_like_any_other() -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {"manifest.json", *PARTS}
        assert len(archive.comment) == TAIL


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_any_byte_changed_is_refused(tmp_path_factory: pytest.TempPathFactory, at: int, by: int) -> None:
    data = bytearray(GOOD)
    data[at] ^= by
    refusal(tmp_path_factory.getbasetemp() / "改.jixiaobiao", bytes(data))


def test_every_byte_of_a_pack_is_guarded(tmp_path: Path) -> None:
    path = tmp_path / "改.jixiaobiao"
    for at in range(len(GOOD)):
        data = bytearray(GOOD)
        data[at] ^= 1 << at % 8
        refusal(path, bytes(data))


@given(st.integers(0, len(GOOD) - 1))
def test_a_piece_of_a_pack_is_refused(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    refusal(tmp_path_factory.getbasetemp() / "半.jixiaobiao", GOOD[:length])


@pytest.mark.parametrize("more", [b"\0", b"\n", GOOD])
def test_a_pack_with_more_behind_it_is_refused(tmp_path: Path, more: bytes) -> None:
    refusal(tmp_path / "长.jixiaobiao", GOOD + more)


def test_what_is_not_signed_is_refused(tmp_path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("manifest.json", manifest())
        archive.writestr("forms/hebei-2027.yaml", NEXT)
    assert "没有签名" in refusal(tmp_path / "无.jixiaobiao", stream.getvalue())


def test_anothers_signature_is_refused(tmp_path: Path) -> None:
    assert "不是本程序认得的" in refusal(tmp_path / "别.jixiaobiao", Publisher().bytes(PARTS))


def test_a_signature_of_another_pack_is_refused(tmp_path: Path) -> None:
    other = PUBLISHER.bytes(PARTS, version=2)
    assert "与签名对不上" in refusal(tmp_path / "换.jixiaobiao", GOOD[:-64] + other[-64:])


def test_a_key_that_only_bears_the_name_is_refused(tmp_path: Path) -> None:
    """The name of a known key in front of a stranger's signature."""
    stranger = Publisher().bytes(PARTS)
    data = stranger[: -TAIL + 8] + GOOD[-TAIL + 8 : -64] + stranger[-64:]
    assert "与签名对不上" in refusal(tmp_path / "冒.jixiaobiao", data)


def test_the_programs_own_key_signed_none_of_these(tmp_path: Path) -> None:
    keys = read_keys(resources_dir() / "keys" / "packs.json")
    assert keys.keys and all(len(key) == 32 for key in keys.keys.values())
    path = tmp_path / "包.jixiaobiao"
    path.write_bytes(GOOD)
    with pytest.raises(UserError, match="不是本程序认得的"):
        read_pack(path, keys, PROGRAM)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "是空的"), (b"%PDF-1.7", "不是表样包"), (b"id: hebei-2027\n", "不是表样包"), (b"PK", "没有签名")],
)
def test_what_is_no_pack(tmp_path: Path, data: bytes, said: str) -> None:
    assert said in refusal(tmp_path / "什么.jixiaobiao", data)


def test_no_file_a_folder_and_a_file_too_large(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到文件"):
        read_pack(tmp_path / "没有.jixiaobiao", PUBLISHER.keys, PROGRAM)
    with pytest.raises(UserError, match="打不开文件"):
        read_pack(tmp_path, PUBLISHER.keys, PROGRAM)
    assert "太大" in refusal(tmp_path / "大.jixiaobiao", b"PK" + bytes(MAX_FILE_BYTES))


@pytest.mark.parametrize(("program", "good"), [("0.1", True), ("0.1.0", True), ("0.1.1", False), ("1", False)])
def test_a_pack_for_a_newer_program(tmp_path: Path, program: str, good: bool) -> None:
    data = PUBLISHER.bytes(PARTS, program=program)
    path = tmp_path / "新.jixiaobiao"
    if good:
        path.write_bytes(data)
        assert read_pack(path, PUBLISHER.keys, PROGRAM).manifest.program == program
    else:
        assert f"更新的程序（{program} 以上）" in refusal(path, data)


def test_a_layout_of_a_newer_program(tmp_path: Path) -> None:
    data = with_parts({"manifest.json": manifest(format=FORMAT + 1, members="别的")})
    assert "更新的程序" in refusal(tmp_path / "新.jixiaobiao", data)


FORM = NEXT.encode()
FAULTY: dict[str, dict[str, bytes]] = {
    "no manifest": {"forms/hebei-2027.yaml": FORM},
    "no JSON": {"manifest.json": b"{", "forms/hebei-2027.yaml": FORM},
    "a deep nest": {"manifest.json": b"[" * 100_000, "forms/hebei-2027.yaml": FORM},
    "a list": {"manifest.json": b"[]", "forms/hebei-2027.yaml": FORM},
    "a version that is no number": {"manifest.json": manifest(version="1"), "forms/hebei-2027.yaml": FORM},
    "version nought": {"manifest.json": manifest(version=0), "forms/hebei-2027.yaml": FORM},
    "a true version": {"manifest.json": manifest(version=True), "forms/hebei-2027.yaml": FORM},
    "an id with a path": {"manifest.json": manifest(id="../mine"), "forms/hebei-2027.yaml": FORM},
    "a title over lines of control characters": {
        "manifest.json": manifest(title="表\x1b[2J"),
        "forms/hebei-2027.yaml": FORM,
    },
    "a member that is not there": {"manifest.json": manifest()},
    "a member nobody named": {
        "manifest.json": manifest(),
        "forms/hebei-2027.yaml": FORM,
        "forms/other.yaml": b"id: other\n",
    },
    "another member": {"manifest.json": manifest(), "forms/hebei-2027.yaml": FORM + b"\n"},
    "no member": {"manifest.json": manifest(members={})},
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_signed_pack_that_is_faulty_is_refused_too(tmp_path: Path, fault: str) -> None:
    assert "不完整或不正常" in refusal(tmp_path / "错.jixiaobiao", with_parts(FAULTY[fault]))


@pytest.mark.parametrize(
    "name",
    [
        "../hebei-2027.yaml",
        "forms/../../hebei-2027.yaml",
        "/forms/hebei-2027.yaml",
        "C:/forms/hebei-2027.yaml",
        "forms\\hebei-2027.yaml",
        "forms/hebei-2027.yaml/x",
        "forms/HEBEI.yaml",
        "forms/con.yaml",
        "forms/nul.yaml",
        "words/aux.yaml",
        "forms/hebei-2027.yml",
        "forms/.yaml",
        "fonts/hei.yaml",
        "hebei-2027.yaml",
        "forms/hebei 2027.yaml",
        "forms/hebei-2027.yaml.",
        "forms/" + "a" * 200 + ".yaml",
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    digest = hashlib.sha256(FORM).hexdigest()
    data = with_parts({"manifest.json": manifest(members={name: digest}), name: FORM})
    assert "不完整或不正常" in refusal(tmp_path / "名.jixiaobiao", data)


def deflated(parts: Mapping[str, bytes], flags: int = 0) -> bytes:
    """The parts packed tight, in the frame of a signed pack."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.comment = GOOD[-TAIL:-64] + bytes(64)
    body = bytearray(stream.getvalue()[:-64])
    body[body.rindex(b"PK\x01\x02") + 8] |= flags
    return bytes(body) + SigningKey(PUBLISHER.private).sign(bytes(body)).signature


def test_a_bomb_is_refused_though_it_is_signed(tmp_path: Path) -> None:
    bomb = b"#" * (32 * 1024 * 1024)
    members = {"forms/hebei-2027.yaml": hashlib.sha256(bomb).hexdigest()}
    data = deflated({"manifest.json": manifest(members=members), "forms/hebei-2027.yaml": bomb})
    assert len(data) < 100_000
    assert "不完整或不正常" in refusal(tmp_path / "弹.jixiaobiao", data)


def test_a_tight_pack_is_a_good_one(tmp_path: Path) -> None:
    path = tmp_path / "紧.jixiaobiao"
    path.write_bytes(deflated({"manifest.json": manifest(), "forms/hebei-2027.yaml": FORM}))
    assert read_pack(path, PUBLISHER.keys, PROGRAM).members == {"forms/hebei-2027.yaml": FORM}


def test_a_member_with_a_password_is_refused(tmp_path: Path) -> None:
    data = deflated({"manifest.json": manifest(), "forms/hebei-2027.yaml": FORM}, flags=1)
    assert "不完整或不正常" in refusal(tmp_path / "密.jixiaobiao", data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in (("manifest.json", manifest()), ("forms/hebei-2027.yaml", FORM), ("manifest.json", b"{}")):
            archive.writestr(name, text)
        archive.comment = GOOD[-TAIL:-64] + bytes(64)
    body = stream.getvalue()[:-64]
    data = body + SigningKey(PUBLISHER.private).sign(body).signature
    assert "不完整或不正常" in refusal(tmp_path / "重.jixiaobiao", data)


def test_a_pack_is_no_volume_to_import(tmp_path: Path) -> None:
    path = tmp_path / "包.jixiaobiao"
    path.write_bytes(GOOD)
    with pytest.raises(UserError, match="是表样包，里面没有绩效文本.*“表样管理”"):
        gate(path)
