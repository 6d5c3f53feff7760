"""A file is written whole or not at all, and a project's name makes a file name anywhere."""

import errno
import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import UserError
from editor.exchange.saving import NeedsDirectWrite, file_name, save


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_and_one_that_was_there(tmp_path: Path) -> None:
    file = tmp_path / "甲.pdf"
    save(file, b"one")
    assert file.read_bytes() == b"one"
    file.chmod(0o640)
    save(file, b"two")
    assert file.read_bytes() == b"two"
    assert names_in(tmp_path) == ["甲.pdf"]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "full"), "磁盘空间不够"),
        (OSError(errno.EIO, "broken"), "磁盘或网络位置出了问题"),
        (PermissionError(errno.EACCES, "open elsewhere"), "可能正在 Word"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_was_there_survives_every_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: OSError, said: str
) -> None:
    file = tmp_path / "上次.docx"
    file.write_bytes(b"last")

    def fail(*_: object) -> None:
        raise fault

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UserError, match=said):
        save(file, b"new")
    assert file.read_bytes() == b"last"
    assert names_in(tmp_path) == ["上次.docx"]


def test_a_write_that_stops_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "新.pdf", b"x")
    assert names_in(tmp_path) == []


def test_a_folder_that_takes_no_new_file_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "甲.xlsx"
    file.write_bytes(b"old")

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(NeedsDirectWrite, match="只能直接改写"):
            save(file, b"new")
        with pytest.raises(UserError, match="没有权限") as caught:
            save(tmp_path / "乙.xlsx", b"new")
        assert not isinstance(caught.value, NeedsDirectWrite)
    assert file.read_bytes() == b"old"
    save(file, b"new", direct=True)
    assert file.read_bytes() == b"new"


def test_a_folder_or_no_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="是一个文件夹"):
        save(tmp_path, b"")
    with pytest.raises(UserError, match="不存在"):
        save(tmp_path / "没有" / "甲.pdf", b"")
    with pytest.raises(UserError, match="太长"):
        save(tmp_path / ("长" * 200), b"")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("校舍维修补助", "校舍维修补助.pdf"),
        ('甲<乙>:"/\\|?*丙', "甲_乙________丙.pdf"),
        ("  一\t二\n三  ", "一 二 三.pdf"),
        ("结尾. . ", "结尾.pdf"),
        ("con", "_con.pdf"),
        ("NUL.txt", "_NUL.txt.pdf"),
        ("CONSOLE", "CONSOLE.pdf"),
        ("", "未命名.pdf"),
        ("..", "未命名.pdf"),
        ("e\u0301", "é.pdf"),
        ("a\u202egpj", "a_gpj.pdf"),
        ("长" * 100, "长" * 76 + ".pdf"),
    ],
)
def test_names_of_files(text: str, name: str) -> None:
    assert file_name(text, ".pdf") == name


@given(st.text(max_size=200))
def test_any_text_makes_a_name(text: str) -> None:
    name = file_name(text, ".docx")
    assert 0 < len(name) <= 80
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert unicodedata.normalize("NFC", name) == name
    assert name == name.strip(" .")
    assert file_name(name.removesuffix(".docx"), ".docx") == name
