"""What a form pack says of itself (manifest.json): which pack, which version, what it needs, what is in it."""

import json
import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from editor.values import value

SUFFIX = ".jixiaobiao"
"""Of a pack file."""
FORMAT = 1
"""The layout of pack files this program knows; a newer one is for a newer program."""
ID = re.compile(r"[a-z][a-z0-9-]{1,39}")
FORMS, WORDS = "forms/", "words/"
_MEMBER = re.compile(rf"(?:{FORMS}|{WORDS}){ID.pattern}\.yaml")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PROGRAM = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")
_LONGEST = 200
_LONGEST_NOTES = 2000
_MOST_MEMBERS = 100
_LAST_VERSION = 999_999


class ManifestFault(Exception):
    """The manifest is not what it has to be; says which key, for the log and the maker, not for the clerk."""


class NewerFormat(ManifestFault):
    """It is laid out as only a newer program knows."""


@value
class Manifest:
    """A pack's own words; `members` are all its files but the manifest, with their SHA-256 in hex."""

    id: str
    version: int
    """From 1, higher with each edition."""
    date: str
    """Of this edition, 2027-01-31."""
    title: str
    members: Mapping[str, str]
    notes: str = ""
    """What the publisher has to say to the clerk."""
    program: str = "0"
    """The oldest program that can read it, 1.2.0."""
    forms: Mapping[str, int] = field(default_factory=dict)
    """Forms of others it stands on, with the oldest version of each."""

    @property
    def form_ids(self) -> tuple[str, ...]:
        """Ids of the forms in it."""
        return _names(self.members, FORMS)

    @property
    def word_lists(self) -> tuple[str, ...]:
        """Names of the word lists in it."""
        return _names(self.members, WORDS)

    def runs_on(self, program: str) -> bool:
        """Whether a program of this version is new enough."""
        return _numbers(self.program) <= _numbers(program)


def read_manifest(data: bytes) -> Manifest:
    """The manifest in these bytes; ManifestFault where it is none."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise ManifestFault("no JSON") from fault
    if not isinstance(found, dict):
        raise ManifestFault("no mapping")
    if isinstance(found.get("format"), int) and found["format"] > FORMAT:
        raise NewerFormat("format")
    if found.get("format") != FORMAT:
        raise ManifestFault("format")
    needs = _part(found, "needs")
    return Manifest(
        id=_text(found, "id", ID),
        version=_version(found.get("version"), "version"),
        date=_text(found, "date", _DATE),
        title=_free(found, "title", _LONGEST),
        members=_members(_part(found, "members")),
        notes=_free(found, "notes", _LONGEST_NOTES) if "notes" in found else "",
        program=_text(needs, "program", _PROGRAM) if "program" in needs else "0",
        forms={_id(key): _version(value, "needs.forms") for key, value in _part(needs, "forms").items()},
    )


def manifest_bytes(manifest: Manifest) -> bytes:
    """What `read_manifest` reads; the same bytes for the same manifest."""
    shown = {
        "format": FORMAT,
        "id": manifest.id,
        "version": manifest.version,
        "date": manifest.date,
        "title": manifest.title,
        "notes": manifest.notes,
        "needs": {"program": manifest.program, "forms": dict(sorted(manifest.forms.items()))},
        "members": dict(sorted(manifest.members.items())),
    }
    return (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode()


def _names(members: Mapping[str, str], folder: str) -> tuple[str, ...]:
    found = (name for name in members if name.startswith(folder))
    return tuple(sorted(name.removeprefix(folder).removesuffix(".yaml") for name in found))


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"[0-9]+", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _part(found: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = found.get(key, {})
    if not isinstance(part, dict):
        raise ManifestFault(key)
    return part


def _text(found: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    text = found.get(key)
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ManifestFault(key)
    return text


def _free(found: Mapping[str, Any], key: str, longest: int) -> str:
    text = found.get(key)
    if not isinstance(text, str) or len(text) > longest or not text.replace("\n", "").isprintable():
        raise ManifestFault(key)
    return text


def _id(key: str) -> str:
    if not ID.fullmatch(key):
        raise ManifestFault("needs.forms")
    return key


def _version(value: object, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LAST_VERSION:
        raise ManifestFault(key)
    return value


def _members(part: Mapping[str, Any]) -> Mapping[str, str]:
    if not 1 <= len(part) <= _MOST_MEMBERS:
        raise ManifestFault("members")
    for name, digest in part.items():
        if not _MEMBER.fullmatch(name) or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise ManifestFault("members")
    return dict(part)
