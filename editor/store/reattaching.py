"""Takes up a file again that went away and came back: a stick pulled and put in again, a copy put back in its place."""

from contextlib import suppress
from pathlib import Path

from editor.domain.volume import Volume
from editor.errors import UserError
from editor.store.file import VolumeFile
from editor.store.opening import Opened, Opening, open_file


def reattach(file: VolumeFile, volume: Volume, how: Opening, new: Volume | None = None) -> Opened | None:
    """The file at the same path, opened anew, where it holds just what `file` last committed; None where it does not.

    Or where it holds `new`, which was being committed: a disk may say that it failed when all was written. `file` is closed
    where it was replaced, and as good as before where not.
    """
    if not _is_there(file.path):
        return None
    file.unlock()
    with suppress(UserError):
        opened = open_file(file.path, how=how)
        as_left = opened.volume == volume and opened.file.history == file.history
        if not opened.file.read_only and (as_left or (new is not None and opened.volume == new)):
            opened.file.saved_at = file.saved_at
            file.close()
            return opened
        opened.file.close()
    file.relock()
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
