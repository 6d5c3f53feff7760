"""Chinese input on Linux: the program brings Qt's ibus module and none for fcitx, which speaks ibus too."""

import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path

_MODULE = "QT_IM_MODULE"
_PROCESSES = Path("/proc")
_REMEDY = (
    "没有接上输入法，可能打不了中文。请确认输入法（搜狗、fcitx5 或 ibus）正在运行，再重新打开本程序；"
    "仍然不行时，请联系电脑管理员安装 fcitx5 的 ibus 兼容模块。"
)


def choose_input_method(environment: MutableMapping[str, str], plugins: Path, running: frozenset[str]) -> None:
    """Before the application starts: where fcitx5 runs and Qt has no module for it, Qt speaks ibus with it."""
    wanted = environment.get(_MODULE, "")
    if "fcitx5" in running and wanted in ("", "fcitx", "fcitx5") and not _has(plugins, "fcitx"):
        environment[_MODULE] = "ibus"


def input_method_note(environment: Mapping[str, str], plugins: Path, platform: str, home: Path) -> str:
    """A sentence where no input method can be reached; "" where one can, or the desktop speaks with the window itself."""
    if platform != "xcb":
        return ""
    wanted = environment.get(_MODULE, "")
    if wanted and wanted != "ibus":
        return "" if _has(plugins, wanted) else _REMEDY
    buses = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "ibus" / "bus"
    with suppress(OSError):
        if any(buses.iterdir()):
            return ""
    return "" if environment.get("IBUS_ADDRESS") else _REMEDY


def running_programs(processes: Path = _PROCESSES) -> frozenset[str]:
    """Names of what runs on this computer, as far as it can be seen; nothing where the system is no Linux."""
    if sys.platform != "linux":
        return frozenset()
    found = set()
    with suppress(OSError):
        for process in processes.iterdir():
            if process.name.isdecimal():
                with suppress(OSError):
                    found.add((process / "comm").read_text("utf-8", "replace").strip())
    return frozenset(found)


def plugin_folder() -> Path:
    """Where Qt's input modules lie."""
    from PySide6.QtCore import QLibraryInfo

    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"


def _has(plugins: Path, module: str) -> bool:
    with suppress(OSError):
        return any(module in file.name for file in plugins.iterdir())
    return False
