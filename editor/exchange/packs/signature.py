"""The signature of a pack file: over every byte of it, and looked at before anything else in it is.

A pack file is a zip whose comment, the last bytes of the file, is a mark, the name of a key and an Ed25519 signature over
all that stands before the signature. So no byte can change unseen, and what reads the zip never meets a stranger's.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.errors import UserError

MARK = b"JXBPACK1"
_ID = 8
_SIGNATURE = 64
TAIL = len(MARK) + _ID + _SIGNATURE
"""Bytes of the comment."""


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """The keys packs may be signed with, by their names."""

    keys: Mapping[bytes, bytes]

    @classmethod
    def of(cls, *keys: bytes) -> "PublicKeys":
        """These keys, of 32 bytes each."""
        return cls({key_id(key): key for key in keys})


def key_id(public: bytes) -> bytes:
    """The name a pack calls a key by."""
    return hashlib.sha256(public).digest()[:_ID]


def read_keys(file: Path) -> PublicKeys:
    """The keys the program comes with: JSON, `keys` a list of mappings with `public` in hex."""
    found = json.loads(file.read_text("utf-8"))
    return PublicKeys.of(*(bytes.fromhex(one["public"]) for one in found["keys"]))


def head_for(public: bytes) -> bytes:
    """What stands before the signature in the comment."""
    return MARK + key_id(public)


def verify(name: str, data: bytes, keys: PublicKeys) -> None:
    """UserError where the file is not signed, signed with another's key, or not what was signed."""
    if not data.startswith(b"PK"):
        raise UserError(f"“{name}”不是表样包，没有导入。请选择发下来的表样包文件（.jixiaobiao）。")
    signed, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
    mark, key = signed[-_ID - len(MARK) : -_ID], keys.keys.get(signed[-_ID:])
    if len(data) <= TAIL or mark != MARK:
        raise UserError(
            f"表样包“{name}”没有签名，没有导入：文件可能没有拷完整，也可能不是正式发布的。请向发布单位重新要一份。"
        )
    if key is None:
        raise UserError(
            f"表样包“{name}”的签名不是本程序认得的发布单位签的，没有导入。请向发布单位核实，或先更新本程序。"
        )
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(key).verify(signed, signature)
    except BadSignatureError as fault:
        raise UserError(
            f"表样包“{name}”已损坏或被改动过，与签名对不上，没有导入。请重新拷贝，或向发布单位重新要一份。"
        ) from fault
