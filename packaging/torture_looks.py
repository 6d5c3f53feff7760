"""What a damaged file is given to: opening and going through its history, or importing; and good files of each kind to damage."""

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from editor.document.document import create_document, open_document
from editor.document.exporting import Exporter, Request
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.exchange.importing import import_sources
from editor.forms.packs import bundled_packs
from editor.store.opening import open_file
from editor.typeset.fonts import FontSet
from torture_walk import FORM, State, after, beginning, next_step, take

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SAMPLES = Path(__file__).resolve().parent.parent.parent / "shared" / "samples"
_STEPS = 12


def look_at_document(path: Path) -> None:
    """Opens it to be looked at and to be changed, and in a copy undoes and does again all there is."""
    open_file(path, read_only=True).file.close()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        with open_document(copy) as document, suppress(UserError):
            while document.undo():
                pass
            while document.redo():
                pass
            for version in document.versions():
                with suppress(UserError):
                    document.restore_version(version.id)


def look_at_source(path: Path) -> None:
    """Imports it, in this process: what the worker would do, and what is done with what it gives."""
    import_sources([path], bundled_packs(), form_id=FORM, year=2027, in_process=True)


def documents(folder: Path) -> Sequence[Path]:
    """Documents with a history and versions: one small, one worked on."""
    small, worked = folder / "小.jixiao", folder / "大.jixiao"
    create_document(small, beginning()).close()
    state = State(beginning())
    with create_document(worked, state.volume) as document:
        for _ in range(_STEPS):
            step = next_step(state, "documents")
            take(document, state, step)
            state = after(state, step)
    return small, worked


def sources(kind: str, folder: Path) -> Sequence[Path]:
    """Good files of a kind: exported here, the examples, and the real ones where they are."""
    exporter = Exporter(bundled_packs().form(FORM), FontSet.of_machine)
    made = folder / f"导出.{kind}"
    exporter.export(Request(_wide()), made)
    found = [made, *sorted(EXAMPLES.glob(f"*2020.{kind}")), *sorted(SAMPLES.glob(f"linxi*.{kind}"))]
    return found if kind != "json" else found[:1]  # the others tell what was recognised, and are no volumes


def _wide() -> Volume:
    """A volume with some pages."""
    state = State(beginning())
    for _ in range(_STEPS):
        step = next_step(state, "sources")
        state = after(state, step) if step.kind != "paste" else State(state.volume, state.step + 1)
    return state.volume
