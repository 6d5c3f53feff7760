"""What the steps of the self-test share, and how one is run."""

import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from editor.bridge.files import Files
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.forms.form import Form
from editor.forms.packs import FormPacks, bundled_packs
from editor.store.backup import Backups


class Failed(Exception):
    """A step did not come to what it should; the words say what was seen instead."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended. `trace` is Python's own account where it failed: the documents of the test are made up."""

    name: str
    good: bool
    remark: str
    seconds: float
    trace: str = ""

    @property
    def line(self) -> str:
        """As the report has it."""
        return f"{'✓' if self.good else '✗'} {self.name}：{self.remark}（{self.seconds:.1f} 秒）"


class Trial:
    """A folder to work in, and the example that is worked on; nothing outside the folder is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def packs(self) -> FormPacks:
        """The forms that came with the program."""
        return bundled_packs()

    @cached_property
    def files(self) -> Files:
        """Files whose backups lie in the folder."""
        return Files(self.packs, Backups(self.folder / "备份"))

    @cached_property
    def example(self) -> Volume:
        """The newest example volume, read as any file is."""
        from editor.document.document import open_document

        examples = self.files.examples()
        demand(examples, "程序文件夹里没有示例")
        with open_document(examples[0], read_only=True) as document:
            return document.volume

    @cached_property
    def form(self) -> Form:
        """The example's form."""
        return self.packs.form(self.example.form)


Step = tuple[str, Callable[[Trial], str]]
"""Its name, and what it does; it gives a remark, or raises."""


def demand(condition: object, seen: str) -> None:
    """Failed with these words where the condition does not hold."""
    if not condition:
        raise Failed(seen)


def run_steps(steps: Iterable[Step], trial: Trial) -> Iterator[Outcome]:
    """One after the other; a step that fails does not keep the next from being tried."""
    for name, step in steps:
        begin = time.monotonic()
        try:
            good, remark, trace = True, step(trial), ""
        except (Failed, UserError) as error:
            good, remark, trace = False, str(error), traceback.format_exc()
        except Exception as error:  # whatever goes wrong on this computer is what is asked for
            good, remark, trace = False, f"程序内部出错 {type(error).__name__}", traceback.format_exc()
        yield Outcome(name, good, remark, time.monotonic() - begin, trace)
