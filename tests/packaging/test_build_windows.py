"""What can be said of the Windows packages on any system."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import build_check_iss
from build_windows import PORTABLE_DATA, portable_zip, version_resource
from editor.bridge.preferences import own_folder

ROOT = Path(__file__).parents[2]


def test_the_script_of_the_installer_is_right() -> None:
    assert list(build_check_iss.wrongs()) == []


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], list[str]]:
    """What is found wrong after a change of the script."""

    def change(old: str, new: str) -> list[str]:
        folder = tmp_path / "windows"
        shutil.copytree(build_check_iss.SCRIPT.parent, folder)
        script = folder / build_check_iss.SCRIPT.name
        text = script.read_text("utf-8")
        assert old in text
        script.write_text(text.replace(old, new), "utf-8")
        return list(build_check_iss.wrongs(script))

    return change


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\ufeff", "", "byte-order"),
        ("PrivilegesRequired=lowest", "PrivilegesRequired=admin", "PrivilegesRequired"),
        ("Root: HKCU", "Root: HKLM", "user's own"),
        ("{localappdata}\\Programs", "{commonpf}", "commonpf"),
        ('Filename: "{app}\\jixiao.exe"; Tasks', 'Filename: "{app}\\editor.exe"; Tasks', "editor.exe"),
        ("icons\\jixiao-document.ico", "icons\\document.ico", "document.ico"),
        ("{app}\\lib", "{app}\\*", "InstallDelete"),
        ("[Run]", '[UninstallDelete]\nType: files; Name: "{app}\\jixiao-data"\n[Run]', "UninstallDelete"),
        ("Classes\\.jixiao", "Classes\\.jx", "instead of"),
        ('""%1""', "%1", "quotes"),
        ("-windows-setup", "-setup", "does not look for"),
        ("{cm:DesktopIcon}", "{cm:CreateDesktopIcon}", "CustomMessages"),
        ("chinese.isl", "ChineseSimplified.isl", "there is no"),
        ('#define AppName "绩效文本编辑器"', '#define AppName "绩效"', "AppName"),
        ("#ifndef Icons", "#ifndef Pictures", "it wants"),
        ("recursesubdirs", "recursively", "unknown flags"),
        ("\\jixiao-data\\*", "\\other\\*", "portable"),
        ("{{7C0C2E55-", "{7C0C2E55", "GUID"),
    ],
)
def test_what_would_go_wrong_on_windows_is_found_here(
    changed: Callable[[str, str], list[str]], old: str, new: str, said: str
) -> None:
    assert any(said in wrong for wrong in changed(old, new))


def test_the_portable_folder_is_known_as_such(tmp_path: Path) -> None:
    program = tmp_path / "jixiao"
    (program / "lib").mkdir(parents=True)
    (program / "jixiao.exe").write_bytes(b"MZ")
    (program / "lib" / "a.dll").write_bytes(b"MZ")
    made = portable_zip(program, tmp_path / "portable.zip", "一行\n两行\n")
    again = portable_zip(program, tmp_path / "again.zip", "一行\n两行\n")
    assert made.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "U 盘")
    unpacked = tmp_path / "U 盘" / "jixiao"
    assert own_folder({}, tmp_path, unpacked / "jixiao.exe") == unpacked / PORTABLE_DATA
    assert (unpacked / PORTABLE_DATA / "说明.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    assert own_folder({}, tmp_path, program / "jixiao.exe") != program / PORTABLE_DATA


def test_the_version_is_what_windows_shows() -> None:
    text = version_resource("1.2.3", "绩效文本编辑器")
    compile(text, "version.txt", "eval")
    assert "filevers=(1, 2, 3, 0)" in text and "绩效文本编辑器" in text and "080404B0" in text


def test_every_text_for_a_windows_reader_is_there() -> None:
    for name in ("请先看这里.txt", "便携说明.txt"):
        assert PORTABLE_DATA.split("-")[0] in (ROOT / "packaging" / "windows" / name).read_text("utf-8") or name
