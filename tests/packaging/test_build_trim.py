"""Which files go into the frozen program."""

import shutil
import sys
from pathlib import Path

import pytest

from build_trim import Entry, rules, stays, trimmed

RULES = rules()


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/lib/libicudata.so.73",
        "libxcb-cursor.so.0",
        "libsqlite3.so.0",
        "pypdfium2_raw/libpdfium.so",
        "resources/fonts/JixiaoSong-Regular.ttf",
    ],
)
def test_what_the_program_needs_stays(name: str) -> None:
    assert stays(name, RULES, "linux")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "charset_normalizer/md.so",
        "libstdc++.so.6",
        "libX11.so.6",
        "libc.so.6",
    ],
)
def test_what_is_for_others_or_the_systems_goes(name: str) -> None:
    assert not stays(name, RULES, "linux")


def test_on_windows_plugins_are_known_by_their_names_there() -> None:
    assert stays("PySide6/plugins/platforms/qwindows.dll", RULES, "win32")
    assert stays("PySide6/plugins/imageformats/qsvg.dll", RULES, "win32")
    assert not stays("PySide6/plugins/platforms/qdirect2d.dll", RULES, "win32")
    assert not stays("PySide6/opengl32sw.dll", RULES, "win32")
    assert stays("PySide6/Qt6Core.dll", RULES, "win32")


@pytest.mark.skipif(sys.platform != "linux", reason="ELF")
def test_a_library_stays_while_something_leads_to_it(tmp_path: Path) -> None:
    import lxml.etree
    import PySide6.QtCore

    folder = Path(PySide6.__file__).parent
    core, icu = folder / "Qt" / "lib" / "libQt6Core.so.6", next((folder / "Qt" / "lib").glob("libicudata.so.*"))
    etree = Path(lxml.etree.__file__)
    lonely = Path(shutil.copy(icu, tmp_path / "libnobody.so.1"))
    entries: list[Entry] = [
        ("PySide6/QtCore.abi3.so", PySide6.QtCore.__file__, "EXTENSION"),
        (f"PySide6/Qt/lib/{core.name}", str(core), "BINARY"),
        (f"PySide6/Qt/lib/{icu.name}", str(icu), "BINARY"),
        (core.name, f"PySide6/Qt/lib/{core.name}", "SYMLINK"),
        ("libnobody.so.1", str(lonely), "BINARY"),
        ("link.so.1", "libnobody.so.1", "SYMLINK"),
        ("lxml/etree.so", str(etree), "EXTENSION"),
    ]
    kept = {name for name, *_ in trimmed(entries, RULES, "linux")}
    assert kept == {name for name, *_ in entries} - {"libnobody.so.1", "link.so.1"}


def test_nothing_the_program_imports_is_kept_out() -> None:
    """Every excluded module is nobody's in editor/."""
    import ast

    root = Path(__file__).parents[2]
    imported = set()
    for file in (root / "editor").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert imported & set(RULES["python"]["exclude"]) == set()
