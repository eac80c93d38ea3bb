"""Turning the wheel scrolls; it chooses nothing by the way."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.widgets.wheel import unmoved


def a_choice() -> QComboBox:
    box = QComboBox()
    box.addItems(["a", "b", "c"])
    box.setCurrentIndex(1)
    return box


def chosen(box: QWidget) -> object:
    return box.currentIndex() if isinstance(box, QComboBox) else box.property("value")


@pytest.mark.parametrize("make", [a_choice, QSpinBox, QDoubleSpinBox])
@pytest.mark.parametrize("focused", [False, True])
def test_a_box_under_the_wheel_stays_and_the_page_moves(
    qtbot: QtBot, make: type[QComboBox | QAbstractSpinBox], focused: bool
) -> None:
    box = unmoved(make())
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(box)
    column.addWidget(QLabel("\n" * 99))
    area = QScrollArea()
    area.setWidget(page)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    before = chosen(box)
    area.activateWindow()
    (box if focused else area).setFocus()
    place = QPointF(box.mapTo(area, box.rect().center()))
    QTest.wheelEvent(area.windowHandle(), place, QPoint(0, -120))
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)
    assert chosen(box) == before
    assert box.hasFocus() == focused
