"""A video is continued, joined and exported by mouse and keyboard alone, in both languages."""

from pathlib import Path

import av
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget

from app.domain.settings import Language, ThemeMode
from tests.e2e.child import Play
from tests.e2e.seeing import clip_over, clip_playing
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")

FIRST, SECOND = "Dalgalar kabarsin", "Sonra dursun"


def frames_of(video: Path) -> int:
    with av.open(str(video)) as container:
        return sum(1 for _ in container.decode(container.streams.video[0]))


def videos_of(play: Play, service: str) -> list[Path]:
    found = (play.home / "library" / service).rglob("*.mp4")
    return sorted(found, key=lambda video: video.stat().st_mtime)


async def continue_join_and_export(play: Play) -> None:
    await play.write("promptEdit_sora", FIRST)
    await play.click("generateButton_sora")
    await clip_playing(play, FIRST)
    await clip_over(play)
    await play.click("continueHere")
    await play.until(
        lambda: _picture_name(play),
        "the frame in the composer",
    )
    play.photograph("continued")
    await play.write("promptEdit_sora", SECOND)
    await play.click("generateButton_sora")
    await clip_playing(play, SECOND)
    await clip_over(play)
    (sent,) = [
        asked.body
        for asked in play.panels.requests
        if asked.method == "POST" and SECOND in str(asked.body)
    ]
    assert "iVBORw0KGgo" in str(sent)

    await play.click("tab_library")
    await play.row("historyGrid_library", SECOND)
    await play.click_row("historyGrid_library", 0)
    await play.keys("ctrl+a")
    await play.click_row("historyGrid_library", 0, button=3)
    await play.choose_from_menu("clipJoin")
    rows = await play.find(QListWidget, "joinList")
    assert [rows.item(n).text().splitlines()[0] for n in range(2)] == [
        f"1. {FIRST}",
        f"2. {SECOND}",
    ]
    play.photograph("join")
    await play.drag_row("joinList", 1, above=0)
    await play.until(lambda: rows.item(0).text().startswith(f"1. {SECOND}"), "the other order")
    await play.keys("alt+Down")
    await play.until(lambda: rows.item(0).text().startswith(f"1. {FIRST}"), "the order before")
    await play.click("joinButton")
    await play.row("historyGrid_library", f"{FIRST} + {SECOND}")
    first, second = videos_of(play, "Sora")
    (joined,) = videos_of(play, "Joined")
    # The second begins with the frame that it goes on from, which is shown once.
    assert frames_of(joined) == frames_of(first) + frames_of(second) - 1

    await play.click_row("historyGrid_library", 0, button=3)
    await play.choose_from_menu("clipExportAs")
    about = await play.find(QLabel, "filmAbout")
    await play.until(lambda: any(letter.isdigit() for letter in about.text()), "its size")
    play.photograph("export")
    await play.choose("filmSide", "320 px" if "Cancel" in play.texts() else "320 piksel")
    await play.click("filmSave")
    await play.find(QFileDialog, "exportFilmFile")
    target = play.home / "balon.gif"
    await play.type_text(str(target))
    await play.keys("Return")
    await play.until(target.is_file, "the file")
    with Image.open(target) as picture:
        assert picture.size == (320, 180)
    await play.until(lambda: any("balon.gif" in text for text in play.texts()), "it is told")
    play.photograph("exported")


def _picture_name(play: Play) -> str:
    names = [text for text in play.texts() if text.endswith(".png")]
    return names[0] if names else ""


@pytest.mark.parametrize(
    ("language", "theme"),
    [(Language.TURKISH, ThemeMode.DARK), (Language.ENGLISH, ThemeMode.LIGHT)],
)
def test_a_video_is_continued_joined_and_exported(
    stage: Stage, language: Language, theme: ThemeMode
) -> None:
    stage.settle(language, theme)
    stage.play(continue_join_and_export)
