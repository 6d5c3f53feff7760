"""The program's log with what it runs on, as one text: what the office's computer person needs, and no word of a document."""

import platform
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from editor import __version__

_FILES = ("jixiao.log.1", "jixiao.log")
_MOST_BYTES = 200_000
_NONE = "（没有出错的记录）"


def log_report(folder: Path) -> str:
    """The text; the newest lines of the log stand last."""
    return (
        "\n".join(
            (*_surroundings(folder), "", "出错的记录（只记出错的地方，不记文本内容）：", log_text(folder) or _NONE)
        )
        + "\n"
    )


def log_text(folder: Path) -> str:
    """The last part of the log's files, whole lines; "" where there is none or it cannot be read."""
    data = b""
    for name in _FILES:
        with suppress(OSError):
            data += (folder / name).read_bytes()
    cut = data[-_MOST_BYTES:]
    if len(cut) < len(data):
        cut = cut[cut.find(b"\n") + 1 :]
    return cut.decode("utf-8", "replace").strip()


def save_text(path: Path, text: str) -> None:
    """The text as a file every editor reads; UserError where it cannot be written."""
    from editor.exchange.saving import save

    save(path, text.encode("utf-8-sig"))


def _surroundings(folder: Path) -> tuple[str, ...]:
    screens = QGuiApplication.screens()
    sizes = "、".join(f"{s.size().width()}×{s.size().height()}（{s.devicePixelRatio():g} 倍）" for s in screens)
    return (
        f"绩效文本编辑器 {__version__}",
        f"系统：{platform.platform()}，{platform.machine()}",
        f"运行环境：Python {platform.python_version()}，Qt {qVersion()}，{QGuiApplication.platformName()}",
        f"程序：{'安装版' if getattr(sys, 'frozen', False) else '源代码'}",
        f"屏幕：{sizes or '没有'}",
        f"记录所在的文件夹：{folder}",
        f"这个磁盘剩余：{_free(folder)}",
    )


def _free(folder: Path) -> str:
    with suppress(OSError):
        return f"{shutil.disk_usage(folder).free / 1024**3:.1f} GB"
    return "不详"
