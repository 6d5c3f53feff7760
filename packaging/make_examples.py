"""Makes examples/ from packaging/examples: each volume as a document (.jixiao) and as a Word file to import (.docx).

Run it after a change of their content or of the print. The content is the JSON that `jixiao show --json` prints. The same
content gives the same bytes: a new document has no history, so no time of day is in it (only another release of SQLite may
lay its file out differently).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "packaging" / "examples"
EXAMPLES = ROOT / "examples"

sys.path.insert(0, str(ROOT))

from editor.document.exporting import Exporter, Request  # noqa: E402
from editor.exchange.json_io import volume_from_json  # noqa: E402
from editor.forms.packs import bundled_packs  # noqa: E402
from editor.store.creating import create_file  # noqa: E402
from editor.typeset.fonts import FontSet  # noqa: E402


def make(folder: Path) -> Iterator[Path]:
    """The files, one after another as they are written to `folder`."""
    packs = bundled_packs()
    fonts = FontSet.bundled()
    for content in sorted(CONTENT.glob("*.json")):
        volume = volume_from_json(json.loads(content.read_text("utf-8")), packs)
        document, word = (folder / f"{content.stem}{suffix}" for suffix in (".jixiao", ".docx"))
        create_file(document, volume, overwrite=True)
        yield document
        Exporter(packs.form(volume.form), lambda: fonts).export(Request(volume), word)
        yield word


if __name__ == "__main__":
    for made in make(EXAMPLES):
        print(made.relative_to(ROOT).as_posix())
