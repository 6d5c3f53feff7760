"""Results worked out from parts of the volume and remembered as long as those parts are the same objects."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from editor.domain.volume import Project

R = TypeVar("R")


class PerProject(Generic[R]):
    """One result for each project, worked out again only for a project that is another object than last time.

    `context` is whatever else a result depends on (a number, a form, a unit's name); a result with another context than
    last time is worked out again too. Results of projects that are gone are forgotten by `results`.
    """

    def __init__(self, work: Callable[[Project, object], R]) -> None:
        self._work = work
        self._held: dict[int, tuple[Project, object, R]] = {}

    def result(self, project: Project, context: object = None) -> R:
        """The result for this project."""
        held = self._held.get(project.key)
        if held is not None and held[0] is project and held[1] == context:
            return held[2]
        result = self._work(project, context)
        self._held[project.key] = (project, context, result)
        return result

    def results(self, projects: Iterable[Project], context: Callable[[int, Project], object] | None = None) -> list[R]:
        """The results for all projects in their order; `context` is told each one's position (from 0)."""
        listed = list(projects)
        found = [self.result(p, context(i, p) if context else None) for i, p in enumerate(listed)]
        if len(self._held) > len(listed):
            keys = {project.key for project in listed}
            self._held = {key: held for key, held in self._held.items() if key in keys}
        return found
