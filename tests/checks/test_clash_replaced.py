"""Projects that go and come in one step (another version restored): the index of clashes follows."""

from dataclasses import replace

from editor.checks.engine import Checker
from editor.domain.volume import Volume
from editor.forms.form import Form


def test_the_first_of_a_clash_is_replaced_by_others(form: Form, volume: Volume) -> None:
    one = replace(volume.projects[0], indicators=())
    checker = Checker(form)
    checker.check(replace(volume, projects=(one, replace(one, key=50))))
    after = replace(volume, projects=tuple(replace(one, key=key) for key in (50, 60, 70)))
    assert checker.check(after) == Checker(form).check(after)
    gone = replace(volume, projects=tuple(replace(one, key=key) for key in (80, 90)))
    assert checker.check(gone) == Checker(form).check(gone)
