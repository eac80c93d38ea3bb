"""The composer over the real engine: one idea for both services, and the frame of one picture."""

import asyncio
import base64
import io
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.domain.errors import KadrajError
from app.domain.jobs import JobState
from app.ui.panes.composer import ComposerPane
from app.ui.panes.composer_picture import PictureField
from app.ui.widgets.crop_frame import CropFrame
from tests.ui.composing import Desk, on_the_panels, part, shown, until

pytestmark = pytest.mark.usefixtures("language")


def composer(desk: Desk) -> ComposerPane:
    pane = ComposerPane(desk.bridge, "sora", desk.memory)
    pane.resize(320, 820)
    return pane


def write(pane: QWidget, text: str) -> None:
    prompt = part(pane, QPlainTextEdit, "promptEdit_sora")
    prompt.setFocus()
    QTest.keyClicks(prompt, text)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def button(pane: QWidget) -> QPushButton:
    return part(pane, QPushButton, "generateButton_sora")


def tick(pane: QWidget) -> QCheckBox:
    return part(pane, QCheckBox, "also_sora_veo")


def words(pane: QWidget, name: str) -> str:
    return part(pane, QLabel, name).text()


def a_photo(path: Path, size: tuple[int, int]) -> Image.Image:
    image = Image.effect_noise(size, 90).convert("RGB")
    image.save(path)
    return image


def sent_picture(body: dict[str, object]) -> Image.Image:
    """The picture in a body, whichever panel it was sent to."""
    if "image" in body:
        text = str(body["image"])
    else:
        messages = body["messages"]
        assert isinstance(messages, list)
        text = messages[0]["content"][0]["image_url"]["url"].partition(",")[2]
    return Image.open(io.BytesIO(base64.b64decode(text))).convert("RGB")


async def kept_draft(desk: Desk) -> None:
    """Waits until what stands in the fields now is kept, with its picture."""
    async with asyncio.timeout(60):
        while True:
            draft = await desk.studio.drafts.of("sora")
            if draft is not None and draft.picture is not None and draft.aspect_ratio == "9:16":
                return
            await asyncio.sleep(0.02)


def words_on(pane: QWidget) -> str:
    return "\n".join(label.text() for label in pane.findChildren(QLabel))


