"""The program makes no connection: its main story with every socket refused, and as the system sees it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.conftest import ROOT

STORY = Path(__file__).with_name("story.py")
SOURCE = next((ROOT / "examples").glob("*2020.docx"))
MADE = {"册.jixiao", "自查.pdf", "出.pdf", "出.docx", "出.xlsx", "出.json", "窗口.pdf", "打印.pdf", "told.txt"}
_SOCKET = re.compile(r"socket\((\w+)")
_BOUND = re.compile(r"(?:bind|connect)\(\d+, \{sa_family=(\w+)")
LOCAL = {"AF_UNIX", "AF_LOCAL", "AF_NETLINK"}
"""Families that do not leave this computer; the kernel itself is spoken with over the last one."""


def tell(folder: Path, *before: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    home = folder / "家"
    home.mkdir()
    place = folder / "做"
    place.mkdir()
    clean = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME")
    }
    clean |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(folder), **environment}
    words = [*before, sys.executable, str(STORY), str(place), str(SOURCE)]
    done = subprocess.run(words, env=clean, capture_output=True, text=True, encoding="utf-8", timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert {entry.name for entry in place.iterdir()} >= MADE
    assert list((home / ".local" / "share" / "jixiao" / "backups").iterdir())
    return done


def test_the_story_needs_no_socket(tmp_path: Path) -> None:
    tell(tmp_path, JIXIAO_REFUSE="1")


def test_what_refuses_sockets_refuses_them() -> None:
    code = (
        "import sys, socket; sys.path.insert(0, sys.argv[1]); import story; sys.addaudithook(story.refuse)\n"
        "socket.socket(socket.AF_UNIX).close()\n"
        "for make in (lambda: socket.socket(), lambda: socket.socket(socket.AF_INET6), lambda: socket.getaddrinfo('a', 1)):\n"
        "    try: make()\n"
        "    except PermissionError: continue\n"
        "    sys.exit(1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(STORY.parent)], check=False, timeout=60)
    assert done.returncode == 0


def test_the_system_sees_no_socket_to_elsewhere(tmp_path: Path) -> None:
    """Every process of the story, Qt's own code and the readers' workers included."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("no strace")
    log = tmp_path / "calls"
    tell(tmp_path, strace, "-f", "--seccomp-bpf", "-qq", "-e", "trace=%network", "-o", str(log))
    calls = log.read_text("utf-8", "replace")
    families = set(_SOCKET.findall(calls)) | set(_BOUND.findall(calls))
    assert "AF_UNIX" in families or "AF_LOCAL" in families, "the channel of the single window was not seen"
    assert families <= LOCAL


def test_strace_would_see_it(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("no strace")
    log = tmp_path / "calls"
    words = [strace, "-f", "--seccomp-bpf", "-qq", "-e", "trace=%network", "-o", str(log)]
    subprocess.run([*words, sys.executable, "-c", "import socket; socket.socket().close()"], check=True, timeout=60)
    assert "AF_INET" in _SOCKET.findall(log.read_text("utf-8"))
