"""A process of the bench: PART FILE.jixiao → seconds as a JSON list, measured inside a running program.

open: opening the document; edit: one edit applied and saved; typeset: blocks and pages again after one edit.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from editor.compose.volume import Composer
from editor.document.document import Document, open_document
from editor.domain import edits
from editor.domain.volume import Project, Volume
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import Typesetter

OPENINGS = 9
EDITS = 100


def opening(file: Path) -> Iterator[float]:
    """Each time from the path to the document."""
    for _ in range(OPENINGS):
        start = time.perf_counter()
        document = open_document(file)
        yield time.perf_counter() - start
        document.close()


def editing(file: Path) -> Iterator[float]:
    """One field of a project each time, saved to the disk before it counts as done."""
    document = open_document(file)
    for n, project in enumerate(_spread(document.volume)):
        start = time.perf_counter()
        document.apply("修改资金用途", _longer(document, project, n))
        yield time.perf_counter() - start
    document.close()


def typesetting(file: Path) -> Iterator[float]:
    """From the edited volume to its pages, everything before the edit being remembered."""
    document = open_document(file, read_only=True)
    volume = document.volume
    document.close()
    composer = Composer(bundled_packs().form(volume.form))
    typesetter = Typesetter(FontSet.bundled())
    typesetter.typeset(composer.compose(volume))
    for n, project in enumerate(_spread(volume)):
        volume = edits.set_field(volume, project.key, "purpose", f"{project.fields.text('purpose')}共{n}项。")
        start = time.perf_counter()
        typesetter.typeset(composer.compose(volume))
        yield time.perf_counter() - start


def _longer(document: Document, project: Project, n: int) -> edits.Edit:
    purpose = document.volume.project(project.key).fields.text("purpose")
    return lambda volume: edits.set_field(volume, project.key, "purpose", f"{purpose}共{n}项。")


def _spread(volume: Volume) -> Iterator[Project]:
    """Open projects from all over the volume, in turn."""
    there = [project for project in volume.projects if not project.classified]
    for n in range(EDITS):
        yield there[n * 7919 % len(there)]


PARTS: dict[str, Callable[[Path], Iterator[float]]] = {"open": opening, "edit": editing, "typeset": typesetting}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(list(PARTS[sys.argv[1]](Path(sys.argv[2])))))
