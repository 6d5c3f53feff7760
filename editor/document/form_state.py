"""What is in force while certain packs lie in the user's folder."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from editor.forms.installed import InstalledPack, in_force, installed_packs, packs_with
from editor.values import value

if TYPE_CHECKING:  # the window stands before words are loaded
    from editor.checks.words import WordList


@value
class Changed:
    """What would change in one form or word list."""

    heading: str
    sentences: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """As lines of text."""
        return (self.heading, *(f"　　{sentence}" for sentence in self.sentences))


class FormState:
    """Forms and word lists, read when asked for. Never changes: other packs are another state."""

    def __init__(
        self, folder: Path, program: str, resources: Path, installed: Sequence[InstalledPack] | None = None
    ) -> None:
        """`installed`: packs in place of those that lie in `folder`."""
        self.installed = installed_packs(folder, program) if installed is None else tuple(installed)
        self.used = in_force(self.installed)
        self.packs = packs_with(resources / "forms", self.used)
        self._words = resources / "words"

    @property
    def has_words(self) -> bool:
        """Whether a pack brought word lists."""
        return any(pack.manifest.word_lists for pack in self.used)

    @cached_property
    def lists(self) -> "tuple[WordList, ...] | None":
        """The word lists; None where no pack brought one, and those of the program are in force."""
        return tuple(self.lists_by_name.values()) if self.has_words else None

    @cached_property
    def lists_by_name(self) -> "Mapping[str, WordList]":
        """The word lists by the names of their files."""
        from editor.checks.words import lists_of

        return lists_of(self._words, *(pack.words_folder for pack in self.used))
