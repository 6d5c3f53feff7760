"""Takes what sources say of their department and gives its name, and why it is this one."""

from collections.abc import Sequence

from editor.exchange.recognise.drafts import SourceDraft
from editor.exchange.report import Found

_OWN_OFFICE = ("本级", "（本级）", "(本级)", "机关", "局机关", "本部")
_BODY_ENDS = tuple("局委院办会所队厅处府部团校台站社署室")


def find_department(draft: SourceDraft) -> Found:
    """From the cover; else from the units: the one that is the department's own office, the only one, or what all share."""
    if draft.cover.department:
        return Found(draft.cover.department, "封面写明")
    names = [unit.name for unit in draft.units if unit.name]
    if not names:
        return Found("", "封面和表格里都没有，请自己填写")
    for name in names:
        ending = next((end for end in _OWN_OFFICE if name.endswith(end) and len(name) > len(end) + 2), None)
        if ending and name.removesuffix(ending).endswith(_BODY_ENDS):
            return Found(name.removesuffix(ending), f"由单位“{name}”得出，请核对")
    if len(names) == 1:
        return Found(names[0], "由唯一的单位得出，请核对")
    shared = _shared(names)
    if shared:
        return Found(shared, "由各单位名称的共同部分得出，请核对")
    return Found(names[0], "取第一个单位的名称，请核对")


def _shared(names: Sequence[str]) -> str:
    start = names[0]
    while not all(name.startswith(start) for name in names):
        start = start[:-1]
    while start and not start.endswith(_BODY_ENDS):
        start = start[:-1]
    return start if len(start) >= 4 else ""
