"""Formulas and sentences are read, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.forms.formula import Term, parse
from editor.forms.sentence import Call, Group, parse_sentence

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z_0-9]{0,8}", fullmatch=True)
LINES = st.one_of(NAMES, st.from_regex(r"[0-9]{3,7}", fullmatch=True), st.sampled_from(("{line}", "f{code}")))
TERMS = st.one_of(
    st.builds(Term, st.sampled_from((1, -1)), st.just(""), st.just(""), NAMES),
    st.builds(Term, st.sampled_from((1, -1)), NAMES, st.just(""), NAMES),
    st.builds(Term, st.sampled_from((1, -1)), NAMES, LINES, NAMES),
)


def written(term: Term, gap: str) -> str:
    names = ".".join(name for name in (term.source, term.line, term.column) if name)
    return ("-" if term.sign < 0 else "+") + gap + names


@given(st.lists(TERMS, max_size=5), st.sampled_from(("", " ", "  ")))
def test_a_formula_is_its_terms(terms: list[Term], gap: str) -> None:
    text = " ".join(written(term, gap) for term in terms)
    assert parse(text.removeprefix("+")) == tuple(terms)


@pytest.mark.parametrize(
    "text", ["a b", "a + + b", "a +", "1a", "a.b.c.d", "t1..c", "a*b", "t1.{row}.c", "a.{line}", "项目"]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse(text)


def test_a_line_is_put_in_from_where_it_is_seen() -> None:
    (line,), (code,) = parse("t5.{line}.total"), parse("t4.f{code}.total")
    assert (line.at("in_103", "103"), code.at("x", "204")) == ("in_103", "f204")


def test_a_sentence_is_words_calls_and_groups() -> None:
    assert parse_sentence("共{money a - t1.x.y}万元[[，因{why}]]。") == (
        "共", Call("money", (), (Term(1, "", "", "a"), Term(-1, "t1", "x", "y"))), "万元", Group(("，因", Call("why"))), "。",
    )  # fmt: skip
    (call,) = parse_sentence("{compare full a to b + c}")
    assert call == Call("compare", ("full",), (Term(1, "", "", "a"),), (Term(1, "", "", "b"), Term(1, "", "", "c")))
    assert parse_sentence("{rows projects category 其他类}") == (Call("rows", ("projects", "category", "其他类")),)


@pytest.mark.parametrize(
    "text", ["{a", "a}", "[[a", "a]]", "[[a[[b]]]]", "{}", "{money}", "{share a}", "{list}", "{rows a b}", "{a b}"]
)
def test_what_is_no_sentence_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_sentence(text)
