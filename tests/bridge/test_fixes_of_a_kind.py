"""What a typist's hand would put right is put right in all places at once, in one step that can be taken back."""

from pathlib import Path

import pytest

from editor.bridge.findings_words import combined, corrections, same_kind
from editor.checks.engine import Checker
from editor.document.document import Document, create_document
from editor.domain import edits
from editor.domain.entries import entry_at, put_entry
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.domain.volume import Unit, Volume
from editor.forms.packs import bundled_packs
from tests.checks.conftest import ROWS, SECTIONS
from tests.checks.test_clean_fields import project

FORM = bundled_packs().form("hebei-2023")


def cell(sheet: int, row: int, column: str) -> Place:
    return Place(project=sheet, row=1000 * sheet + row, field=column)


def of(sheet: int, field: str, item: int | None = None) -> Place:
    return Place(project=sheet, field=field, item=item)


def said(item: int) -> Place:
    return Place(section="safeguards", item=item)


KINDS: dict[str, tuple[str, dict[Place, Entry], dict[Place, Entry]]] = {
    "百分号": (
        "IND-28",
        {cell(1, 1, "target"): "≥85％", cell(2, 2, "target"): "≥95℅"},
        {cell(1, 1, "target"): "≥85%", cell(2, 2, "target"): "≥95%"},
    ),
    "编号": (
        "DOC-04",
        {said(1): "三是管好资金，专账核算，按进度支付，不得挪作他用。"},
        {said(1): "二是管好资金，专账核算，按进度支付，不得挪作他用。"},
    ),
    "全角半角": (
        "TXT-04",
        {cell(1, 0, "target"): "≥１２０公里", said(0): "一是落实责任,按月检查。"},
        {cell(1, 0, "target"): "≥120公里", said(0): "一是落实责任，按月检查。"},
    ),
    "文号括号": (
        "TXT-04",
        {cell(1, 0, "basis"): "青交字[2026]3号", cell(2, 0, "basis"): "青交字【2026】3号"},
        {cell(1, 0, "basis"): "青交字〔2026〕3号", cell(2, 0, "basis"): "青交字〔2026〕3号"},
    ),
    "空格": (
        "TXT-09",
        {cell(1, 0, "level3"): " 养护里程", cell(2, 0, "level3"): "养护里程。"},
        {cell(1, 0, "level3"): "养护里程", cell(2, 0, "level3"): "养护里程"},
    ),
    "预算数": (
        "BUD-01",
        {of(1, "budget"): "5.10", of(2, "budget"): "4.90"},
        {of(1, "budget"): "5.00", of(2, "budget"): "5.00"},
    ),
    "条目编号": (
        "GOL-02",
        {of(1, "goals", 0): "1、完成县道日常养护120公里，路面平整。", of(2, "goals", 0): "（1）完成县道病害处治。"},
        {of(1, "goals", 0): "完成县道日常养护120公里，路面平整。", of(2, "goals", 0): "完成县道病害处治。"},
    ),
    "期限的年份": (
        "IND-27",
        {cell(1, 2, "target"): "2026年11月底前", cell(2, 2, "target"): "2025年12月底前"},
        {cell(1, 2, "target"): "2027年11月底前", cell(2, 2, "target"): "2027年12月底前"},
    ),
    "计划写法": (
        "PLN-05",
        {of(1, "disbursement"): ("0％", "50%", "75", "100"), of(2, "disbursement"): ("0", "50.00", "75", "100")},
        {of(1, "disbursement"): ("0", "50", "75", "100"), of(2, "disbursement"): ("0", "50", "75", "100")},
    ),
}


@pytest.fixture
def volume() -> Volume:
    rows = [row[1:] for row in ROWS]
    one = {
        "unit": "401001",
        "budget": "5.00",
        "purpose": "用于县道日常养护的材料、机械租用和养护工人劳务费。",
        "plan": ["0", "50", "75", "100"],
        "goals": ["完成县道日常养护120公里，路面平整，病害及时处治。"],
        "rows": rows,
    }
    year = {"year": 2027}
    sheets = tuple(project(FORM, year, n, {**one, "name": name}) for n, name in enumerate(("县道养护", "桥梁养护"), 1))
    return Volume(FORM.id, 2027, "青石县交通运输局", (Unit("401001", "青石县公路站"),), SECTIONS, sheets)


@pytest.mark.parametrize("kind", KINDS)
def test_all_of_a_kind_are_put_right_at_once_and_taken_back(kind: str, volume: Volume, tmp_path: Path) -> None:
    check, wrong, right = KINDS[kind]
    for place, entry in wrong.items():
        volume = put_entry(volume, place, entry)
    document: Document = create_document(tmp_path / "a.jixiao", volume)
    same = same_kind(Checker(FORM).check(document.volume), check)
    fix, taken = combined(document.volume, [finding.fix for finding in same if finding.fix])
    assert taken == len(wrong)

    document.apply("修正", lambda v: _put(v, fix.entries))
    assert {place: entry_at(document.volume, place) for place in right} == right
    assert same_kind(Checker(FORM).check(document.volume), check) == ()
    document.undo()
    assert document.volume == volume
    document.close()


def _put(volume: Volume, entries: tuple[tuple[Place, Entry], ...]) -> Volume:
    for place, entry in entries:
        volume = put_entry(volume, place, entry)
    return volume


@pytest.mark.parametrize("kind", KINDS)
def test_before_and_after_are_shown(kind: str, volume: Volume) -> None:
    check, wrong, _ = KINDS[kind]
    for place, entry in wrong.items():
        volume = put_entry(volume, place, entry)
    for finding in same_kind(Checker(FORM).check(volume), check):
        assert finding.fix is not None
        (shown,) = corrections(FORM, volume, finding.fix)
        assert shown.before != shown.after
        assert finding.place in wrong


def test_rows_are_put_in_the_forms_order(volume: Volume) -> None:
    moved = edits.move_rows(volume, 1, [1001], 1000)
    (finding,) = [f for f in Checker(FORM).check(moved) if f.check == "IND-24"]
    assert finding.fix is not None
    mended = _put(moved, finding.fix.entries)
    levels = [row.cells.text("level2") for row in mended.projects[0].indicators]
    assert levels == [row.cells.text("level2") for row in volume.projects[0].indicators]
