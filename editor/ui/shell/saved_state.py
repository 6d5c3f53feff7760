"""The truth about what is saved, for the title bar."""

from datetime import datetime


class SavedState:
    """What is known of the open document's file; `words` says it."""

    def __init__(self, *, can_write: bool) -> None:
        self._can_write = can_write
        self._saved_at: datetime | None = None
        self._failed = False

    def saved(self, at: datetime | None) -> None:
        """Everything is in the file since then."""
        self._saved_at, self._failed = at, False

    def failed(self) -> None:
        """The last step could not be saved, and was not done."""
        self._failed = True

    def may_write(self, can_write: bool) -> None:
        """Whether the document can be changed now."""
        self._can_write = can_write

    @property
    def words(self) -> str:
        """已保存 14:32:08, 未改动, 只读, 上一步未能保存."""
        if not self._can_write:
            return "只读"
        if self._failed:
            return "上一步未能保存"
        return f"已保存 {self._saved_at:%H:%M:%S}" if self._saved_at is not None else "未改动"


def title(department: str, year: int, saved: str) -> str:
    """The window's title."""
    return f"{department or '（未填部门）'} {year} · 绩效文本 — {saved}"
