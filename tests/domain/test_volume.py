from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Section, Volume, check_classified
from tests.samples import small_volume


def test_numbers_run_on_over_units_and_classified_projects() -> None:
    volume = small_volume()
    assert [volume.number(project.key) for project in volume.projects] == [1, 2, 3, 4]
    with pytest.raises(KeyError):
        volume.number(99)


def test_parts_are_found_by_their_keys() -> None:
    volume = small_volume()
    unit = volume.unit("210002")
    assert unit is not None
    assert unit.name == "清河县第一小学"
    assert volume.unit("999999") is None
    assert volume.section("safeguards") is volume.sections[2]
    assert volume.section("annex") == Section("annex")
    assert volume.project(4).name == "食堂设备更新"
    with pytest.raises(KeyError):
        volume.project(99)


def test_a_fresh_key_is_higher_than_those_of_projects_and_rows() -> None:
    assert Volume("f", 1, "").next_key() == 1
    assert small_volume().next_key() == 23
    assert Volume("f", 1, "", projects=(Project(7, indicators=(Indicator(3),)),)).next_key() == 8


@pytest.mark.parametrize(
    "project",
    [
        Project(1, "210001", classified=True),
        Project(1, classified=True, fields=Fields({"name": "专项业务经费", "budget": "1.00"})),
        Project(1, classified=True, indicators=(Indicator(2),)),
    ],
)
def test_content_in_a_classified_project_is_an_error(project: Project) -> None:
    with pytest.raises(ValueError, match="classified"):
        check_classified(project)


def test_the_whole_of_a_place() -> None:
    assert Place(1, field="goals", item=2).whole() == Place(1, field="goals")
    assert Place(section="safeguards", item=0).whole() == Place(section="safeguards")
    assert Place(1, row=10, field="target").whole() == Place(1, row=10, field="target")


@given(
    st.lists(st.permutations(range(1, 7)).flatmap(lambda keys: st.integers(0, 6).map(lambda n: keys[:n])), max_size=5)
)
def test_versions_find_their_projects_wherever_these_stood_in_others(orders: list[list[int]]) -> None:
    """They share what they know of it."""
    versions = [Volume("hebei-2023", 2027, "")]
    for keys in orders:
        versions.append(replace(versions[-1], projects=tuple(Project(key) for key in keys)))
        for volume, known in zip(versions, [[], *orders], strict=False):
            for key in range(8):
                assert volume.position(key) == (known.index(key) if key in known else None)


def test_a_project_is_found_again_without_a_walk() -> None:
    class Watched(tuple[Project, ...]):
        __slots__ = ()
        walks = 0

        def __iter__(self) -> Iterator[Project]:
            Watched.walks += 1
            return super().__iter__()

    volume = Volume("hebei-2023", 2027, "", projects=Watched(Project(key) for key in (3, 1, 2)))
    assert volume.project(1) is volume.projects[1]
    found, Watched.walks = volume.number(2), 0
    assert found == 3
    assert [volume.position(key) for key in (1, 2, 3)] == [1, 2, 0]
    assert Watched.walks == 0
