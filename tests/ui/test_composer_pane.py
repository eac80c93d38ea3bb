"""Asking for a video: what the composer offers, refuses and hands over."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QTranslator, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.capabilities import PictureLimits
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import JobState
from app.domain.replies import Quota
from app.domain.requests import GenerationRequest
from app.ui.panes.composer import ComposerPane
from app.ui.panes.composer_picture import PictureField
from app.ui.panes.drop_tray import DropTray
from app.ui.widgets.notice import Notice
from app.ui.widgets.picture_drop import PictureDrop
from app.ui.widgets.prompt_edit import PromptEdit
from tests.ui.port import TABLES, PortBridge, a_clip, a_job, a_picture, a_request

#: One transparent pixel.
GIF = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)

#: What only another program could draw.
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n"


class Composer:
    """A pane on the screen, used as a person would."""

    def __init__(self, qtbot: QtBot, port: PortBridge, service: str, memory: QSettings) -> None:
        self.qtbot = qtbot
        self.port = port
        self.service = service
        self.memory = memory
        self.pane = ComposerPane(port.as_bridge(), service, memory)
        qtbot.addWidget(self.pane)
        self.pane.resize(320, 820)
        with qtbot.waitActive(self.pane):
            self.pane.show()

    def named(self, name: str) -> QWidget | None:
        return self.pane.findChild(QWidget, f"{name}_{self.service}")

    @property
    def prompt(self) -> PromptEdit:
        found = self.named("promptEdit")
        assert isinstance(found, PromptEdit)
        return found

    @property
    def button(self) -> QPushButton:
        found = self.named("generateButton")
        assert isinstance(found, QPushButton)
        return found

    @property
    def drop(self) -> PictureDrop:
        found = self.named("pictureDrop")
        assert isinstance(found, PictureDrop)
        return found

    @property
    def models(self) -> list[str]:
        box = self.named("modelChoice")
        assert isinstance(box, QComboBox)
        return [box.itemText(row) for row in range(box.count())]

    @property
    def status(self) -> str:
        label = self.named("composerStatus")
        assert isinstance(label, QLabel)
        return label.text()

    @property
    def notices(self) -> list[str]:
        return [notice.text for notice in self.pane.findChildren(Notice) if notice.isVisible()]

    @property
    def asked(self) -> list[GenerationRequest]:
        return [call[1] for call in self.port.calls if call[0] == "generate"]

    def click_text(self, text: str) -> None:
        next(b for b in self.pane.findChildren(QPushButton) if b.text() == text).click()

    def write(self, text: str) -> None:
        self.prompt.setFocus()
        QTest.keyClicks(self.prompt, text)

    def choose(self, text: str) -> None:
        (segment,) = (b for b in self.pane.findChildren(QPushButton) if b.text() == text)
        QTest.mouseClick(segment, Qt.MouseButton.LeftButton)

    def click(self) -> None:
        QTest.mouseClick(self.button, Qt.MouseButton.LeftButton)

    def generate(self) -> GenerationRequest:
        """Presses until it is no part of a double click any more."""
        before = len(self.asked)

        def pressed() -> bool:
            self.click()
            return len(self.asked) > before

        self.qtbot.waitUntil(pressed)
        return self.asked[-1]

    def drop_files(self, *paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = QPoint(20, 20)
        given = (
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.drop, QDragEnterEvent(place, *given))
        QApplication.sendEvent(self.drop, QDropEvent(QPointF(place), *given))

    def wait_filled(self) -> None:
        self.qtbot.waitUntil(lambda: self.drop.is_filled)


class Turkish(QTranslator):
    """Knows how a picture without a name is called."""

    def isEmpty(self) -> bool:  # noqa: N802 -- Qt's own name
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return "Yapıştırılan görsel" if source == "Pasted picture" else source


def captions(drop: PictureDrop) -> str:
    return " ".join(label.text() for label in drop.findChildren(QLabel))


Compose = Callable[..., Composer]


@pytest.fixture
def compose(qtbot: QtBot, tmp_path: Path) -> Compose:
    """Opens a composer over a port."""
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)

    def make(port: PortBridge | None = None, service: str = "sora") -> Composer:
        return Composer(qtbot, port or PortBridge(), service, memory)

    return make


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A small red picture."""
    path = tmp_path / "photo.png"
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(path))
    return path


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    """A file that only calls itself a picture."""
    path = tmp_path / "fake.png"
    path.write_text("no picture")
    return path


