"""SQLite's and the system's errors as sentences for the clerk."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor.errors import UserError

_WRITE_WORDS = {
    sqlite3.SQLITE_FULL: "磁盘已满，这一步没有保存。请清理磁盘空间后重试，或用“另存为”存到别的磁盘。",
    sqlite3.SQLITE_IOERR: "磁盘读写出错（U盘可能已拔出，或网络盘已断开），这一步没有保存。请检查后重试，或用“另存为”存到别处。",
    sqlite3.SQLITE_READONLY: "文件或所在文件夹现在不能写入，这一步没有保存。请解除只读后重试，或用“另存为”存到别处。",
    sqlite3.SQLITE_CANTOPEN: "文件所在的文件夹现在不能写入，这一步没有保存。请检查文件夹权限后重试，或用“另存为”存到别处。",
    sqlite3.SQLITE_PERM: "没有写这个文件的权限，这一步没有保存。请用“另存为”存到别处。",
    sqlite3.SQLITE_BUSY: "文件正被另一个程序占用，这一步没有保存。请关闭占用它的程序（如备份、杀毒或同步软件）后重试。",
    sqlite3.SQLITE_LOCKED: "文件正被另一个程序占用，这一步没有保存。请关闭占用它的程序（如备份、杀毒或同步软件）后重试。",
    sqlite3.SQLITE_CORRUPT: "文件在磁盘上已损坏，这一步没有保存。请用“另存为”把现在的内容存成新文件。",
    sqlite3.SQLITE_NOTADB: "文件在磁盘上已被改成别的内容，这一步没有保存。请用“另存为”把现在的内容存成新文件。",
    sqlite3.SQLITE_TOOBIG: "内容太大，文件存不下，这一步没有保存。请分几次做，或删减内容后再试。",
}


class NotSavedError(UserError):
    """A step that the disk did not take, or another program's doing kept from it: the same step may go well later, or elsewhere."""


class LostFileError(NotSavedError):
    """What is open is not, or no longer, the file at its path: it may be worth a try to open that one anew."""


@contextmanager
def writing() -> Iterator[None]:
    """What goes wrong with the disk while a step is written, as a UserError; faults of the program pass through.

    LostFileError where the disk itself fails: a stick that was pulled and put back has the file again, but not for the
    connection from before.
    """
    try:
        yield
    except sqlite3.Error as error:
        words = _WRITE_WORDS.get(_code(error))
        if words is None:
            raise
        raise (LostFileError if _code(error) == sqlite3.SQLITE_IOERR else NotSavedError)(words) from error


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """What goes wrong while a whole new file is made at `path`, as a UserError."""
    try:
        yield
    except OSError as error:
        raise UserError(f"“{path.name}”没有存成：{reason(error)}。请换一个位置再试。") from error
    except sqlite3.Error as error:
        if not is_of_the_disk(error):
            raise
        why = {
            sqlite3.SQLITE_FULL: "磁盘已满",
            sqlite3.SQLITE_CANTOPEN: "文件夹不存在或不能写入",
        }.get(_code(error), "磁盘读写出错")
        raise UserError(f"“{path.name}”没有存成：{why}。请换一个位置再试。") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """What goes wrong while a file is looked at before it is trusted, as a UserError."""
    try:
        yield
    except OSError as error:
        raise UserError(f"“{path.name}”打不开：{reason(error)}。请检查后再试。") from error
    except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError) as error:
        code = _code(error) if isinstance(error, sqlite3.Error) else None
        if code == sqlite3.SQLITE_INTERRUPT:
            raise UserError(f"“{path.name}”检查用时过长，不像正常的文件，没有打开。请改用备份。") from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise UserError(f"“{path.name}”正被另一个程序占用，没有打开。请稍等片刻再试。") from error
        raise damaged(path) from error


def is_of_the_disk(error: sqlite3.Error) -> bool:
    """Whether the disk or another program is at fault, and not this one."""
    return _code(error) in _WRITE_WORDS


def damaged(path: Path) -> UserError:
    """The sentence for a file that is broken inside."""
    return UserError(f"“{path.name}”已损坏，没有打开，文件未作改动。请从备份中恢复，或向发来文件的人再要一份。")


def reason(error: OSError) -> str:
    """Why the system refuses, in a few words."""
    words = {
        errno.ENOENT: "找不到这个文件或文件夹",
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "磁盘是只读的",
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已满",
        errno.EISDIR: "这是一个文件夹",
        errno.ENAMETOOLONG: "文件名太长",
        errno.EIO: "磁盘读写出错",
    }
    return words.get(error.errno or 0, "系统不允许读写")


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF
