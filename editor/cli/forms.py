"""The forms of this user on the command line: listed, taken in from a pack, taken back."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from editor.cli.console import Console
from editor.cli.listing import form_json, form_line
from editor.document.form_room import FormRoom, KnownForm, own_form_room
from editor.forms.installed import InstalledPack
from editor.resources import program_file


def own_room() -> FormRoom:
    """The forms and word lists of this user, as in the window."""
    from editor.bridge.preferences import own_folder

    return own_form_room(own_folder(os.environ, Path.home(), program_file()))


def list_forms(console: Console, *, as_json: bool) -> None:
    """Every form with its version and where it comes from; packs of words behind them, for people."""
    room = own_room()
    known = room.known()
    if as_json:
        listed = [_json(one) for one in sorted(known, key=lambda one: one.id)]
        console.result(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for line in (*map(_line, known), *_word_packs(room)):
        console.result(line)


def take_forms(console: Console, file: Path) -> None:
    """Takes a pack in, and says what it changed."""
    room = own_room()
    offer = room.look(file)
    room.take(offer)
    for line in offer.lines():
        console.result(line)
    console.result(f"已导入表样包 {offer.pack.manifest.id}。要恢复前一版：jixiao forms --back {offer.pack.manifest.id}")


def take_forms_back(console: Console, name: str) -> None:
    """Takes a pack back, and says what it changed."""
    room = own_room()
    back = room.look_back(name)
    room.take_back(back)
    for changed in back.changes:
        for line in changed.lines():
            console.result(line)
    pack = back.pack.manifest
    then = f"表样包第 {back.older.manifest.version} 版" if back.older is not None else "随程序来的样子"
    console.result(f"已撤下表样包 {pack.id} 第 {pack.version} 版，恢复成{then}。")


def _json(one: KnownForm) -> dict[str, Any]:
    shown = form_json(one.form) if one.form is not None else {"id": one.id, "fault": one.fault}
    pack = one.pack.manifest if one.pack is not None else None
    about = {"id": pack.id, "version": pack.version, "date": pack.date, "title": pack.title} if pack else None
    return {**shown, "origin": "taken" if pack else "bundled", "pack": about}


def _line(one: KnownForm) -> str:
    origin = f"已导入（{_edition(one.pack)}）" if one.pack is not None else "随程序"
    if one.form is None:
        return f"{one.id}\t读不出来\t{origin}\t{one.fault}"
    return f"{form_line(one.form)}\t第 {one.form.version} 版\t{origin}"


def _word_packs(room: FormRoom) -> Iterator[str]:
    for pack in room.taken():
        if pack.manifest.word_lists:
            yield f"{pack.manifest.id}\t{pack.manifest.title}\t词表\t第 {pack.manifest.version} 版\t已导入（{_edition(pack)}）"


def _edition(pack: InstalledPack) -> str:
    return f"{pack.manifest.id} 第 {pack.manifest.version} 版，{pack.manifest.date}"
