"""A picture is dropped, pasted, picked, replaced and removed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.theme.tokens import DARK
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.picture_drop import PictureDrop
from tests.ui.widgets.conftest import Shown

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def drop(shown: Shown) -> PictureDrop:
    drop = PictureDrop()
    drop.set_texts(
        title="Görseli buraya bırak", hints=["ya da tıkla"], replace="Değiştir", remove="Kaldır"
    )
    drop.resize(288, 152)
    return shown(drop)


def picture(colour: str = "#204060") -> QImage:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def encoded(format_name: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture().save(buffer, format_name)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def drag_in(drop: PictureDrop, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(9, 9), COPY | MOVE, mime, LEFT, NO_KEY)
    event.ignore()
    QApplication.sendEvent(drop, event)
    return event


def let_fall(drop: PictureDrop, mime: QMimeData) -> QDropEvent:
    drag_in(drop, mime)
    event = QDropEvent(QPointF(9, 9), COPY | MOVE, mime, LEFT, NO_KEY)
    QApplication.sendEvent(drop, event)
    return event


def test_every_dropped_file_arrives_and_none_is_moved(
    drop: PictureDrop, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [str(tmp_path / name) for name in ("ışık.png", "b ü.jpg")]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    with qtbot.waitSignal(drop.files_dropped) as dropped:
        event = let_fall(drop, mime)
    assert dropped.args == [paths]
    assert event.dropAction() == COPY


def test_a_picture_from_a_browser_keeps_its_own_bytes(drop: PictureDrop, qtbot: QtBot) -> None:
    jpeg = encoded("JPEG")
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/sunset.jpg")])
    mime.setImageData(picture())
    mime.setData("image/jpeg", jpeg)
    with qtbot.waitSignal(drop.image_dropped) as dropped:
        let_fall(drop, mime)
    assert dropped.args == [jpeg, "image/jpeg"]


def test_a_bare_picture_arrives_as_png(drop: PictureDrop, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(picture("#FF8000"))
    with qtbot.waitSignal(drop.image_dropped) as dropped:
        QTest.keyClick(drop, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dropped.args is not None
    data, mime = dropped.args
    assert mime == "image/png"
    assert QImage.fromData(data).pixelColor(5, 5) == QColor("#FF8000")


def test_an_address_alone_is_refused_with_a_signal(drop: PictureDrop, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/sunset.jpg")])
    files, images = QSignalSpy(drop.files_dropped), QSignalSpy(drop.image_dropped)
    with qtbot.waitSignal(drop.refused):
        let_fall(drop, mime)
    assert (files.count(), images.count()) == (0, 0)


def test_pasting_words_is_refused(drop: PictureDrop, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("bir istem")
    with qtbot.waitSignal(drop.refused):
        drop.paste()


def test_words_dragged_over_are_not_welcome(drop: PictureDrop) -> None:
    mime = QMimeData()
    mime.setText("bir istem")
    assert not drag_in(drop, mime).isAccepted()


def test_a_picture_over_it_lights_the_edge(drop: PictureDrop) -> None:
    def edge() -> QColor:
        return drop.grab().toImage().pixelColor(drop.width() // 2, 0)

    mime = QMimeData()
    mime.setImageData(picture())
    assert drag_in(drop, mime).isAccepted()
    assert edge() == QColor(DARK.accent)
    QApplication.sendEvent(drop, QDragLeaveEvent())
    assert edge() != QColor(DARK.accent)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_ask_for_a_file(drop: PictureDrop, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(drop.pick_requested):
        QTest.keyClick(drop, key)


def test_a_click_asks_for_a_file(drop: PictureDrop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(drop.pick_requested):
        QTest.mouseClick(drop, LEFT)


def test_a_shown_picture_is_whole_on_the_stage_colour(drop: PictureDrop) -> None:
    upright = QImage(360, 640, QImage.Format.Format_RGB32)
    upright.fill(QColor("#204060"))
    drop.show_picture(upright, "liman.png", "360×640 · 1,2 MB")
    image = drop.grab().toImage()
    assert drop.is_filled
    assert image.pixelColor(drop.width() // 2, 40) == QColor("#204060")
    assert image.pixelColor(30, 40) == QColor(DARK.stage)
    drop.clear()
    assert not drop.is_filled


def test_a_shown_picture_can_be_replaced_and_removed(drop: PictureDrop, qtbot: QtBot) -> None:
    drop.show_picture(picture(), "liman.png")
    tools = {tool.accessibleName(): tool for tool in drop.findChildren(QToolButton)}
    with qtbot.waitSignal(drop.pick_requested):
        QTest.mouseClick(tools["Değiştir"], LEFT)
    with qtbot.waitSignal(drop.removed):
        QTest.mouseClick(tools["Kaldır"], LEFT)
    with qtbot.waitSignal(drop.removed):
        QTest.keyClick(drop, Qt.Key.Key_Delete)


def test_where_height_is_short_the_picture_stands_beside_its_words(drop: PictureDrop) -> None:
    drop.set_low(True)
    QApplication.processEvents()
    drop.resize(288, drop.sizeHint().height())
    drop.show_picture(picture(), "liman.png", "360×640 · 1,2 MB")
    QApplication.processEvents()
    image = drop.grab().toImage()
    assert drop.height() == 64
    assert image.pixelColor(44, 32) == QColor("#204060")
    (name,) = drop.findChildren(ElidedLabel)
    assert name.x() > 44
    assert not name.is_elided()
    drop.set_low(False)
    drop.resize(288, drop.sizeHint().height())
    QApplication.processEvents()
    assert drop.grab().toImage().pixelColor(144, 60) == QColor("#204060")


@pytest.mark.parametrize("low", [False, True])
@pytest.mark.parametrize("facts", ["3024×1964 içinden 3024×1701", "3024×1701 of 3024×1964"])
@pytest.mark.parametrize("width", [256, 288])
def test_a_long_name_gives_way_in_its_middle_and_the_facts_are_read_whole(
    drop: PictureDrop, *, low: bool, facts: str, width: int
) -> None:
    name = "Ekran görüntüsü 2026-11-21 14.03.22 İstanbul boğazı.png"
    drop.set_low(low)
    QApplication.processEvents()
    drop.resize(width, drop.sizeHint().height())
    drop.show_frame(picture(), name, facts, (64, 36), None, 0.5)
    QApplication.processEvents()
    (shown_name,) = drop.findChildren(ElidedLabel)
    assert shown_name.is_elided()
    assert name in shown_name.toolTip()
    told = drop.findChild(QLabel, "pictureFacts")
    assert told is not None
    assert told.text() == facts
    assert told.height() >= told.heightForWidth(told.width())
    assert drop.rect().contains(told.mapTo(drop, told.rect().bottomRight()))
    assert drop.height() == drop.sizeHint().height()
    # Who hears it is told all of it, and how a picture comes in once there is none.
    assert drop.accessibleDescription() == f"{name}\n{facts}"
    drop.clear()
    assert drop.accessibleDescription() == "ya da tıkla"
