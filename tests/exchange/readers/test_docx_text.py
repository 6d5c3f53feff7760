"""Inside a docx paragraph: fields, symbols, automatic numbers."""

from pathlib import Path

import pytest

from editor.exchange.raw import RawDocument, RawParagraph, RawTable
from editor.exchange.readers.docx import read_docx
from tests.exchange.readers.makers import cell, para, row, run, table, write_docx


def read(tmp_path: Path, body: str, **parts: str) -> RawDocument:
    return read_docx(write_docx(tmp_path / "a.docx", body, **parts))


def texts(tmp_path: Path, body: str, **parts: str) -> list[str]:
    return [block.text for block in read(tmp_path, body, **parts).blocks if isinstance(block, RawParagraph)]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(instruction: str, *result: str) -> str:
    return mark("begin") + code(instruction) + (mark("separate") + "".join(result) if result else "") + mark("end")


def test_field_codes_are_not_text(tmp_path: Path) -> None:
    hidden_entry = field(' TC "总体绩效目标" \\f A \\l 1 ')
    assert texts(tmp_path, para(hidden_entry, run("总体绩效目标"))) == ["总体绩效目标"]


def test_words_typed_into_a_field_code_are_none_either(tmp_path: Path) -> None:
    entry = mark("begin") + run(" TC 总体绩效目标 \\f A ") + mark("end")
    assert texts(tmp_path, para(run("一、"), entry, run("总体"))) == ["一、总体"]


def test_results_are_text_and_fields_may_lie_in_fields(tmp_path: Path) -> None:
    page = field(" PAGEREF x ", run("3"))
    body = (
        para(mark("begin"), code(" TOC "), mark("separate"), run("第一部分\t"), page)
        + para(run("第二部分\t"), page)
        + para(mark("end"))
        + para("<w:fldSimple w:instr='DATE'>" + run("2月") + "</w:fldSimple>")
    )
    assert texts(tmp_path, body) == ["第一部分\t3", "第二部分\t3", "2月"]


def test_a_field_without_an_end_does_not_swallow_the_rest(tmp_path: Path) -> None:
    found = read(tmp_path, para(run("甲"), mark("begin"), code(" REF ")) + para("乙"))
    assert [block.text for block in found.blocks if isinstance(block, RawParagraph)] == ["甲", "乙"]
    assert [note.text for note in found.notes] == ["域代码不完整，按能读到的读入"]


@pytest.mark.parametrize(("instruction", "text"), [
    ("eq \\o\\ac(○,1)", "①"), (" EQ \\o\\ac(○,12) ", "⑫"), ("eq \\o\\ac(○,密)", "密"),
])  # fmt: skip
def test_circled_characters_are_fields(tmp_path: Path, instruction: str, text: str) -> None:
    assert texts(tmp_path, para(field(instruction), run("目标"))) == [text + "目标"]


