"""Takes the frozen program and works it on a real screen: a window of X, keys from a keyboard."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build_try import Place, Trial, Wrong, call, demand, self_test
from dev_environment import ROOT

_WAIT = 40.0
TYPED = "试用2027绩效"
"""Typed on the keyboard: letters a keyboard has, and some it has not."""
_TITLE = "绩效文本编辑器|青石县"


def trials(place: Place) -> tuple[Trial, ...]:
    """Those that need a screen; none where there is no Xvfb."""
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        return (("屏幕（要有 Xvfb 和 xdotool）", _no_screen),)
    return (
        ("程序自检，在屏幕上", lambda: _self_test(place)),
        ("键盘打字，关上，字在文件里", lambda: _type(place)),
    )


def _no_screen() -> str:
    raise Wrong("apt-get install xvfb xdotool")


@contextmanager
def screen() -> Iterator[str]:
    """An X server without a monitor; its name for DISPLAY."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        demand(number, "Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def _self_test(place: Place) -> str:
    with screen() as display:
        said = self_test(place, display)
    demand("xcb" in said, f"not on the screen: {said}")
    return said


def _type(place: Place) -> str:
    """The window over a file; F8 leads into a cell; what is typed there is in the file when the window is gone."""
    file = place.documents / "键盘.jixiao"
    shutil.copyfile(next((ROOT / "examples").glob("*2027.jixiao")), file)
    data = place.program / "jixiao-data"
    data.mkdir()
    try:
        with screen() as display:
            _typed(place, file, display)
        demand((data / "preferences.json").is_file(), "the portable program kept no settings beside it")
        demand(list((data / "backups").glob("*.jixiao")), "the portable program kept no backup beside it")
        demand(
            not (place.home / ".local" / "share" / "jixiao").exists(), "the portable program wrote into the home folder"
        )
    finally:
        shutil.rmtree(data)
    demand(TYPED in place.run("show", str(file), "--json"), "what was typed is not in the file")
    return ""


def _typed(place: Place, file: Path, display: str) -> None:
    environment = place.environment(DISPLAY=display)
    process = subprocess.Popen(
        [str(place.executable), str(file)], cwd=place.documents, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        window = _wait(lambda: _window(display), "no window came")
        time.sleep(2)  # the document, the findings and the panels come one after the other
        call(
            [str(place.executable), str(file)], place.documents, environment
        )  # a second start hands its file over and ends
        demand(process.poll() is None, "the first window went away")
        for keys in (
            ("windowfocus", window),
            ("key", "F8"),
            ("type", "--delay", "60", TYPED),
            ("key", "Tab"),
            ("key", "ctrl+s"),
        ):
            _xdotool(display, *keys)
            time.sleep(1)
        _xdotool(display, "key", "ctrl+q")
        _wait(lambda: process.poll() is not None, "the window did not close on Ctrl+Q")
        demand(process.returncode == 0, f"the program ended with {process.returncode}")
    finally:
        process.kill()
        process.wait()


def _window(display: str) -> str:
    """The main window's number, while there is one."""
    done = _xdo(display, "search", "--onlyvisible", "--class", "jixiao")
    return done.stdout.split()[-1] if done.stdout.split() else ""


def _xdotool(display: str, *words: str) -> None:
    done = _xdo(display, *words)
    demand(done.returncode == 0, f"xdotool {words}: {done.stderr}")


def _xdo(display: str, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "DISPLAY": display}
    return subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)


def _wait(true: "Callable[[], str | bool]", otherwise: str) -> str:
    end = time.monotonic() + _WAIT
    while not (seen := true()):
        demand(time.monotonic() < end, otherwise)
        time.sleep(0.2)
    return str(seen)
