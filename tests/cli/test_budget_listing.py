"""`show` of a publication: its tables, its paragraphs, its goal sheets."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from editor.cli.listing import volume_lines
from editor.domain.entries import put_entry
from editor.domain.places import Place
from editor.forms.packs import bundled_packs
from editor.store.creating import create_file
from tests.budget.made_up import sheets, unit


def test_tables_and_paragraphs_stand_in_the_order_of_print() -> None:
    volume = unit()
    volume = put_entry(
        replace(volume, projects=sheets(volume)), Place(table="t5", line="22005", field="basic"), "310.19"
    )
    lines = list(volume_lines(volume, bundled_packs().form("shanxi-2026")))
    assert "　22005｜气象事务｜385.69｜310.19*｜75.50" in lines
    assert not any("外交支出" in line and "｜0" in line for line in lines)
    assert (
        lines.index("2026年预算收支总表")
        < lines.index("2026年项目支出预算表（上年结转）")
        < lines.index("二、收入预算情况说明")
    )
    assert lines[lines.index("三、支出预算情况说明") + 1].startswith("　　2026年度云台山气象局支出预算474.40万元")
    assert lines[-1] == "共 2 个项目，实施期资金总额合计 0 元，年度资金总额合计 885,000 元。"


def test_a_file_is_shown_and_comes_back_from_json(jixiao: Callable[..., Any], tmp_path: Path) -> None:
    path, text, back = tmp_path / "公开.jixiao", tmp_path / "公开.json", tmp_path / "再来.jixiao"
    create_file(path, unit())
    shown = jixiao("show", path)
    assert (shown.code, shown.err) == (0, "")
    assert "　天气雷达维护｜50.00｜45.00｜｜｜｜5.00" in shown.out.splitlines()
    text.write_text(jixiao("show", path, "--json").out, "utf-8")
    assert jixiao("import", text, "-o", back).code == 0
    assert json.loads(jixiao("show", back, "--json").out) == json.loads(text.read_text("utf-8"))
    assert jixiao("show", back).out == shown.out
