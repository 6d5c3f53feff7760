"""What the program remembers between two starts: text size, recent files, the window's layout; one small JSON file."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from editor.errors import UserError
from editor.store.backup import data_folder
from editor.values import value

TEXT_SIZES = (85, 100, 115, 130, 150, 175, 200)
"""Per cent of the system's text size."""
_MOST_RECENT = 12
_MAX_BYTES = 1024 * 1024
_PORTABLE = "jixiao-data"
OWN_WORDS = "own_words.json"
"""The clerk's own word list, in the same folder."""


@value
class Settings:
    """The remembered values; `geometry` and `layout` are Qt's own words in base64."""

    text_size: int = 100
    recent: tuple[str, ...] = ()
    folder: str = ""
    """Where the clerk last opened or saved something."""
    geometry: str = ""
    layout: str = ""
    family: str = ""
    """Of the forms of the volume that was open last: a clerk stays in one province."""


class Preferences:
    """The settings and their file. A file that cannot be read or written is no reason to trouble the clerk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._settings = _read(path)

    @property
    def settings(self) -> Settings:
        """The current values."""
        return self._settings

    @property
    def folder(self) -> Path:
        """The folder to begin in when a file is chosen: the last one while it is there, else the clerk's documents."""
        last = Path(self._settings.folder) if self._settings.folder else None
        if last is not None and _is_folder(last):
            return last
        documents = Path.home() / "Documents"
        return documents if _is_folder(documents) else Path.home()

    def update(self, **changes: Any) -> None:
        """Changes some values and writes the file; nothing is written where nothing changes."""
        new = replace(self._settings, **changes)
        if new == self._settings:
            return
        self._settings = new
        from editor.exchange.saving import save

        with suppress(OSError, UserError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            save(self._path, json.dumps(asdict(new), ensure_ascii=False, indent=1).encode())

    def remember(self, path: Path, family: str = "") -> None:
        """Puts a file first among the recent ones; `family` is that of its form."""
        name = str(path.absolute())
        others = (other for other in self._settings.recent if other != name)
        self.update(
            recent=(name, *others)[:_MOST_RECENT],
            folder=str(path.absolute().parent),
            family=family or self._settings.family,
        )

    def forget(self, path: Path) -> None:
        """Takes a file from the recent ones."""
        self.update(recent=tuple(other for other in self._settings.recent if other != str(path)))


def own_folder(environment: Mapping[str, str], home: Path, program: Path) -> Path:
    """Where preferences, backups and the log lie: a folder `jixiao-data` beside the program where there is one (carried on a
    stick), else the user's data folder.
    """
    portable = program.parent / _PORTABLE
    return portable if _is_folder(portable) else data_folder(environment, home)


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False


def _read(path: Path) -> Settings:
    try:
        if path.stat().st_size > _MAX_BYTES:
            return Settings()
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _settings(data) if isinstance(data, dict) else Settings()


def _settings(data: Mapping[str, Any]) -> Settings:
    """Each value that is of its kind; the default for any other."""
    taken: dict[str, Any] = {}
    for field in fields(Settings):
        value = data.get(field.name)
        if field.name == "recent" and isinstance(value, list):
            taken["recent"] = tuple(item for item in value if isinstance(item, str) and item)[:_MOST_RECENT]
        elif field.name == "text_size" and value in TEXT_SIZES:
            taken["text_size"] = value
        elif field.type in ("str", str) and isinstance(value, str):
            taken[field.name] = value
    return Settings(**taken)
