"""Two values of a form side by side, attribute by attribute, told in sentences."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from editor.forms.changes_words import CHOICES, NAMES, SHAPED, TRUTHS

OTHER = "其他内容有调整。"


def same(old: object, new: object) -> bool:
    """Equal, and in the same order: mappings in another order are equal, and a form's fields are in order."""
    return old == new and repr(old) == repr(new)


def attributes(where: str, old: object, new: object, skipped: tuple[str, ...] = ()) -> Iterator[str]:
    """All attributes of two values of one class."""
    assert is_dataclass(old)
    for part in fields(old):
        before, after = getattr(old, part.name), getattr(new, part.name)
        if part.name not in skipped and not same(before, after):
            yield from attribute(where, part.name, before, after)


def attribute(where: str, key: str, before: Any, after: Any) -> Iterator[str]:
    if key in TRUTHS:
        yield f"{where}{TRUTHS[key][0 if after else 1]}。"
        return
    name = NAMES.get(key)
    if name is None:
        yield f"{where}：{OTHER}" if where else OTHER
        return
    pair = None if key in SHAPED else (shown(key, before), shown(key, after))
    between = "：" if where else ""
    if pair is None or None in pair:
        yield f"{where}{between}{name}有调整。"
    else:
        yield f"{where}{between}{name}由{pair[0]}改为{pair[1]}。"


def shown(key: str, value: Any) -> str | None:
    """A value in a sentence; None for what cannot be shown in one."""
    if key in CHOICES:
        return CHOICES[key].get(value, str(value))
    if value is None or value in ("", ()):
        return "空白"
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, int | float):
        return f" {value:g} "
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return f"“{'、'.join(value)}”"
    return None


def items(
    what: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    name: Callable[[str, Any], str],
    inside: Callable[[str, Any, Any], Iterator[str]],
) -> Iterator[str]:
    """Things with keys: come, gone, changed, put in another order."""
    for key, item in new.items():
        if key not in old:
            yield f"新增{what}“{name(key, item)}”。"
    for key, item in old.items():
        if key not in new:
            yield f"删去{what}“{name(key, item)}”。"
        elif not same(item, new[key]):
            yield from inside(f"{what}“{name(key, item)}”", item, new[key])
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield f"{what}的先后次序有调整。"


def label(key: str, item: Any) -> str:
    """As the form calls it; a field without a label is called by another name of it, else by its key."""
    named: str = getattr(item, "label", "") or next(iter(getattr(item, "aliases", ())), "") or key
    return named.rpartition("：")[2]
