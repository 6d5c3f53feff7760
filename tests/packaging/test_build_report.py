"""What is told of the frozen program."""

from pathlib import Path

import build_report
from build_elf import Elf
from build_trim import rules


def elf(*versions: str, needed: tuple[str, ...] = ()) -> Elf:
    return Elf("x86_64", "", needed, tuple(("libc.so.6", version) for version in versions))


def test_fonts_do_not_count_against_the_limit(tmp_path: Path) -> None:
    (tmp_path / "lib" / "resources" / "fonts").mkdir(parents=True)
    (tmp_path / "lib" / "resources" / "fonts" / "A.ttf").write_bytes(b"x" * 1024 * 1024)
    (tmp_path / "lib" / "resources" / "fonts" / "OFL.txt").write_bytes(b"x" * 1024)
    (tmp_path / "jixiao").write_bytes(b"x" * 2 * 1024 * 1024)
    files = build_report.sizes(tmp_path)
    assert round(build_report.megabytes_without_fonts(files), 2) == 2.0
    lines = list(build_report.size_lines(files))
    assert "程序本身" in lines[0] and "2.0 MB" in lines[0] and "字体" in lines[1]
    assert lines[-1].startswith("     3.0 MB  共 3 个文件")


def test_the_file_that_decides_is_named() -> None:
    found = {"lib/new.so": elf("GLIBC_2.34", "GLIBC_2.9"), "lib/old.so": elf("GLIBC_2.4"), "lib/none.so": elf()}
    lines = list(build_report.glibc_lines(found))
    assert "2.34（3 个" in lines[0]
    assert "new.so" in lines[1] and "old.so" not in lines[1]
    assert any("GLIBC_2.4" in line and " 1 个" in line for line in lines)


def test_systems_that_are_too_old_are_named() -> None:
    lines = list(build_report.system_lines((2, 31), {"一": "2.28", "二": "2.31", "三": "2.4"}))
    assert ["不能" in line for line in lines] == [True, False, True]


def test_a_library_nobody_has_is_noticed() -> None:
    found = {
        "lib/a.so": elf(needed=("libc.so.6", "libinside.so.1", "libGL.so.1", "libmissing.so.3")),
        "lib/libinside.so.1": elf(),
    }
    packages, missing = build_report.system_needs(found, rules())
    assert packages == {"libc6", "libgl1"}
    assert missing == {"libmissing.so.3"}


def test_the_list_names_files_and_modules(tmp_path: Path) -> None:
    toc = tmp_path / "PYZ-00.toc"
    toc.write_text("('x', [('editor', 'a', 'PYMODULE'), ('editor.app', 'b', 'PYMODULE'), ('yaml', 'c', 'PYMODULE')])")
    inside = build_report.modules(toc)
    assert inside == {"editor": ("editor", "editor.app"), "yaml": ("yaml",)}
    text = build_report.contents({"jixiao": 12}, inside)
    assert "12  jixiao" in text and "editor（2）" in text and "yaml\n" in text
