"""What a commit changed, as the widgets are told it."""

from editor.document.change import Change

__all__ = ["Change"]
