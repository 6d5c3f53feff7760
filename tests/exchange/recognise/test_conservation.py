"""Nothing of a source is dropped silently: each of its texts is in the volume, a word of the form, or in the report."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor.domain.volume import Volume
from editor.exchange.importing import recognise_documents
from editor.exchange.raw import RawBlock, RawCell, RawDocument, RawParagraph, RawTable, Where
from editor.exchange.readers.text import read_lines, read_text
from editor.exchange.recognise.front import contents_entry
from editor.exchange.recognise.vocabulary import Vocabulary, family_vocabularies
from editor.exchange.recognise.words import is_page_number, split_title, squeeze, without_number
from editor.exchange.report import ImportReport
from editor.forms.packs import FormPacks
from editor.forms.wording import cover_words
from tests.exchange.truth import volume_values
from tests.exchange.variants import Style, grids, recognised_dump, word_dump

Offices = dict[str, Volume]
WHERE = Where("a")
STRAY = "经办人签字处，请勿填写"
STRAY_ROW = ("复核意见", "同意上报", "某年某月")


def unexplained(document: RawDocument, packs: FormPacks) -> list[str]:
    volume, report = recognise_documents([document], packs)
    (words,) = (w for w in family_vocabularies(packs.all()) if packs.form(volume.form) in w.forms)
    form = packs.form(volume.form)
    cover = "\n".join(cover_words(form, volume).values())
    known = squeeze("\n".join(volume_values(volume, form).values()) + told(report) + cover)
    return [text for text in texts(document) if not explained(text, known, words)]


def told(report: ImportReport) -> str:
    return "\n".join(f"{item.before}\n{item.after}" for item in report.items)


def texts(document: RawDocument) -> Iterator[str]:
    for block in document.blocks:
        whole = (block.text,) if isinstance(block, RawParagraph) else tuple(c.text for c in block.cells)
        yield from (line for text in whole for line in re.split("[\n\t]", text) if squeeze(line))


def explained(text: str, known: str, words: Vocabulary) -> bool:
    key = squeeze(text)
    bare = squeeze(without_number(text))
    if key in known or bare in known or squeeze(split_title(text)[1]) in known:
        return True
    if words.label(text) or words.column(text) or words.is_classified(text) or is_page_number(text):
        return True
    if key in words.parts or key in words.contents_words or bare in words.sections or words.unit_line(text):
        return True
    if contents_entry(text, words) or key in ("单位:万", "元") or key.endswith(("编制", "审核")) or "年部门预算" in key:
        return True
    if key.rstrip("%") in known or any(key.replace("%", "") == v for v in known.split()):
        return True
    # run-together goals come apart at their numbers
    return all(squeeze(part) in known for part in re.split(r"\d{1,2}\s*[、.．)]|（\d）", text) if squeeze(part))


@pytest.mark.parametrize("name", ["2020-agriculture", "2021-emergency", "2024-health"])
def test_whole_sources_are_accounted_for(name: str, offices: Offices, packs: FormPacks) -> None:
    volume = offices[name]
    form = packs.form(volume.form)
    dump = read_lines(word_dump(volume, form, Style(fields=True, goals="together")), "a.txt")
    page = read_lines(recognised_dump(volume, form, Style(unit="line"), random.Random(3)), "a.txt")
    for document in (dump, page, grids(volume, form, Style(), "two"), grids(volume, form, Style(), "stacked")):
        assert unexplained(document, packs) == []


@pytest.mark.parametrize("source", ["000", "001"])
def test_real_sources_are_accounted_for(source: str, shared: Path, packs: FormPacks) -> None:
    (path,) = (shared / "seeds").glob(f"{source}_*.txt")
    assert unexplained(read_text(path), packs) == []


def test_what_stands_anywhere_between_is_reported_whole(offices: Offices, packs: FormPacks) -> None:
    """A stray paragraph and a stray table before every block of the body: none is lost, and none changes an indicator."""
    volume = offices["2024-health"]
    form = packs.form(volume.form)
    document = grids(volume, form, Style(cover=False, contents="none"), "two")
    table = RawTable(tuple(RawCell(0, i, text) for i, text in enumerate(STRAY_ROW)), 1, 3, WHERE)
    lower = [i for i, block in enumerate(document.blocks) if isinstance(block, RawTable)][1::2]
    blocks: list[RawBlock] = []
    for i, block in enumerate(document.blocks):
        blocks.append(block)
        if i in lower:
            blocks += [RawParagraph(f"{STRAY}{i}", WHERE), table]
    found, report = recognise_documents([replace(document, blocks=tuple(blocks))], packs)
    missed = "\n".join(item.before for item in report.of("not_understood"))
    assert all(f"{STRAY}{i}" in missed for i in lower)
    assert missed.count("\t".join(STRAY_ROW)) == len(lower)
    true = [[row.cells for row in p.indicators] for p in volume.projects]
    assert [[row.cells for row in p.indicators] for p in found.projects] == true


def test_an_extra_column_is_reported_cell_by_cell(offices: Offices, packs: FormPacks) -> None:
    volume = offices["2020-agriculture"]
    document = grids(volume, packs.form(volume.form), Style(), "two")
    blocks: list[RawBlock] = []
    for block in document.blocks:
        if isinstance(block, RawTable) and any(c.text == "一级指标" for c in block.cells):
            more = (RawCell(0, 7, "备注"), *(RawCell(r, 7, f"第{r}条备注") for r in range(1, block.row_count)))
            cells = sorted((*block.cells, *more), key=lambda c: (c.row, c.column))
            blocks.append(RawTable(tuple(cells), block.row_count, 8, block.where))
        else:
            blocks.append(block)
    found, report = recognise_documents([replace(document, blocks=tuple(blocks))], packs)
    said = json.dumps(report.to_json(), ensure_ascii=False)
    rows = max(len(p.indicators) for p in volume.projects)
    assert "备注" in said
    assert all(f"第{r}条备注" in said for r in range(1, rows + 1))
    assert len(found.projects) == len(volume.projects)
    assert report.to_json()["counts"]["not_understood"] >= sum(len(p.indicators) for p in volume.projects)
