"""The budget year and the form, from what was read."""

import pytest

from editor.exchange.raw import Where
from editor.exchange.recognise.detect import find_form, find_year
from editor.exchange.recognise.drafts import CoverDraft, SectionDraft, SheetDraft, SourceDraft
from editor.exchange.recognise.vocabulary import family_vocabularies
from editor.forms.form import Form
from editor.forms.packs import FormPacks

WHERE = Where("a")


@pytest.fixture
def forms(packs: FormPacks) -> tuple[Form, ...]:
    return family_vocabularies(packs.all())[0].forms


def source(
    text: str = "", codes: tuple[str, ...] = (), cover: int | None = None, name: str = "a.docx", level1: str = ""
) -> SourceDraft:
    sheets = tuple(SheetDraft(WHERE, fields={"code": code}, rows=({"level1": level1},)) for code in codes)
    section = SectionDraft("overall_goal", (text,), WHERE)
    return SourceDraft(name, CoverDraft("", cover), sections=(section,), sheets=sheets)


@pytest.mark.parametrize(
    ("draft", "year", "sure"),
    [
        (source("2024年部门预算安排", cover=2025), 2025, True),
        (source("2024年度总体目标。参照2023年做法，2023年已有经验。"), 2024, True),
        (source(codes=("13099923P00000000011A", "13099924P00000000012A")), 2024, True),
        (source("回顾2023年预算执行", codes=("13099924P00000000012A",)), 2024, False),
        (source(name="2022年文本.xlsx"), 2022, True),
        (source("2021年建成，2021年验收，2019年立项"), 2021, False),
    ],
)
def test_the_year_by_the_plainest_evidence(draft: SourceDraft, year: int, sure: bool, forms: tuple[Form, ...]) -> None:
    found = find_year([draft], forms)
    assert found is not None
    assert (found.year, found.sure) == (year, sure)
    assert found.reason


def test_no_year_at_all(forms: tuple[Form, ...]) -> None:
    assert find_year([source("没有年份", codes=("301-0101-ABC-1234",))], forms) is None


@pytest.mark.parametrize(
    ("draft", "year", "form"),
    [
        (source(codes=("301-0101-ABC-1234",), level1="效果指标"), None, "hebei-2020"),
        (source(codes=("1309992100000ABCDEFGH",), level1="效益指标"), None, "hebei-2021"),
        (source(codes=("13099925P00000000012A",), level1="效益指标"), 2025, "hebei-2023"),
        (source("正文"), 2019, "hebei-2020"),
        (source("正文"), None, "hebei-2023"),
    ],
)
def test_the_form_that_would_have_printed_it(
    draft: SourceDraft, year: int | None, form: str, forms: tuple[Form, ...]
) -> None:
    chosen, found = find_form([draft], forms, year)
    assert chosen.id == found.value == form
    assert found.reason
