"""Printing into a file: the one before stays until the new one is whole."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from editor.bridge.print_file import PrintFile


@pytest.fixture
def target(tmp_path: Path, qapp: QApplication) -> Path:
    target = tmp_path / "印 [一].pdf"
    target.write_bytes(b"the one before")
    return target


def printer_to(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def paint(printer: QPrinter) -> None:
    painter = QPainter(printer)
    painter.drawLine(0, 0, 50, 50)
    painter.end()


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_new_file_takes_the_name_when_it_is_whole(target: Path) -> None:
    printer = printer_to(target)
    file = PrintFile(printer)
    file.begin()
    paint(printer)
    assert target.read_bytes() == b"the one before"
    assert file.finish() == ""
    assert target.read_bytes().startswith(b"%PDF")
    assert printer.outputFileName() == str(target)
    assert names(target.parent) == [target.name]


def test_what_is_dropped_leaves_nothing(target: Path) -> None:
    printer = printer_to(target)
    file = PrintFile(printer)
    file.begin()
    paint(printer)
    file.drop()
    assert target.read_bytes() == b"the one before"
    assert printer.outputFileName() == str(target)
    assert names(target.parent) == [target.name]


def test_a_name_that_cannot_be_taken_is_said(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = printer_to(target)
    file = PrintFile(printer)
    file.begin()
    paint(printer)

    def full(_: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    assert "原来的文件没有变" in file.finish()
    assert target.read_bytes() == b"the one before"
    assert names(target.parent) == [target.name]


def test_paper_is_left_alone(qapp: QApplication) -> None:
    file = PrintFile(QPrinter())
    file.begin()
    assert file.finish() == ""
    file.drop()
