"""Imports as Python does them: PySide6 reads the source of every module that is imported after it."""

import builtins

import PySide6.QtCore  # noqa: F401  # it puts its own import in place


def restore_imports() -> None:
    """Puts Python's own `__import__` back.

    PySide6's looks in each module's text for its name, in case somebody says `from __feature__ import snake_case`; nobody
    here does, and it took a tenth of the start and each import inside a function. What it replaced it keeps in `__orig_import__`;
    a version that does not is left as it is.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own
