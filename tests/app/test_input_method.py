"""Chinese input on Linux: which module Qt is told to use, and what is said where there is none."""

from pathlib import Path

import pytest

from editor.app.input_method import choose_input_method, input_method_note, running_programs

IBUS = "libibusplatforminputcontextplugin.so"
FCITX = "libfcitx5platforminputcontextplugin.so"


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    folder = tmp_path / "plugins"
    folder.mkdir()
    (folder / IBUS).touch()
    return folder


@pytest.mark.parametrize(
    ("running", "wanted", "own", "chosen"),
    [
        ({"fcitx5"}, None, False, "ibus"),
        ({"fcitx5"}, "fcitx", False, "ibus"),
        ({"fcitx5"}, "fcitx", True, "fcitx"),
        ({"fcitx5"}, "compose", False, "compose"),
        ({"ibus-daemon"}, None, False, None),
        (set(), "fcitx", False, "fcitx"),
    ],
)
def test_fcitx_is_spoken_with_as_ibus(
    running: set[str], wanted: str | None, own: bool, chosen: str | None, plugins: Path
) -> None:
    if own:
        (plugins / FCITX).touch()
    environment = {"QT_IM_MODULE": wanted} if wanted else {}
    choose_input_method(environment, plugins, frozenset(running))
    assert environment.get("QT_IM_MODULE") == chosen


def test_nothing_is_said_where_a_bus_is_there(plugins: Path, tmp_path: Path) -> None:
    bus = tmp_path / ".config" / "ibus" / "bus"
    bus.mkdir(parents=True)
    assert input_method_note({}, plugins, "xcb", tmp_path) != ""
    (bus / "abc-unix-0").touch()
    assert input_method_note({}, plugins, "xcb", tmp_path) == ""
    assert input_method_note({"QT_IM_MODULE": "ibus"}, plugins, "xcb", tmp_path) == ""


def test_a_module_that_is_not_there_is_said(plugins: Path, tmp_path: Path) -> None:
    note = input_method_note({"QT_IM_MODULE": "fcitx"}, plugins, "xcb", tmp_path)
    assert note.startswith("没有接上输入法")
    (plugins / FCITX).touch()
    assert input_method_note({"QT_IM_MODULE": "fcitx"}, plugins, "xcb", tmp_path) == ""


def test_other_systems_need_no_module(plugins: Path, tmp_path: Path) -> None:
    for platform in ("windows", "wayland", "cocoa", "offscreen"):
        assert input_method_note({}, plugins, platform, tmp_path) == ""


def test_running_programs_are_read_from_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for number, name in (("12", "fcitx5"), ("13", "bash"), ("self", "me")):
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(name + "\n")
    (tmp_path / "14").mkdir()
    assert running_programs(tmp_path) == {"fcitx5", "bash"}
