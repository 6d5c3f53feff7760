"""Sees that the shared libraries Qt's wheels expect of a Linux system are there."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from dev_environment import Missing, say

# What a wheel of Qt links to and does not bring, by the Debian package that has it: for every window, and for those on a screen.
LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def ensure_libraries(*, screen: bool = False) -> None:
    """Installs what is missing where this is root on a Debian system; else Missing with the one line to run.

    The libraries of a real screen are fetched with the others, and missed only where there is a screen, or with `screen`: some
    of them go into the frozen program.
    """
    if not sys.platform.startswith("linux"):
        return
    needed = {**LIBRARIES, **(SCREEN_LIBRARIES if screen or os.environ.get("DISPLAY") else {})}
    missing = [package for name, package in needed.items() if not _loads(name)]
    if not missing:
        return
    wanted = [package for name, package in {**LIBRARIES, **SCREEN_LIBRARIES}.items() if not _loads(name)]
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("正在安装窗口所需的系统库 / installing what Qt needs of the system")
        if _apt("install", wanted) or (_apt("update", []) and _apt("install", wanted)):
            return
    raise Missing(
        "缺少窗口所需的系统库，请运行这一行。Libraries Qt needs are missing; run: "
        f"sudo apt-get install -y {' '.join(wanted)}"
    )


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _apt(command: str, packages: list[str]) -> bool:
    words = ["apt-get", command, "-y", "--no-install-recommends", *packages]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(words, capture_output=True, check=False, env=quiet).returncode == 0