# -- Fields come from the table ----------------------------------------------------------------


def test_a_service_gets_the_fields_its_table_has(compose: Compose) -> None:
    def offered(composer: Composer) -> list[str]:
        names = ("pictureDrop", "frameChoice", "lengthChoice", "modelChoice")
        return [n for n in names if (w := composer.named(n)) is not None and w.isVisible()]

    assert offered(compose(service="sora")) == ["pictureDrop", "frameChoice", "modelChoice"]
    assert offered(compose(service="veo")) == ["pictureDrop", "frameChoice", "lengthChoice"]
    port = PortBridge()
    port.capabilities = {"bare": replace(TABLES["sora"], service="bare", models=(), picture=None)}
    assert offered(compose(port, "bare")) == ["frameChoice"]


def test_a_frame_leaves_only_the_models_that_make_it(compose: Compose) -> None:
    composer = compose()
    composer.write("Balloons")
    assert composer.models == ["sora-2-landscape"]
    composer.choose("9:16")
    assert composer.models == ["sora-2-portrait"]
    assert composer.generate() == a_request(
        "Balloons", aspect_ratio="9:16", model="sora-2-portrait"
    )


def test_the_usual_length_is_chosen_and_can_be_changed(compose: Compose) -> None:
    composer = compose(service="veo")
    composer.write("Tea")
    assert composer.generate().duration_seconds == 6
    composer.choose("8 s")
    assert composer.generate() == a_request("Tea", "veo", duration_seconds=8)


# -- Generating --------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("place", ["promptEdit", "pictureDrop", "modelChoice", "generateButton"])
def test_ctrl_enter_generates_from_anywhere_in_the_pane(
    compose: Compose, key: Qt.Key, place: str
) -> None:
    composer = compose()
    composer.write("A")
    focused = composer.named(place)
    assert focused is not None
    focused.setFocus()
    QTest.keyClick(focused, key, Qt.KeyboardModifier.ControlModifier)
    assert [request.prompt for request in composer.asked] == ["A"]


def test_without_a_prompt_it_says_so_beside_the_prompt(compose: Compose, qtbot: QtBot) -> None:
    composer = compose()
    composer.button.setFocus()
    composer.click()
    qtbot.waitUntil(lambda: composer.notices == ["Write a prompt first."])
    assert composer.prompt.hasFocus()
    composer.write("A")
    assert composer.notices == []


def test_trouble_of_no_field_stands_above_the_button(compose: Compose, qtbot: QtBot) -> None:
    composer = compose()
    composer.write("A")
    composer.port.errors["generate"] = KadrajError(ErrorCode.DISK_FULL, folder="/")
    composer.click()
    qtbot.waitUntil(lambda: len(composer.notices) == 1)
    assert "disk is full" in composer.notices[0]
    assert composer.prompt.toPlainText() == "A"


def test_a_double_click_makes_one_video(compose: Compose, qtbot: QtBot) -> None:
    composer = compose()
    composer.write("A")
    composer.click()
    QTest.mouseDClick(composer.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: composer.status.endswith("In the queue"))
    composer.click()
    assert len(composer.asked) == 1


def test_it_is_free_again_while_jobs_run(compose: Compose, qtbot: QtBot) -> None:
    port = PortBridge(jobs=[a_job(f"r{n}", JobState.PROCESSING) for n in range(5)])
    composer = compose(port)
    composer.write("A")
    composer.generate()
    assert composer.button.isEnabled()
    composer.generate()
    assert len(composer.asked) == 2


