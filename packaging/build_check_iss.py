"""Checks the Windows installer's script without Windows: every name and path in it against the spec, the scripts that call it, and
what the installer promises: for one user, and nothing of the clerk's is ever removed.

    build_check_iss.py          prints what is wrong; 1 where something is
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_icons import DOCUMENT, PROGRAM
from build_trim import rules
from build_windows import PORTABLE_DATA

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SCRIPT = HERE / "windows" / "jixiao.iss"
_BOM = "\ufeff"
_PARAMETER = re.compile(r'(\w+):\s*("(?:[^"]|"")*"|[^;"]*)(?:;|$)')
_DEFINED, _WANTED = re.compile(r'^#define (\w+) "(.*)"'), re.compile(r"^#ifndef (\w+)")
_MADE_IN, _CONSTANT, _MESSAGE = re.compile(r"\{#(\w+)\}"), re.compile(r"\{([a-z]\w*)\}"), re.compile(r"\{cm:(\w+)")
_FLAGS = {
    "Files": {"ignoreversion", "recursesubdirs", "createallsubdirs"},
    "Registry": {"uninsdeletevalue", "uninsdeletekeyifempty", "uninsdeletekey"},
    "Run": {"nowait", "postinstall", "skipifsilent"},
}
_PLACES = {"app", "localappdata", "autoprograms", "autodesktop"}
"""Constants that stay with the user; any other would need an administrator or reach into the system."""
_SETUP = {
    "PrivilegesRequired": "lowest",
    "ArchitecturesAllowed": "x64compatible",
    "ArchitecturesInstallIn64BitMode": "x64compatible",
    "ChangesAssociations": "yes",
    "ShowLanguageDialog": "no",
    "LanguageDetectionMethod": "none",
}
_SECTIONS = {"Setup", "Languages", "Tasks", "InstallDelete", "Files", "Icons", "Registry", "Run"}
_CLASSES = "Software\\Classes\\"


@dataclass(frozen=True, slots=True)
class Script:
    """The script read: what it defines, what it wants defined, its directives, and the entries of its sections."""

    defined: Mapping[str, str]
    wanted: tuple[str, ...]
    setup: Mapping[str, str]
    entries: Mapping[str, tuple[Mapping[str, str], ...]]


def read_script(text: str) -> Script:
    """Reads a script's text; what it defines is put in where it stands."""
    defined: dict[str, str] = {}
    wanted: list[str] = []
    setup: dict[str, str] = {}
    entries: dict[str, list[dict[str, str]]] = {}
    section = ""
    for line in text.removeprefix(_BOM).splitlines():
        if match := _DEFINED.match(line):
            defined[match[1]] = match[2]
        elif match := _WANTED.match(line):
            wanted.append(match[1])
        elif line.startswith("["):
            section = line.strip("[] ")
            entries.setdefault(section, [])
        elif section and line.strip() and not line.startswith((";", "#")):
            filled = _MADE_IN.sub(lambda found: defined.get(found[1], found[0]), line)
            if section == "Setup":
                key, _, value = filled.partition("=")
                setup[key.strip()] = value.strip()
            else:
                entries[section].append({key: _unquoted(value) for key, value in _PARAMETER.findall(filled)})
    return Script(defined, tuple(wanted), setup, {key: tuple(value) for key, value in entries.items()})


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1].replace('""', '"') if value.startswith('"') else value


def wrongs(script: Path = SCRIPT, root: Path = ROOT) -> Iterator[str]:
    """A sentence for everything that is wrong."""
    text = script.read_text("utf-8")
    if not text.startswith(_BOM):
        yield f"{script.name} begins without a byte-order mark: Inno Setup would read it in the machine's own code page"
    read = read_script(text)
    yield from _wrong_names(read, root)
    yield from _wrong_setup(read)
    yield from _wrong_places(read, text)
    yield from _wrong_registry(read, root)
    yield from _wrong_removals(read)
    yield from _wrong_messages(read, text, script.parent)
    for section, flags in _FLAGS.items():
        for entry in read.entries.get(section, ()):
            unknown = set(entry.get("Flags", "").split()) - flags
            if unknown:
                yield f"[{section}] unknown flags {sorted(unknown)}"


def _wrong_names(read: Script, root: Path) -> Iterator[str]:
    """What it is called with, and the name of the program and of what it makes."""
    caller = (root / "packaging" / "build_windows.py").read_text("utf-8")
    given = set(re.findall(r"/D(\w+)=", caller))
    if set(read.wanted) != given:
        yield f"it wants {sorted(read.wanted)}, build_windows.py gives {sorted(given)}"
    output = read.setup.get("OutputBaseFilename", "").replace("{#Version}", "{version}")
    if f"{output}.exe" not in caller:
        yield f"build_windows.py does not look for {output}.exe"
    name = rules()["app"]["name"]
    if read.setup.get("AppName") != name:
        yield f"AppName is not {name}"


