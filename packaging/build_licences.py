"""Takes the environment and gives a folder with the licence of every library that goes into the program."""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from build_elf import read_elf
from build_trim import rules

_PROJECT = "jixiao"
_NAMES = re.compile(r"(licen[cs]e|copying|notice|authors|thirdparty)", re.IGNORECASE)
_REQUIREMENT = re.compile(r"^[A-Za-z0-9._-]+")


def distributions(begin: str = _PROJECT) -> tuple[str, ...]:
    """Names of what the project needs at run time, with what that needs in turn; the project itself is not among them."""
    kept_out = {_plain(name) for name in rules()["python"]["exclude"]}
    found: dict[str, None] = {}
    waiting = [begin]
    while waiting:
        name = waiting.pop(0)
        for line in metadata.requires(name) or ():
            if "extra ==" in line or not _meant(line):
                continue
            match = _REQUIREMENT.match(line)
            wanted = _plain(match[0]) if match else ""
            if wanted and wanted not in found and wanted not in kept_out and _is_there(wanted):
                found[wanted] = None
                waiting.append(wanted)
    return tuple(sorted(found))


def _meant(line: str) -> bool:
    """Not for another system; a marker that says more is taken as meant."""
    marker = line.partition(";")[2]
    return not ("sys_platform" in marker and "==" in marker and sys.platform not in marker)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_there(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def gather(folder: Path) -> None:
    """Writes them, a folder for each library; texts that belong to several lie in resources/licences already."""
    for name in distributions():
        _gather_distribution(name, folder / name)
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        _copy(python, folder / "python" / "LICENSE.txt")


def _gather_distribution(name: str, folder: Path) -> None:
    distribution = metadata.distribution(name)
    about = distribution.metadata
    folder.mkdir(parents=True, exist_ok=True)
    said = [f"{about['Name']} {about['Version']}"]
    said += [f"{key}: {value}" for key in ("License-Expression", "License") for value in about.get_all(key) or ()]
    said += [value for value in about.get_all("Classifier") or () if value.startswith("License")]
    (folder / "about.txt").write_text("\n".join(said) + "\n", "utf-8")
    for file in distribution.files or ():
        if ".dist-info" in file.parts[0] and _NAMES.search(file.name):
            source = Path(str(distribution.locate_file(file)))
            if source.is_file():
                _copy(source, folder / "-".join(part for part in file.parts[1:] if part != "licenses"))


def gather_system(folder: Path, program: Path) -> tuple[str, ...]:
    """On a Debian system, the licences of the system's libraries that came into the program; names of those nobody owns."""
    unknown: list[str] = []
    for library in _system_libraries(program):
        package = _package_of(library)
        about = Path("/usr/share/doc") / package / "copyright"
        if package and about.is_file():
            _copy(about, folder / package / "copyright.txt")
        else:
            unknown.append(library)
    return tuple(unknown)


def _system_libraries(program: Path) -> Iterator[str]:
    """Libraries directly in the folder of libraries: those of packages lie in folders of their own."""
    for file in sorted(program.iterdir()):
        named = file.name.startswith("lib") and not file.name.startswith("libpython")
        if named and file.is_file() and not file.is_symlink() and read_elf(file) is not None:
            yield file.name


def _package_of(library: str) -> str:
    """The Debian package a library is from; "" where none, or where this is no Debian system."""
    if shutil.which("dpkg") is None:
        return ""
    done = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[0].partition(":")[0] if done.stdout else ""


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
