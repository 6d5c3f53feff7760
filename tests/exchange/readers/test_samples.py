"""The sample files beside the checkout, at the level of cells and paragraphs: every text of the truth is read as one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editor.exchange.raw import RawDocument, RawParagraph, RawTable
from editor.exchange.readers.worker import read_sources

NAMES = ("linxi-2020", "lulong-2023")


def texts(document: RawDocument) -> set[str]:
    found: set[str] = set()
    for block in document.blocks:
        found |= {block.text} if isinstance(block, RawParagraph) else {cell.text for cell in block.cells}
    return found


def cells_of(truth: dict[str, Any]) -> Iterator[str]:
    for project in truth["projects"]:
        if project["classified"]:
            yield project["title"]
            continue
        yield from (project[key] for key in ("code", "name", "budget", "fiscal_funds", "other_funds", "purpose"))
        yield "\n".join(project["goals"])
        for indicator in project["indicators"]:
            yield from indicator.values()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf"])
def test_every_cell_of_the_truth_is_read(shared: Path, name: str, suffix: str) -> None:
    truth = json.loads((shared / "samples" / f"{name}.json").read_text("utf-8"))
    (document,) = read_sources([shared / "samples" / f"{name}.{suffix}"])
    expected = {text for text in cells_of(truth) if text}
    assert len(expected) > 50
    assert expected - texts(document) == set()
    if suffix != "xlsx":  # the workbooks hold the project sheets only
        narrative = {text for section in truth["sections"] for text in section["paragraphs"]}
        assert narrative - texts(document) == set()


@pytest.mark.parametrize("name", NAMES)
def test_word_and_pdf_have_the_same_rows(shared: Path, name: str) -> None:
    paths = [shared / "samples" / f"{name}.{suffix}" for suffix in ("docx", "pdf")]
    counts = [sum(b.row_count for b in d.blocks if isinstance(b, RawTable)) for d in read_sources(paths)]
    assert counts[0] == counts[1]
