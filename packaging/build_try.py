"""Takes the frozen program and its packages and tries them as a user would; says what worked and what did not."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dev_environment import ROOT, VENV

PATIENCE = 180
_STRACE = ("-f", "-qq", "-e", "trace=open,openat,execve,socket", "-o")


class Wrong(Exception):
    """A trial saw something else than it should."""


@dataclass(frozen=True, slots=True)
class Place:
    """A computer with the program on it: a home folder of its own, nothing on the path, a Chinese name in every path."""

    program: Path
    home: Path
    documents: Path

    @property
    def executable(self) -> Path:
        """What is started."""
        return self.program / ("jixiao-cli.exe" if sys.platform == "win32" else "jixiao")

    def environment(self, **more: str) -> dict[str, str]:
        """As little as a session has."""
        nothing = self.home / "空"
        nothing.mkdir(exist_ok=True)
        kept = {key: os.environ[key] for key in ("SYSTEMROOT", "TEMP", "TMP") if key in os.environ}
        places = {"HOME": self.home, "USERPROFILE": self.home, "APPDATA": self.home / "AppData"}
        return {
            **kept,
            **{key: str(path) for key, path in places.items()},
            "PATH": str(nothing),
            "USER": "试用",
            **more,
        }

    def run(self, *words: str, expect: int = 0, before: Sequence[str] = (), display: str = "") -> str:
        """Runs the program in the folder of documents; what it printed. Wrong where it ends with another code."""
        more = {"DISPLAY": display} if display else {"QT_QPA_PLATFORM": "offscreen"}
        return call([*before, str(self.executable), *words], self.documents, self.environment(**more), expect)


Trial = tuple[str, Callable[[], str]]


def call(command: Sequence[str], folder: Path, environment: Mapping[str, str], expect: int = 0) -> str:
    """What a command printed; Wrong where it ends with another code or not at all."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=dict(environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Wrong(f"{command} did not end in {PATIENCE} s: {error.stdout!r}") from error
    if done.returncode != expect:
        raise Wrong(f"{command} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def demand(condition: object, seen: str) -> None:
    """Wrong with these words where the condition does not hold."""
    if not condition:
        raise Wrong(seen)


def settle(program: Path, folder: Path) -> Place:
    """The program copied into a folder with a Chinese name, a home and a folder of documents beside it."""
    here = folder / "绩效 编辑器（试用）"
    place = Place(here / "程序", here / "家", here / "文档 二〇二七")
    shutil.copytree(program, place.program, symlinks=True)
    place.home.mkdir()
    place.documents.mkdir()
    return place


def try_all(program: Path, packages: Sequence[Path], *, thorough: bool) -> int:
    """The trials one after the other; 1 where one went wrong."""
    with tempfile.TemporaryDirectory(prefix="试 ") as folder:
        place = settle(program, Path(folder))
        trials = [*_plain_trials(place)]
        if thorough and sys.platform == "linux":
            import build_try_packages  # noqa: PLC0415 - these stand on this module
            import build_try_screen  # noqa: PLC0415

            trials += [*build_try_screen.trials(place), *build_try_packages.trials(packages, Path(folder))]
        wrong = [name for name, trial in trials if not _succeeds(name, trial)]
    print(f"{len(trials) - len(wrong)} / {len(trials)}" + (f"  ✗ {'、'.join(wrong)}" if wrong else ""))
    return int(bool(wrong))


def _succeeds(name: str, trial: Callable[[], str]) -> bool:
    begin = time.monotonic()
    try:
        remark = trial()
    except (Wrong, OSError) as error:
        print(f"✗ {name}\n{error}", flush=True)
        return False
    print(f"✓ {name}（{time.monotonic() - begin:.0f} s）{remark}", flush=True)
    return True


def _plain_trials(place: Place) -> tuple[Trial, ...]:
    return (
        ("程序自检，不要屏幕", lambda: self_test(place)),
        ("命令行：导入、核对、导出、查看", lambda: _command_line(place)),
        ("便携：设置放在程序旁边", lambda: _portable(place)),
        ("不碰这台机器的 Python，不开网络连接", lambda: _keeps_to_itself(place)),
    )


def self_test(place: Place, display: str = "") -> str:
    """Runs the program's own test; the line of the window's step."""
    said = place.run("self-test", display=display)
    good = [line for line in said.splitlines() if line.startswith("✓")]
    demand(len(good) >= 10 and "✗" not in said, said)
    return next(line[2:] for line in good if "打开窗口" in line)


def _command_line(place: Place) -> str:
    """Without LANG, as from a script of the night."""
    example = next((ROOT / "examples").glob("*2027.docx"))
    source = shutil.copy(example, place.documents / "上年 文本（定稿）.docx")
    place.run("import", str(source), "-o", "今年.jixiao")
    findings = json.loads(place.run("check", "今年.jixiao", "--json", expect=0))
    demand("counts" in findings, "check printed no findings")
    for suffix, head in ((".pdf", b"%PDF-"), (".xlsx", b"PK"), (".docx", b"PK")):
        place.run("export", "今年.jixiao", "-o", f"定稿{suffix}")
        demand((place.documents / f"定稿{suffix}").read_bytes().startswith(head), f"no {suffix} was written")
    shown = json.loads(place.run("show", "今年.jixiao", "--json"))
    place.run("import", "定稿.xlsx", "-o", "读回.jixiao")
    again = json.loads(place.run("show", "读回.jixiao", "--json"))
    names = [project["name"] for project in shown["projects"]]
    demand(names and names == [project["name"] for project in again["projects"]], "the workbook lost projects")
    place.run("show", "没有.jixiao", expect=3)
    return f"{len(names)} 个项目"


def _portable(place: Place) -> str:
    data = place.program / "jixiao-data"
    demand("便携方式" not in place.run("self-test"), "a program without the folder calls itself portable")
    data.mkdir()
    try:
        demand("便携方式" in place.run("self-test"), "the folder beside the program was not taken")
    finally:
        shutil.rmtree(data)
    return ""


def _keeps_to_itself(place: Place) -> str:
    """What the self-test opens and starts, as strace sees it."""
    strace = shutil.which("strace")
    if strace is None:
        return "没有 strace，没有看"
    trace = place.home / "strace.txt"
    place.run("self-test", before=(strace, *_STRACE, str(trace)))
    text = trace.read_text("utf-8", "replace")
    foreign = {str(VENV), sysconfig.get_path("stdlib"), str(ROOT / "editor"), "/usr/lib/python3"}
    opened = [
        line for line in text.splitlines() if "ENOENT" not in line and any(f"{path}/" in line for path in foreign)
    ]
    demand(not opened, "\n".join(opened[:10]))
    inet = [line for line in text.splitlines() if "AF_INET" in line]
    demand(not inet, "\n".join(inet[:10]))
    started = [
        line for line in text.splitlines() if "execve(" in line and line.endswith("= 0") and '/jixiao"' not in line
    ]
    demand(not started, "\n".join(started[:10]))
    return f"{len(text.splitlines())} 次打开和启动"
