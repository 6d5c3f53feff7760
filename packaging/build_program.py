"""The frozen program of this system, its packages, what is inside, and whether it works.

build_program.py            freeze and pack; the files lie in dist/
build_program.py --test     and try all of it: frozen, installed, on a screen
build_program.py --quick    freeze only, and let the program test itself
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import build_freeze
import build_licences
import build_linux
import build_report
import build_try
import build_windows
from build_elf import Elf
from build_trim import rules
from dev_environment import ROOT, Missing, say

DIST = ROOT / "dist"
_T = TypeVar("_T")
_OPTIONS = ("--test", "--quick")


def main(arguments: Sequence[str]) -> int:
    """All of it; 1 where a trial did not succeed."""
    unknown = [word for word in arguments if word not in _OPTIONS]
    if unknown or len(arguments) > 1:
        print(__doc__)
        return 2
    said = rules()
    program = _timed("冻结 / freezing", build_freeze.freeze)
    if sys.platform == "linux":
        build_linux.put_scripts(program, said["app"])
        unowned = build_licences.gather_system(program / "licences" / "system", program / build_freeze.INSIDE)
        if unowned:
            say(f"这些系统库的许可证请自己补上 / no licence found for: {', '.join(unowned)}")
    found = build_report.looked_at(program)
    _report(program, found)
    packages: tuple[Path, ...] = ()
    if "--quick" not in arguments:
        packages = _timed("打包 / packing", lambda: _pack(program, found))
        for package in packages:
            print(f"{package.stat().st_size / 1024 / 1024:8.1f} MB  {package.relative_to(ROOT).as_posix()}")
    if not arguments:
        return 0
    return _timed("试用 / trying", lambda: build_try.try_all(program, packages, thorough="--test" in arguments))


def _timed(name: str, work: Callable[[], _T]) -> _T:
    begin = time.monotonic()
    done = work()
    say(f"{name}: {time.monotonic() - begin:.0f} s")
    return done


def _report(program: Path, found: dict[str, Elf]) -> None:
    """Prints the sizes and the oldest system, writes the list of contents; Missing where a limit is broken."""
    said = rules()
    files = build_report.sizes(program)
    toc = build_freeze.WORK / "work" / "jixiao" / "PYZ-00.toc"
    DIST.mkdir(exist_ok=True)
    listed = DIST / f"contents-{sys.platform}.txt"
    listed.write_text(build_report.contents(files, build_report.modules(toc)), "utf-8")
    for line in build_report.size_lines(files):
        print(line)
    print(f"清单 / what is inside: {listed.relative_to(ROOT).as_posix()}")
    if found:
        for line in build_report.glibc_lines(found):
            print(line)
        highest = max(elf.highest() for elf in found.values())
        for line in build_report.system_lines(highest, said["linux"]["glibc"]):
            print(line)
        missing = build_report.system_needs(found, said)[1]
        if missing:
            raise Missing(
                f"程序里少了这些库 / these libraries are missing in the program: {', '.join(sorted(missing))}"
            )
    megabytes = build_report.megabytes_without_fonts(files)
    if megabytes > said["limits"]["megabytes"]:
        raise Missing(f"不含字体 {megabytes:.1f} MB，超过 {said['limits']['megabytes']} MB / larger than it may be")


def _pack(program: Path, found: dict[str, Elf]) -> tuple[Path, ...]:
    said, version = rules(), build_freeze.version()
    if sys.platform == "win32":
        return _pack_windows(program, version)
    machine = found["jixiao"].machine
    glibc = max(elf.highest() for elf in found.values())
    needs = build_report.system_needs(found, said)[0]
    return (
        build_linux.tar_gz(program, DIST, version, machine),
        build_linux.deb(
            program,
            build_freeze.ICONS,
            DIST,
            app=said["app"],
            version=version,
            machine=machine,
            glibc=glibc,
            needs=needs,
        ),
    )


def _pack_windows(program: Path, version: str) -> tuple[Path, ...]:
    sources = ROOT / "packaging" / "windows"
    note = (sources / "便携说明.txt").read_text("utf-8")
    portable = build_windows.portable_zip(program, DIST / f"jixiao-{version}-windows-portable.zip", note)
    setup = build_windows.installer(sources / "jixiao.iss", version, program, build_freeze.ICONS, DIST)
    if setup is None:
        say("这台机器没有 Inno Setup 6，没有做安装程序 / no Inno Setup 6 here: no installer was made")
        return (portable,)
    return portable, setup


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty():  # Windows has another encoding for pipes
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as missing:
        print(missing, file=sys.stderr)
        sys.exit(1)
