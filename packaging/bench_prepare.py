"""A process of the bench: COUNT FOLDER → the made-up volume there as .jixiao, as .docx and as Typst's data."""

import sys
from pathlib import Path

from bench_typst import write_data
from bench_volume import made_up_volume
from editor.compose.volume import Composer
from editor.exchange.writers.docx import write_docx
from editor.forms.packs import bundled_packs
from editor.store.creating import create_file

FORM = "hebei-2023"


def prepare(count: int, folder: Path) -> None:
    """Writes the three files; at most a few hundred projects also as Word, which nobody has with thousands."""
    form = bundled_packs().form(FORM)
    volume = made_up_volume(form, count)
    composition = Composer(form).compose(volume)
    create_file(folder / f"{count}.jixiao", volume, overwrite=True)
    write_data(composition, form, folder / f"{count}.json")
    if count <= 400:
        (folder / f"{count}.docx").write_bytes(write_docx(composition).data)


if __name__ == "__main__":
    prepare(int(sys.argv[1]), Path(sys.argv[2]))
