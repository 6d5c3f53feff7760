"""Relations between budget tables: read as they are written, refused where they lead to nothing."""

from pathlib import Path

import pytest

from editor.forms.packs import bundled_packs
from editor.forms.relation import parse_relations
from tests.forms.test_budget_faults import refused


def test_a_text_of_relations_is_read() -> None:
    one, two = parse_relations(
        "t6.total.total <= t5.total.basic + fund; t3.codes*: t1.f{code}.total = t3.{line}.total;"
    )
    assert (one.sign, [t.column for t in one.right], one.over) == ("<=", ["basic", "fund"], "")
    assert (two.sign, two.over, two.deep, two.left[0].line) == ("=", "t3.codes", True, "f{code}")
    assert parse_relations(" ") == ()


@pytest.mark.parametrize("text", ["t1.a.b", "t1.a.b = ", "= t1.a.b", "codes: t1.a.b = t1.a.c", "t1.a b = c"])
def test_what_is_no_relation_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r".+|^$"):
        parse_relations(text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("t5.total.basic = t6.total.total", "t5.total.basic t6.total.total", "写法有误"),
        ("t5.total.basic = t6.total.total", "t5.total.basics = t6.total.total", "没有报表 t5 的金额列 basics"),
        ("t5.total.basic = t6.total.total", "t5.whole.basic = t6.total.total", "没有名为 whole 的行"),
        ("t5.total.basic = t6.total.total", "t5.{line}.basic = t6.total.total", "没有写明逐行核对"),
        ("t3.codes: t1.f{code}", "t3.total: t1.f{code}", "没有名为 t3.total 的科目行或清单"),
        ("= t1.lines.total;", "= t1.lines.whole;", "没有报表 t1 的金额列 whole"),
    ],
)
def test_a_relation_that_leads_to_nothing_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    message = refused(tmp_path, old, new)
    assert "checks" in message and said in message


def test_every_bundled_form_is_read_with_its_relations() -> None:
    form = bundled_packs().form("shanxi-2026")
    texts = [text for one in form.checks.values() for key, text in one.values.items() if key in ("relations", "likely")]
    assert sum(len(parse_relations(text)) for text in texts) > 30
