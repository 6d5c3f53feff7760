"""The kind of an entry, chosen from a list in its cell."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.checks.own_words import OwnKind

KINDS: Mapping[OwnKind, str] = {"typo": "错词", "term": "过时的说法", "allowed": "允许的词"}

_Index = QModelIndex | QPersistentModelIndex


class KindDelegate(QStyledItemDelegate):
    """The cell's text is a kind's name; choosing one is at once the cell's."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option, index
        box = QComboBox(parent)
        box.addItems(list(KINDS.values()))
        box.activated.connect(lambda _: self._done(box))
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentText())

    def _done(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
