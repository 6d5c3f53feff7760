"""What is in a backup, in a few lines: whether it is whole, what it holds, and how it differs from the document now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from editor.bridge.jobs import Progress
from editor.document.change import change_between
from editor.document.document import open_document
from editor.domain.volume import Project, Volume
from editor.errors import UserError

_NAMED = 6
"""Projects told by name; the others are counted."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Of which backup, the lines, and whether it can be restored."""

    backup: Path
    lines: tuple[str, ...]
    whole: bool


def previewing(backup: Path, now: Volume | None) -> Callable[[Progress], Preview]:
    """The work of looking into a backup, for a Job; `now` is the open document it belongs to, where one is open."""
    return lambda _: preview(backup, now)


def preview(backup: Path, now: Volume | None) -> Preview:
    """Opened and checked as a stranger's file is; a damaged one says so."""
    try:
        with open_document(backup, read_only=True) as document:
            volume, steps = document.volume, document.undo_names()
    except UserError:
        return Preview(backup, ("这份备份已损坏或读不出来，不能恢复。请选另一份。",), whole=False)
    lines = ["检查过，内容完整。", *_holds(volume)]
    if steps:
        lines.append(f"最后做的一步：{steps[0]}")
    if now is not None:
        lines += ["", *_differs(volume, now)]
    return Preview(backup, tuple(lines), whole=True)


def _holds(volume: Volume) -> tuple[str, ...]:
    rows = sum(len(project.indicators) for project in volume.projects)
    return (
        f"{volume.department or '（未填部门）'}，{volume.year} 年",
        f"{len(volume.units)} 个单位，{len(volume.projects)} 个项目，{rows} 条指标",
    )


def _differs(then: Volume, now: Volume) -> tuple[str, ...]:
    change = change_between(then, now, "")
    if not change:
        return ("与现在的文档完全一样。",)
    before = {project.key: project for project in then.projects}
    after = {project.key: project for project in now.projects}
    told = (
        ("现在多了的项目", [p for key, p in after.items() if key not in before]),
        ("现在没有了的项目", [p for key, p in before.items() if key not in after]),
        ("后来改过的项目", [after[key] for key in after if key in before and key in change.projects]),
    )
    lines = [f"{words}：{_named(projects)}" for words, projects in told if projects]
    sections = [place for place in change.places if place.section is not None]
    if sections:
        lines.append(f"后来改过的正文：{len(sections)} 部分")
    if change.whole or change.units:
        lines.append("封面、年度或单位后来改过。")
    return ("与现在的文档相比：", *(lines or ["只有次序或核对的说明不同。"]))


def _named(projects: Iterable[Project]) -> str:
    names = [f"“{project.name or '未命名'}”" for project in projects]
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
