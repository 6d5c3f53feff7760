"""Who makes packs in tests: a key pair of its own for each, so that no test needs the real one."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nacl.signing import SigningKey

from editor.document.form_room import FormRoom
from editor.exchange.packs.signature import PublicKeys
from editor.forms.manifest import Manifest
from editor.resources import resources_dir
from make_pack import pack_bytes

NEXT = """id: hebei-2027
title: 河北省部门预算绩效文本（2027年度起）
extends: hebei-2023
years: {first: 2027}
fields:
  other_funds: {required: true}
"""
"""A form of a later year."""
CORRECTED = """id: hebei-2023
title: 河北省部门预算绩效文本（2023年度起）
version: 2
extends: hebei-2021
years: {first: 2023}
cover:
  fields:
    stage: {default: （草案）}
fields:
  code: {pattern: '\\d{6}(?P<year>\\d{2})P\\d{11}[0-9A-Z]'}
  other_funds: {blank: ''}
  disbursement: {decimals: 0, trim: true}
sheet:
  unit_line: ['{unit_code} {unit_name}', 单位：万元]
page_numbers: {counts_from: cover}
"""
"""Another edition of a form the program has."""
WORDS = "title: 县里的词\ntypos: |\n  青实县 青石县\n"


def room_in(folder: Path, publisher: "Publisher", program: str = "0.1.0") -> FormRoom:
    """A room with the packs of `folder`, over the program's forms of one family: to look at all of them takes its time."""
    resources = folder.with_name(f"{folder.name}-resources")
    if not resources.is_dir():
        shutil.copytree(resources_dir() / "words", resources / "words")
        (resources / "forms").mkdir()
        for file in (resources_dir() / "forms").glob("hebei-*.yaml"):
            shutil.copy(file, resources / "forms")
    return FormRoom(folder, lambda: publisher.keys, program, resources)


@dataclass(frozen=True)
class Publisher:
    """Signs with a key of its own."""

    private: bytes = field(default_factory=lambda: bytes(SigningKey.generate()))

    @property
    def keys(self) -> PublicKeys:
        return PublicKeys.of(bytes(SigningKey(self.private).verify_key))

    def bytes(
        self,
        parts: Mapping[str, str],
        *,
        pack: str = "mine",
        version: int = 1,
        program: str = "0.1",
        needs: Mapping[str, int] | None = None,
        notes: str = "",
    ) -> bytes:
        """A pack of these files (forms/….yaml, words/….yaml)."""
        manifest = Manifest(pack, version, "2027-01-31", f"表样包{pack}", {}, notes, program, needs or {})
        return pack_bytes(manifest, {name: text.encode() for name, text in parts.items()}, self.private)

    def write(self, path: Path, parts: Mapping[str, str], **about: object) -> Path:
        """The same in a file."""
        path.write_bytes(self.bytes(parts, **about))  # type: ignore[arg-type]
        return path
