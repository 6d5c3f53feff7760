"""The maker of packs: keys that stay outside the repository, packs that the program takes in."""

import json
import os
import stat
from pathlib import Path

import pytest

import make_pack
from editor import __version__
from editor.exchange.packs.pack_file import read_pack
from editor.exchange.packs.signature import read_keys
from editor.resources import resources_dir
from tests.publisher import NEXT, WORDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    public = tmp_path / "packs.json"
    assert (
        make_pack.main(["key", "--folder", str(tmp_path / "secret"), "--public", str(public), "--owner", "某单位"]) == 0
    )
    return tmp_path / "secret" / "packs.key"


def made(tmp_path: Path, key: Path, *words: str, name: str = "一") -> Path:
    (tmp_path / "hebei-2027.yaml").write_text(NEXT, "utf-8")
    (tmp_path / "county.yaml").write_text(WORDS + "version: 4\n", "utf-8")
    output = tmp_path / f"{name}.jixiaobiao"
    files = [str(tmp_path / name) for name in ("hebei-2027.yaml", "county.yaml")]
    about = [
        "--key",
        str(key),
        "--id",
        "hebei-2027",
        "--title",
        "2027年度表样",
        "--date",
        "2027-01-31",
        "-o",
        str(output),
    ]
    assert make_pack.main(["pack", *files, *about, *words]) == 0
    return output


def test_a_pack_is_made_that_the_program_reads(tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = read_pack(made(tmp_path, key, "--notes", "新年度用"), read_keys(tmp_path / "packs.json"), __version__)
    manifest = pack.manifest
    assert (manifest.id, manifest.version, manifest.date) == ("hebei-2027", 4, "2027-01-31")
    assert (manifest.title, manifest.notes, manifest.program) == ("2027年度表样", "新年度用", __version__)
    assert pack.members["forms/hebei-2027.yaml"].decode() == NEXT
    assert set(pack.members) == {"forms/hebei-2027.yaml", "words/county.yaml"}
    assert "字段“其他资金”改为必填。" in capsys.readouterr().out


def test_the_same_pack_twice_is_the_same_file(tmp_path: Path, key: Path) -> None:
    assert made(tmp_path, key).read_bytes() == made(tmp_path, key, name="二").read_bytes()


def test_a_faulty_form_is_not_packed(tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, output = tmp_path / "hebei-2027.yaml", tmp_path / "错.jixiaobiao"
    form.write_text(NEXT + "colour: red\n", "utf-8")
    words = ["pack", str(form), "--key", str(key), "--id", "mine", "--title", "错", "-o", str(output)]
    assert make_pack.main(words) == 1
    assert "第 7 行" in capsys.readouterr().err
    assert not output.exists()


def test_the_private_key_is_its_owners_alone(key: Path) -> None:
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    public = json.loads((key.parents[1] / "packs.json").read_text("utf-8"))["keys"]
    assert [one["owner"] for one in public] == ["某单位"]
    assert make_pack.public_of(bytes.fromhex(key.read_text("ascii").strip())).hex() == public[0]["public"]
    assert key.read_text("ascii").strip() not in (key.parents[1] / "packs.json").read_text("utf-8")


def test_a_key_that_is_there_is_kept(key: Path, tmp_path: Path) -> None:
    before = key.read_bytes()
    public = tmp_path / "packs.json"
    listed = public.read_bytes()
    assert make_pack.main(["key", "--folder", str(key.parent), "--public", str(public)]) == 1
    assert (key.read_bytes(), public.read_bytes()) == (before, listed)
    assert make_pack.main(["key", "--folder", str(tmp_path / "next"), "--public", str(public)]) == 0
    assert len(read_keys(public).keys) == 2, "packs of the older key are still good"


@pytest.mark.parametrize("folder", [ROOT, ROOT / "packaging" / "keys"])
def test_no_private_key_in_the_repository(folder: Path, tmp_path: Path) -> None:
    assert make_pack.main(["key", "--folder", str(folder), "--public", str(tmp_path / "packs.json")]) == 1
    assert not (folder / make_pack.PRIVATE).exists() and not (tmp_path / "packs.json").exists()


def test_the_programs_keys_are_keys() -> None:
    for one in json.loads((resources_dir() / "keys" / "packs.json").read_text("utf-8"))["keys"]:
        assert set(one) == {"owner", "since", "public"}
        assert len(bytes.fromhex(one["public"])) == 32
