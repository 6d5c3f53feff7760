"""A real publication: its leaf figures typed in give its printed totals, but for the cents its own note speaks of."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from editor.budget.book import Book
from editor.budget.bookkeeper import compute
from editor.domain import budget_edits
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.form import Form

Cells = list[str]
TAIL = Decimal("0.01")
AMOUNT = re.compile(r"-?\d+\.\d\d")


@pytest.fixture(scope="module")
def grids() -> dict[str, list[Cells]]:
    """Table → its rows, as the text has them."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "seeds"
    found = sorted(folder.glob("004*.txt")) if folder.is_dir() else []
    if not found:
        pytest.skip("no ../shared here")
    text = found[0].read_text("utf-8")
    text = text[text.index("预算公开表1") : text.index("第三部分 2026年度单位预算情况说明\n\n")]
    pieces = re.split(r"^2026年.*表.*$", text, flags=re.MULTILINE)[1:]
    assert len(pieces) == 13
    return {
        f"t{n}": [line.split("\t") for line in piece.splitlines() if "\t" in line] for n, piece in enumerate(pieces, 1)
    }


def amounts(cells: Cells, width: int) -> list[Decimal]:
    cells = [*cells, *[""] * width][:width]
    return [Decimal(cell) if AMOUNT.fullmatch(cell.strip()) else Decimal(0) for cell in cells]


def coded(grid: list[Cells], columns: tuple[str, ...]) -> Iterator[tuple[str, str, Decimal]]:
    """(line, column, amount) of a table by codes."""
    for row in grid:
        code = row[0].strip()
        if code == "合计" or (code.isdigit() and len(code) >= 3):
            cells = row[2:] if code != "合计" or len(row) == len(columns) + 2 else row[1:]
            yield from (
                ("total" if code == "合计" else code, c, a)
                for c, a in zip(columns, amounts(cells, len(columns)), strict=True)
            )


def typed_in(form: Form, grids: dict[str, list[Cells]]) -> Volume:
    """Only what no other figure follows from."""
    volume = Volume(form.id, 2026, "山西省看守所")
    leaves: dict[str, dict[str, str]] = {}
    for table, found in (("t5", ("", "general_basic", "general_project")), ("t2", (*("",) * 6, "carry_general"))):
        for code, column, amount in coded(grids[table], tuple(str(n) for n in range(len(found)))):
            key = found[int(column)]
            if len(code) == 7 and key and amount:
                leaves.setdefault(code, {"code": code})[key] = str(amount)
    volume = budget_edits.set_budget_table(volume, "functions", [Fields(dict(row)) for row in leaves.values()])
    assert form.budget
    codes = {name: code for code, name in form.budget.subjects["economy"].names.items() if len(code) == 5}
    economy = []
    for row in grids["t6"]:
        if row[0].strip() in codes and row[1].strip():
            _, personnel, running = amounts(row[2:], 3)
            economy.append(
                {
                    "code": codes[row[0].strip()],
                    "government": row[1],
                    "personnel": str(personnel),
                    "running": str(running),
                }
            )
    volume = budget_edits.set_budget_table(volume, "economy", [Fields(dict(row)) for row in economy])
    volume = budget_edits.set_budget_table(volume, "three_public", [Fields({"line": "running", "general": "56.00"})])
    volume = budget_edits.set_budget_table(volume, "running_costs", [Fields({"general": "272.13"})])
    for table, ledger in (("t12", "projects"), ("t13", "carried_projects")):
        rows = [(row[0].strip(), amounts(row[1:], 2)[1]) for row in grids[table]]
        kept = [Fields({"name": name, "general": str(a)}) for name, a in rows if a and name[-1] not in "所厅"]
        volume = budget_edits.set_budget_table(volume, ledger, kept)
    return volume


def printed(grids: dict[str, list[Cells]]) -> dict[tuple[str, str, str], Decimal]:
    """Every amount of the publication by table, line and column."""
    found: dict[tuple[str, str, str], Decimal] = {}
    shapes = {
        "t2": ("all", "general", "fund", "capital", "special", "own", "carried"),
        "t3": ("total", "basic", "project"),
        "t5": ("total", "basic", "project"),
    }
    for table, columns in shapes.items():
        found |= {(table, line, column): amount for line, column, amount in coded(grids[table], columns)}
    ends = {"本年收入合计": "now", "收入总计": "all"}
    for row in grids["t1"]:
        label, (now, *_) = row[0].strip(), amounts(row[1:], 1)
        if label in ends:
            found["t1", f"income_{ends[label]}", "now"] = now
            total, this_year, carried = amounts(row[3:], 3)
            for column, amount in (("total", total), ("this_year", this_year), ("carried", carried)):
                found["t1", f"spending_{ends[label]}", column] = amount
    for row in grids["t4"]:
        if row[0].strip() in ends:
            found["t4", f"income_{ends[row[0].strip()]}", "amount"] = amounts(row[1:], 1)[0]
            found["t4", f"spending_{ends[row[0].strip()]}", "subtotal"] = amounts(row[3:], 1)[0]
    names = {
        "合计": "total",
        "工资福利支出": "301",
        "商品和服务支出": "302",
        "对个人和家庭的补助": "303",
        "资本性支出": "310",
    }
    for row in grids["t6"]:
        if row[0].strip() in names and (len(row) < 2 or not row[1].strip()):
            for column, amount in zip(("total", "personnel", "running"), amounts(row[2:], 3), strict=True):
                found["t6", names[row[0].strip()], column] = amount
    found["t12", "unit_", "total"] = Decimal("501.73")
    found["t13", "ministry", "total"] = found["t1", "spending_now", "carried"]
    return found


def differing(book: Book, expected: dict[tuple[str, str, str], Decimal]) -> dict[tuple[str, str, str], Decimal]:
    return {at: book.amount(*at) - amount for at, amount in expected.items() if book.amount(*at) != amount}


def test_leaf_figures_give_the_printed_totals_but_for_the_known_tails(
    form: Form, grids: dict[str, list[Cells]]
) -> None:
    expected = printed(grids)
    assert len(expected) > 190
    off = differing(compute(form, typed_in(form, grids)), expected)
    assert {abs(amount) for amount in off.values()} == {TAIL}
    assert {line for _, line, _ in off} == {"21011", "210"}


def test_the_one_rounded_sum_typed_in_makes_every_figure_the_printed_one(
    form: Form, grids: dict[str, list[Cells]]
) -> None:
    volume = typed_in(form, grids)
    volume = put_entry(volume, Place(table="t5", line="21011", field="basic"), "83.33")
    volume = put_entry(volume, Place(table="t5", line="total", field="basic"), "1712.52")
    book = compute(form, volume)
    assert differing(book, printed(grids)) == {}
    assert volume.overrides.keys() == {"t5/21011/basic", "t5/total/basic"}
    for key in ("t7", "t8", "t9"):
        assert book.table(key).empty
