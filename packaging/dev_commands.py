"""Takes the words after `dev.py` and gives an exit code: one function for each command."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dev_environment import ROOT, Missing, ensure, say
from dev_qt import ensure_libraries

__all__ = ["COMMANDS", "Missing"]


def run(arguments: Sequence[str]) -> int:
    """Opens an example in the window; without a screen, imports one and prints its PDF."""
    python = ensure(())
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    if _has_screen(sys.platform):
        ensure_libraries()
        return _open_example(python, build, arguments)
    return _print_example(python, build, arguments)


def _has_screen(platform: str) -> bool:
    if platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return not os.environ.get("CI")


def _open_example(python: Path, build: Path, arguments: Sequence[str]) -> int:
    """A copy, so that what is tried out does not change the example."""
    example = max((ROOT / "examples").glob("*.jixiao"), key=_year, default=None)
    if example is None:
        raise Missing("examples 里没有 .jixiao 文件。There is no .jixiao in examples.")
    copy = build / f"打开的{example.name}"
    if not copy.exists():
        shutil.copyfile(example, copy)
    return _call([str(python), "-m", "editor.cli.main", str(copy), *arguments])


def _year(example: Path) -> str:
    """Of an example, by its name: the newest one is shown."""
    return example.stem[-4:]


def _print_example(python: Path, build: Path, arguments: Sequence[str]) -> int:
    source = max((ROOT / "examples").glob("*.docx"), key=_year, default=None)
    if source is None:
        raise Missing("examples 里没有可导入的 .docx 文件。There is no .docx in examples.")
    volume, pdf = build / f"{source.stem}.jixiao", build / f"{source.stem}.pdf"
    jixiao = [str(python), "-m", "editor.cli.main"]
    for step in (
        ["import", str(source), "-o", str(volume), "--overwrite"],
        ["export", str(volume), "-o", str(pdf)],
    ):
        code = _call([*jixiao, *step, *arguments])
        if code:
            return code
    say(f"已由 {_short(source)} 编成 {_short(volume)}，印出 {_short(pdf)} / open {_short(pdf)}")
    return 0


def test(arguments: Sequence[str]) -> int:
    """All tests on all cores; with arguments, pytest with these."""
    python = ensure(("test",))
    ensure_libraries()
    chosen = arguments or ["-n", str(min(os.cpu_count() or 1, 8))]
    return _call([str(python), "-m", "pytest", *chosen])


def check(arguments: Sequence[str]) -> int:
    """Every check, also after one has failed."""
    if arguments:
        raise Missing("check 不带参数。check takes no arguments.")
    python = str(ensure(("test", "check")))
    steps = {
        "ruff check": [python, "-m", "ruff", "check", "--quiet"],
        "ruff format": [python, "-m", "ruff", "format", "--check", "--quiet"],
        "mypy": [python, "-m", "mypy", "--no-error-summary"],
        "import contracts": [str(Path(python).with_name("lint-imports")), "--no-cache"],
        "installer": [python, "packaging/build_check_iss.py"],
        "house": [python, "-m", "pytest", "-q", "tests/test_house.py"],
    }
    failed = [name for name, command in steps.items() if not _passes(name, command)]
    if failed:
        say(f"没有通过 / failed: {', '.join(failed)}")
    return 1 if failed else 0


def accept(arguments: Sequence[str]) -> int:
    """Writes the reference outputs the tests compare with."""
    python = ensure(("test",))
    code = _call([str(python), "-m", "pytest", "-q", "-m", "reference", "--accept", *arguments])
    _call(["git", "-C", str(ROOT), "status", "--short", "tests"])
    return code


def bench(arguments: Sequence[str]) -> int:
    """The table of times and memory."""
    return _call([str(ensure(("bench",))), str(ROOT / "packaging" / "bench.py"), *arguments])


def build(arguments: Sequence[str]) -> int:
    """The frozen program and its packages; with --test they are tried, with --quick only the program itself."""
    python = ensure(("build",))
    ensure_libraries(screen=True)
    return _call([str(python), str(ROOT / "packaging" / "build_program.py"), *arguments])


def torture(arguments: Sequence[str]) -> int:
    """The tables of deaths, power cuts and damaged files; 1 where a promise was broken."""
    python = ensure(("test",))
    ensure_libraries()
    return _call([str(python), str(ROOT / "packaging" / "torture.py"), *arguments])


def fonts(arguments: Sequence[str]) -> int:
    """Makes resources/fonts."""
    return _call([str(ensure(("fonts",))), str(ROOT / "packaging" / "make_fonts.py"), *arguments])


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "accept": accept,
    "bench": bench,
    "torture": torture,
    "build": build,
    "fonts": fonts,
}


def _passes(name: str, command: list[str]) -> bool:
    """Runs one check, and shows what it printed only where it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        say(f"✗ {name}\n{done.stdout}{done.stderr}")
    else:
        say(f"✓ {name}")
    return done.returncode == 0


def _call(command: list[str]) -> int:
    return subprocess.call(command, cwd=ROOT)


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
