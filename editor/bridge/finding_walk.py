"""From one finding to the next, in the order of print."""

from editor.checks.finding import Finding
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.values import value


@value
class Step:
    """The finding to go to, and whether the walk began again at the other end."""

    finding: Finding
    wrapped: bool


def next_finding(
    volume: Volume, findings: tuple[Finding, ...], here: Place | None, last: Finding | None, *, back: bool = False
) -> Step | None:
    """The finding after (before, for `back`) the last one gone to, while the clerk is still there; else after the place.

    None where there is nothing that is not set aside. Equal findings are told apart by where they stand in the list.
    """
    there = [finding for finding in findings if finding.waived is None]
    if not there:
        return None
    if last is not None and here == last.place and last in there:
        at = there.index(last) + (-1 if back else 1)
    else:
        numbers = {project.key: number for number, project in enumerate(volume.projects, 1)}
        homes = [numbers.get(finding.place.project or 0, 0) for finding in there]
        home = numbers.get(here.project or 0, 0) if here is not None else 0
        before = sum(1 for number in homes if number < home)
        at = sum(1 for number in homes if number <= home) - 1 if back else before
    return Step(there[at % len(there)], not 0 <= at < len(there))
