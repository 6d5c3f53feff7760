"""Results remembered by the identity of a project."""

from editor.document.derived import PerProject
from editor.domain import edits
from editor.domain.volume import Project
from tests.store.samples import sample


def test_only_what_changed_is_worked_out_again() -> None:
    worked: list[int] = []

    def work(project: Project, context: object) -> str:
        worked.append(project.key)
        return f"{context}.{project.name}"

    cache = PerProject(work)
    volume = sample()
    first = cache.results(volume.projects, lambda position, _: position + 1)
    assert [text.split(".")[0] for text in first] == ["1", "2", "3"]
    assert cache.results(volume.projects, lambda position, _: position + 1) == first
    assert worked == [1, 4, 7]

    changed = edits.set_field(volume, 4, "name", "新名")
    assert cache.results(changed.projects, lambda position, _: position + 1)[1] == "2.新名"
    assert worked == [1, 4, 7, 4]

    moved = edits.move_projects(changed, [7], 0)
    assert [text[:2] for text in cache.results(moved.projects, lambda position, _: position + 1)] == ["1.", "2.", "3."]
    assert worked == [1, 4, 7, 4, 7, 1, 4]


def test_an_equal_project_that_is_another_object_is_worked_out_again() -> None:
    cache = PerProject(lambda project, _: object())
    one, other = sample().project(4), sample().project(4)
    assert one == other
    assert cache.result(one) is cache.result(one)
    assert cache.result(one) is not cache.result(other)


def test_projects_that_are_gone_are_forgotten() -> None:
    cache = PerProject(lambda project, _: object())
    volume = sample()
    first = cache.results(volume.projects)
    cache.results(edits.delete_projects(volume, [4]).projects)
    assert cache.results(volume.projects)[0] is first[0]
    assert cache.results(volume.projects)[1] is not first[1]
