import pytest

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
