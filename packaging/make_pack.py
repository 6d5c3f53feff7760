"""Makes form packs (.jixiaobiao) for offices to take in from a stick: keys, and signed packs.

    python packaging/make_pack.py key --folder DIR        a new key pair: the private one stays in DIR, outside the
                                                          repository; the public one is added to resources/keys/packs.json
    python packaging/make_pack.py pack FILE.yaml ... --key DIR/packs.key --id ID --title TITLE [-o OUT.jixiaobiao]

FILE: a form (resources/forms) or a word list (resources/words); a file with an `id` is a form. The pack is read back as the
program would, and what it changes is printed, before it is written.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from nacl.signing import SigningKey

from editor import __version__
from editor.document.form_room import FormRoom
from editor.errors import UserError
from editor.exchange.packs.signature import PublicKeys, head_for
from editor.forms.installed import MANIFEST
from editor.forms.manifest import FORMS, SUFFIX, WORDS, Manifest, manifest_bytes
from editor.forms.source import read_tree
from editor.resources import resources_dir

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT / "resources" / "keys" / "packs.json"
PRIVATE = "packs.key"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNSIGNED = bytes(64)


class NotMade(Exception):
    """Why no key or pack was made."""


def make_key(folder: Path, public: Path, owner: str) -> Path:
    """A new pair: the private key in `folder`, which only its owner may read; the public one added to the file `public`."""
    folder = folder.expanduser().resolve()
    if folder == ROOT or ROOT in folder.parents:
        raise NotMade("the private key must not lie in the repository")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / PRIVATE
    key = SigningKey.generate()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise NotMade(f"{file} is there already: packs signed with it would be lost with it") from fault
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(bytes(key).hex() + "\n")
    known = json.loads(public.read_text("utf-8"))["keys"] if public.is_file() else []
    today = datetime.now(UTC).date().isoformat()
    known.append({"owner": owner, "since": today, "public": bytes(key.verify_key).hex()})
    public.parent.mkdir(parents=True, exist_ok=True)
    public.write_text(json.dumps({"keys": known}, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    return file


def public_of(private: bytes) -> bytes:
    """The public key of a private one, both 32 bytes."""
    return bytes(SigningKey(private).verify_key)


def signed(parts: Mapping[str, bytes], private: bytes) -> bytes:
    """A pack file of these parts, the manifest among them; the same bytes for the same parts and key."""
    key = SigningKey(private)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, data in sorted(parts.items()):
            info = ZipInfo(name, _LONG_AGO)
            info.create_system = 3
            archive.writestr(info, data)
        archive.comment = head_for(bytes(key.verify_key)) + _UNSIGNED
    body = stream.getvalue()[: -len(_UNSIGNED)]
    return body + key.sign(body).signature


def pack_bytes(manifest: Manifest, members: Mapping[str, bytes], private: bytes) -> bytes:
    """The pack file of this manifest, whose `members` are filled in."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    return signed({MANIFEST: manifest_bytes(replace(manifest, members=digests)), **members}, private)


def member(file: Path) -> tuple[str, int]:
    """Where a file goes in a pack, and its version."""
    value = read_tree(file).value
    if not isinstance(value, dict):
        raise NotMade(f"{file.name} is neither a form nor a word list")
    version = value["version"].value if "version" in value else "1"
    folder = FORMS if "id" in value else WORDS
    return f"{folder}{file.stem}.yaml", int(str(version))


def make_pack(arguments: argparse.Namespace) -> Path:
    """Reads the files, signs the pack, reads it back as the program would, and writes it."""
    private = bytes.fromhex(arguments.key.expanduser().read_text("ascii").strip())
    found = [(file, *member(file)) for file in arguments.files]
    manifest = Manifest(
        arguments.id,
        arguments.version or max(version for *_, version in found),
        arguments.date,
        arguments.title,
        {},
        arguments.notes,
        arguments.program,
    )
    data = pack_bytes(manifest, {name: file.read_bytes() for file, name, _ in found}, private)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / f"{arguments.id}{SUFFIX}"
        trial.write_bytes(data)
        keys = PublicKeys.of(public_of(private))
        room = FormRoom(Path(folder) / "packs", lambda: keys, __version__, resources_dir())
        for line in room.look(trial).lines():
            print(line)
    output: Path = arguments.output or Path(f"{arguments.id}-{manifest.version}{SUFFIX}")
    output.write_bytes(data)
    return output


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    key = commands.add_parser("key", help="a new key pair")
    key.add_argument("--folder", type=Path, required=True, help="where the private key is kept; not in the repository")
    key.add_argument("--public", type=Path, default=PUBLIC, help="the list of public keys to add to")
    key.add_argument("--owner", default="", help="who signs with it")
    pack = commands.add_parser("pack", help="a signed pack")
    pack.add_argument("files", nargs="+", type=Path, metavar="FILE.yaml")
    pack.add_argument("--key", type=Path, required=True, help="the private key")
    pack.add_argument("--id", required=True)
    pack.add_argument("--title", required=True, help="what the clerk sees")
    pack.add_argument("--version", type=int, help="else that of the newest file in it")
    pack.add_argument("--date", default=datetime.now(UTC).date().isoformat())
    pack.add_argument("--notes", default="", help="what the clerk should know")
    pack.add_argument("--program", default=__version__, help="the oldest program that can take it in")
    pack.add_argument("-o", "--output", type=Path)
    return parser.parse_args(words)


def main(words: Sequence[str]) -> int:
    """Runs one command; its exit code."""
    arguments = _arguments(words)
    try:
        if arguments.command == "key":
            file = make_key(arguments.folder, arguments.public, arguments.owner)
            print(f"{file}: the private key. Keep it, and a copy of it, off this repository.")
        else:
            print(make_pack(arguments))
    except (NotMade, UserError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
