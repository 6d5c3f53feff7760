"""The two buttons at the foot of a dialog, in Chinese."""

from PySide6.QtWidgets import QDialogButtonBox, QPushButton


def answer_buttons(yes: str, no: str) -> tuple[QDialogButtonBox, QPushButton]:
    """The box, and its button that accepts."""
    box = QDialogButtonBox()
    ok = box.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(no, QDialogButtonBox.ButtonRole.RejectRole)
    ok.setDefault(True)
    return box, ok


def close_button(text: str = "关闭") -> QDialogButtonBox:
    """A box with one button that rejects."""
    box = QDialogButtonBox()
    box.addButton(text, QDialogButtonBox.ButtonRole.RejectRole)
    return box
