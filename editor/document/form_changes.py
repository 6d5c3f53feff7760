"""What changes between two states of forms and word lists, and whether the later one holds."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from editor.checks.catalogue import CATALOGUE
from editor.checks.word_changes import word_changes
from editor.checks.words import WordList, read_words
from editor.document.form_state import Changed, FormState
from editor.errors import UserError
from editor.exchange.packs.pack_file import Pack
from editor.forms.changes import CheckName, form_changes, years_text
from editor.forms.form import Form
from editor.forms.installed import InstalledPack
from editor.forms.packs import FormPacks
from editor.forms.telling import same

_NAMES: Mapping[str, CheckName] = {check.id: CheckName(check.title, check.severity) for check in CATALOGUE}


def offered_changes(now: FormState, then: FormState) -> tuple[Changed, ...]:
    """What differs, form by form and list by list; a form that only stands on a changed one is among them."""
    return (*_forms(now.packs, then.packs), *_words(now, then))


def require_sound(pack: Pack, laid: InstalledPack, now: FormState, then: FormState) -> None:
    """UserError where a form or word list of the pack is at fault or no newer than what is there, or breaks another one."""
    for form_id in pack.manifest.form_ids:
        _require_newer_form(pack, laid.forms_folder / f"{form_id}.yaml", now, then)
    for name in pack.manifest.word_lists:
        _require_newer_list(pack, laid.words_folder / f"{name}.yaml", now)
    for form_id in then.packs.ids:
        was = _form(now.packs, form_id)
        try:
            then.packs.form(form_id)
        except UserError as fault:
            if was is not None:  # what was at fault before is no fault of this pack
                raise UserError(f"表样包“{pack.name}”会使“{was.title}”不能用，没有导入。{fault}") from fault


def require_rest(pack: InstalledPack, now: FormState, then: FormState) -> None:
    """UserError where a form that stays cannot do without a pack that is to go."""
    for form_id in then.packs.ids:
        try:
            then.packs.form(form_id)
        except UserError as fault:
            if _form(now.packs, form_id) is None:
                continue
            others = (one.manifest for one in then.used if form_id in one.manifest.form_ids)
            by = next((f"，请先恢复“{other.title}”" for other in others if other.id != pack.manifest.id), "")
            raise UserError(f"表样“{form_id}”要用到“{pack.manifest.title}”，不能恢复前一版{by}。") from fault


def _require_newer_form(pack: Pack, file: Path, now: FormState, then: FormState) -> None:
    try:
        new = then.packs.form(file.stem)
    except UserError as fault:
        raise _faulty(pack, fault) from fault
    if file.stem not in now.packs.ids:
        return
    there = now.packs.file(file.stem)
    old = _form(now.packs, file.stem)
    taken = then.packs.file(file.stem) == file
    if taken and (old is None or new.version > old.version or there.read_bytes() == file.read_bytes()):
        return
    version = old.version if old is not None else new.version
    raise _not_newer(pack, f"表样“{new.title}”", version)


def _require_newer_list(pack: Pack, file: Path, now: FormState) -> None:
    try:
        new = read_words(file)
    except UserError as fault:
        raise _faulty(pack, fault) from fault
    old = (_lists(now) or {}).get(file.stem)
    if old is not None and new.version <= old.version and new != old:
        raise _not_newer(pack, f"词表“{new.title}”", old.version)


def _faulty(pack: Pack, fault: UserError) -> UserError:
    return UserError(f"表样包“{pack.name}”里有错，没有导入，请告诉发布单位。{fault}")


def _not_newer(pack: Pack, what: str, version: int) -> UserError:
    return UserError(f"表样包“{pack.name}”里的{what}不比现有的（第 {version} 版）新，没有导入。请要一份最新的表样包。")


def _form(packs: FormPacks, form_id: str) -> Form | None:
    """None where there is none or it is at fault."""
    try:
        return packs.form(form_id)
    except UserError:
        return None


def _forms(now: FormPacks, then: FormPacks) -> Iterator[Changed]:
    for form_id in then.ids:
        new, old = _form(then, form_id), _form(now, form_id)
        if new is not None and old is None:
            yield _new_form(new, now, then)
        elif new is not None and old is not None and not same(old, new):
            yield _changed_form(old, new)
    for form_id in now.ids:
        if form_id not in then.ids:
            gone = _form(now, form_id)
            title = gone.title if gone is not None else form_id
            told = "不再有这套表样；用它编的文件，要重新导入这个表样包才能打开。"
            yield Changed(f"表样：{title}", (told,))


def _new_form(new: Form, now: FormPacks, then: FormPacks) -> Changed:
    """Beside the form it stands on, in the edition that comes with it."""
    heading = f"新表样：{new.title}，{years_text(new)}用"
    base = _base(new, now, then)
    if base is None:
        return Changed(heading, ("这是一套全新的表样。",))
    told = form_changes(base, new, _NAMES)
    told = tuple(one for one in told if not one.startswith(("名称由", "适用年度改为")))
    return Changed(f"{heading}，与“{base.title}”相比", told or ("内容一样。",))


def _base(new: Form, now: FormPacks, then: FormPacks) -> Form | None:
    """What a new form is compared with: the form it extends, else the newest of its family."""
    if new.extends is not None and (base := _form(then, new.extends)) is not None:
        return base
    family = [form for key in now.ids if (form := _form(now, key)) is not None and form.family == new.family]
    return max(family, key=lambda form: form.years.first, default=None)


def _changed_form(old: Form, new: Form) -> Changed:
    edition = f"（第 {old.version} 版 → 第 {new.version} 版）" if old.version != new.version else "（随别的表样一起变）"
    return Changed(f"表样：{new.title}{edition}", form_changes(old, new, _NAMES) or ("只换了版本，内容没有变化。",))


def _words(now: FormState, then: FormState) -> Iterator[Changed]:
    if not now.has_words and not then.has_words:
        return
    before, after = _lists(now), _lists(then)
    if before is None or after is None:
        yield Changed("词表", ("有的词表读不出来，说不出有哪些变化。",))
        return
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield _changed_list(old, new)


def _lists(state: FormState) -> Mapping[str, WordList] | None:
    """None where one that was taken in is at fault."""
    try:
        return state.lists_by_name
    except UserError:
        return None


def _changed_list(old: WordList | None, new: WordList | None) -> Changed:
    if new is None:
        return Changed(f"词表：{old.title if old is not None else ''}", ("不再有这个词表。",))
    edition = f"（第 {old.version} 版 → 第 {new.version} 版）" if old is not None else ""
    return Changed(f"词表：{new.title}{edition}", word_changes(old, new) or ("只换了版本，内容没有变化。",))
