"""A day's worth of videos is planned by hand: a tray of pictures, a list, and drafts of before."""

import base64
import os
import re
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from app.domain.preparing import crop_for
from app.ui.models.list_model import ListColumn
from app.ui.models.tray_model import TrayCard, TrayRole
from app.ui.widgets.crop_frame import CropFrame
from tests.e2e.child import Play
from tests.e2e.neighbour import SIZE
from tests.e2e.seeing import picture_in_place
from tests.e2e.stage import Stage

#: Where the neighbours stand: above the foot of the window.
_MANY, _CLIPBOARD = QPoint(600, 820), QPoint(700, 820)
_MIDDLE = QPoint(SIZE // 2, SIZE // 2)
#: Names the folder of this test's files.
_FILES: Final = "KADRAJ_TEST_FILES"
_EXIF_ORIENTATION: Final = 0x0112
_ALL_PICTURES = "Hafif bir rüzgâr, yavaş kamera"


def _picture(path: Path, size: tuple[int, int], seed: int, orientation: int = 0) -> Path:
    """No two pixels beside each other alike, so that a crop can be told to the pixel."""
    colour = (seed * 67 % 256, 40 + seed * 91 % 200, 200 - seed * 23 % 200)
    noise = Image.merge("RGB", [Image.effect_noise(size, 60)] * 3)
    picture = Image.blend(noise, Image.new("RGB", size, colour), 0.6)
    exif = Image.Exif()
    if orientation:
        exif[_EXIF_ORIENTATION] = orientation
    picture.save(path, exif=exif)
    return path


# -- Many pictures ---------------------------------------------------------------------------------


def _cards(play: Play) -> list[TrayCard]:
    """What is in the tray, in order."""
    view = next(w for w in QApplication.allWidgets() if w.objectName() == "trayCards")
    assert isinstance(view, QListView)
    model = view.model()
    return [model.index(row, 0).data(TrayRole.CARD) for row in range(model.rowCount())]


def _names(play: Play) -> list[str]:
    return [card.name for card in _cards(play)]


async def _fill(play: Play) -> None:
    """By a drop on the composer, the clipboard, a folder, and a drop of what is there already."""
    await play.drag(_MANY + _MIDDLE, "pictureDrop_veo")
    await play.find(QWidget, "dropTray_veo")
    names = ["1.png", "2.png", "3.jpg", "4.bmp", "5.jpg", "6.png"]
    await play.until(lambda: _names(play) == names, "what was dropped")
    await play.click("trayPrompt")  # where there are words, too, a picture is one
    await play.keys("ctrl+v")
    pasted = play.says("Pasted picture 1.png", "Yapıştırılan görsel 1.png")
    await play.until(lambda: _names(play) == [*names, pasted], "what was pasted")
    await play.click("trayFolderButton")
    await play.find(QFileDialog, "trayFolderDialog")
    await play.type_text(os.environ[_FILES] + "/folder")
    await play.keys("Return")
    names += [pasted, "7.png", "8.png"]
    await play.until(lambda: _names(play) == names, "what is in the folder")
    await play.drag(_MANY + _MIDDLE, "dropTray_veo")
    await play.read(
        play.says(
            "6 pictures are here already and were left out.",
            "6 görsel zaten burada; yeniden eklenmedi.",
        )
    )
    assert _names(play) == names
    await play.write("trayPrompt", _ALL_PICTURES)
    await _queue_says(play, play.says("Queue {}", "{} tanesini kuyruğa al").format(8))
    copies = play.says("Use the copies of 2 pictures", "2 görselin kopyasını kullan")
    await play.read(copies)
    card = next(card for card in play.rows("trayCards") if card.startswith("4.bmp"))
    assert play.says("copy: PNG", "kopya: PNG") in card, card
    play.photograph("tray-offers-copies")
    await play.click("trayCopiesBox")


async def _queue_says(play: Play, text: str) -> None:
    button = await play.find(QPushButton, "trayQueueButton")
    await play.until(lambda: button.text() == text and button.isEnabled(), f"{text} on the button")


async def _arrange(play: Play) -> None:
    """One more frame, one more prompt, one less, and another order."""
    await play.click_row("trayCards", 1)
    frame = await play.find(CropFrame, "trayFrame")
    middle = frame.mapToGlobal(frame.rect().center())
    await play.carry(middle, middle + QPoint(0, 40))
    await play.until(lambda: _cards(play)[1].along > 0.6, "the frame further down")
    play.photograph("tray-frame-moved")

    await play.click_row("trayCards", 2)
    await play.write("trayOwnPrompt", "Kulenin tepesine tırman")
    said = play.says("4 words · 23 characters", "3 sözcük · 23 karakter")
    await play.until(lambda: _cards(play)[2].prompt == "Kulenin tepesine tırman", said)

    await play.click_row("trayCards", 5)
    await play.keys("Delete")
    await play.until(lambda: "6.png" not in _names(play), "one less")
    await play.click_text("trayNotice", play.says("Undo", "Geri al"))
    await play.until(lambda: _names(play)[5] == "6.png", "it is back")
    await play.click("trayRemoveButton")
    await play.until(lambda: "6.png" not in _names(play), "one less again")

    await play.drag_row("trayCards", 4, above=0)
    await play.until(lambda: _names(play)[:2] == ["1.png", "5.jpg"], "the fifth one second")
    await play.keys("alt+Left")
    await play.until(lambda: _names(play)[:2] == ["5.jpg", "1.png"], "and then first")
    play.photograph("tray-arranged")


def _sent(play: Play) -> list[dict[str, Any]]:
    return [
        asked.body
        for asked in play.panels.requests
        if asked.method == "POST" and isinstance(asked.body, dict)
    ]


async def many_pictures(play: Play) -> None:
    await play.click("tab_veo")
    await _fill(play)
    await _arrange(play)
    await _queue_says(play, play.says("Queue all (8)", "Hepsini kuyruğa al (8)"))
    await play.read(play.says("8 videos · 20 left today", "8 video · bugün 20 hak kaldı"))
    cards = _cards(play)
    await play.click("trayQueueButton")
    await play.until(lambda: not play.sees("dropTray_veo"), "the tray gone")
    await play.until(lambda: len(_sent(play)) == len(cards), "a request for each")
    play.photograph("tray-queued")

    for card, body in zip(cards, _sent(play), strict=True):
        assert body["prompt"] == (card.prompt or _ALL_PICTURES), card.name
        assert (body["aspect_ratio"], body["duration_seconds"]) == ("16:9", 6), card.name
        with Image.open(card.path) as file, Image.open(_image_of(body)) as sent:
            whole = ImageOps.exif_transpose(file).convert("RGB")
            crop = crop_for(*whole.size, "16:9", card.along)
            box = (0, 0, *whole.size)
            if crop is not None:
                box = (crop.left, crop.top, crop.left + crop.width, crop.top + crop.height)
            wanted = whole.crop(box)
            assert sent.size == wanted.size, card.name
            if card.path.suffix != ".jpg":  # written anew, which is seen by pixels only
                assert sent.convert("RGB").tobytes() == wanted.tobytes(), card.name


def _image_of(body: dict[str, Any]) -> BytesIO:
    """Sora has it inside a message, Veo in a field of its own."""
    text = str(body.get("image") or body)
    inside = re.search("base64,([A-Za-z0-9+/=]+)", text)
    return BytesIO(base64.b64decode(inside[1] if inside else text))


def test_a_tray_is_filled_arranged_and_queued(each_language: Stage, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    dropped = [
        _picture(tmp_path / "1.png", (160, 90), 1),
        _picture(tmp_path / "2.png", (240, 240), 2),
        _picture(tmp_path / "3.jpg", (160, 240), 3),
        _picture(tmp_path / "4.bmp", (160, 90), 4),
        _picture(tmp_path / "5.jpg", (90, 160), 5, orientation=6),
        _picture(tmp_path / "6.png", (160, 90), 6),
    ]
    for number in (7, 8):
        _picture(tmp_path / "folder" / f"{number}.png", (160, 100), number)
    (tmp_path / "folder" / "notlar.txt").write_text("Bu bir görsel değil.", encoding="utf-8")
    copied = _picture(tmp_path / "pano.png", (320, 180), 9)
    with (
        each_language.neighbour(_MANY.x(), _MANY.y(), "drag", *dropped),
        each_language.neighbour(_CLIPBOARD.x(), _CLIPBOARD.y(), "copy", copied),
    ):
        each_language.play(many_pictures, environment={_FILES: str(tmp_path)})


# -- A list ----------------------------------------------------------------------------------------


def _column(column: ListColumn) -> list[str]:
    table = next(w for w in QApplication.allWidgets() if w.objectName() == "listTable")
    assert isinstance(table, QTableView)
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


async def _list_queue_says(play: Play, text: str) -> None:
    button = await play.find(QPushButton, "listQueueButton")
    await play.until(lambda: button.text() == text and button.isEnabled(), f"{text} on the button")


async def _open_list(play: Play) -> None:
    await play.click("moreButton_veo")
    await play.choose_from_menu(play.says("Prompt list…", "İstem listesi…"))
    await play.find(QWidget, "promptListDialog")


async def _write_a_list(play: Play) -> None:
    """Three lines, one of them behind an empty one, which nobody meant."""
    await play.click("listText")
    for line in ("Bir göl", "Bir dağ", "", "Bir deniz"):
        await play.type_text(line)
        await play.keys("Return")
    await play.read(play.says("3 lines became 2 prompts.", "3 satır 2 istem oldu."))
    play.photograph("list-joined")
    await play.click_text("listNotice", play.says("One prompt per line", "Her satırda bir istem"))
    await _list_queue_says(play, play.says("Queue all (3)", "Hepsini kuyruğa al (3)"))
    assert _column(ListColumn.PROMPT) == ["Bir göl", "Bir dağ", "Bir deniz"]
    await play.click("listTimes")
    await play.keys("ctrl+a")
    await play.type_text("2")
    await play.keys("Tab")
    await _list_queue_says(play, play.says("Queue all (6)", "Hepsini kuyruğa al (6)"))
    await play.read(play.says("6 videos · 20 left today", "6 video · bugün 20 hak kaldı"))
    play.photograph("list-pasted")
    await play.click("listQueueButton")
    await play.until(lambda: not play.sees("promptListDialog"), "the list gone")
    await play.until(lambda: len(_sent(play)) == 6, "six requests")
    said = [body["prompt"] for body in _sent(play)]
    assert said == [name for name in ("Bir göl", "Bir dağ", "Bir deniz") for _ in range(2)]


async def _read_a_table(play: Play) -> None:
    await _open_list(play)
    await play.click("listOpenButton")
    await play.find(QFileDialog, "listFileDialog")
    await play.type_text(os.environ[_FILES] + "/liste.csv")
    await play.keys("Return")
    made = play.says(
        "3 rows can be made · 8 rows cannot", "3 satır yapılabilir · 8 satır yapılamaz"
    )
    summary = await play.find(QLabel, "listSummary")
    await play.until(lambda: summary.text() == made, made)
    assert _column(ListColumn.NUMBER) == ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
    for remark, words in zip(_column(ListColumn.REMARK), _remarks(play), strict=True):
        assert all(word in remark for word in words), (remark, words)
        assert bool(remark) == bool(words), remark
    # The first bad row is chosen and said in full; arrows lead to the others.
    details = await play.find(QPlainTextEdit, "listDetails")
    first = _column(ListColumn.REMARK)[1]
    assert details.toPlainText() == f"{first}\nBoş yere"
    play.photograph("table-marked")
    await play.click("listOnlyBadBox")
    await play.until(lambda: len(_column(ListColumn.NUMBER)) == 8, "only the bad rows")
    await play.click_row("listTable", 0)
    await play.keys("Down")
    second = _column(ListColumn.REMARK)[1]
    await play.until(lambda: details.toPlainText().startswith(second), "the next one in full")
    play.photograph("table-only-bad")
    await play.click("listOnlyBadBox")


def _remarks(play: Play) -> list[list[str]]:
    """Words that stand in the remarks, row by row."""
    gone = play.says("There is no picture yok.png", "yok.png diye bir görsel yok")
    no_number = play.says("beş is not a number of seconds", "beş geçerli bir saniye değeri değil")
    no_frame = play.says("Frame: The frame 1:1 is not offered", "Kadraj: 1:1")
    return [
        [],
        [gone, no_number, no_frame],
        [play.says("quot", "tırnak")],
        [play.says("Not readable as text", "Metin olarak okunamıyor")],
        [play.says("formula", "formül")],
        [play.says("The prompt is empty", "İstem boş")],
        [play.says("5 fields for 4 columns", "4 sütuna 5 alan")],
        [],
        [],
        [play.says("notlar.png is not really a picture", "notlar.png")],
        [play.says("More than 20,000 letters", "20.000 harften")],
    ]


async def _wait_for_tomorrow(play: Play) -> None:
    """Three rows nine times over are more than the day holds."""
    await play.click("listTimes")
    await play.keys("ctrl+a")
    await play.type_text("6")
    await play.keys("Tab")
    words = play.says("18 videos · 14 left today", "18 video · bugün 14 hak kaldı")
    await play.read(words)
    # A row goes as often as is wanted, or not yet.
    await _list_queue_says(play, play.says("Queue 12", "12 tanesini kuyruğa al"))
    wait = await play.find(QCheckBox, "waitForQuotaBox")
    assert wait.text() == play.says(
        "Let 4 wait for the next day’s quota", "4 tanesi ertesi günün hakkını beklesin"
    )
    play.photograph("more-than-today")
    await play.click("waitForQuotaBox")
    await _list_queue_says(play, play.says("Queue 18", "18 tanesini kuyruğa al"))
    await play.click("listQueueButton")
    await play.until(lambda: len(_column(ListColumn.NUMBER)) == 8, "what cannot be made is left")
    play.photograph("list-left-over")
    await play.click("listCloseButton")
    await play.until(lambda: len(_sent(play)) == 20, "what is left today")


async def a_list_and_a_table(play: Play) -> None:
    await play.click("tab_veo")
    await _open_list(play)
    await _write_a_list(play)
    await _read_a_table(play)
    await _wait_for_tomorrow(play)
    said = play.says("No videos left today on Veo", "hakkı bugün bitti")
    await play.until(
        lambda: sum(said in row for row in play.rows("queueList")) == 4, "four that wait"
    )
    play.photograph("waiting-for-tomorrow")
    assert len(_sent(play)) == 20


def _table(path: Path) -> None:
    """As it comes from several hands: two encodings, quotes, and much that is wrong."""
    rows = [
        "istem;görsel;oran;süre".encode("cp1254"),
        "Şafakta göl;göl.png;9x16;4".encode("cp1254"),
        "Boş yere;yok.png;1:1;beş".encode("cp1254"),
        '"açık;;;'.encode("cp1254"),
        b"\x81\x9d\x8d;;;",
        b"=A1&B1;;;",
        b";;;8",
        "Çok alan;;;;fazla".encode(),
        '"Tırnaklı bir ""söz"";";;16 / 9;8 sn'.encode(),
        "Sıradan bir satır;;;".encode(),
        "Resim değil;notlar.png;;".encode(),
        b"u" * 20_001 + b";;;",
    ]
    path.write_bytes(b"\r\n".join(rows) + b"\r\n")


def test_a_list_and_a_table_fill_the_day_and_the_next(each_language: Stage, tmp_path: Path) -> None:
    _picture(tmp_path / "göl.png", (90, 160), 1)
    (tmp_path / "notlar.png").write_text("Bu bir görsel değil.", encoding="utf-8")
    _table(tmp_path / "liste.csv")
    each_language.play(a_list_and_a_table, environment={_FILES: str(tmp_path)})


# -- Drafts ----------------------------------------------------------------------------------------


async def _frame(play: Play) -> CropFrame:
    """The composer's picture with its frame, as soon as that can be moved."""
    frame = await play.find(CropFrame, "pictureCropFrame")
    movable = Qt.CursorShape.OpenHandCursor
    await play.until(lambda: frame.cursor().shape() == movable, "the frame")
    return frame


async def write_and_leave(play: Play) -> None:
    """Something in each tab that was not asked for yet."""
    await play.drag(_MANY + _MIDDLE, "pictureDrop_sora")
    await picture_in_place(play, "sora", "kare.png")
    frame = await _frame(play)
    middle = frame.mapToGlobal(frame.rect().center())
    await play.carry(middle, middle + QPoint(0, 200))
    await play.write("promptEdit_sora", "Yarına kalan bir düşünce")
    await play.click("tab_veo")
    await play.write("promptEdit_veo", "Öbür sekmede bir başkası")
    await play.click_text("frameChoice_veo", "9:16")
    await play.click_text("lengthChoice_veo", play.says("4 s", "4 sn"))
    play.photograph("drafts-left")
    await play.click("promptEdit_veo")
    await play.type_text("!")
    await play.keys("alt+F4")  # at once: what was done a moment ago is kept, too
    await play.until(lambda: not play.sees("mainWindow"), "the window closed")


async def come_back(play: Play) -> None:
    await play.find(QPlainTextEdit, "promptEdit_veo")  # the tab that was left
    await play.click("tab_sora")
    await picture_in_place(play, "sora", "kare.png")
    prompt = await play.find(QPlainTextEdit, "promptEdit_sora")
    assert prompt.toPlainText() == "Yarına kalan bir düşünce"
    await _frame(play)
    play.photograph("drafts-found")
    await play.click("generateButton_sora")
    await play.until(lambda: _sent(play), "the request")
    [body] = _sent(play)
    with Image.open(os.environ[_FILES] + "/kare.png") as whole, Image.open(_image_of(body)) as sent:
        crop = crop_for(*whole.size, "16:9", 1.0)
        assert crop is not None
        lowest = whole.crop((0, crop.top, crop.width, crop.top + crop.height))
        assert sent.convert("RGB").tobytes() == lowest.tobytes(), "the frame lies where it did"
    await play.click("tab_veo")
    prompt = await play.find(QPlainTextEdit, "promptEdit_veo")
    assert prompt.toPlainText() == "Öbür sekmede bir başkası!"
    await play.click("generateButton_veo")
    await play.until(lambda: len(_sent(play)) == 2, "the other one")
    other = _sent(play)[1]
    assert (other["aspect_ratio"], other["duration_seconds"]) == ("9:16", 4)


def test_what_was_not_asked_for_yet_is_there_at_the_next_start(
    each_language: Stage, tmp_path: Path
) -> None:
    picture = _picture(tmp_path / "kare.png", (240, 240), 3)
    with each_language.neighbour(_MANY.x(), _MANY.y(), "drag", picture):
        each_language.play(write_and_leave, environment={_FILES: str(tmp_path)})
    each_language.play(come_back, environment={_FILES: str(tmp_path)})
