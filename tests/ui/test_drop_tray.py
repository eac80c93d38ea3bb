"""Many pictures: each with its frame and prompt, all asked for at once, and nothing in silence."""

import asyncio
import base64
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
)

from app.domain.capabilities import PictureLimits
from app.domain.errors import ErrorCode
from app.domain.jobs import JobState
from app.domain.preparing import PictureFacts, crop_for
from app.domain.requests import GenerationRequest, Picture
from app.ui.models.tray_model import TrayCard, TrayModel, TrayRole
from app.ui.panes.drop_tray import DropTray
from app.ui.tray_sending import TraySender
from app.ui.widgets.crop_frame import CropFrame
from app.ui.widgets.notice import Notice
from tests.ui.composing import Desk, on_the_panels, part, press, shown, until

pytestmark = pytest.mark.usefixtures("language")


def noise(path: Path, size: tuple[int, int] = (160, 120), seed: int = 0) -> Image.Image:
    colour = (seed * 37 % 256, seed * 91 % 256, 200)
    picture = Image.blend(
        Image.merge("RGB", [Image.effect_noise(size, 90)] * 3), Image.new("RGB", size, colour), 0.3
    )
    picture.save(path)
    return picture


def cards_of(tray: DropTray) -> list[TrayCard]:
    model = part(tray, QListView, "trayCards").model()
    return [model.index(row, 0).data(TrayRole.CARD) for row in range(model.rowCount())]


def made_of(tray: DropTray) -> list[str]:
    return [card.name for card in cards_of(tray)]


def marked(tray: DropTray) -> list[str]:
    """The cards with a frame around them, of which the current one is drawn in large."""
    selection = part(tray, QListView, "trayCards").selectionModel()
    chosen = selection.selectedIndexes()
    assert selection.currentIndex() in chosen
    return [index.data(TrayRole.CARD).name for index in chosen]


def opened(desk: Desk, service: str = "veo", prompt: str = "Hafif bir rüzgâr") -> DropTray:
    tray = DropTray(desk.bridge, desk.bridge.capabilities[service], desk.memory)
    ratio, seconds = "16:9", 8 if service == "veo" else None
    tray.use(GenerationRequest(service, prompt, ratio, seconds))
    return tray


async def until_queue_says(tray: DropTray, text: str) -> None:
    button = part(tray, QPushButton, "trayQueueButton")
    await until(lambda: button.text() == text, f"{text}, not {button.text()}")


def picture_in(body: dict[str, object]) -> Image.Image:
    return Image.open(BytesIO(base64.b64decode(str(body["image"]))))


