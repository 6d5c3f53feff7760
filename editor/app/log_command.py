"""The log in the help menu: for whoever looks after the office's computers."""

from pathlib import Path

from PySide6.QtCore import QObject

from editor.ui.actions import Spec
from editor.ui.main_window import MainWindow
from editor.ui.messenger import Messenger

LOG = "log"
CRASHED = "程序上次意外关闭了。文件都停在最后保存的一步，没有损坏；详情见帮助菜单里的“运行记录”。"
_SPEC = Spec("运行记录…(&L)", (), "程序出错的记录，不含文本内容；可以复制、打印，交给负责电脑的同志")


class LogCommand(QObject):
    """Adds the command to the window's help menu."""

    def __init__(self, window: MainWindow, messenger: Messenger, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._messenger = messenger
        self._folder = folder
        window.actions_.add(LOG, _SPEC, window.icons).triggered.connect(lambda _=False: self.show())
        window.menus.fill()

    def show(self) -> None:
        """The dialog, over the window without stopping it."""
        from PySide6.QtCore import Qt

        from editor.ui.dialogs.log_viewer import LogViewer

        dialog = LogViewer(self._folder, self._messenger, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