def test_what_was_entered_stays_and_the_word_of_success_goes(
    compose: Compose, qtbot: QtBot
) -> None:
    composer = compose()
    composer.write("Fog")
    composer.generate()
    qtbot.waitUntil(lambda: composer.status == "✓ In the queue")
    assert composer.prompt.toPlainText() == "Fog"
    composer.write("!")
    assert "In the queue" not in composer.status


def test_without_a_key_the_button_leads_to_the_sign_in(compose: Compose, qtbot: QtBot) -> None:
    port = PortBridge(services=("veo",))
    composer = compose(port)
    composer.write("A")
    assert composer.button.text() == "Sign in to generate"
    with qtbot.waitSignal(composer.pane.sign_in_requested):
        composer.click()
    assert composer.asked == []
    port.services = ("sora", "veo")
    port.signed_in.emit(port.services)
    assert composer.button.text() == "Generate"


def test_the_status_counts_this_services_waiting_jobs_and_what_is_left(
    compose: Compose, qtbot: QtBot
) -> None:
    port = PortBridge(jobs=[a_job("a"), a_job("b"), a_job("c", service="veo")])
    port.quotas["sora"] = Quota(20, 18)
    composer = compose(port)
    qtbot.waitUntil(lambda: composer.status == "2 job(s) waiting, 18 left today")
    port.change("a", state=JobState.SUBMITTING)
    port.quotas["sora"] = Quota(20, 17)
    port.quota_changed.emit("sora", port.quotas["sora"])
    assert composer.status == "1 job(s) waiting, 17 left today"
    port.job_removed.emit("b")
    assert composer.status == "17 left today"


def test_words_and_characters_are_counted(compose: Compose) -> None:
    composer = compose()
    counter = composer.prompt.findChild(QLabel)
    assert isinstance(counter, QLabel)
    composer.write("a lone  lighthouse ")
    assert counter.text() == "3 word(s) · 19 characters"
    composer.prompt.setPlainText("İstanbul’da ıslak g\u0306u\u0308n — sis")
    assert counter.text() == "4 word(s) · 27 characters"


def test_generate_stays_in_sight_when_there_is_little_height(
    compose: Compose, qtbot: QtBot
) -> None:
    composer = compose()
    composer.pane.resize(288, 420)
    bar = composer.pane.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    corner = composer.button.mapTo(composer.pane, composer.button.rect().bottomRight())
    assert composer.pane.rect().contains(corner)
    bar.setValue(bar.maximum())
    composer.click()
    qtbot.waitUntil(lambda: bar.value() < bar.maximum())
    assert not composer.prompt.visibleRegion().isEmpty()


@pytest.mark.parametrize("service", ["sora", "veo"])
@pytest.mark.parametrize(("width", "height"), [(432, 544), (432, 464), (320, 552)])
def test_in_the_smallest_windows_nothing_that_is_paid_for_is_out_of_sight(
    compose: Compose, qtbot: QtBot, service: str, width: int, height: int
) -> None:
    composer = compose(service=service)
    tall = (composer.drop.height(), composer.prompt.height())
    composer.pane.resize(width, height)
    bar = composer.pane.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: composer.drop.height() < tall[0])
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    fields = [
        field
        for name in ("pictureDrop", "promptEdit", "frameChoice", "lengthChoice", "modelChoice")
        if (field := composer.named(name)) is not None and field.isVisible()
    ]

    def all_seen() -> bool:
        return all(field.visibleRegion().boundingRect() == field.rect() for field in fields)

    qtbot.waitUntil(all_seen)
    assert composer.prompt.height() >= 72
    composer.pane.resize(width, 900)
    qtbot.waitUntil(lambda: (composer.drop.height(), composer.prompt.height()) == tall)


