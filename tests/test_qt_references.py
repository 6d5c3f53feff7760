"""Qt calls that give nothing must not lose a reference to None: PySide6 6.12.0 under Python 3.10 and 3.11 does, and dies."""

import sys

from PySide6.QtCore import QObject

CALLS = 5000


def test_void_calls_keep_their_references_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("")
        thing.setParent(None)
    assert sys.getrefcount(None) > before - CALLS // 10
