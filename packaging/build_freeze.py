"""Takes the checkout and gives the folder of the frozen program, with licences, icons and a word to the reader beside it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import build_licences
import build_windows
from build_trim import rules
from dev_environment import ROOT, Missing

WORK = ROOT / "build" / "frozen"
PROGRAM = WORK / "jixiao"
"""The folder with the program."""
ICONS = WORK / "icons"
INSIDE = "lib"
"""The folder beside the executable with everything it needs."""
_READ_ME = "请先看这里.txt"
_SYSTEM = "windows" if sys.platform == "win32" else "linux"


def version() -> str:
    """As editor/__init__.py has it."""
    words = (ROOT / "editor" / "__init__.py").read_text("utf-8").split('__version__ = "')
    return words[1].partition('"')[0]


def freeze() -> Path:
    """The folder, made anew; Missing with PyInstaller's own words where it could not be made."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    _call([sys.executable, str(ROOT / "packaging" / "build_icons.py"), str(ICONS)])
    (WORK / "version.txt").write_text(build_windows.version_resource(version(), rules()["app"]["name"]), "utf-8")
    said = _call(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(WORK), "--workpath", str(WORK / "work"), str(ROOT / "packaging" / "jixiao.spec")),
        ]
    )
    (WORK / "pyinstaller.log").write_text(said, "utf-8")
    _put_beside()
    return PROGRAM


def _put_beside() -> None:
    """What a person should see without opening the folder of libraries."""
    shutil.copyfile(ROOT / "LICENSE", PROGRAM / "LICENSE.txt")
    shutil.copyfile(ROOT / "resources" / "licences" / "THIRD-PARTY.md", PROGRAM / "THIRD-PARTY.md")
    shutil.copyfile(ROOT / "packaging" / _SYSTEM / _READ_ME, PROGRAM / _READ_ME)
    build_licences.gather(PROGRAM / "licences")
    icons = PROGRAM / "icons"
    icons.mkdir()
    wanted = "*.ico" if sys.platform == "win32" else "*.svg"
    for icon in ICONS.glob(wanted):
        shutil.copyfile(icon, icons / icon.name)


def _call(command: list[str]) -> str:
    """What it printed, which is told where it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "JIXIAO_BUILD": str(WORK), "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Missing(f"{done.stdout}{done.stderr}\n打包没有做成 / the program could not be built: {command[1:3]}")
    return done.stdout + done.stderr