def test_fifty_pictures_dropped_at_once_make_fifty_right_requests(
    qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    pictures = {f"{n:02}.png": noise(folder / f"{n:02}.png", seed=n) for n in range(50)}

    async def play(desk: Desk) -> None:
        tray = opened(desk)
        async with shown(tray):
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(folder / name)) for name in pictures])
            drop = QDropEvent(
                QPointF(400, 300),
                Qt.DropAction.CopyAction,
                mime,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            tray.dropEvent(drop)
            await until_queue_says(tray, "Queue all (50)")
            cards = part(tray, QListView, "trayCards")
            cards.setCurrentIndex(cards.model().index(3, 0))
            part(tray, QPlainTextEdit, "trayOwnPrompt").setPlainText("Kendi istemi")
            await press(tray, "trayQueueButton")
            await until(lambda: len(desk.sent()) == 50, "fifty requests")
        for number, (body, (name, picture)) in enumerate(
            zip(desk.sent(), pictures.items(), strict=True)
        ):
            assert body["prompt"] == ("Kendi istemi" if number == 3 else "Hafif bir rüzgâr"), name
            assert (body["aspect_ratio"], body["duration_seconds"]) == ("16:9", 8)
            crop = crop_for(160, 120, "16:9")
            assert crop is not None
            with picture_in(body) as sent:
                wanted = picture.crop((0, crop.top, 160, crop.top + crop.height))
                assert sent.tobytes() == wanted.tobytes(), name

    on_the_panels(qapp, tmp_path, play)


def test_pictures_go_whole_when_they_are_not_to_be_cut_and_as_they_are(
    qapp: QApplication, tmp_path: Path
) -> None:
    noise(tmp_path / "a.png")
    content = (tmp_path / "a.png").read_bytes()

    async def play(desk: Desk) -> None:
        tray = opened(desk)
        async with shown(tray):
            part(tray, QCheckBox, "trayCutBox").setChecked(False)
            tray.add([tmp_path / "a.png"])
            await until_queue_says(tray, "Queue all (1)")
            await press(tray, "trayQueueButton")
            await until(lambda: desk.sent(), "the request")
            await until(lambda: not tray.isVisible(), "the tray closed")
        [body] = desk.sent()
        assert base64.b64decode(str(body["image"])) == content

    on_the_panels(qapp, tmp_path, play)


def test_what_a_service_does_not_take_goes_only_as_a_copy_that_was_asked_for(
    qapp: QApplication, tmp_path: Path
) -> None:
    noise(tmp_path / "a.bmp", (160, 90))
    noise(tmp_path / "b.png", (160, 90))
    (tmp_path / "c.png").write_bytes(b"no picture")

    async def play(desk: Desk) -> None:
        tray = opened(desk)
        async with shown(tray):
            tray.add([tmp_path / name for name in ("a.bmp", "b.png", "c.png", "gone.png")])
            await until_queue_says(tray, "Queue 1")
            copies = part(tray, QCheckBox, "trayCopiesBox")
            await until(copies.isVisible, "copies offered")
            model = part(tray, QListView, "trayCards").model()
            said = [str(model.index(row, 0).data()) for row in range(4)]
            assert said[0].startswith("BMP 42.2 kB → copy: PNG ")
            assert said[1].startswith("160×90 · ")
            assert "c.png" in str(model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole))
            assert said[2:] == ["Not a picture", "File not readable"]
            part(tray, QListView, "trayCards").setCurrentIndex(model.index(3, 0))
            problem = part(tray, QLabel, "trayProblem")
            assert (problem.isVisible(), "gone.png cannot be read" in problem.text()) == (True,) * 2
            why = part(tray, QLabel, "trayCopiesWords").text()
            assert why == (
                "1 picture of a kind or size that Veo does not take: left out without the copy."
            )
            copies.setChecked(True)
            await until_queue_says(tray, "Queue 2")
            await press(tray, "trayQueueButton")
            await until(lambda: len(desk.sent()) == 2, "both")
            await until(lambda: made_of(tray) == ["c.png", "gone.png"], "the others gone")
        with picture_in(desk.sent()[0]) as sent, Image.open(tmp_path / "a.bmp") as original:
            assert sent.format == "PNG"
            assert sent.tobytes() == original.tobytes()

    on_the_panels(qapp, tmp_path, play)


def test_what_has_changed_on_disk_is_shown_before_anything_is_queued(
    qapp: QApplication, tmp_path: Path
) -> None:
    def overwrite(name: str, size: tuple[int, int]) -> Image.Image:
        image = noise(tmp_path / "new.png", size, 5)
        (tmp_path / "new.png").replace(tmp_path / name)
        return image

    for name in ("a.png", "b.png"):
        noise(tmp_path / name, (160, 90))

    async def play(desk: Desk) -> None:
        tray = opened(desk)
        told = (
            "b.png has changed on disk since it was shown. Look at it as it is now. "
            "Nothing was queued."
        )
        async with shown(tray):
            tray.add([tmp_path / "a.png", tmp_path / "b.png"])
            await until_queue_says(tray, "Queue all (2)")
            model = part(tray, QListView, "trayCards").model()

            def second_shows(words: str) -> bool:
                return str(model.index(1, 0).data()).startswith(words)

            for size in ((160, 120), (200, 180)):  # the second would have been cut
                image = overwrite("b.png", size)
                await press(tray, "trayQueueButton")
                await until(lambda: told in texts(tray), "the refusal")
                shows = "{}×{} · ".format(*size)
                await until(partial(second_shows, shows), shows)
                assert await desk.studio.library.jobs() == []
                await until_queue_says(tray, "Queue all (2)")
            await press(tray, "trayQueueButton")
            await until(lambda: len(desk.sent()) == 2, "both")
        with picture_in(desk.sent()[1]) as sent:
            crop = crop_for(200, 180, "16:9")
            assert crop is not None
            wanted = image.crop((0, crop.top, crop.width, crop.top + crop.height))
            assert sent.tobytes() == wanted.tobytes()

    on_the_panels(qapp, tmp_path, play)


