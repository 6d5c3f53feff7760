"""The help as a book: it leads everywhere it says, lists every check and every key, and claims nothing the program has not."""

import ast
import re
from pathlib import Path

import pytest

from editor.bridge.help import SHORTCUTS, Shortcut, help_book
from editor.bridge.help_book import CONTENTS, HelpBook, Page, Spot, escaped, groups_of, plain
from editor.bridge.help_search import search
from editor.checks.catalogue import CATALOGUE
from editor.exchange.clipboard import MOST_COLUMNS, MOST_ROWS
from editor.store.backup import Policy

ROOT = Path(__file__).resolve().parent.parent.parent
BOOK = help_book([Shortcut("撤销", ("Ctrl+Z",), "撤销上一步"), Shortcut("重命名", ())])
WRITTEN = sorted((ROOT / "resources" / "help").glob("*.md"))
_COMMAND = re.compile(r"【([^】]+)】")


def text_of(key: str) -> str:
    return "\n".join(section.text for section in BOOK.page(key).sections)


@pytest.mark.parametrize("key", sorted(BOOK.pages))
def test_every_link_leads_somewhere(key: str) -> None:
    for _, target in BOOK.page(key).links():
        assert BOOK.follow(target, key) is not None, target


def test_the_contents_lead_to_every_page_once() -> None:
    order = list(BOOK.order())
    assert sorted(order) == sorted(BOOK.pages)
    assert {file.stem for file in WRITTEN} == set(BOOK.pages) - {key for key in BOOK.pages if key.startswith("checks")}


def test_links_of_the_contents_are_named_like_their_pages() -> None:
    for name, target in BOOK.page(CONTENTS).links():
        spot = BOOK.follow(target, CONTENTS)
        assert spot is not None
        assert BOOK.page(spot.page).title == name


@pytest.mark.parametrize("check", CATALOGUE, ids=lambda check: check.id)
def test_every_check_is_explained(check) -> None:  # type: ignore[no-untyped-def]
    spot = BOOK.spot(f"check:{check.id}")
    page = BOOK.page(spot.page)
    heading = page.heading(spot.heading)
    assert heading == f"{check.id} {check.title}"
    told = next(section.text for section in page.sections if section.heading == heading)
    assert check.rule in told
    assert all(part in told for part in check.example.rsplit("；", 1))
    assert ("不能忽略" in told) == check.hard
    assert f"{spot.page}.md#{check.id}" in {target for _, target in BOOK.page("checks").links()}


def test_topics_lead_to_their_place() -> None:
    assert BOOK.spot("grid") == Spot("grid")
    assert BOOK.spot("files#备份") == Spot("files", "备份")
    assert BOOK.spot("check:PLN-03") == Spot("checks-PLN", "PLN-03")
    assert BOOK.spot("check:XYZ-99") == Spot("checks")
    assert BOOK.spot("没有这一页") == BOOK.spot("") == Spot(CONTENTS)


@pytest.mark.parametrize(
    "link",
    ["https://example.com", "https://example.com/grid.md", "file:///etc/passwd", "grid", "nowhere.md", "grid.md#无"],
)
def test_links_out_of_the_help_lead_nowhere(link: str) -> None:
    assert BOOK.follow(link, "grid") is None


def test_the_window_gives_its_keys() -> None:
    assert SHORTCUTS not in BOOK.page("keys").markdown
    assert "| `Ctrl+Z` | 撤销 | 撤销上一步 |" in BOOK.page("keys").markdown
    assert "重命名" not in text_of("keys").partition("指标表里")[0]


