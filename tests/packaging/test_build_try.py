"""The trials of the frozen program see what is wrong."""

import sys
from pathlib import Path

import pytest

from build_linux import desktop
from build_trim import rules
from build_try import Place, Wrong, call, demand, self_test
from build_try_packages import check_desktop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    for name in ("程序", "家", "文档"):
        (tmp_path / name).mkdir()
    return Place(tmp_path / "程序", tmp_path / "家", tmp_path / "文档")


def program(place: Place, script: str) -> None:
    place.executable.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    place.executable.chmod(0o755)


def test_it_runs_with_nothing_on_the_path_and_a_home_of_its_own(place: Place) -> None:
    program(place, 'echo "$PATH|$HOME|$QT_QPA_PLATFORM|$DISPLAY|$PYTHONPATH|$PWD"')
    said = place.run().strip().split("|")
    assert list(Path(said[0]).iterdir()) == []
    assert said[1:] == [str(place.home), "offscreen", "", "", str(place.documents)]
    assert place.run(display=":9").strip().split("|")[2:4] == ["", ":9"]


def test_an_end_with_another_code_is_wrong(place: Place) -> None:
    program(place, "echo 坏了 >&2; exit 3")
    with pytest.raises(Wrong, match="坏了"):
        place.run("show")
    assert place.run("show", expect=3) == ""


@pytest.mark.parametrize(("ticks", "more", "good"), [(10, "", True), (9, "", False), (10, "✗ 撤销：不同", False)])
def test_a_self_test_is_good_when_every_step_is(place: Place, ticks: int, more: str, *, good: bool) -> None:
    lines = ["✓ 打开窗口：offscreen", *["✓ 一步"] * (ticks - 1), more]
    program(place, "\n".join(f"echo '{line}'" for line in lines))
    if good:
        assert self_test(place) == "打开窗口：offscreen"
    else:
        with pytest.raises(Wrong):
            self_test(place)


def test_an_entry_of_the_menu_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "a.desktop"
    text = desktop(rules()["app"], "/opt/一 二/jixiao")
    file.write_text(text, "utf-8")
    assert check_desktop(file) == "/opt/一 二/jixiao"
    for old, new in (("MimeType=application/x-jixiao;", "MimeType=text/plain;"), (" %F", ""), ("Icon=", "Icon=@ID@")):
        file.write_text(text.replace(old, new), "utf-8")
        with pytest.raises(Wrong):
            check_desktop(file)


def test_a_demand_speaks_only_when_it_fails(tmp_path: Path) -> None:
    demand(1, "x")
    with pytest.raises(Wrong, match="没有"):
        demand(0, "没有")
    with pytest.raises(Wrong):
        call(["false"], tmp_path, {"PATH": "/usr/bin:/bin"})
