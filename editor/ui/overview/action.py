"""The action that turns to the pictures."""

from editor.ui.actions import Spec

OVERVIEW = "overview"
OVERVIEW_SPEC = Spec(
    "概览(&O)", ("Ctrl+0",), "整册的预算、支出进度和问题画成图，点一点就到那里", "overview", "document"
)
