"""Takes what a reader mended or left out, one remark at a time, and gives the notes of the report, each kind kept in bounds."""

from collections import Counter

from editor.exchange.raw import RawNote, Where

_PER_KIND = 60
_CLIP = 300


class Notebook:
    """Gathers notes in reading order; a kind that comes too often is counted instead of listed."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._notes: list[RawNote] = []
        self._counts: Counter[str] = Counter()

    def add(self, text: str, where: Where | None = None, *, before: str = "", after: str = "") -> None:
        """One remark; `before` is what stood there, `after` what was made of it."""
        self._counts[text] += 1
        if self._counts[text] <= _PER_KIND:
            self._notes.append(RawNote(text, where or Where(self._source), _clip(before), _clip(after)))

    def notes(self) -> tuple[RawNote, ...]:
        """All of them, and how many of a kind were not listed."""
        rest = [
            RawNote(f"{text}（另有 {count - _PER_KIND} 处，不一一列出）", Where(self._source))
            for text, count in self._counts.items()
            if count > _PER_KIND
        ]
        return (*self._notes, *rest)


def _clip(text: str) -> str:
    return text if len(text) <= _CLIP else text[: _CLIP - 1] + "…"
