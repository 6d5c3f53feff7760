"""The data of the self-check list, and what is said of faults in it."""

from pathlib import Path

import pytest

from editor.errors import UserError
from editor.forms.self_check import bundled_self_check, read_self_check
from editor.resources import resources_dir

BUNDLED = resources_dir() / "self_check.yaml"


def test_the_bundled_list_is_sound() -> None:
    form = bundled_self_check()
    assert {one.of for one in form.lists} == {"checks", "findings", "waived"}
    shown = {severity for one in form.lists if one.of == "findings" for severity in one.severities}
    assert shown == {"error", "warning", "info"}, "every open finding stands in some list"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("{key: rule, head", "{key: reason, head", "lists.0.columns.3.key”：只能写"),
        ("width: 60", "width: 0", "列宽要大于 0"),
        ("style: centred}", "style: centered}", "没有名为 centered 的样式"),
        ("{department}", "{county}", "title”：花括号里只能写"),
        ("{n}处", "{n}{m}处", "failed”：花括号里只能写"),
        ("    - [填表人, '', 审核人, '']", "    - [填表人, '', 审核人]", "格数要与 widths 相同"),
        ("warning: 警告, ", "", "缺少 warning 的说法"),
        ("  sign: {", "  signs: {", "缺少样式 sign"),
        ("of: waived", "of: found", "只能写"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    text = BUNDLED.read_text("utf-8")
    assert right in text
    file = tmp_path / "self_check.yaml"
    file.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(UserError) as raised:
        read_self_check(file)
    assert said in str(raised.value) and "第 " in str(raised.value)
