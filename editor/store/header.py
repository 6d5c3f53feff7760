"""The first 100 bytes of a file: whether it can be a document of this program at all, before anything is opened."""

import struct
from pathlib import Path

from editor.errors import UserError
from editor.store.connecting import MAX_FILE
from editor.store.faults import damaged, reading
from editor.store.schema import APPLICATION_ID
from editor.values import value

_MAGIC = b"SQLite format 3\0"
_SIZE = 100
_UTF8 = 1


@value
class Header:
    """What the header says of the file's version, and whether all the pages it tells of are there.

    `tail`: pages lie behind the last one. SQLite cuts them off after it has committed that they are none any more, so a
    crash in between leaves them.
    """

    version: int
    whole: bool
    tail: bool


def read_header(path: Path, major: int) -> Header:
    """The header of a document of this program; UserError where it is none, or of a newer major version than `major`.

    The size is only told, not refused: a crash may have left it beside a journal that puts it right.
    """
    with reading(path):
        if path.is_dir():
            raise UserError(f"“{path.name}”是一个文件夹，不是文件。请选择扩展名为 .jixiao 的文件。")
        if not path.is_file():
            raise UserError(f"找不到“{path.name}”，可能已被移走、改名或删除。请检查文件的位置。")
        with path.open("rb") as file:
            head = file.read(_SIZE)
            size = file.seek(0, 2)
    if not size:
        raise UserError(f"“{path.name}”是空文件，里面什么都没有。请从备份中恢复，或重新导入。")
    if not head.startswith(_MAGIC):
        raise UserError(
            f"“{path.name}”{_guess(head)}。请用“导入”读入 Word、Excel、PDF 或文本文件，或选择 .jixiao 文件。"
        )
    if len(head) < _SIZE:
        raise damaged(path)
    if size > MAX_FILE:
        raise UserError(f"“{path.name}”超过 1 GB，不像正常的文件，没有打开。请从备份中恢复。")
    return _judge(path, head, size, major)


def _judge(path: Path, head: bytes, size: int, major: int) -> Header:
    page_size, write_version, read_version = struct.unpack_from(">HBB", head, 16)
    page_size = 65536 if page_size == 1 else page_size
    (pages,) = struct.unpack_from(">I", head, 28)
    encoding, version, _, application = struct.unpack_from(">4I", head, 56)
    if application != APPLICATION_ID:
        raise UserError(f"“{path.name}”是别的程序的数据文件，不是绩效文本，没有打开。请选择本程序的 .jixiao 文件。")
    if version // 1000 > major:
        raise UserError(f"“{path.name}”是用更新版本的程序保存的，这个版本读不了，文件未作改动。请先升级程序。")
    plain = page_size >= 512 and page_size & (page_size - 1) == 0 and encoding == _UTF8
    if not plain or (write_version, read_version) != (1, 1) or version < 1000:
        raise damaged(path)
    return Header(version, pages * page_size <= size and size % page_size == 0, pages * page_size < size)


def _guess(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return "是 Word、Excel 或压缩文件，不是绩效文本文件"
    if head.startswith(b"%PDF"):
        return "是 PDF 文件，不是绩效文本文件"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "是旧版 Word 或 Excel 文件，不是绩效文本文件"
    return "不是绩效文本文件"