def test_a_notice_takes_its_room_from_the_prompt(compose: Compose, qtbot: QtBot) -> None:
    composer = compose()
    composer.pane.resize(432, 464)
    bar = composer.pane.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0 and composer.drop.height() == 64)
    composer.pane.resize(432, 544)
    qtbot.waitUntil(lambda: composer.prompt.height() > 120)
    before = composer.prompt.height()
    composer.click()
    qtbot.waitUntil(lambda: composer.prompt.height() < before)
    assert composer.notices == ["Write a prompt first."]
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_without_a_key_no_line_is_kept_for_figures(compose: Compose) -> None:
    port = PortBridge(services=("veo",))
    composer = compose(port)
    line = composer.named("composerStatus")
    assert line is not None
    assert line.isHidden()
    port.services = ("sora", "veo")
    port.signed_in.emit(port.services)
    assert line.isVisible()


# -- Pictures ----------------------------------------------------------------------------------


def test_a_dropped_picture_is_shown_and_goes_into_the_request(
    compose: Compose, photo: Path, qtbot: QtBot
) -> None:
    composer = compose()
    composer.write("Wave")
    composer.drop_files(photo)
    composer.wait_filled()
    middle = composer.drop.rect().center() - QPoint(0, 20)
    qtbot.waitUntil(lambda: composer.drop.grab().toImage().pixelColor(middle) == QColor("red"))
    told = [label.text() for label in composer.drop.findChildren(QLabel)]
    assert "photo.png" in told
    assert any("64×36" in text for text in told)
    picture = composer.generate().picture
    assert picture is not None
    assert (picture.path, picture.name) == (photo, "photo.png")
    QTest.keyClick(composer.drop, Qt.Key.Key_Delete)
    assert not composer.drop.is_filled
    assert composer.generate().picture is None


