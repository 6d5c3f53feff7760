"""The changed part of a text before and after, with a little of what stands around it, as rich text."""

from html import escape

_AROUND = 14
_LONGEST = 60


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts cut down to what differs, which is emphasised; "（空）" for nothing."""
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - start
    same = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    return _cut(before, start, len(before) - same, "s"), _cut(after, start, len(after) - same, "b")


def _cut(text: str, start: int, end: int, tag: str) -> str:
    if not text:
        return "（空）"
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    changed = text[start:end]
    if len(changed) > _LONGEST:
        changed = f"{changed[: _LONGEST // 2]}…{changed[-_LONGEST // 2 :]}"
    marked = f"<{tag}>{escape(changed)}</{tag}>" if changed else ""
    before, after = "…" if left else "", "…" if right < len(text) else ""
    shown = f"{before}{escape(text[left:start])}{marked}{escape(text[end:right])}{after}"
    return shown.replace("\n", "<br>")
