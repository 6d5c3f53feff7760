"""The application object: names, language, the texts of Qt's own dialogs."""

import sys

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

NAME = "绩效文本编辑器"
DESKTOP_ID = "org.jixiao.editor"
"""Of the entry in the menu, which the desktop finds the window's icon by; packaging/build_contents.toml has the same."""
_TURN_SECONDS = 0.0002
"""How long Python lets one thread go on while another waits: a twenty-fifth of what it does by itself.

Painting calls from Qt into Python some hundred times, and beside work in another thread each call waits for its turn.
"""


def make_application() -> QApplication:
    """The application, in Chinese and in the system's own style and fonts; work in other threads leaves it its turns."""
    sys.setswitchinterval(_TURN_SECONDS)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("jixiao")
    application.setApplicationDisplayName("")
    application.setDesktopFileName(DESKTOP_ID)
    chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    QLocale.setDefault(chinese)
    translator = QTranslator(application)
    if translator.load(chinese, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application
