"""The real documents, where they are at hand, against their truth."""

import json
from pathlib import Path

import pytest

from editor.exchange.importing import import_sources
from editor.forms.packs import FormPacks
from tests.exchange.truth import compare, truth_values, volume_values

SOURCES = (
    ("seeds/000_*.txt", "linxi-2020"),
    ("seeds/001_*.txt", "lulong-2023"),
    *((f"samples/{name}.{kind}", name) for name in ("linxi-2020", "lulong-2023") for kind in ("docx", "xlsx", "pdf")),
)


@pytest.mark.parametrize(("source", "name"), SOURCES, ids=str)
def test_real_documents(source: str, name: str, shared: Path, packs: FormPacks) -> None:
    (path,) = shared.glob(source)
    truth = truth_values(json.loads((shared / "samples" / f"{name}.json").read_text("utf-8")))
    volume, report = import_sources([path], packs, in_process=True)
    only = "projects" if path.suffix == ".xlsx" else ""
    result = compare(truth, volume_values(volume, packs.form(volume.form)), only)
    assert result.total > 150
    assert result.share >= 0.999, result.lines()
    assert report.form.value == f"hebei-{name[-4:]}"
    assert report.year.value == name[-4:]


def test_repairs_of_a_recognised_page_are_told(shared: Path, packs: FormPacks) -> None:
    (path,) = shared.glob("seeds/001_*.txt")
    _, report = import_sources([path], packs, in_process=True)
    mended = [item.message for item in report.of("mended")]
    for words, at_least in (
        ("12月底的标签", 2),
        ("编码里的空格", 25),
        ("截断的段落", 3),
        ("截断的一行", 3),
        ("数值不在", 1),
    ):
        assert sum(1 for message in mended if words in message) >= at_least, words
    assert not report.of("not_understood")
