"""A step that goes on: several commits, one undo step, in the open document and after opening it again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.document import Document, create_document, open_document
from editor.domain import edits
from editor.domain.edits import Edit
from editor.domain.volume import Volume
from editor.forms.packs import bundled_packs

FORM = bundled_packs().ids[0]
START = Volume(FORM, 2027, "青石县林业局")
NAME = "修改总体绩效目标"


def writes(*paragraphs: str) -> Edit:
    return lambda volume: edits.set_paragraphs(volume, "overall_goal", paragraphs)


def in_department(name: str) -> Edit:
    return lambda volume: edits.set_department(volume, name)


def kept(document: Document) -> tuple[str, ...]:
    return document.volume.section("overall_goal").paragraphs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "册.jixiao"


def test_commits_that_go_on_are_one_step(path: Path) -> None:
    with create_document(path, START) as document:
        document.apply("先前", in_department("甲局"))
        for i, text in enumerate(("a", "ab", "abc")):
            document.apply(NAME, writes(text), go_on=i > 0)
        assert document.undo_names() == (NAME, "先前")
    with open_document(path) as document:
        assert kept(document) == ("abc",)
        document.undo()
        assert kept(document) == ()
        assert document.undo_names() == ("先前",)
        document.redo()
        assert kept(document) == ("abc",)


def test_it_goes_on_only_with_its_own_step(path: Path) -> None:
    with create_document(path, START) as document:
        document.apply(NAME, writes("a"), go_on=True)
        document.apply("别的", in_department("甲局"))
        document.apply(NAME, writes("ab"), go_on=True)
        assert document.undo_names() == (NAME, "别的", NAME)
        document.undo()
        document.apply(NAME, writes("abc"), go_on=True)
        assert document.undo_names() == (NAME, "别的", NAME)
        document.undo()
        assert kept(document) == ("a",)


def test_not_with_a_step_from_before_the_opening(path: Path) -> None:
    with create_document(path, START) as document:
        document.apply(NAME, writes("a"))
    with open_document(path) as document:
        document.apply(NAME, writes("ab"), go_on=True)
        assert document.undo_names() == (NAME, NAME)


def test_back_to_the_beginning_is_a_step_that_can_be_undone(path: Path) -> None:
    with create_document(path, START) as document:
        document.apply("改部门", in_department("甲局"))
        document.apply("改部门", in_department(START.department), go_on=True)
        assert document.volume == START
        assert document.undo_names() == ("改部门", "改部门")
        document.undo()
        assert document.volume.department == "甲局"


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.booleans(), st.sampled_from(["write", "undo", "redo"])), max_size=12)
)
def test_undoing_everything_is_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bool, str]]
) -> None:
    path = tmp_path_factory.mktemp("册") / "册.jixiao"
    with create_document(path, START) as document:
        for text, go_on, what in steps:
            if what == "write":
                document.apply(NAME, writes(text), go_on=go_on)
            elif what == "undo":
                document.undo()
            else:
                document.redo()
        last = document.volume
    with open_document(path) as document:
        assert document.volume == last
        while document.undo_names():
            document.undo()
        assert document.volume == START
        while document.redo_names():
            document.redo()
