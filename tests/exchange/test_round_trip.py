"""A volume exported to a file and imported again is the same volume."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from editor.compose.blocks import Composition
from editor.compose.volume import Composer
from editor.domain import edits
from editor.domain.volume import Volume
from editor.exchange.importing import import_sources, recognise_documents
from editor.exchange.json_io import volume_to_json
from editor.exchange.raw import RawDocument
from editor.exchange.readers.docx import read_docx
from editor.exchange.readers.xlsx import read_xlsx
from editor.exchange.writers.docx import write_docx
from editor.exchange.writers.written import Written
from editor.exchange.writers.xlsx import write_xlsx
from editor.forms.packs import bundled_packs
from tests.samples import small_volume
from tests.strategies import volumes

PACKS = bundled_packs()
TEXTS = [form.id for form in PACKS.all() if form.budget is None]
"""Forms of the 绩效文本; a publication with budget tables is another kind of document."""
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes 50 ms here: shrinking one would take minutes."""
Kind = tuple[str, Callable[[Composition], Written], Callable[[Path], RawDocument]]
KINDS: tuple[Kind, ...] = ((".docx", write_docx, read_docx), (".xlsx", write_xlsx, read_xlsx))


def exported(volume: Volume, kind: Kind, folder: Path) -> Path:
    suffix, write, _ = kind
    file = folder / f"文本{suffix}"
    file.write_bytes(write(Composer(PACKS.form(volume.form)).compose(volume)).data)
    return file


def plain(volume: Volume) -> dict[str, object]:
    """All of a volume but its keys."""
    return volume_to_json(volume, PACKS.form(volume.form))


def comes_back(volume: Volume, kind: Kind) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = kind[2](exported(volume, kind, Path(folder)))
    back, _ = recognise_documents([document], PACKS)
    assert plain(back) == plain(volume)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[0])
def test_a_small_volume(kind: Kind) -> None:
    comes_back(small_volume(), kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[0])
@pytest.mark.parametrize("form_id", TEXTS)
@settings(max_examples=25, phases=QUICK)
@given(data=st.data())
def test_any_volume(form_id: str, kind: Kind, data: st.DataObject) -> None:
    form = PACKS.form(form_id)
    volume = data.draw(volumes(form).filter(lambda v: v.projects or any(s.paragraphs for s in v.sections)))
    comes_back(volume, kind)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".json"])
def test_through_the_door_users_take(suffix: str, tmp_path: Path) -> None:
    volume = small_volume()
    file = tmp_path / f"文本{suffix}"
    if suffix == ".json":
        file.write_text(json.dumps(plain(volume), ensure_ascii=False), "utf-8")
    else:
        file = exported(volume, next(kind for kind in KINDS if kind[0] == suffix), tmp_path)
    back, report = import_sources([file], PACKS)
    assert plain(back) == plain(volume)
    assert report.form.value == volume.form


def test_real_volumes(shared: Path) -> None:
    for kind in KINDS:
        for truth in sorted((shared / "samples").glob("*.json")):
            source, _ = import_sources([truth.with_suffix(".docx")], PACKS)
            comes_back(source, kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[0])
def test_texts_longer_than_a_page_or_a_cell(kind: Kind) -> None:
    long = "校舍维修应当逐校排查，列出清单，限期完成。"
    volume = edits.set_cells(small_volume(), 1, [(10, "description", long * 150), (11, "basis", "县里的文件" * 60)])
    volume = edits.set_cells(volume, 1, [(12, "target", "第一行\n" + "第二行很长" * 100 + "\n\n末行")])
    volume = edits.set_field(volume, 1, "goals", tuple(f"第{n}项目标，完成并验收。" * 30 for n in "甲乙丙丁戊己"))
    volume = edits.set_paragraphs(
        volume, "safeguards", ("一是按月调度，落实责任，逐项对账销号。" * 60, "二是加强监督。")
    )
    comes_back(edits.set_field(volume, 2, "purpose", "甲乙丙丁戊己。" * 6000), kind)