def test_several_files_go_into_the_tray_for_many_pictures(
    compose: Compose, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    composer = compose()
    composer.write("Wave")
    composer.drop_files(photo, tmp_path / "other.png")
    tray = composer.pane.findChild(DropTray)
    assert tray is not None
    assert tray.isVisible()
    prompt = tray.findChild(QPlainTextEdit, "trayPrompt")
    assert prompt is not None
    assert prompt.toPlainText() == "Wave"
    queue = tray.findChild(QPushButton, "trayQueueButton")
    assert queue is not None
    qtbot.waitUntil(lambda: queue.text() == "Queue 1")  # the other is not there
    assert not composer.drop.is_filled
    tray.close()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("notes.txt", b"no picture", "notes.txt is not a JPEG, PNG or WebP picture."),
        ("fake.png", b"no picture", "fake.png is not really a picture, despite its ending."),
        ("x.png", EPS, "x.png is not a JPEG, PNG or WebP picture."),
    ],
)
def test_what_is_no_picture_is_refused_under_the_drop_place(
    compose: Compose, tmp_path: Path, qtbot: QtBot, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    composer = compose()
    composer.drop_files(tmp_path / name)
    qtbot.waitUntil(lambda: composer.notices == [told])
    assert not composer.drop.is_filled
    assert composer.drop.hasFocus()


def test_a_picture_of_another_kind_is_offered_as_a_copy_and_taken_when_that_is_wanted(
    compose: Compose, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "x.gif").write_bytes(GIF)
    composer = compose()
    composer.write("Wave")
    composer.drop_files(tmp_path / "x.gif")
    qtbot.waitUntil(lambda: len(composer.notices) == 1)
    [told] = composer.notices
    assert told.startswith("x.gif is a GIF picture, which Sora does not take. A copy can be used: ")
    assert "white where it is transparent, as PNG. GIF 43 bytes → PNG " in told
    assert not composer.drop.is_filled
    composer.button.click()
    assert composer.status == "Use the copy, or go on without the picture"
    assert (composer.notices, composer.asked) == ([told], [])
    composer.click_text("Use the copy")
    composer.wait_filled()
    assert composer.status != "Use the copy, or go on without the picture"
    picture = composer.generate().picture
    assert picture is not None
    assert (picture.name, picture.media_type) == ("x.png", "image/png")
    assert (tmp_path / "x.gif").read_bytes() == GIF


def test_without_a_picture_that_waits_for_an_answer_nothing_is_asked_for_unless_that_is_said(
    compose: Compose, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "x.gif").write_bytes(GIF)
    composer = compose()
    composer.write("Wave")
    composer.drop_files(tmp_path / "x.gif")
    QTest.keyClick(composer.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    asks = "Use the copy, or go on without the picture"
    qtbot.waitUntil(lambda: composer.status == asks)  # pressed before the file was looked at
    composer.drop.refused.emit()  # and something else was said since
    composer.button.click()
    assert "GIF picture" in composer.notices[0]
    composer.click_text("Go on without it")
    assert (composer.notices, composer.status == asks) == ([], False)
    assert composer.generate().picture is None
    composer.drop_files(photo)
    composer.wait_filled()
    composer.drop_files(tmp_path / "x.gif")
    qtbot.waitUntil(lambda: len(composer.notices) == 1)
    composer.button.click()
    assert len(composer.asked) == 1
    composer.click_text("Keep the earlier one")
    picture = composer.generate().picture
    assert picture is not None
    assert picture.path == photo


def test_a_photo_on_its_side_is_taken_as_it_is_and_offered_upright(
    compose: Compose, tmp_path: Path, qtbot: QtBot
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (64, 36), "teal").save(tmp_path / "x.jpg", exif=exif)
    composer = compose()
    composer.drop_files(tmp_path / "x.jpg")
    composer.wait_filled()
    qtbot.waitUntil(lambda: len(composer.notices) == 1)
    assert composer.notices[0].startswith("x.jpg is stored on its side, and Sora may show it so.")
    assert "turned upright" in composer.notices[0]
    composer.choose("9:16")  # which it has already, upright
    composer.write("Wave")
    picture = composer.generate().picture
    assert picture is not None
    assert picture.path == tmp_path / "x.jpg"


def test_what_was_not_asked_for_yet_is_there_at_the_next_start(
    compose: Compose, photo: Path, qtbot: QtBot
) -> None:
    port = PortBridge()
    composer = compose(port, service="veo")
    composer.drop_files(photo)
    composer.wait_filled()
    composer.write("Half a sentence")
    qtbot.waitUntil(lambda: "Half a sentence" in str(port.drafts.get("veo")))
    again = compose(port, service="veo")
    again.wait_filled()
    assert again.prompt.toPlainText() == "Half a sentence"
    assert again.generate().picture == composer.pane._request().picture


def test_up_and_down_bring_prompts_of_before_and_leave_what_is_written_alone(
    compose: Compose, qtbot: QtBot
) -> None:
    jobs = [a_job(f"j{n}", request=a_request(prompt=f"prompt {n}")) for n in range(3)]
    composer = compose(PortBridge(jobs=jobs))

    def shows(text: str) -> Callable[[], bool]:
        return lambda: composer.prompt.toPlainText() == text

    for key, text in [
        (Qt.Key.Key_Up, "prompt 2"),
        (Qt.Key.Key_Up, "prompt 1"),
        (Qt.Key.Key_Up, "prompt 0"),
        (Qt.Key.Key_Down, "prompt 1"),
        (Qt.Key.Key_Down, "prompt 2"),
        (Qt.Key.Key_Down, ""),
    ]:
        QTest.keyClick(composer.prompt, key)
        qtbot.waitUntil(shows(text))
    composer.write("own")
    QTest.keyClick(composer.prompt, Qt.Key.Key_Up)
    QTest.qWait(0)
    assert shows("own")()


def test_when_an_earlier_picture_stays_that_is_said(
    compose: Compose, photo: Path, fake: Path, qtbot: QtBot
) -> None:
    composer = compose()
    composer.drop_files(photo)
    composer.wait_filled()
    composer.drop_files(fake)
    qtbot.waitUntil(lambda: len(composer.notices) == 1)
    assert composer.notices[0].endswith(" Your earlier picture stays.")
    composer.write("Wave")
    picture = composer.generate().picture
    assert picture is not None
    assert picture.name == "photo.png"


@pytest.mark.parametrize("what", ["another", "again", "generate", "remove"])
def test_a_refusal_goes_when_it_does_not_count_any_more(
    compose: Compose, photo: Path, fake: Path, qtbot: QtBot, what: str
) -> None:
    composer = compose()
    composer.drop_files(photo)
    composer.wait_filled()
    composer.drop_files(fake)
    qtbot.waitUntil(lambda: len(composer.notices) == 1)
    if what == "another":
        composer.drop_files(photo)
    elif what == "again":
        composer.pane.use_again(a_clip("c", picture=a_picture(photo)))
    elif what == "generate":
        composer.write("Wave")
        composer.generate()
    else:
        QTest.keyClick(composer.drop, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: composer.notices == [])
    field = composer.pane.findChild(PictureField)
    assert field is not None
    qtbot.waitUntil(lambda: not field.looking)
    assert composer.notices == []


def test_a_picture_beyond_the_services_limits_is_refused(
    compose: Compose, photo: Path, qtbot: QtBot
) -> None:
    port = PortBridge()
    limits = PictureLimits(max_pixels=100)
    port.capabilities = {"sora": replace(TABLES["sora"], picture=limits)}
    composer = compose(port)
    composer.drop_files(photo)
    qtbot.waitUntil(lambda: len(composer.notices) == 1)
    assert "64×36" in composer.notices[0]
    assert not composer.drop.is_filled


def test_a_missing_file_is_told(compose: Compose, tmp_path: Path, qtbot: QtBot) -> None:
    composer = compose()
    composer.drop_files(tmp_path / "gone.png")
    qtbot.waitUntil(lambda: len(composer.notices) == 1)
    assert "gone.png" in composer.notices[0]


@pytest.mark.parametrize("place", ["promptEdit", "generateButton"])
def test_a_copied_picture_is_pasted_with_ctrl_v(compose: Compose, photo: Path, place: str) -> None:
    composer = compose()
    composer.write("Wave")
    QGuiApplication.clipboard().setImage(QImage(str(photo)))
    focused = composer.named(place)
    assert focused is not None
    focused.setFocus()
    QTest.keyClick(focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    composer.wait_filled()
    picture = composer.generate().picture
    assert picture is not None
    assert QImage(str(picture.path)).pixelColor(5, 5) == QColor("red")
    assert picture.name == "Pasted picture.png"
    assert composer.prompt.toPlainText() == "Wave"


def test_a_pasted_picture_is_called_so_in_the_windows_language(
    compose: Compose, photo: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    composer = compose()
    composer.write("Wave")
    QGuiApplication.clipboard().setImage(QImage(str(photo)))
    composer.drop.setFocus()
    QTest.keyClick(composer.drop, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    composer.wait_filled()
    turkish = Turkish()
    qapp.installTranslator(turkish)
    try:
        qtbot.waitUntil(lambda: "Yapıştırılan görsel.png" in captions(composer.drop))
        picture = composer.generate().picture
    finally:
        qapp.removeTranslator(turkish)
    assert picture is not None
    assert picture.name == "Yapıştırılan görsel.png"
    qtbot.waitUntil(lambda: "Pasted picture.png" in captions(composer.drop))


@pytest.mark.parametrize("remembered", [True, False])
def test_pictures_are_picked_from_a_folder_that_exists(
    compose: Compose,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    remembered: bool,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    chosen = tmp_path / "chosen"
    composer = compose()
    composer.memory.setValue("composer/picture_folder", str(chosen))
    if remembered:
        chosen.mkdir()
    QTest.mouseClick(composer.drop, Qt.MouseButton.LeftButton)
    dialog = composer.pane.findChild(QFileDialog, "pictureDialog")
    assert dialog is not None
    assert Path(dialog.directory().path()) == (chosen if remembered else tmp_path)
    assert [line.text() for line in dialog.findChildren(QLineEdit)] == [""]
    shown = dialog.nameFilters()[0]
    assert all(kind in shown for kind in ("*.jpg", "*.webp", "*.bmp", "*.tiff")), "also by a copy"
    dialog.reject()


def test_a_copied_file_is_pasted_as_a_picture_into_the_prompt_too(
    compose: Compose, photo: Path
) -> None:
    composer = compose()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo))])
    QGuiApplication.clipboard().setMimeData(mime)
    composer.prompt.setFocus()
    QTest.keyClick(composer.prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    composer.wait_filled()
    assert composer.prompt.toPlainText() == ""


def test_copied_words_are_pasted_into_the_prompt(compose: Compose) -> None:
    composer = compose()
    QGuiApplication.clipboard().setText("a balloon")
    composer.prompt.setFocus()
    QTest.keyClick(composer.prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert composer.prompt.toPlainText() == "a balloon"
    assert not composer.drop.is_filled


def test_generate_waits_for_a_picture_that_is_being_read(
    compose: Compose, photo: Path, qtbot: QtBot
) -> None:
    composer = compose()
    composer.write("Wave")
    composer.drop_files(photo)
    composer.click()
    assert composer.asked == []
    qtbot.waitUntil(lambda: len(composer.asked) == 1)
    assert composer.asked[0].picture is not None


def test_generate_is_not_remembered_when_that_picture_is_taken_away(
    compose: Compose, photo: Path, qtbot: QtBot
) -> None:
    composer = compose()
    composer.write("Wave")
    composer.drop_files(photo)
    composer.click()
    composer.drop.removed.emit()
    composer.drop_files(photo)
    composer.wait_filled()
    assert composer.asked == []


# -- Using again -------------------------------------------------------------------------------


def test_use_again_fills_everything(compose: Compose, photo: Path) -> None:
    composer = compose()
    clip = a_clip(
        "c", prompt="Tea", aspect_ratio="9:16", model="sora-2-portrait", picture=a_picture(photo)
    )
    composer.pane.use_again(clip)
    composer.wait_filled()
    request = composer.generate()
    assert (request.prompt, request.aspect_ratio, request.model) == (
        "Tea",
        "9:16",
        "sora-2-portrait",
    )
    assert request.picture is not None
    composer.pane.use_again(a_request("Fog"))
    assert not composer.drop.is_filled
    assert composer.prompt.toPlainText() == "Fog"


@pytest.mark.parametrize("by", ["button", "key"])
def test_a_draft_that_makes_way_comes_back_whole(
    compose: Compose, photo: Path, qtbot: QtBot, by: str
) -> None:
    composer = compose()
    composer.pane.use_again(a_request("Mist"))
    assert composer.notices == []  # nothing was there
    composer.prompt.selectAll()
    composer.write("A kite")
    composer.choose("9:16")
    composer.drop_files(photo)
    composer.wait_filled()
    before = composer.pane._request()
    composer.pane.use_again(a_request("Fog"))
    composer.pane.use_again(a_request("Rain"))
    for text in ("Fog", "A kite"):
        assert composer.notices == ["Your draft was replaced by this."]
        if by == "button":
            (undo,) = (b for b in composer.pane.findChildren(QPushButton) if b.text() == "Undo")
            QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
        else:
            composer.write("!")  # what was typed since is taken back first
            QTest.keySequence(composer.prompt, QKeySequence.StandardKey.Undo)
            QTest.keySequence(composer.prompt, QKeySequence.StandardKey.Undo)
        assert composer.prompt.toPlainText() == text
    assert composer.notices == []
    qtbot.waitUntil(lambda: composer.pane._request() == before)


def test_undo_takes_back_words_and_never_more_than_what_was_put_in(compose: Compose) -> None:
    prompt = compose().prompt
    QTest.keyClicks(prompt, "a lone tower")
    prompt.recall("before")
    QTest.keyClicks(prompt, "hand")
    seen = []
    while prompt.document().isUndoAvailable():
        seen.append(prompt.toPlainText())
        prompt.undo()
    assert [text.strip() for text in seen if text == text.strip()] == [
        "beforehand", "before", "a lone tower", "a lone", "a",
    ]  # fmt: skip
