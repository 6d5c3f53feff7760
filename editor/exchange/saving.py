"""Takes bytes and a path and writes a file so that what was there stays whole until the new one is; names for new files."""

import contextlib
import errno
import os
import re
import unicodedata
from pathlib import Path

from editor import temporary
from editor.errors import UserError

_FORBIDDEN = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(?:\.|\Z)", re.IGNORECASE)
_LONGEST_NAME = 80
"""Characters: Windows paths end at 260, and folders of an office are deep."""
_LONGEST_BYTES = 240
"""File systems of Linux offices end a name at 255 bytes."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_UNUSABLE_NAME = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)


class NeedsDirectWrite(UserError):
    """No temporary file can be made beside the target, but the target itself may be writable: the user has to be asked."""


def save(path: Path, data: bytes, *, direct: bool = False) -> None:
    """Writes a file: a temporary one beside it, flushed to the disk, then put in its place.

    Where that fails, what was at `path` is as it was, and nothing else is left behind; UserError says why.
    `direct` writes into the target itself, after the user has agreed (see NeedsDirectWrite): this is not safe from a crash.
    """
    _check_target(path)
    if direct:
        _write_direct(path, data)
        return
    place = temporary.beside(path)
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except PermissionError as error:
        if path.is_file() and os.access(path, os.W_OK):
            raise _needs_direct(path) from error
        raise _refused(path) from error
    except OSError as error:
        raise _sentence(path, error) from error
    try:
        _write(handle, data)
        _same_rights(path, place)
        place.replace(path)
    except OSError as error:
        raise _sentence(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            place.unlink(missing_ok=True)
    sync_folder(path.parent)


def file_name(text: str, suffix: str = "") -> str:
    """A name every file system takes, made from a project's name: at most 80 characters with the suffix, NFC.

    Forbidden characters become underscores; what is empty or a device's name on Windows gets a neutral beginning.
    """
    name = unicodedata.normalize("NFC", _FORBIDDEN.sub("_", " ".join(text.split())))
    name = _cut(name.strip(" ."), _LONGEST_NAME - len(suffix), _LONGEST_BYTES - len(suffix.encode())).rstrip(" .")
    if not name.strip("_"):
        name = "未命名"
    return f"{'_' if _RESERVED.match(name) else ''}{name}{suffix}"


def _cut(name: str, characters: int, size: int) -> str:
    name = name[:characters]
    while len(name.encode()) > size:
        name = name[:-1]
    return name


def _check_target(path: Path) -> None:
    try:
        is_folder, has_folder = path.is_dir(), path.parent.is_dir()
    except OSError as error:
        raise _sentence(path, error) from error
    if is_folder:
        raise UserError(f"“{path.name}”是一个文件夹，不能当作文件写入。请换一个文件名。")
    if not has_folder:
        raise UserError(f"文件夹“{path.parent}”不存在，文件没有保存。请另选一个文件夹。")


def _write(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _same_rights(path: Path, place: Path) -> None:
    """Those of the file that is replaced, where there is one."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            place.chmod(path.stat().st_mode & 0o777)


def _write_direct(path: Path, data: bytes) -> None:
    try:
        with path.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise UserError(
            f"直接改写“{path.name}”没有成功，这个文件可能已不完整。请马上把内容另存到别的文件夹。"
        ) from error


def sync_folder(folder: Path) -> None:
    """The new name is on the disk too; where folders cannot be opened (Windows, some shares) there is nothing to do."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _needs_direct(path: Path) -> NeedsDirectWrite:
    return NeedsDirectWrite(
        f"文件夹“{path.parent.name}”里不能新建文件，只能直接改写“{path.name}”，写到一半断电时这个文件会损坏。"
        "请确认是否直接改写，或另选一个文件夹。"
    )


def _refused(path: Path) -> UserError:
    return UserError(f"没有权限在文件夹“{path.parent}”里保存文件，“{path.name}”没有保存。请另选一个文件夹。")


def _sentence(path: Path, error: OSError) -> UserError:
    if isinstance(error, PermissionError):
        return UserError(
            f"“{path.name}”写不进去，可能正在 Word、WPS 或阅读器里打开着，或是只读文件；原来的文件没有变。请关闭它再试，或换一个文件名。"
        )
    if error.errno in _FULL:
        return UserError(f"磁盘空间不够，“{path.name}”没有保存；原来的文件没有变。请清理磁盘，或保存到别的磁盘。")
    if error.errno == errno.EROFS:
        return UserError(f"“{path.parent}”所在的磁盘是只读的，“{path.name}”没有保存。请保存到别的磁盘。")
    if error.errno in _UNUSABLE_NAME:
        return UserError(f"文件名“{path.name[:40]}”太长或有不能用的字符，文件没有保存。请换一个文件名。")
    return UserError(
        f"“{path.name}”没有保存，磁盘或网络位置出了问题；原来的文件没有变。请检查后再试，或保存到别的位置。"
    )
