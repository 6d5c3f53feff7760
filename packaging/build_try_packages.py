"""Takes the Linux packages and installs, starts and removes them, as root for the .deb and as a user for the .tar.gz."""

import configparser
import os
import shlex
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from build_trim import rules
from build_try import Place, Trial, Wrong, call, demand, self_test
from build_try_screen import screen
from dev_environment import ROOT

_MIME = "application/x-jixiao"


def trials(packages: Sequence[Path], folder: Path) -> tuple[Trial, ...]:
    """One for each package."""
    found: list[Trial] = []
    for package in packages:
        if package.suffix == ".deb":
            found.append((f"装上、启动、卸下 {package.name}", partial(_deb, package, folder)))
        elif package.name.endswith(".tar.gz"):
            found.append((f"装上、启动、卸下 {package.name}", partial(_tar, package, folder)))
    return tuple(found)


def _deb(package: Path, folder: Path) -> str:
    """Installs it on this system, and takes it off again whatever happens."""
    demand(os.geteuid() == 0 and shutil.which("dpkg"), "要有 root 和 dpkg 才能试 .deb")
    app = rules()["app"]["id"]
    root = Path("/opt/apps") / app
    demand(not root.exists(), f"{root} is there already")
    listed = _run("dpkg-deb", "--contents", str(package))
    outside = [line for line in listed.splitlines() if not _below(line.split()[5], f"./opt/apps/{app}/")]
    demand(not outside, f"outside of /opt/apps: {outside[:5]}")
    members = set(_run("dpkg-deb", "--ctrl-tarfile", str(package), binary=True).split())
    demand(members == {"control", "md5sums"}, f"scripts or more in the package: {members}")
    _run("dpkg", "--install", str(package))
    try:
        said = _installed(root, app, folder)
    finally:
        _run("dpkg", "--purge", app)
    demand(not root.exists(), f"{root} is left behind")
    return said


def _below(path: str, root: str) -> bool:
    """In the folder, or one of the folders that lead to it."""
    return path.startswith(root) or root.startswith(path)


def _installed(root: Path, app: str, folder: Path) -> str:
    demand(_run("dpkg", "--verify", app) == "", "files differ from the package's sums")
    entry = root / "entries" / "applications" / f"{app}.desktop"
    start = check_desktop(entry)
    demand(Path(start) == root / "files" / "jixiao", f"Exec starts {start}")
    for kind, name in (("apps", app), ("mimetypes", "application-x-jixiao")):
        for size in ("scalable", "16x16", "48x48", "256x256"):
            suffix = "svg" if size == "scalable" else "png"
            icon = root / "entries" / "icons" / "hicolor" / size / kind / f"{name}.{suffix}"
            demand(icon.is_file(), f"no icon {icon}")
    data = folder / "entries"
    shutil.copytree(root / "entries", data)  # the database is made in a copy: the package itself changes nothing
    _check_mime(data, folder)
    home = folder / "用户"
    home.mkdir()
    with screen() as display:
        return self_test(Place(root / "files", home, home), display)


def _tar(archive: Path, folder: Path) -> str:
    """Installs it for a user whose name has a space in it, twice, and takes it off again."""
    home, unpacked = folder / "张 三", folder / "优盘"
    home.mkdir()
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    (source,) = unpacked.iterdir()
    session = {"HOME": str(home), "PATH": os.environ["PATH"]}
    data, target = home / ".local" / "share", home / ".local" / "opt" / "jixiao"
    for _ in range(2):
        call(["sh", str(source / "install.sh")], folder, session)
    app = rules()["app"]["id"]
    start = Path(check_desktop(data / "applications" / f"{app}.desktop"))
    demand(start == target / "jixiao" and start.is_file(), f"Exec starts {start}")
    for icon in (f"apps/{app}.svg", "mimetypes/application-x-jixiao.svg"):
        demand((data / "icons" / "hicolor" / "scalable" / icon).is_file(), f"no icon {icon}")
    _check_mime(data, folder)
    said = self_test(Place(target, home, home))
    kept = data / "jixiao" / "preferences.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("{}", "utf-8")
    call(["sh", str(target / "uninstall.sh")], folder, session)
    left = [file for file in home.rglob("*jixiao*") if file.is_file() and "mime" not in file.parts]
    demand(not target.exists() and kept.is_file() and not left, f"left behind: {left}")
    return said


def check_desktop(entry: Path) -> str:
    """What the entry starts; Wrong where it is no good entry."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(entry, "utf-8")
    section = parser["Desktop Entry"]
    demand(section["Type"] == "Application" and section["Name"] and section["Name[zh_CN]"], "the entry has no name")
    demand(f"{_MIME};" in section["MimeType"], "the entry opens no .jixiao files")
    demand("@" not in entry.read_text("utf-8"), "something in the entry was not filled in")
    validate = shutil.which("desktop-file-validate")
    if validate is not None:
        _run(validate, str(entry))
    words = shlex.split(section["Exec"])
    demand(words[1:] == ["%F"], f"Exec takes {words[1:]}")
    return words[0]


def _check_mime(data: Path, folder: Path) -> None:
    """The system's own tools know a document by its name, and without a name by its first bytes."""
    if shutil.which("update-mime-database") is None or shutil.which("xdg-mime") is None:
        raise Wrong("apt-get install shared-mime-info xdg-utils")
    _run("update-mime-database", str(data / "mime"))
    example = next((ROOT / "examples").glob("*.jixiao"))
    nameless = folder / "没有后缀"
    shutil.copyfile(example, nameless)
    environment = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(data),
        "XDG_DATA_DIRS": "/usr/share",
    }
    for file in (example, nameless):
        seen = call(["xdg-mime", "query", "filetype", str(file)], folder, environment).strip()
        demand(seen == _MIME, f"{file.name} is {seen!r} to the system")


def _run(*words: str, binary: bool = False) -> str:
    """What a tool printed; with `binary` the names in the tar it printed."""
    done = subprocess.run(words, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode:
        raise Wrong(f"{words}: {done.stdout.decode(errors='replace')}{done.stderr.decode(errors='replace')}")
    if not binary:
        return done.stdout.decode("utf-8", "replace")
    names = subprocess.run(["tar", "-t"], input=done.stdout, capture_output=True, check=True).stdout.decode()
    return "\n".join(name.removeprefix("./") for name in names.split() if name not in (".", "./"))
