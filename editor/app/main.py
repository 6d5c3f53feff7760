"""Starts the window: everything that has to be right before it stands."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import UserError
from editor.resources import program_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from editor.app.shell import Shell

_NO_SCREEN = "这里没有图形桌面，打不开窗口。请在桌面上运行，或用“jixiao --help”查看命令行的用法。"


def run_window(paths: Sequence[Path]) -> int:
    """The window with these files, or the window that is already there; its exit code. UserError where there is no screen."""
    if sys.platform == "linux" and not any(
        os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise UserError(_NO_SCREEN)
    from editor.app.plain_imports import restore_imports

    restore_imports()  # before anything else is imported
    gc.disable()  # what is loaded now stays; later the Collector collects by its own measure
    from editor.app import input_method
    from editor.app.local_printing import keep_printing_local
    from editor.bridge.preferences import own_folder

    input_method.choose_input_method(os.environ, input_method.plugin_folder(), input_method.running_programs())
    keep_printing_local(os.environ, Path.home())
    folder = own_folder(os.environ, Path.home(), program_file())
    from editor.app.channel import channel_name, may_be_heard

    channel = channel_name(os.environ.get("USER") or os.environ.get("USERNAME") or "", folder)
    if may_be_heard(channel):
        from editor.app.instance import hand_over

        if hand_over(channel, paths):
            return 0
    return _run(folder, channel, paths)


def _run(folder: Path, channel: str, paths: Sequence[Path]) -> int:
    from editor.app import input_method
    from editor.app.collector import Collector
    from editor.app.faults import Apology, Faults, keep_crashes, open_log
    from editor.app.first_paint import FirstPaint
    from editor.app.log_command import CRASHED, LogCommand
    from editor.app.setting_up import make_application
    from editor.app.shell import Shell
    from editor.bridge.files import Files
    from editor.bridge.form_shelf import FormShelf
    from editor.bridge.own_words import OwnWordList
    from editor.bridge.preferences import OWN_WORDS, Preferences
    from editor.document.form_room import own_form_room
    from editor.store.backup import Backups
    from editor.ui.messenger import DialogMessenger

    application = make_application()
    collector = Collector(application)
    log = open_log(folder / "log")
    faults = Faults(log)
    faults.install()
    crashed = keep_crashes(folder / "log", log)
    forms = FormShelf(own_form_room(folder))
    own_words = OwnWordList(folder / OWN_WORDS, lists=forms.word_lists)
    files = Files(forms.packs, Backups(folder / "backups"), own_words, forms)
    shell = Shell(application, files, Preferences(folder / "preferences.json"))
    messenger = DialogMessenger(shell.window)
    records = LogCommand(shell.window, messenger, folder / "log", shell)
    apology = Apology(messenger.ask, shell.saved_words, records.show)
    faults.met.connect(apology.say)
    shell.desk.broken.connect(faults.record)
    shell.desk.closed.connect(collector.thaw)
    shell.show(paths)
    FirstPaint(shell.window, shell).done.connect(lambda: _listen(channel, shell, application))
    note = input_method.input_method_note(
        os.environ, input_method.plugin_folder(), application.platformName(), Path.home()
    )
    if note or crashed:
        shell.window.bar.say(note or CRASHED, "warning")
    return application.exec()


def _listen(channel: str, shell: "Shell", application: "QApplication") -> None:
    """To later starts of the program; it waits until the window is painted."""
    from editor.app.instance import Instance

    instance = Instance(channel, shell)
    if instance.listen():
        instance.asked.connect(shell.take)
        application.aboutToQuit.connect(instance.close)
