"""Takes a pinned package of a public registry, gives a folder with its files, by the registry's own client."""

import argparse
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """A package of a registry: kind is npm or deb."""

    kind: str
    name: str
    version: str


def fetch(package: Package, downloads: Path) -> Path:
    """The folder with the package's files, fetched by the registry's own client unless it is there already."""
    folder = downloads / f"{package.name.replace('/', '-').lstrip('@')}-{package.version}"
    if folder.is_dir():
        return folder
    with tempfile.TemporaryDirectory(dir=downloads) as scratch:
        unpacked = Path(scratch) / "unpacked"
        unpacked.mkdir()
        if package.kind == "npm":
            run(["npm", "pack", "--silent", f"{package.name}@{package.version}"], scratch)
            with tarfile.open(next(Path(scratch).glob("*.tgz"))) as archive:
                archive.extractall(unpacked, filter="data")
            (unpacked / "package").rename(folder)
        else:
            run(["apt-get", "download", f"{package.name}={package.version}"], scratch)
            run(["dpkg-deb", "-x", str(next(Path(scratch).glob("*.deb"))), str(unpacked)], scratch)
            unpacked.rename(folder)
    return folder


def run(command: list[str], folder: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def asked_downloads(description: str) -> Iterator[Path]:
    """The folder the command line names with --downloads, or a temporary one."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--downloads", type=Path, help="keep what is fetched here, for the next time")
    asked: Path | None = parser.parse_args().downloads
    if asked:
        asked.mkdir(parents=True, exist_ok=True)
        yield asked.resolve()
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