@pytest.mark.parametrize(("font", "char", "text"), [
    ("Wingdings", "F0FC", "✓"), ("Wingdings", "F081", "①"), ("Symbol", "F0B3", "≥"), ("Wingdings 2", "0052", "☑"),
    ("Times New Roman", "00B1", "±"),
])  # fmt: skip
def test_symbols(tmp_path: Path, font: str, char: str, text: str) -> None:
    assert texts(tmp_path, para(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')) == [text]


def test_a_symbol_nobody_knows_is_marked_and_listed(tmp_path: Path) -> None:
    found = read(tmp_path, para(run("值"), '<w:r><w:sym w:font="Secret" w:char="F0AA"/></w:r>'))
    assert [block.text for block in found.blocks if isinstance(block, RawParagraph)] == ["值□"]
    assert (found.notes[0].text, found.notes[0].before) == ("符号认不出来，请对照原件补上", "Secret F0AA")


def test_letters_typed_in_a_symbol_font(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    assert texts(tmp_path, para(run("\uf0b3", font), run("95%"), run("£", font))) == ["≥95%≤"]


def test_ruby_and_formulas(tmp_path: Path) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('pín')}</w:rt><w:rubyBase>{run('频')}</w:rubyBase></w:ruby></w:r>"
    assert texts(tmp_path, para(ruby, "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")) == ["频a+b"]


# ------------------------------------------------------------------------------------------------ automatic numbers


def level(index: int, style: str, text: str, *, start: int = 1, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(text: str, index: int = 0, num: int = 1) -> str:
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{num}"/></w:numPr>')


@pytest.mark.parametrize(("style", "pattern", "labels"), [
    ("decimal", "%1、", ["1、", "2、"]),
    ("decimal", "%1.", ["1.", "2."]),
    ("chineseCounting", "（%1）", ["（一）", "（二）"]),
    ("chineseCountingThousand", "%1、", ["一、", "二、"]),
    ("japaneseCounting", "第%1条", ["第一条", "第二条"]),
    ("upperRoman", "%1.", ["I.", "II."]),
    ("lowerLetter", "%1)", ["a)", "b)"]),
    ("decimalEnclosedCircleChinese", "%1", ["①", "②"]),
    ("ideographTraditional", "%1、", ["甲、", "乙、"]),
    ("decimal", "%1", ["1 ", "2 "]),
    ("none", "", ["", ""]),
])  # fmt: skip
def test_the_printed_number_comes_first(tmp_path: Path, style: str, pattern: str, labels: list[str]) -> None:
    found = texts(tmp_path, item("目标") + item("目标"), numbering=numbering(level(0, style, pattern)))
    assert found == [label + "目标" for label in labels]


def test_levels_restart_and_show_those_above(tmp_path: Path) -> None:
    levels = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", extra="<w:isLgl/>"))
    body = item("甲") + item("子", 1) + item("丑", 1) + item("乙") + item("寅", 1)
    assert texts(tmp_path, body, numbering=levels) == ["一、甲", "1.1 子", "1.2 丑", "二、乙", "2.1 寅"]


def test_a_level_that_never_restarts(tmp_path: Path) -> None:
    on = level(1, "decimal", "%2.").replace("<w:lvlText", '<w:lvlRestart w:val="0"/><w:lvlText')
    body = item("甲") + item("子", 1) + item("乙") + item("丑", 1)
    levels = numbering(level(0, "decimal", "%1、"), on)
    assert texts(tmp_path, body, numbering=levels) == ["1、甲", "1.子", "2、乙", "2.丑"]


def test_lists_of_one_pattern_share_their_counter_unless_they_say_otherwise(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = item("甲") + item("乙", num=2) + item("丙", num=3) + item("丁", num=3)
    found = texts(tmp_path, body, numbering=numbering(level(0, "decimal", "%1、"), nums=nums))
    assert found == ["1、甲", "2、乙", "1、丙", "2、丁"]


def test_numbers_that_come_with_the_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Head"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Head"/></w:style>'
    )
    tied = level(1, "decimal", "%2.", extra='<w:pStyle w:val="Sub"/>')
    style = '<w:pStyle w:val="{}"/>'
    off = style.format("Head") + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        para("甲", properties=style.format("Head"))
        + para("子", properties=style.format("Sub"))
        + para("乙", properties=off)
    )
    levels = numbering(level(0, "chineseCounting", "%1、"), tied)
    assert texts(tmp_path, body, numbering=levels, styles=styles) == ["一、甲", "1.子", "乙"]


def test_a_number_without_words_is_printed_too(tmp_path: Path) -> None:
    serial = item("")
    body = table(row(cell(serial), "甲"), row(cell(serial), "乙"))
    found = read(tmp_path, body, numbering=numbering(level(0, "decimal", "%1")))
    (grid,) = [block for block in found.blocks if isinstance(block, RawTable)]
    assert [one.text for one in grid.cells] == ["1", "甲", "2", "乙"]


def test_bullets(tmp_path: Path) -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    bullet = level(0, "bullet", "\uf06c").replace("</w:lvl>", font + "</w:lvl>")
    assert texts(tmp_path, item("甲"), numbering=numbering(bullet)) == ["●甲"]


def test_a_list_that_is_not_defined(tmp_path: Path) -> None:
    assert texts(tmp_path, item("甲", num=7)) == ["甲"]
