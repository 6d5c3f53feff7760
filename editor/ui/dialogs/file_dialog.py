"""The dialog that asks for files."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtWidgets import QFileDialog, QWidget

_LABELS: Mapping[QFileDialog.DialogLabel, str] = MappingProxyType(
    {
        QFileDialog.DialogLabel.LookIn: "位置：",
        QFileDialog.DialogLabel.FileName: "文件名：",
        QFileDialog.DialogLabel.FileType: "类型：",
        QFileDialog.DialogLabel.Reject: "取消",
    }
)
_SUFFIX = re.compile(r"\*\.(\w+)")


class FileDialog(QFileDialog):
    """The system's; where it has none, Qt's own, some labels of which Qt has not got in Chinese."""

    def __init__(self, title: str, kinds: str, folder: Path, agree: str, parent: QWidget | None) -> None:
        super().__init__(parent, title, str(folder), kinds)
        self._agree = agree
        self._name_parts()

    def ask_to_open(self) -> list[Path]:
        """Files that are there; none when cancelled."""
        self.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._name_parts()
        return [Path(name) for name in self.selectedFiles()] if self.exec() else []

    def ask_to_save(self, name: str) -> Path | None:
        """A file to write, this one offered; its name ends as the chosen kind of file does."""
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._name_parts()
        self.setDefaultSuffix(Path(name).suffix.lstrip("."))
        self.selectFile(name)
        self.filterSelected.connect(self._take_suffix)
        return Path(self.selectedFiles()[0]) if self.exec() else None

    def _name_parts(self) -> None:
        """Again after each change of what it is for: Qt puts its own labels back then."""
        for label, words in _LABELS.items():
            self.setLabelText(label, words)
        self.setLabelText(QFileDialog.DialogLabel.Accept, self._agree)

    def _take_suffix(self, kind: str) -> None:
        found = _SUFFIX.search(kind)
        chosen = self.selectedFiles()
        if found is None:
            return
        self.setDefaultSuffix(found[1])
        if chosen and Path(chosen[0]).suffix:
            self.selectFile(Path(chosen[0]).with_suffix(f".{found[1]}").name)