def test_cards_are_moved_and_removed_and_their_frames_drawn(
    qapp: QApplication, tmp_path: Path
) -> None:
    pictures = {name: noise(tmp_path / f"{name}.png", seed=ord(name)) for name in "abc"}

    async def play(desk: Desk) -> None:
        tray = opened(desk)
        async with shown(tray):
            tray.add([tmp_path / f"{name}.png" for name in "abc"])
            await until_queue_says(tray, "Queue all (3)")
            cards = part(tray, QListView, "trayCards")
            cards.setCurrentIndex(cards.model().index(2, 0))
            QTest.keyClick(tray, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
            await until(lambda: made_of(tray) == ["a.png", "c.png", "b.png"], "c earlier")
            frame = part(tray, CropFrame, "trayFrame")
            frame.setFocus()
            for _ in range(5):
                QTest.keyClick(frame, Qt.Key.Key_Up)
            middle = frame.rect().center()
            cards.setCurrentIndex(cards.model().index(2, 0))
            QTest.mousePress(frame, Qt.MouseButton.LeftButton, pos=middle)
            QTest.mouseMove(frame, middle + middle)
            QTest.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=middle)
            await until(lambda: all(card.preview for card in cards_of(tray)), "all are drawn")
            cards.setFocus()
            seen = {}
            for row, name in enumerate(("a.png", "c.png", "b.png")):
                cards.setCurrentIndex(cards.model().index(row, 0))
                seen[name] = frame.grab().toImage()
            cards.setCurrentIndex(cards.model().index(0, 0))
            QTest.keyClick(cards, Qt.Key.Key_Delete)
            await until(lambda: made_of(tray) == ["c.png", "b.png"], "a removed")
            assert marked(tray) == ["c.png"], "the next one"
            assert frame.grab().toImage() == seen["c.png"]
            tray.add([tmp_path / "a.png"])
            await until_queue_says(tray, "Queue all (3)")
            cards.setCurrentIndex(cards.model().index(2, 0))
            QTest.keyClick(cards, Qt.Key.Key_Delete)
            assert marked(tray) == ["b.png"], "the last one, where none follows"
            assert frame.grab().toImage() == seen["b.png"]
            await until_queue_says(tray, "Queue all (2)")
            await press(tray, "trayQueueButton")
            await until(lambda: len(desk.sent()) == 2, "both")
        for body, (name, top) in zip(desk.sent(), (("c", 10), ("b", 30)), strict=True):
            with picture_in(body) as sent:
                assert sent.tobytes() == pictures[name].crop((0, top, 160, top + 90)).tobytes()

    on_the_panels(qapp, tmp_path, play)


def test_what_is_too_much_for_today_waits_only_when_that_is_wanted(
    qapp: QApplication, tmp_path: Path
) -> None:
    for name in "abc":
        noise(tmp_path / f"{name}.png")

    async def play(desk: Desk) -> None:
        tray = opened(desk)
        async with shown(tray):
            tray.add([tmp_path])
            await until_queue_says(tray, "Queue 2")
            wait = part(tray, QCheckBox, "waitForQuotaBox")
            assert wait.isVisible()
            wait.setChecked(True)
            await until_queue_says(tray, "Queue all (3)")
            await press(tray, "trayQueueButton")
            await until(lambda: len(desk.sent()) == 2, "today's")
            await until(lambda: not tray.isVisible(), "the tray closed")
            tray.add([])
            assert part(tray, Notice, "trayNotice").text == ""  # of those of before nothing is said
            async with asyncio.timeout(60):
                while len(await desk.studio.library.jobs({JobState.WAITING})) != 1:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)

    on_the_panels(qapp, tmp_path, play, daily_limit=2)


def test_without_a_prompt_nothing_is_asked_for_and_a_fault_queues_nothing(
    qapp: QApplication, tmp_path: Path
) -> None:
    for name in "ab":
        noise(tmp_path / f"{name}.png")

    async def play(desk: Desk) -> None:
        tray = opened(desk, prompt="")
        async with shown(tray):
            tray.add([tmp_path / "a.png", tmp_path / "b.png"])
            await until_queue_says(tray, "Queue all (2)")
            await press(tray, "trayQueueButton")
            prompt = part(tray, QPlainTextEdit, "trayPrompt")
            assert prompt.hasFocus() or prompt.isVisible()
            prompt.setPlainText("Göl")
            (tmp_path / "b.png").unlink()
            await press(tray, "trayQueueButton")
            await until(lambda: any("Nothing was queued" in t for t in texts(tray)), "the fault")
        assert await desk.studio.library.jobs() == []

    on_the_panels(qapp, tmp_path, play)


def texts(tray: DropTray) -> list[str]:
    return [label.text() for label in tray.findChildren(QLabel)]