def test_every_key_of_the_design_is_on_the_page_of_keys(shared: Path) -> None:
    design = (shared / "design" / "GRID.md").read_text("utf-8")
    table = design.partition("## Keys and mouse")[2].partition("\n## ")[0]
    page = BOOK.page("keys").markdown
    keys = set()
    for line in table.splitlines()[4:]:
        gesture = line.split("|")[1] if line.startswith("|") else ""
        keys.update(
            re.findall(
                r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z+↑↓-]|Enter|Tab|Home|Space)(?![a-z])|\b(?:F2|F4|Esc|Delete|Tab|Enter)\b",
                gesture,
            )
        )
    assert len(keys) > 20
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_numbers_are_those_of_the_program() -> None:
    files, policy = text_of("files"), Policy()
    assert f"每 {policy.every.seconds // 60} 分钟备份" in files
    assert f"最多留 {policy.most} 份，超过 {policy.days} 天的会清掉，最近 {policy.least} 份总是留着" in files
    assert f"{MOST_ROWS} 行、{MOST_COLUMNS} 列" in text_of("paste")
    assert f"一共核对 {len(CATALOGUE)} 项" in text_of("checks")


def commands() -> set[str]:
    """Every text of the window as it is read on a button or in a menu."""
    found = set()
    for package in ("ui", "bridge", "app"):
        for file in (ROOT / "editor" / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(re.sub(r"\(&\w\)|&|…|（$", "", node.value))
    return found


def test_every_command_named_is_in_the_window() -> None:
    known = commands()
    missing = {
        (file.name, name) for file in WRITTEN for name in _COMMAND.findall(file.read_text("utf-8")) if name not in known
    }
    assert missing == set()


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.stem)
def test_pages_are_for_clerks(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"SQLite|Python|https?:|数据库|事务|异常|线程|进程", text)
    assert not re.search(r"\*\*[^*]*[。，；：”）]\*\*", text), "Markdown would show these stars"
    assert Page.of(file.stem, text).sections


def test_a_page_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="no title"):
        Page.of("x", "文字")


def test_groups_are_headings_with_their_lists() -> None:
    made = groups_of("# 帮助\n\n- [不算](no.md)\n\n## 一\n\n- [甲](a.md)\n- [乙](b.md)\n\n## 二\n- [丙](c.md)\n")
    assert [(group.title, group.pages) for group in made] == [("一", ("a", "b")), ("二", ("c",))]


def test_signs_are_shown_as_they_are() -> None:
    odd = "<b>甲</b> 县财字[2026]8号 *乙* _丙_ `丁` a|b ~戊~ #己"
    assert plain(escaped(odd)) == odd


def test_plain_text_has_no_signs() -> None:
    assert plain("- 看 [备份](files.md#备份)，按 `F1`，**不能**撤销\n| 甲 | 乙 |\n|---|---|\n1. 【保存】") == (
        "看 备份，按 F1，不能撤销\n甲　乙\n\n保存"
    )


def small() -> HelpBook:
    pages = {
        "contents": "# 帮助\n\n## 组\n\n- [备份](b.md)\n- [其他](o.md)",
        "b": "# 备份\n\n开头的话。\n\n## 恢复\n\n从备份里恢复。\n\n## 无关\n\n别的事。",
        "o": "# 其他\n\n这里也说到备份和 ＵＳＢ。",
    }
    made = {key: Page.of(key, text) for key, text in pages.items()}
    return HelpBook(made, groups_of(pages["contents"]), {})


def test_searching_puts_headings_first_and_finds_any_width() -> None:
    book = small()
    assert [hit.spot for hit in search(book, "备份")] == [Spot("b"), Spot("b", "恢复"), Spot("o")]
    assert [hit.spot for hit in search(book, "usb 备份")] == [Spot("o")]
    assert [hit.spot for hit in search(book, "恢复 备份")] == [Spot("b", "恢复")]
    assert search(book, "  ") == search(book, "没有") == ()
    assert search(book, "备份")[1].excerpt == "从备份里恢复。"


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("断电", "files"),
        ("输入法", "faq"),
        ("涉密", "classified"),
        ("合并 粘贴", "paste"),
        ("U盘", "files"),
        ("IND-14", "checks-IND"),
    ],
)
def test_what_a_clerk_would_look_for_is_found(words: str, page: str) -> None:
    assert page in {hit.spot.page for hit in search(BOOK, words)[:6]}
