"""What computer this is and how the program lies on it: the beginning of the report."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from editor import __version__
from editor.bridge.preferences import own_folder
from editor.resources import program_file, resources_dir

_OFFICIAL = {"title": "方正小标宋", "fangsong": "仿宋_GB2312", "kai": "楷体_GB2312", "hei": "黑体"}


def machine_lines() -> Iterator[str]:
    """Line after line; nothing of the clerk's documents is among them."""
    program = program_file()
    yield f"程序：绩效文本编辑器 {__version__}，{program}"
    yield f"系统：{_system()}，{platform.machine()}" + _libc()
    yield f"运行环境：Python {platform.python_version()}，Qt {_qt()}" + ("" if _frozen() else "，从源代码运行")
    folder = own_folder(os.environ, Path.home(), program)
    kind = "，便携方式" if folder.parent == program.parent else ""
    yield f"设置与备份：{folder}{kind}，{_writable(folder)}"
    yield f"本机的正式字体：{_fonts()}"
    yield f"程序数据：{resources_dir()}"


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _system() -> str:
    with suppress(OSError, AttributeError):
        return platform.freedesktop_os_release().get("PRETTY_NAME", platform.platform())
    return platform.platform()


def _libc() -> str:
    name, version = platform.libc_ver()
    return f"，{name} {version}" if version else ""


def _qt() -> str:
    from PySide6.QtCore import qVersion

    return qVersion()


def _writable(folder: Path) -> str:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free / 1024**3
    return f"{'可以写' if os.access(there, os.W_OK) else '不能写'}，剩余 {free:.1f} GB"


def _fonts() -> str:
    from editor.typeset.fonts import FontSet

    fonts = FontSet.of_machine()
    found = [name for role, name in _OFFICIAL.items() if fonts.measure(role, 10).face.startswith("machine-")]  # type: ignore[arg-type]
    missing = [name for name in _OFFICIAL.values() if name not in found]
    return "、".join(found or ["没有"]) + (f"（{'、'.join(missing)}用自带的代替）" if missing else "")
