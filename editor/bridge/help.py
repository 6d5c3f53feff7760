"""The help put together: the files under resources/help, the keys of the window's actions, the checks of the catalogue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from editor.bridge.families import family_name, family_of
from editor.bridge.help_book import CHECKS, CONTENTS, PAGE_SUFFIX, HelpBook, Page, check_page, escaped, groups_of
from editor.checks.catalogue import CATALOGUE
from editor.checks.check import Check
from editor.checks.finding import Severity
from editor.resources import resources_dir

SHORTCUTS = "{{shortcuts}}"
"""Where a page wants the table of the window's keys."""
_LEVELS: dict[Severity, str] = {"error": "● 错误", "warning": "▲ 警告", "info": "· 提示"}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An action of the window: its name, its keys as they are shown, what it does."""

    name: str
    keys: tuple[str, ...]
    tip: str = ""


def help_book(shortcuts: Iterable[Shortcut] = (), folder: Path | None = None) -> HelpBook:
    """All of the help; `shortcuts` are those of the window that shows it."""
    folder = folder or resources_dir() / "help"
    table = shortcut_table([one for one in shortcuts if one.keys])
    pages = {file.stem: file.read_text("utf-8").replace(SHORTCUTS, table) for file in sorted(folder.glob("*.md"))}
    families = [(key, tuple(checks)) for key, checks in groupby(CATALOGUE, key=lambda check: family_of(check.id))]
    pages[CHECKS] = _checks_markdown(families)
    pages.update({f"{CHECKS}-{key}": _family_markdown(key, checks) for key, checks in families})
    children = {CHECKS: tuple(f"{CHECKS}-{key}" for key, _ in families)}
    made = {key: Page.of(key, text) for key, text in pages.items()}
    return HelpBook(made, groups_of(pages[CONTENTS]), children)


def shortcut_table(shortcuts: Sequence[Shortcut]) -> str:
    """Keys and what they do, as a table."""
    lines = ["| 按键 | 名称 | 做什么 |", "|---|---|---|"]
    for one in shortcuts:
        keys = "、".join(f"`{key}`" for key in one.keys)
        lines.append(f"| {keys} | {escaped(one.name)} | {escaped(one.tip)} |")
    return "\n".join(lines)


def _checks_markdown(families: Sequence[tuple[str, tuple[Check, ...]]]) -> str:
    parts = [
        "# 每条核对的说明",
        f"程序一共核对 {sum(len(checks) for _, checks in families)} 项。编号就是右边问题列表里写的编号。",
        "下面写的是通常的轻重：有的表样对某一条要求更严或更松，有的一条里不同的情形轻重不同，以右边列出来的为准。",
    ]
    for key, checks in families:
        parts.append(f"## {family_name(key)}")
        parts += ["\n".join(f"- {_LEVELS[c.severity][0]} [{c.id} {escaped(c.title)}]({_link(c)})" for c in checks)]
    return "\n\n".join(parts)


def _family_markdown(family: str, checks: Sequence[Check]) -> str:
    return "\n\n".join((f"# {family_name(family)}的核对", *(_check_markdown(check) for check in checks)))


def _check_markdown(check: Check) -> str:
    level = _LEVELS[check.severity] + ("，必须改正，不能忽略" if check.hard else "")
    wrong, _, right = check.example.rpartition("；")
    lines = [
        f"## {check.id} {escaped(check.title)}",
        f"**轻重**：{level}",
        f"**依据**：{escaped(check.rule)}",
        f"**例**：{escaped(wrong or right)}" + (f"  \n**怎么改**：{escaped(right)}" if wrong else ""),
    ]
    return "\n\n".join(lines)


def _link(check: Check) -> str:
    return f"{check_page(check.id)}{PAGE_SUFFIX}#{check.id}"
