"""Takes up a file again that went away and came back: a stick pulled and put in again, a copy put back in its place."""

from contextlib import suppress
from pathlib import Path

from editor.domain.volume import Volume
from editor.errors import UserError
from editor.store.file import VolumeFile
from editor.store.opening import Opening, open_file


def reattach(file: VolumeFile, volume: Volume, how: Opening) -> VolumeFile | None:
    """The file at the same path, opened anew, where it holds just what `file` last committed; None where it does not.

    `file` is closed where it was replaced, and as good as before where not.
    """
    if not _is_there(file.path):
        return None
    file.unlock()
    with suppress(UserError):
        opened = open_file(file.path, how=how)
        if opened.volume == volume and opened.file.history == file.history and not opened.file.read_only:
            opened.file.saved_at = file.saved_at
            file.close()
            return opened.file
        opened.file.close()
    file.relock()
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
