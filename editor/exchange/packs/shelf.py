"""Puts packs in their place in the user's data, and takes them away again: each in one step that a power cut cannot halve."""

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor.errors import UserError
from editor.exchange.packs.pack_file import Pack
from editor.exchange.saving import sync_folder
from editor.forms.installed import MANIFEST, InstalledPack, folder_name

_NEW, _OLD = ".~new-", ".~old-"
"""What begins so is not in force: it is being written, or was taken away."""
_LEFT_SECONDS = 3600
"""What is being written for longer was left by a crash."""


def lay(pack: Pack, folder: Path) -> InstalledPack:
    """Writes a pack's files into a folder that is there already, each on the disk when this returns."""
    for name, data in ((MANIFEST, pack.manifest_bytes), *pack.members.items()):
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        with file.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    for inner in {(folder / name).parent for name in pack.members} | {folder}:
        sync_folder(inner)
    return InstalledPack(pack.manifest, folder)


def put(pack: Pack, folder: Path) -> None:
    """Takes a pack in: written beside, then renamed; UserError where it cannot, all is as it was then."""
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
        _sweep(folder)
        beside = _beside(folder, _NEW)
        beside.mkdir()
        try:
            lay(pack, beside)
            target = folder / folder_name(pack.manifest)
            if target.exists():  # it is not in force: a newer program wrote it, or it cannot be read
                target.rename(_beside(folder, _OLD))
            beside.rename(target)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        sync_folder(folder)
        _sweep(folder)


def remove(pack: InstalledPack) -> None:
    """Takes a pack away: renamed, then deleted; UserError where it cannot, all is as it was then."""
    folder = pack.folder.parent
    with _told(folder):
        pack.folder.rename(_beside(folder, _OLD))
        sync_folder(folder)
        _sweep(folder)


def _beside(folder: Path, beginning: str) -> Path:
    return folder / f"{beginning}{secrets.token_hex(8)}"


def _sweep(folder: Path) -> None:
    """What was taken away and what a crash left; not what another window may be writing this moment."""
    with contextlib.suppress(OSError):
        left = [path for path in folder.glob(f"{_NEW}*") if time.time() - path.stat().st_mtime > _LEFT_SECONDS]
        for path in (*folder.glob(f"{_OLD}*"), *left):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise UserError(
            f"表样没有变：文件夹“{folder}”写不进去，可能磁盘已满或没有权限。请清理磁盘或检查权限后再试。"
        ) from fault
