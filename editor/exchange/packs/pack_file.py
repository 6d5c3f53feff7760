"""A pack file: read through the gate of every zip, its manifest and the checksum of every member looked at."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from editor.errors import UserError
from editor.exchange.packs.signature import PublicKeys, verify
from editor.exchange.readers.package import BrokenFile, package_of
from editor.exchange.saving import file_name
from editor.forms.installed import MANIFEST
from editor.forms.manifest import SUFFIX, Manifest, ManifestFault, NewerFormat, read_manifest

MAX_FILE_BYTES = 8 * 1024 * 1024
"""Forms and word lists are text; a hundred of them are not half of it."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that is whole and signed; whether its forms hold is not looked at here."""

    name: str
    """The file's name."""
    manifest: Manifest
    manifest_bytes: bytes
    members: Mapping[str, bytes]


def read_pack(path: Path, keys: PublicKeys, program: str) -> Pack:
    """The pack in a file; UserError says in one sentence why it cannot be taken in. `program` is this program's version."""
    data = _bytes(path)
    verify(path.name, data, keys)
    try:
        with package_of(path.name, data) as package:
            parts = {part: package.read(part) for part in package.parts}
    except (BrokenFile, UserError) as fault:  # the gate's sentences speak of office files
        raise _faulty(path.name) from fault
    try:
        return _pack(path.name, parts, program)
    except NewerFormat as fault:
        raise _for_newer(path.name) from fault
    except ManifestFault as fault:
        raise _faulty(path.name) from fault


def _bytes(path: Path) -> bytes:
    name = path.name
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as fault:
        raise UserError(f"找不到文件“{name}”，它可能已被移动、改名，或 U 盘已拔出。请重新选择一次。") from fault
    except OSError as fault:
        raise UserError(f"打不开文件“{name}”，没有读取权限，或 U 盘有问题。请拷到本机后再试。") from fault
    if not data:
        raise UserError(f"文件“{name}”是空的，没有导入。请重新拷贝一份。")
    if len(data) > MAX_FILE_BYTES:
        raise UserError(f"文件“{name}”太大，不是表样包，没有导入。请选择发下来的表样包文件（{SUFFIX}）。")
    return data


def _pack(name: str, parts: Mapping[str, bytes], program: str) -> Pack:
    manifest = read_manifest(parts.get(MANIFEST, b""))
    if not manifest.runs_on(program):
        raise _for_newer(name, f"（{manifest.program} 以上）")
    members = {part: data for part, data in sorted(parts.items()) if part != MANIFEST}
    if set(members) != set(manifest.members):
        raise ManifestFault("members")
    for part, data in members.items():
        if hashlib.sha256(data).hexdigest() != manifest.members[part] or not _writable(part):
            raise ManifestFault(part)
    return Pack(name, manifest, parts[MANIFEST], members)


def _writable(member: str) -> bool:
    """Whether every system can have a file of this name (Windows has devices called con and nul)."""
    name = PurePosixPath(member)
    return file_name(name.stem, name.suffix) == name.name


def _for_newer(name: str, which: str = "") -> UserError:
    return UserError(f"表样包“{name}”要用更新的程序{which}才能导入，现在的表样没有变。请先更新本程序。")


def _faulty(name: str) -> UserError:
    return UserError(f"表样包“{name}”里的内容不完整或不正常，没有导入。请向发布单位重新要一份。")
