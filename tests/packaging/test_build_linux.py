"""The Linux packages: what is in them, and scripts that install for one user and take nothing along when they go."""

import configparser
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import build_linux
from build_archives import Packed, write_deb, write_tar_gz
from build_trim import rules
from editor.app.setting_up import DESKTOP_ID
from editor.bridge.files import SUFFIX
from editor.store.schema import APPLICATION_ID

APP: Mapping[str, str] = rules()["app"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that says its name, with everything the scripts expect."""
    folder = tmp_path / "优 盘" / "jixiao"
    (folder / "icons").mkdir(parents=True)
    (folder / "jixiao").write_text("#!/bin/sh\necho 我在 $0\n", "utf-8")
    (folder / "jixiao").chmod(0o755)
    for name in ("jixiao", "jixiao-document"):
        (folder / "icons" / f"{name}.svg").write_text("<svg/>", "utf-8")
    build_linux.put_scripts(folder, APP)
    return folder


def sh(home: Path, script: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return subprocess.run(
        ["sh", str(script), *words], capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def entry(home: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(home / ".local" / "share" / "applications" / f"{APP['id']}.desktop", "utf-8")
    return parser["Desktop Entry"]


def test_installed_for_one_user_and_taken_off_again(program: Path, tmp_path: Path) -> None:
    home = tmp_path / "张三 的家"
    home.mkdir()
    done = sh(home, program / "install.sh")
    assert done.returncode == 0, done.stderr
    target = home / ".local" / "opt" / "jixiao"
    assert entry(home)["Exec"] == f'"{target}/jixiao" %F'
    assert subprocess.run([target / "jixiao"], capture_output=True, check=True).stdout
    documents = home / "文档"
    documents.mkdir()
    (documents / f"一{SUFFIX}").write_text("x")
    kept = home / ".local" / "share" / "jixiao" / "backups"
    kept.mkdir(parents=True)
    done = sh(home, target / "uninstall.sh")
    assert done.returncode == 0, done.stderr
    caches = {"mime.cache", "mimeapps.list", "mimeinfo.cache", "icon-theme.cache"}
    files = [file for file in home.rglob("*") if file.is_file() and file.name not in caches]
    left = {file.relative_to(home).as_posix() for file in files if file.parent.name != "mime"}
    assert left == {f"文档/一{SUFFIX}"}
    assert kept.is_dir() and not target.exists()


def test_a_second_install_brings_the_new_program_and_keeps_the_portable_data(program: Path, tmp_path: Path) -> None:
    home = tmp_path / "家"
    home.mkdir()
    assert sh(home, program / "install.sh").returncode == 0
    target = home / ".local" / "opt" / "jixiao"
    (target / "jixiao-data").mkdir()
    (target / "jixiao-data" / "preferences.json").write_text("{}")
    (target / "old").write_text("of the version before")
    (program / "new").write_text("of this version")
    assert sh(home, program / "install.sh").returncode == 0
    assert (target / "new").exists() and not (target / "old").exists()
    assert (target / "jixiao-data" / "preferences.json").exists()
    assert sh(home, target / "uninstall.sh").returncode == 0
    assert [file.name for file in target.iterdir()] == ["jixiao-data"]


def test_registered_where_it_lies(program: Path, tmp_path: Path) -> None:
    home = tmp_path / "家"
    home.mkdir()
    assert sh(home, program / "install.sh", "--here").returncode == 0
    assert entry(home)["Exec"] == f'"{program}/jixiao" %F'
    assert not (home / ".local" / "opt").exists()
    assert sh(home, program / "uninstall.sh").returncode == 0
    assert (program / "jixiao").exists()


def test_half_an_archive_is_not_installed(program: Path, tmp_path: Path) -> None:
    (program / "jixiao").unlink()
    done = sh(tmp_path, program / "install.sh")
    assert done.returncode == 1 and "完整解开" in done.stderr
    assert sh(tmp_path, program / "install.sh", "--there").returncode == 1


def test_the_entry_the_window_and_the_package_have_one_name() -> None:
    assert APP["id"] == DESKTOP_ID


def test_a_document_is_known_by_its_name_and_by_its_first_bytes() -> None:
    tree = ET.fromstring(build_linux.mime())
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    assert [glob.get("pattern") for glob in tree.iter(f"{space}glob")] == [f"*{SUFFIX}"]
    (head, own) = tree.iter(f"{space}match")
    assert head.get("value") == "SQLite format 3\\0"
    assert (own.get("offset"), int(own.get("value") or "", 16)) == ("68", APPLICATION_ID)
    example = next((Path(__file__).parents[2] / "examples").glob(f"*{SUFFIX}")).read_bytes()
    assert int.from_bytes(example[68:72], "big") == APPLICATION_ID


def ar_members(data: bytes) -> dict[str, bytes]:
    assert data.startswith(b"!<arch>\n")
    at, found = 8, {}
    while at < len(data):
        head = data[at : at + 60].decode()
        assert head.endswith("`\n")
        size = int(head[48:58])
        found[head[:16].strip()] = data[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return found


def test_the_deb_keeps_to_the_rules_of_uos(program: Path, tmp_path: Path) -> None:
    icons = tmp_path / "icons"
    icons.mkdir()
    for name in ("jixiao", "jixiao-document"):
        for file in (f"{name}.svg", *(f"{name}-{size}.png" for size in build_linux.SIZES)):
            (icons / file).write_bytes(b"x")
    package = build_linux.deb(
        program,
        icons,
        tmp_path,
        app=APP,
        version="1.2.3",
        machine="aarch64",
        glibc=(2, 28),
        needs=frozenset({"libgl1"}),
    )
    assert package.name == f"{APP['id']}_1.2.3.0_arm64.deb"
    members = ar_members(package.read_bytes())
    assert list(members) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    assert members["debian-binary"] == b"2.0\n"
    with tarfile.open(fileobj=io.BytesIO(members["control.tar.xz"])) as control:
        assert [m.name for m in control if m.isfile()] == ["./control", "./md5sums"]
        text = control.extractfile("./control").read().decode()  # type: ignore[union-attr]
    assert "Depends: libc6 (>= 2.28), libgl1\n" in text and f"Package: {APP['id']}\n" in text
    with tarfile.open(fileobj=io.BytesIO(members["data.tar.xz"])) as data:
        files = {member.name: member for member in data if member.isfile()}
        info = json.load(data.extractfile(f"./opt/apps/{APP['id']}/info"))  # type: ignore[arg-type]
        folders = [member.name for member in data if member.isdir()]
    root = f"./opt/apps/{APP['id']}"
    assert all(name.startswith(f"{root}/") for name in files)
    assert folders[:4] == [".", "./opt", "./opt/apps", root]
    assert {name.split("/")[4] for name in files} == {"info", "entries", "files"}
    assert files[f"{root}/files/jixiao"].mode == 0o755 and files[f"{root}/info"].mode == 0o644
    assert info["appid"] == APP["id"] and info["version"] == "1.2.3.0" and info["arch"] == ["arm64"]
    assert not any(info["permissions"].values())


def test_the_same_files_give_the_same_bytes(program: Path, tmp_path: Path) -> None:
    packed = [Packed("a/b", data=b"x"), Packed("a/run", data=b"y", runnable=True)]
    made = []
    for name in ("one", "two"):
        write_tar_gz(packed, tmp_path / name)
        write_deb(packed, {"Package": "p"}, tmp_path / f"{name}.deb")
        made.append(((tmp_path / name).read_bytes(), (tmp_path / f"{name}.deb").read_bytes()))
    assert made[0] == made[1]
    with tarfile.open(tmp_path / "one") as archive:
        assert [(m.name, m.mode, m.uname) for m in archive] == [
            ("a", 0o755, "root"), ("a/b", 0o644, "root"), ("a/run", 0o755, "root"),
        ]  # fmt: skip


def test_links_stay_links(tmp_path: Path) -> None:
    from build_archives import packed_folder

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "real").write_text("x")
    (tmp_path / "in" / "link").symlink_to("real")
    write_tar_gz(packed_folder(tmp_path / "in", "out"), tmp_path / "a.tar.gz")
    with tarfile.open(tmp_path / "a.tar.gz") as archive:
        assert archive.getmember("out/link").linkname == "real"
