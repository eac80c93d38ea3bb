"""The bar under a video, and the stage above it."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.settings import Language
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.ui.theme.tokens import ON_STAGE
from app.ui.widgets.player_controls import PlayerControls, Sound
from app.ui.widgets.seek_bar import SeekBar
from app.ui.widgets.stage_view import StageView
from tests.ui.widgets.conftest import Shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def controls(shown: Shown) -> PlayerControls:
    controls = PlayerControls()
    controls.set_duration(10_000)
    controls.resize(860, 48)
    return shown(controls)


def button(controls: PlayerControls, name: str) -> QAbstractButton:
    return next(b for b in controls.findChildren(QToolButton) if b.accessibleName() == name)


def seek_bar(controls: PlayerControls) -> SeekBar:
    [bar] = controls.findChildren(SeekBar)
    return bar


def times(controls: PlayerControls) -> list[str]:
    return [label.text() for label in controls.findChildren(QLabel)]


def test_the_same_button_plays_and_pauses(controls: PlayerControls, qtbot: QtBot) -> None:
    with qtbot.waitSignal(controls.play_requested):
        QTest.mouseClick(button(controls, "Play"), LEFT)
    controls.set_playing(True)
    with qtbot.waitSignal(controls.pause_requested):
        QTest.mouseClick(button(controls, "Pause"), LEFT)


def test_a_frame_is_told_from_the_next_one_where_the_video_stands(controls: PlayerControls) -> None:
    controls.set_position(4_649)
    assert times(controls) == ["0:04.64", "0:10.00"]
    controls.set_position(4_649 + 42)
    assert times(controls) == ["0:04.69", "0:10.00"]
    standing = seek_bar(controls).geometry()
    controls.set_playing(True)
    assert times(controls) == ["0:04.6", "0:10.0"]
    QApplication.processEvents()
    assert seek_bar(controls).geometry() == standing, "nothing gives way for the digit"
    controls.set_playing(False)
    for label in controls.findChildren(QLabel):
        widths = {label.fontMetrics().horizontalAdvance(f"0:0{n}.{n}{n}") for n in range(10)}
        assert max(widths) <= label.width(), "whatever the figures"
    controls.set_duration(0)
    controls.set_position(0)
    assert times(controls) == ["0:00.0", "0:00.0"], "there is no video"


def test_a_click_goes_where_it_points(controls: PlayerControls, qtbot: QtBot) -> None:
    bar = seek_bar(controls)
    with qtbot.waitSignal(controls.seek_requested) as sought:
        QTest.mouseClick(bar, LEFT, pos=QPoint(bar.width() // 2, bar.height() // 2))
    assert sought.args is not None
    assert sought.args[0] == pytest.approx(5_000, abs=50)
    assert times(controls)[0].startswith(("0:04.9", "0:05.0"))


def test_the_ends_can_be_reached(controls: PlayerControls) -> None:
    bar = seek_bar(controls)
    sought = QSignalSpy(controls.seek_requested)
    QTest.mouseClick(bar, LEFT, pos=QPoint(bar.width() - 1, 12))
    QTest.mouseClick(bar, LEFT, pos=QPoint(0, 12))
    assert [sought.at(0), sought.at(1)] == [[10_000], [0]]


def test_the_player_does_not_pull_the_handle_out_of_a_hand(controls: PlayerControls) -> None:
    bar = seek_bar(controls)
    QTest.mousePress(bar, LEFT, pos=QPoint(bar.width() // 2, 12))
    held = bar.value()
    controls.set_position(100)
    assert bar.value() == held
    QTest.mouseRelease(bar, LEFT, pos=QPoint(bar.width() // 2, 12))
    controls.set_position(100)
    assert bar.value() == 100


def test_arrows_seek_and_following_the_player_does_not(
    controls: PlayerControls, qtbot: QtBot
) -> None:
    sought = QSignalSpy(controls.seek_requested)
    controls.set_position(3_000)
    assert sought.count() == 0
    QTest.keyClick(seek_bar(controls), Qt.Key.Key_Right)
    QTest.keyClick(seek_bar(controls), Qt.Key.Key_Home)
    assert [sought.at(0), sought.at(1)] == [[4_000], [0]]


def test_what_is_loaded_is_seen(controls: PlayerControls) -> None:
    bar = seek_bar(controls)
    at_half = QPoint(bar.width() // 2, bar.height() // 2)
    before = bar.grab().toImage().pixelColor(at_half)
    controls.set_buffered(0.8)
    assert (before, bar.grab().toImage().pixelColor(at_half)) == (
        QColor(ON_STAGE.line),
        QColor(ON_STAGE.faint),
    )


def test_speed_is_chosen_from_a_menu(controls: PlayerControls, qtbot: QtBot) -> None:
    menu = button(controls, "Speed").menu()  # type: ignore[attr-defined]
    half = next(action for action in menu.actions() if action.data() == 0.5)
    with qtbot.waitSignal(controls.speed_changed) as changed:
        half.trigger()
    assert changed.args == [0.5]
    assert [action.data() for action in menu.actions() if action.isChecked()] == [0.5]
    assert button(controls, "Speed").text().startswith("0")


def test_loop_sound_and_full_screen_say_what_was_asked(
    controls: PlayerControls, qtbot: QtBot
) -> None:
    for name, signal in (
        ("Loop", controls.loop_changed),
        ("Mute", controls.mute_changed),
        ("Full screen", controls.full_screen_requested),
    ):
        with qtbot.waitSignal(signal) as asked:
            QTest.mouseClick(button(controls, name), LEFT)
        assert asked.args == [True]
    controls.set_full_screen(True)
    assert button(controls, "Leave full screen").isChecked()
    assert button(controls, "Unmute").isChecked()


def test_setters_do_not_answer_back(controls: PlayerControls) -> None:
    spies = [
        QSignalSpy(signal)
        for signal in (
            controls.loop_changed,
            controls.mute_changed,
            controls.volume_changed,
            controls.speed_changed,
            controls.full_screen_requested,
        )
    ]
    controls.set_looping(True)
    controls.set_muted(True)
    controls.set_volume(0.4)
    controls.set_speed(2.0)
    controls.set_full_screen(True)
    assert [spy.count() for spy in spies] == [0] * len(spies)


def volume_slider(controls: PlayerControls) -> QSlider:
    return next(s for s in controls.findChildren(QSlider) if not isinstance(s, SeekBar))


def test_volume_follows_the_keyboard(controls: PlayerControls, qtbot: QtBot) -> None:
    volume = volume_slider(controls)
    with qtbot.waitSignal(controls.volume_changed) as changed:
        QTest.keyClick(volume, Qt.Key.Key_Left)
    assert changed.args is not None
    assert 0 < changed.args[0] < 1


def test_what_can_be_missed_gives_way_to_the_seek_bar(controls: PlayerControls) -> None:
    total = controls.findChildren(QLabel)[1]
    giving_way = (
        button(controls, "Actual size"),
        button(controls, "Repeat from A to B"),
        button(controls, "Previous video"),
        button(controls, "Next video"),
        volume_slider(controls),
        button(controls, "Speed"),
        button(controls, "Loop"),
        total,
    )
    gone: list[list[bool]] = []
    for width in range(900, controls.minimumSizeHint().width() - 1, -1):
        controls.resize(width, 48)
        assert seek_bar(controls).width() >= 160
        hidden = [part.isHidden() for part in giving_way]
        if hidden not in gone:
            gone.append(hidden)
    assert gone == [[place < number for place in range(8)] for number in range(9)]
    for name in ("Play", "Mute", "Full screen"):
        assert button(controls, name).isVisible()
    controls.resize(900, 48)
    assert not any(part.isHidden() for part in giving_way)


@pytest.mark.parametrize("sound", [Sound.NO_TRACK, Sound.NO_DEVICE])
def test_where_nothing_is_to_be_heard_the_bar_says_why(
    controls: PlayerControls, sound: Sound
) -> None:
    mute, volume = button(controls, "Mute"), volume_slider(controls)
    bright = volume.grab().toImage()
    controls.set_sound(sound)
    assert not mute.isEnabled()
    assert not volume.isEnabled()
    assert volume.grab().toImage() != bright, "the slider is dim, too"
    assert mute.toolTip() == volume.toolTip() != ""
    controls.set_sound(Sound.THERE)
    assert mute.isEnabled()
    assert (mute.toolTip(), volume.toolTip()) == ("Mute (M)", "Volume (↑ · ↓)")
    assert volume.grab().toImage() == bright


def test_what_gave_way_is_in_the_menu(controls: PlayerControls, qtbot: QtBot) -> None:
    for width in range(860, controls.minimumSizeHint().width() - 1, -1):
        controls.resize(width, 48)
    more = button(controls, "More")
    assert more.isVisible()
    menu: QMenu = more.menu()  # type: ignore[attr-defined]
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    names = ["Previous video", "Next video", "Loop", "Repeat from A to B", "Actual size", "Speed"]
    assert [text.split("\t")[0] for text in texts] == names
    assert texts[4] == "Actual size\tZ"
    with qtbot.waitSignal(controls.loop_changed):
        menu.actions()[2].trigger()
    controls.resize(900, 48)
    assert more.isHidden()


def test_a_stretch_is_seen_on_the_bar(controls: PlayerControls, qtbot: QtBot) -> None:
    bar = seek_bar(controls)
    before = bar.grab().toImage()
    controls.set_marks(2_500, 7_500)
    assert button(controls, "Repeat from A to B").isChecked()
    marked = bar.grab().toImage()
    place = 7 + (bar.width() - 14) // 4
    assert before.pixelColor(place, 5) != marked.pixelColor(place, 5) == QColor(ON_STAGE.accent)
    with qtbot.waitSignal(controls.span_asked):
        QTest.mouseClick(button(controls, "Repeat from A to B"), LEFT)
    controls.set_marks(None, None)
    assert bar.grab().toImage() == before


def test_muting_is_seen(controls: PlayerControls) -> None:
    mute = button(controls, "Mute")

    def strokes() -> set[tuple[int, int]]:
        image = mute.icon().pixmap(20, 20).toImage()
        across, down = range(image.width()), range(image.height())
        return {(x, y) for x in across for y in down if image.pixelColor(x, y).alpha() > 128}

    loud = strokes()
    QTest.mouseClick(mute, LEFT)
    assert strokes() != loud
    QTest.mouseClick(mute, LEFT)
    assert strokes() == loud


def test_without_a_video_nothing_can_be_pressed(controls: PlayerControls) -> None:
    controls.set_available(False)
    played = QSignalSpy(controls.play_requested)
    QTest.mouseClick(button(controls, "Play"), LEFT)
    assert played.count() == 0


def test_the_bar_is_dark_in_the_light_theme(controls: PlayerControls, theme: Theme) -> None:
    theme.set_mode("light")
    assert controls.grab().toImage().pixelColor(1, 1) == QColor(ON_STAGE.stage)


def test_the_stage_keeps_proportions(shown: Shown) -> None:
    stage = StageView()
    stage.resize(800, 432)
    shown(stage)
    video = QWidget()
    stage.set_content(video)
    assert video.size() == QSize(768, 400)
    stage.set_aspect(QSize(1080, 1920))
    assert video.size() == QSize(225, 400)
    assert abs(video.geometry().center().x() - stage.rect().center().x()) <= 1
    stage.set_margin(0)
    assert video.height() == 432
    another = QWidget()
    stage.set_content(another)
    assert video.isHidden()
    assert stage.content is another


def test_tenths_are_written_as_in_the_language(
    controls: PlayerControls, language: LanguageSwitch, qtbot: QtBot
) -> None:
    controls.set_position(400)
    controls.set_speed(1.5)
    assert "0:00.40" in times(controls)
    language.use(Language.TURKISH)
    qtbot.waitUntil(lambda: "0:00,40" in times(controls))
    speed = controls.findChild(QToolButton, "speedButton")
    assert speed is not None
    qtbot.waitUntil(lambda: speed.text() == "1,5×")
    assert "0:10,00" in times(controls)
