"""What is pasted: Word's and WPS's HTML, a browser's lists, plain text."""

import pytest
from PySide6.QtCore import QMimeData

from editor.ui.fields.clean import PARAGRAPHS, from_html, from_text, paragraphs_of, put_paragraphs

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style>
<title>忽略</title><!--[if gte mso 9]><xml><o:Author>某人</o:Author></xml><![endif]--></head><body lang=ZH-CN>
<!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt'><b><span style='font-family:黑体'>全年补植行道树
1200株，</span></b><span lang=EN-US>95</span>%以上成活。<o:p></o:p></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>一、<span style='font:7.0pt'>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>加强<span>管护</span><br>定期浇水</p>
<p class=MsoNormal><span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>use the
plan A<del>旧文</del></p>
<!--EndFragment--></body></html>"""


def test_words_html() -> None:
    assert from_html(WORD) == (
        "全年补植行道树1200株，95%以上成活。",
        "一、加强管护\n定期浇水",
        "use the plan A",
    )


def test_lists_and_tables_of_a_browser() -> None:
    html = "<ol start=3><li>甲</li><li>\n<p>乙</p></li></ol><ul><li>丙</li></ul><table><tr><td>丁</td><td>戊</td></tr></table>尾"
    assert from_html(html) == ("3.甲", "4.乙", "丙", "丁 戊", "尾")


def test_plain_text() -> None:
    assert from_text("　　甲\t乙  \r\n\r\n1．\t丙\u200b\n") == ("甲 乙", "1．丙")


@pytest.mark.parametrize(
    "html",
    ["<p", "<![if", "<p>甲<!--", "</p></ol></head>乙", "&#xD800;&#0;丙", "<b>" * 5000 + "丁", "<ol start=²><li>戊"],
)
def test_broken_html_is_text_or_nothing(html: str) -> None:
    assert all(part.strip() for part in from_html(html))


def test_our_own_format_comes_back() -> None:
    mime = QMimeData()
    put_paragraphs(mime, ("  甲\n乙 ", "", "丙"))
    assert paragraphs_of(mime) == ("  甲\n乙 ", "", "丙")
    assert mime.text() == "  甲\n乙 \n\n丙"


@pytest.mark.parametrize("data", [b"{", b'["a", 1]', b"\xff", b'"a"'])
def test_what_only_claims_to_be_ours_is_not_trusted(data: bytes) -> None:
    mime = QMimeData()
    mime.setData(PARAGRAPHS, data)
    mime.setText("甲\n乙")
    assert paragraphs_of(mime) == ("甲", "乙")
