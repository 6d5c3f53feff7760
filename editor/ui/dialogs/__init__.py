"""Dialogs: where one line in the window would not do."""
