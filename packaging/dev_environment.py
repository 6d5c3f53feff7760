"""Takes the extras a command needs and gives the python of a .venv that has them; does nothing when nothing is missing."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class Missing(Exception):
    """Something this machine lacks, and the one line that helps."""


def ensure(extras: Iterable[str]) -> Path:
    """The environment's python, with the project and these extras of pyproject.toml installed.

    Missing where the machine cannot make an environment or reach a package index.
    """
    fresh = not _usable()
    if fresh:
        _create()
    wanted, project = set(extras), _fingerprint()
    if not fresh:
        project_there, extras_there = _stamp()
        if project_there == project and wanted <= extras_there:
            return PYTHON
        wanted |= extras_there
    _install(sorted(wanted))
    STAMP.write_text(json.dumps({"project": project, "extras": sorted(wanted)}), "utf-8")
    return PYTHON


def _usable() -> bool:
    """There is an environment, of this python's version, and the python it was made from still exists."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text("utf-8").splitlines()
    except OSError:
        return False
    config = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
    version = config.get("version", config.get("version_info", "")).split(".")[:2]
    return version == [str(part) for part in sys.version_info[:2]] and PYTHON.exists()


def _create() -> None:
    say("正在建立运行环境 .venv / making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    for attempt in (_with_venv, _with_venv_from_debian, _with_virtualenv):
        if attempt():
            return
        shutil.rmtree(VENV, ignore_errors=True)
    raise Missing(
        "此计算机的 Python 建不了虚拟环境。This python cannot make a virtual environment; on Debian or Ubuntu: "
        f"sudo apt-get install python{sys.version_info.major}.{sys.version_info.minor}-venv"
    )


def _with_venv() -> bool:
    return _quietly([sys.executable, "-m", "venv", str(VENV)])


def _with_venv_from_debian() -> bool:
    """Debian keeps ensurepip in a package of its own; root may fetch it."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return (_quietly(["apt-get", "install", "-y", package]) or _quietly(["apt-get", "update"])) and (
        _quietly(["apt-get", "install", "-y", package]) and _with_venv()
    )


def _with_virtualenv() -> bool:
    """A python with pip but without ensurepip: virtualenv brings its own."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, "virtualenv"]
        path = {**os.environ, "PYTHONPATH": folder}
        return _quietly(pip) and _quietly([sys.executable, "-m", "virtualenv", str(VENV)], path)


def _install(extras: list[str]) -> None:
    say("正在安装所需的软件包 / installing what is missing" + (f" ({', '.join(extras)})" if extras else ""))
    target = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines()]
        said = [line for line in lines if line.startswith("ERROR:")] or lines or [f"exit {done.returncode}"]
        raise Missing(
            "软件包没有装上，请检查网络或软件源。The packages could not be installed; is there a network, or a package index "
            f"(PIP_INDEX_URL)? pip: {said[0]}"
        )


def _fingerprint() -> str:
    """Of what pyproject.toml says about installing, so that a changed style rule installs nothing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    installing = {key: project[key] for key in ("build-system", "project")}
    return hashlib.sha256(json.dumps(installing, sort_keys=True).encode()).hexdigest()


def _stamp() -> tuple[str, set[str]]:
    """What was installed: the fingerprint, and the extras."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        return stamp["project"], set(stamp["extras"])
    except (OSError, ValueError, KeyError):
        return "", set()


def _quietly(command: list[str], environment: dict[str, str] | None = None) -> bool:
    return subprocess.run(command, capture_output=True, check=False, env=environment).returncode == 0


def say(text: str) -> None:
    """A line about what is going on, apart from what the commands print."""
    print(text, file=sys.stderr, flush=True)
