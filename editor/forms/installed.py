"""Form packs the program has taken in: one folder each in the user's data, the newest version of a pack in force.

A pack lies in `<id>@<version>` with its manifest and its files. There is no list of what is in force that could disagree
with the folders: taking a pack in is one folder appearing, taking it back one folder gone.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from editor.forms.manifest import ID, Manifest, ManifestFault, read_manifest
from editor.forms.packs import FormPacks
from editor.values import value

MANIFEST = "manifest.json"
_FOLDER = re.compile(rf"(?P<id>{ID.pattern})@(?P<version>[1-9][0-9]{{0,5}})")
_MAX_BYTES = 256 * 1024


@value
class InstalledPack:
    """A pack in its folder."""

    manifest: Manifest
    folder: Path

    @property
    def forms_folder(self) -> Path:
        """Where its forms lie, if it has any."""
        return self.folder / "forms"

    @property
    def words_folder(self) -> Path:
        """Where its word lists lie, if it has any."""
        return self.folder / "words"


def folder_name(manifest: Manifest) -> str:
    """The name of a pack's folder."""
    return f"{manifest.id}@{manifest.version}"


def installed_packs(folder: Path, program: str) -> tuple[InstalledPack, ...]:
    """Every pack and version that lies in the folder, by id, the newest version first.

    What is no pack, cannot be read, or is for a newer program than `program` (an older one was put back) is left alone.
    """
    found = sorted(_readable(folder, program), key=lambda pack: (pack.manifest.id, -pack.manifest.version))
    return tuple(found)


def in_force(packs: Sequence[InstalledPack]) -> tuple[InstalledPack, ...]:
    """The newest version of each pack."""
    newest: dict[str, InstalledPack] = {}
    for pack in packs:
        other = newest.get(pack.manifest.id)
        if other is None or other.manifest.version < pack.manifest.version:
            newest[pack.manifest.id] = pack
    return tuple(newest[key] for key in sorted(newest))


def packs_with(bundled: Path, packs: Sequence[InstalledPack]) -> FormPacks:
    """The forms of the program's folder with those of these packs; of one form in several, the newest version."""
    return FormPacks(bundled, *(pack.forms_folder for pack in packs))


def _readable(folder: Path, program: str) -> Iterator[InstalledPack]:
    for path in _folders(folder):
        match = _FOLDER.fullmatch(path.name)
        if match is None:
            continue
        with suppress(OSError, ManifestFault):
            manifest = _manifest(path / MANIFEST)
            if (manifest.id, str(manifest.version)) == (match["id"], match["version"]) and manifest.runs_on(program):
                yield InstalledPack(manifest, path)


def _folders(folder: Path) -> list[Path]:
    with suppress(OSError):
        return list(folder.iterdir())
    return []


def _manifest(file: Path) -> Manifest:
    with file.open("rb") as stream:
        data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ManifestFault("size")
    return read_manifest(data)