def _wrong_setup(read: Script) -> Iterator[str]:
    for key, value in _SETUP.items():
        if read.setup.get(key) != value:
            yield f"[Setup] {key} must be {value}"
    if "PrivilegesRequiredOverridesAllowed" in read.setup:
        yield "[Setup] nobody is to be asked for an administrator"
    if not re.fullmatch(r"\{\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", read.setup.get("AppId", "")):
        yield "[Setup] AppId is no GUID"
    unknown = set(read.entries) - _SECTIONS
    if unknown:
        yield f"sections nobody thought of: {sorted(unknown)}"


def program_files() -> frozenset[str]:
    """Files below {app} that the script may name: programs of the spec, icons that are drawn, the folder of libraries."""
    spec = (HERE / "jixiao.spec").read_text("utf-8")
    programs = {f"{name}.exe" for name in re.findall(r'program\("([\w-]+)"', spec)}
    inside = set(re.findall(r'contents_directory="(\w+)"', spec))
    return frozenset(programs | inside | {f"icons\\{icon}.ico" for icon in (PROGRAM, DOCUMENT)})


def _wrong_places(read: Script, text: str) -> Iterator[str]:
    """Paths below {app} and below the folders it is called with, and the constants of other places."""
    for path in re.findall(r"\{app\}\\([^\"\s]+)", text):
        if path not in program_files():
            yield f"the program has no {path}"
    for path in re.findall(r"\{#Icons\}\\([^\"\s]+)", text):
        if f"icons\\{path}" not in program_files():
            yield f"no icon {path} is drawn"
    for constant in set(_CONSTANT.findall(re.sub(r"\{\{.*?\}", "", text))) - _PLACES:
        yield f"{{{constant}}} is no place of the user's own"
    excluded = [entry.get("Excludes", "") for entry in read.entries.get("Files", ())]
    if not all(f"\\{PORTABLE_DATA}" in one for one in excluded):
        yield f"[Files] {PORTABLE_DATA} would be installed: the installed program would be portable"


def _wrong_registry(read: Script, root: Path) -> Iterator[str]:
    suffix = re.search(r'^SUFFIX = "(.*)"', (root / "editor" / "bridge" / "files.py").read_text("utf-8"), re.MULTILINE)
    for entry in read.entries.get("Registry", ()):
        if entry.get("Root") != "HKCU" or not entry.get("Subkey", "").startswith(_CLASSES):
            yield f"[Registry] {entry.get('Root')}\\{entry.get('Subkey')} is not the user's own"
    kinds = {entry["Subkey"].removeprefix(_CLASSES).partition("\\")[0] for entry in read.entries.get("Registry", ())}
    wanted = {suffix[1] if suffix else "", read.defined.get("ProgId", "")}
    if kinds != wanted:
        yield f"[Registry] {sorted(kinds)} instead of {sorted(wanted)}"
    commands = [e for e in read.entries.get("Registry", ()) if e.get("Subkey", "").endswith("\\shell\\open\\command")]
    if [entry.get("ValueData") for entry in commands] != ['"{app}\\jixiao.exe" "%1"']:
        yield "[Registry] a document is not opened with its path in quotes"
    whole = [e for e in read.entries.get("Registry", ()) if suffix and e["Subkey"] == f"{_CLASSES}{suffix[1]}"]
    if any("uninsdeletekey" in entry.get("Flags", "").split() for entry in whole):
        yield "[Registry] removing the whole key of the suffix would remove what other programs wrote there"


def _wrong_removals(read: Script) -> Iterator[str]:
    """An upgrade clears the libraries; nothing else is ever deleted, and the uninstaller deletes only what was installed."""
    inside = re.findall(r'contents_directory="(\w+)"', (HERE / "jixiao.spec").read_text("utf-8"))
    for entry in read.entries.get("InstallDelete", ()):
        if entry.get("Name") not in [f"{{app}}\\{name}" for name in inside]:
            yield f"[InstallDelete] {entry.get('Name')} is not the program's own"
    if "UninstallDelete" in read.entries:
        yield "[UninstallDelete] the uninstaller must leave documents, settings and backups"


def _wrong_messages(read: Script, text: str, folder: Path) -> Iterator[str]:
    """The languages' files, and the messages the script asks them for."""
    own = ""
    for entry in read.entries.get("Languages", ()):
        for name in entry.get("MessagesFile", "").split(","):
            file = folder / name
            if name.startswith("compiler:"):
                continue
            if not file.is_file():
                yield f"[Languages] there is no {name}"
                continue
            own = file.read_text("utf-8")
            if not own.startswith(_BOM):
                yield f"{name} begins without a byte-order mark"
    sections = re.split(r"^\[(\w+)\]$", own, flags=re.MULTILINE)
    by_name = dict(zip(sections[1::2], sections[2::2], strict=True))
    given = set(re.findall(r"^(\w+)=", by_name.get("CustomMessages", ""), re.MULTILINE))
    asked = set(_MESSAGE.findall(text))
    if given != asked:
        yield f"[CustomMessages] has {sorted(given)}, the script asks for {sorted(asked)}"
    keys = re.findall(r"^(\w+)=", by_name.get("Messages", ""), re.MULTILINE)
    if len(keys) != len(set(keys)):
        yield f"[Messages] twice: {sorted({key for key in keys if keys.count(key) > 1})}"


if __name__ == "__main__":
    found = list(wrongs())
    print("\n".join(found))
    sys.exit(1 if found else 0)
