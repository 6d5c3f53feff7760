"""Takes the folder of the frozen program and gives what is to be known of it: sizes, what is inside, the oldest system it starts on."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from build_elf import Elf, elves, version_of

_MEGABYTE = 1024 * 1024
_GROUPS = (
    ("字体", "*/resources/fonts/*.ttf"),
    ("程序的数据和示例", "*/resources/*"),
    ("程序的数据和示例", "*/examples/*"),
    ("许可证", "licences/*"),
    ("Qt", "*/PySide6/*"),
    ("Qt", "*/shiboken6/*"),
    ("PDF 读取", "*/pypdfium2*"),
    ("XML 读取", "*/lxml/*"),
    ("图像（reportlab 所需）", "*/PIL/*"),
    ("图像（reportlab 所需）", "*/pillow.libs/*"),
    ("Python", "*/libpython*"),
    ("Python", "*/python3*"),
    ("Python", "*/base_library.zip"),
    ("程序本身和纯 Python 的库", "jixiao*"),
)
_OTHER = "其他库"


def sizes(folder: Path) -> Mapping[str, int]:
    """Bytes of every file below a folder, by its path there; a link has none."""
    return {
        file.relative_to(folder).as_posix(): file.stat().st_size
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }


def megabytes_without_fonts(files: Mapping[str, int]) -> float:
    """What counts against the limit."""
    return sum(size for name, size in files.items() if group_of(name) != "字体") / _MEGABYTE


def group_of(name: str) -> str:
    """What a file belongs to."""
    return next((group for group, pattern in _GROUPS if fnmatchcase(name, pattern)), _OTHER)


def size_lines(files: Mapping[str, int]) -> Iterator[str]:
    """A line for each group, the largest first, and the sum."""
    groups: Counter[str] = Counter()
    for name, size in files.items():
        groups[group_of(name)] += size
    for group, size in groups.most_common():
        yield f"{size / _MEGABYTE:8.1f} MB  {group}"
    yield f"{sum(files.values()) / _MEGABYTE:8.1f} MB  共 {len(files)} 个文件，不含字体 {megabytes_without_fonts(files):.1f} MB"


def modules(toc: Path) -> Mapping[str, tuple[str, ...]]:
    """Python modules in the program's archive, by their first names; `toc` is PyInstaller's list of it."""
    entries = ast.literal_eval(toc.read_text("utf-8"))[1]
    found: dict[str, list[str]] = {}
    for name, *_ in entries:
        found.setdefault(name.partition(".")[0], []).append(name)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def contents(files: Mapping[str, int], inside: Mapping[str, tuple[str, ...]]) -> str:
    """The list of all that is inside."""
    lines = ["文件（字节）", *(f"{size:>12}  {name}" for name, size in files.items()), "", "压在程序里的 Python 模块"]
    for name, names in inside.items():
        lines.append(f"{name}（{len(names)}）" if len(names) > 1 else name)
    return "\n".join(lines) + "\n"


def glibc_lines(found: Mapping[str, Elf]) -> Iterator[str]:
    """Which files ask for the newest C library, and how many for which version."""
    asked = Counter(elf.highest() for elf in found.values())
    highest = max(asked)
    deciding = sorted(name for name, elf in found.items() if elf.highest() == highest)
    yield f"最高的 GLIBC 符号版本：{dotted(highest)}（{len(found)} 个程序和库文件），能启动的最旧系统是 glibc {dotted(highest)}"
    yield f"  由它们决定：{'、'.join(PurePosixPath(name).name for name in deciding[:6])}" + (
        f" 等 {len(deciding)} 个" if len(deciding) > 6 else ""
    )
    for version, count in sorted(asked.items(), reverse=True):
        yield f"  GLIBC_{dotted(version):<6} {count:>4} 个" if version else f"  不要求版本  {count:>4} 个"
    yield f"最高的 GLIBCXX 符号版本：{dotted(max(elf.highest('GLIBCXX') for elf in found.values())) or '无'}"


def system_lines(highest: tuple[int, ...], systems: Mapping[str, str]) -> Iterator[str]:
    """For each system in offices whether the program starts there, as far as the C library goes."""
    for name, glibc in systems.items():
        yield f"  {'能' if version_of(glibc) >= highest else '不能'}在 {name}（glibc {glibc}）上启动"


def dotted(version: tuple[int, ...]) -> str:
    """2.28 for (2, 28)."""
    return ".".join(map(str, version))


def system_needs(found: Mapping[str, Elf], said: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Libraries the program takes from the system: the Debian packages that have them, and the names nobody has.

    The second should be empty: such a library was missing where the program was built, or is not named in build_contents.toml.
    """
    inside = {PurePosixPath(name).name for name in found}
    system: Mapping[str, str] = said["linux"]["system"]
    packages, missing = set[str](), set[str]()
    for needed in {library for elf in found.values() for library in elf.needed} - inside:
        package = next((system[pattern] for pattern in system if fnmatchcase(needed, pattern)), None)
        if package is None:
            missing.add(needed)
        else:
            packages.add(package)
    return frozenset(packages), frozenset(missing)


def looked_at(program: Path) -> dict[str, Elf]:
    """The ELF files of the program; empty on another system."""
    return elves(program)