def test_a_picture_is_pasted_and_one_too_many_is_left_out(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.panes.drop_tray._MOST", 2)
    for name in "ab":
        noise(tmp_path / f"{name}.png")

    async def play(desk: Desk) -> None:
        tray = opened(desk)
        async with shown(tray):
            image = QImage(64, 36, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.red)
            QGuiApplication.clipboard().setImage(image)
            QTest.keyClick(part(tray, QListView, "trayCards"), Qt.Key.Key_V, _CONTROL)
            await until(lambda: made_of(tray) == ["Pasted picture 1.png"], "the pasted one")
            QGuiApplication.clipboard().setText("no picture")
            QTest.keyClick(part(tray, QListView, "trayCards"), Qt.Key.Key_V, _CONTROL)
            assert "There is no picture in that." in texts(tray)
            tray.add([tmp_path / "a.png", tmp_path / "b.png"])
            assert made_of(tray) == ["Pasted picture 1.png", "a.png"]
            assert any("the rest was left out" in text for text in texts(tray))
            await asyncio.sleep(0)
            await until_queue_says(tray, "Queue all (2)")

    on_the_panels(qapp, tmp_path, play)


_CONTROL = Qt.KeyboardModifier.ControlModifier


def test_as_many_pictures_as_the_tray_holds_are_asked_for_at_once(
    qapp: QApplication, tmp_path: Path
) -> None:
    picture = Picture(tmp_path / "a.png", "image/png", 1000, 160, 120, "a.png")
    facts = PictureFacts(picture, turned=False, transparent=False, frames=1)
    cards = [TrayCard(number, picture.path, picture.name, facts) for number in range(500)]

    async def play(desk: Desk) -> None:
        sender = TraySender(desk.bridge, PictureLimits())
        ready: list[int] = []
        refused: list[ErrorCode] = []
        sender.progressed.connect(lambda count, _total: ready.append(count))
        sender.failed.connect(lambda _number, error: refused.append(error.code))
        sender.send(cards, "", False, lambda _card: GenerationRequest("veo", "", "16:9", 8))
        assert ready == list(range(501))
        await until(lambda: refused == [ErrorCode.PROMPT_EMPTY], "the answer to all of it")

    on_the_panels(qapp, tmp_path, play)


def test_a_folder_nobody_may_look_into_is_told_of(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()

    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    async def play(desk: Desk) -> None:
        tray = opened(desk)
        async with shown(tray):
            with monkeypatch.context() as closed:
                closed.setattr(Path, "iterdir", refuse)
                tray.add([folder])
            model = part(tray, QListView, "trayCards").model()
            in_full = Qt.ItemDataRole.AccessibleTextRole
            await until(
                lambda: "closed cannot be read" in str(model.index(0, 0).data(in_full)),
                "the refusal",
            )

    on_the_panels(qapp, tmp_path, play)


def test_the_model_keeps_qts_rules(qapp: QApplication) -> None:
    model = TrayModel(lambda card: card.name, lambda card: card.name)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first, second, third = model.add([Path("a"), Path("b"), Path("c")])
    assert model.add([]) == []
    model.move(first.number, 5)
    model.move(third.number, -1)
    model.move(99, 1)
    assert [card.name for card in model.cards] == ["c", "b", "a"]
    assert isinstance(model, QAbstractItemModel)
    assert not model.moveRows(QModelIndex(), 0, 1, QModelIndex(), 1)
    model.change(second.number, prompt="x")
    model.change(99, prompt="y")
    assert model.card(second.number) == model.cards[1]
    taken = model.remove([first.number, third.number, 99])
    assert [card.prompt for card in model.cards] == ["x"]
    model.put_back(taken)
    assert [card.name for card in model.cards] == ["c", "b", "a"]
    model.put_back([(9, TrayCard(9, Path("d"), "d"))])
    assert [card.name for card in model.cards] == ["c", "b", "a", "d"]


def test_pictures_of_a_folder_that_nothing_reads_are_told_by_their_kind(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def play(desk: Desk) -> None:
        folder = tmp_path / "phone"
        folder.mkdir()
        (folder / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic" + bytes(64))
        Image.new("RGB", (64, 36), "teal").save(folder / "IMG_2.jpg")
        tray = opened(desk)
        async with shown(tray):
            tray.add([folder])
            await until_queue_says(tray, "Queue 1")
            cards = part(tray, QListView, "trayCards").model()
            heic = cards.index(0, 0)
            assert heic.data() == "HEIC: not readable here"
            in_full = str(heic.data(Qt.ItemDataRole.AccessibleTextRole))
            assert "HEIC pictures cannot be read here. Save it as a JPEG first." in in_full

    on_the_panels(qapp, tmp_path, play)