def test_one_tick_asks_both_services_for_the_same_and_says_so_before(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def play(desk: Desk) -> None:
        pane = composer(desk)
        async with shown(pane):
            write(pane, "A kite over the sea")
            click(tick(pane))
            assert words(pane, "alsoWords_sora_veo") == "16:9 · 6 s"
            told = "Sora 1,000, Veo 1,000 left today"
            await until(lambda: words(pane, "composerStatus_sora") == told, told)
            click(next(b for b in pane.findChildren(QPushButton) if b.text() == "9:16"))
            assert words(pane, "alsoWords_sora_veo") == "9:16 · 6 s"
            assert button(pane).text() == "Generate 2 videos"
            click(button(pane))
            await until(lambda: len(desk.sent()) == 2, "both sent")
            await until(lambda: not tick(pane).isChecked(), "each tick is for one video")
            assert button(pane).text() == "Generate"
            click(tick(pane))
            jobs = await desk.studio.library.jobs()
            assert len({job.idea for job in jobs}) == 1
            assert {job.service for job in jobs} == {"sora", "veo"}
            bodies = sorted(desk.sent(), key=lambda body: "model" in body)
            assert bodies == [
                {"prompt": "A kite over the sea", "aspect_ratio": "9:16", "duration_seconds": 6},
                {
                    "prompt": "A kite over the sea",
                    "aspect_ratio": "9:16",
                    "model": "sora-2-portrait",
                },
            ]
            # Without a key for the other one there is no pair, and that is said.
            with suppress(KadrajError):  # there is no keyring to forget it, too
                await desk.studio.access.sign_out(("veo",))
            await until(lambda: not tick(pane).isEnabled(), "signed out of one")
            assert not tick(pane).isChecked()
            assert words(pane, "alsoWords_sora_veo") == "no key for it"
            assert button(pane).text() == "Generate"

    on_the_panels(qapp, tmp_path, play)


def test_what_is_in_the_frame_is_sent_to_the_pixel_and_the_file_stays_as_it_is(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def play(desk: Desk) -> None:
        photo = tmp_path / "Çiçek.png"
        original = a_photo(photo, (640, 480))
        content = photo.read_bytes()
        pane = composer(desk)
        async with shown(pane):
            write(pane, "Wave")
            click(tick(pane))
            pane.take_pictures([photo])
            cut = part(pane, QToolButton, "cutPictureButton")
            await until(cut.isVisible, "the frame")
            assert cut.isChecked()
            frame = part(pane, CropFrame, "pictureCropFrame")
            frame.setFocus()
            for _ in range(5):
                QTest.keyClick(frame, Qt.Key.Key_Up)
            click(button(pane))
            await until(lambda: len(desk.sent()) == 2, "both sent")
            expected = original.crop((0, 55, 640, 415))  # 60 in the middle, 5 up
            for body in desk.sent():
                assert ImageChops.difference(sent_picture(body), expected).getbbox() is None

            # Another ratio: the frame stands upright, and is drawn with the mouse to the right.
            click(next(b for b in pane.findChildren(QPushButton) if b.text() == "9:16"))
            middle = frame.rect().center()
            QTest.mousePress(frame, Qt.MouseButton.LeftButton, pos=middle)
            QTest.mouseMove(frame, middle + QPoint(400, 0))
            QTest.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=middle + QPoint(400, 0))
            await until(lambda: not tick(pane).isChecked(), "each tick is for one video")
            click(button(pane))
            await until(lambda: len(desk.sent()) == 3, "cut upright")
            expected = original.crop((370, 0, 640, 480))
            assert ImageChops.difference(sent_picture(desk.sent()[-1]), expected).getbbox() is None

            # The frame lies there at the next start, too.
            key = "composer/along_sora"
            await until(lambda: desk.memory.value(key) == 1.0, "kept")
            await kept_draft(desk)
            again = composer(desk)
            async with shown(again):
                await until(part(again, QToolButton, "cutPictureButton").isVisible, "again")
                assert "270×480 of 640×480" in words_on(again)

            # Whole all the same, if that is wanted: byte for byte.
            click(cut)
            click(button(pane))
            await until(lambda: len(desk.sent()) == 4, "whole")
            assert sent_picture(desk.sent()[-1]).size == (640, 480)
            assert photo.read_bytes() == content
            jobs = await desk.studio.library.jobs()
            assert all(job.state is not JobState.FAILED for job in jobs)

    on_the_panels(qapp, tmp_path, play)


def test_a_picture_that_has_changed_is_shown_before_it_is_sent(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def play(desk: Desk) -> None:
        photo = tmp_path / "p1.png"

        def overwrite(size: tuple[int, int]) -> Image.Image:
            image = a_photo(tmp_path / "new.png", size)
            (tmp_path / "new.png").replace(photo)
            return image

        overwrite((1280, 720))
        pane = composer(desk)
        told = "p1.png has changed on disk since it was shown. Look at it as it is now."
        async with shown(pane):
            write(pane, "Wave")
            click(tick(pane))
            pane.take_pictures([photo])
            field = pane.findChild(PictureField)
            assert field is not None

            def settled(width: int) -> bool:
                seen = field.picture
                return seen is not None and seen.width == width and not field.looking

            await until(lambda: settled(1280), "the picture")
            assert "1280×720 · " in words_on(pane)

            # First one that fits as it is, then one of which only a part would go.
            for size, shows in (((1600, 1000), "1600×900 of"), ((900, 900), "900×506 of")):
                image = overwrite(size)
                click(button(pane))
                await until(lambda: told in words_on(pane), "the refusal")
                await until(partial(settled, size[0]), "the new picture")
                assert shows in words_on(pane)
                assert told in words_on(pane)
                assert await desk.studio.library.jobs() == []
            click(button(pane))
            await until(lambda: len(desk.sent()) == 2, "both sent")
            assert told not in words_on(pane)
            for body in desk.sent():
                assert sent_picture(body).tobytes() == image.crop((0, 197, 900, 703)).tobytes()
            for job in await desk.studio.library.jobs():
                assert job.request.picture is not None
                assert (job.request.picture.width, job.request.picture.height) == (900, 506)

    on_the_panels(qapp, tmp_path, play)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("IMG_1.HEIC", "IMG_1.HEIC is a HEIC picture. Use a JPEG, PNG or WebP picture."),
        ("sign.svg", "sign.svg is a SVG picture. Use a JPEG, PNG or WebP picture."),
    ],
)
def test_what_cannot_be_read_is_told_by_its_name(
    qapp: QApplication, tmp_path: Path, name: str, told: str
) -> None:
    async def play(desk: Desk) -> None:
        (tmp_path / name).write_bytes(
            b"<svg xmlns='http://www.w3.org/2000/svg'/>"
            if name.endswith("svg")
            else b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
        )
        pane = composer(desk)
        async with shown(pane):
            pane.take_pictures([tmp_path / name])
            await until(
                lambda: any(label.text() == told for label in pane.findChildren(QLabel)), told
            )

    on_the_panels(qapp, tmp_path, play)
