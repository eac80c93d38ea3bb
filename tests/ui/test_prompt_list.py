"""Lists of prompts in the window: looked at row by row, then queued."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
)

from app.domain.errors import ErrorCode, KadrajError
from app.domain.prompt_lists import CheckedRow, Column, ListRow, RowProblem
from app.domain.requests import GenerationRequest
from app.media.pictures import inspect
from app.ui.dialogs.prompt_list import PromptList
from app.ui.models.list_model import ListColumn, ListModel
from app.ui.widgets.notice import Notice
from tests.ui.composing import Desk, on_the_panels, part, press, shown, until

pytestmark = pytest.mark.usefixtures("language")

USUAL = GenerationRequest("veo", "", "16:9", 8)


def opened(desk: Desk) -> PromptList:
    dialog = PromptList(desk.bridge, desk.memory)
    dialog.use(USUAL)
    return dialog


def cells(dialog: PromptList, column: ListColumn) -> list[str]:
    model = part(dialog, QTableView, "listTable").model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


async def until_queue_says(dialog: PromptList, text: str) -> None:
    button = part(dialog, QPushButton, "listQueueButton")
    await until(lambda: button.text() == text, text)


def test_pasted_prompts_are_queued_as_often_as_is_wanted(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def play(desk: Desk) -> None:
        dialog = opened(desk)
        queued: list[int] = []
        dialog.queued.connect(queued.append)
        async with shown(dialog):
            part(dialog, QPlainTextEdit, "listText").setPlainText("Bir göl\nBir dağ\n")
            await until_queue_says(dialog, "Queue all (2)")
            assert cells(dialog, ListColumn.PROMPT) == ["Bir göl", "Bir dağ"]
            assert cells(dialog, ListColumn.LENGTH) == ["8", "8"]
            times = part(dialog, QSpinBox, "listTimes")
            times.setValue(3)
            await until_queue_says(dialog, "Queue all (6)")
            dialog.reject()
            dialog.show()
            await until_queue_says(dialog, "Queue all (2)")
            times.setValue(2)
            await until_queue_says(dialog, "Queue all (4)")
            await press(dialog, "listQueueButton")
            await until(lambda: len(desk.sent()) == 4, "four requests")
            await until(lambda: not dialog.isVisible(), "the list closed")
            dialog.use(replace(USUAL, aspect_ratio="9:16"))
            dialog.show()
            assert not part(dialog, QPlainTextEdit, "listText").toPlainText()
            assert not cells(dialog, ListColumn.PROMPT)
            assert times.value() == 1
        assert queued == [4]
        assert [body["prompt"] for body in desk.sent()] == [*["Bir göl"] * 2, *["Bir dağ"] * 2]

    on_the_panels(qapp, tmp_path, play)


def test_a_dropped_table_marks_its_bad_rows_and_queues_the_others(
    qapp: QApplication, tmp_path: Path
) -> None:
    Image.new("RGB", (32, 18)).save(tmp_path / "göl.png")
    file = tmp_path / "liste.csv"
    file.write_text(
        'istem;görsel;oran;süre\nBir göl;göl.png;9x16;4\nBir dağ;yok.png;1:1;beş\n"açık;;;\n',
        encoding="cp1254",
    )

    async def play(desk: Desk) -> None:
        dialog = opened(desk)
        async with shown(dialog):
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(file))])
            entered = QDragEnterEvent(
                QPointF(9, 9).toPoint(),
                Qt.DropAction.CopyAction,
                mime,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            dialog.dragEnterEvent(entered)
            assert entered.isAccepted()
            dialog.dropEvent(
                QDropEvent(
                    QPointF(9, 9),
                    Qt.DropAction.CopyAction,
                    mime,
                    Qt.MouseButton.LeftButton,
                    Qt.KeyboardModifier.NoModifier,
                )
            )
            await until_queue_says(dialog, "Queue 1")
            assert cells(dialog, ListColumn.NUMBER) == ["2", "3", "4"]
            good, missing, quote = cells(dialog, ListColumn.REMARK)
            assert good == ""
            assert "Picture: There is no picture yok.png" in missing
            assert "Length: beş is not a number of seconds." in missing
            assert "Frame: " in missing
            assert quote == "A quotation mark is opened and never closed."
            details = part(dialog, QPlainTextEdit, "listDetails")
            assert details.toPlainText() == f"{missing}\nBir dağ", "the first that is bad, in full"
            summary = part(dialog, QLabel, "listSummary")
            assert summary.text() == "1 row can be made · 2 rows cannot"
            assert part(dialog, QLabel, "listFile").text() == "liste.csv"
            await press(dialog, "listQueueButton")
            left = "1 video in the queue; what is left stays here."
            await until(lambda: part(dialog, Notice, "listNotice").text == left, "told")
            await until(lambda: cells(dialog, ListColumn.NUMBER) == ["3", "4"], "the bad rows")
            dialog.hide()
            dialog.use(replace(USUAL, duration_seconds=4))
            dialog.show()
            assert cells(dialog, ListColumn.NUMBER) == ["3", "4"], "nothing comes back"
            assert summary.text() == "0 rows can be made · 2 rows cannot"
            await until(lambda: desk.sent(), "the request")
        [body] = desk.sent()
        assert (body["prompt"], body["aspect_ratio"], body["duration_seconds"]) == (
            "Bir göl", "9:16", 4,
        )  # fmt: skip
        assert body["image"]

    on_the_panels(qapp, tmp_path, play)


def test_a_list_can_be_read_another_way_and_one_that_is_none_says_so(
    qapp: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04")

    async def play(desk: Desk) -> None:
        dialog = opened(desk)
        async with shown(dialog):
            part(dialog, QPlainTextEdit, "listText").setPlainText("Bir göl\nşafakta")
            await until_queue_says(dialog, "Queue all (2)")
            kinds = part(dialog, QComboBox, "listKind")
            kinds.setCurrentIndex(2)
            kinds.activated.emit(2)
            await until_queue_says(dialog, "Queue all (1)")
            assert cells(dialog, ListColumn.PROMPT) == ["Bir göl şafakta"]
            kinds.setCurrentIndex(3)
            kinds.activated.emit(3)
            notices = dialog.findChildren(QLabel)
            await until(
                lambda: any("names no column prompt" in label.text() for label in notices), "told"
            )
            kinds.setCurrentIndex(0)
            dialog.load(tmp_path / "list.xlsx")
            await until(lambda: any("is a workbook" in label.text() for label in notices), "told")
            assert not part(dialog, QPushButton, "listQueueButton").isEnabled()
            text = part(dialog, QPlainTextEdit, "listText")
            assert not text.toPlainText()
            QTest.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert text.toPlainText() == "Bir göl\nşafakta"
            await until_queue_says(dialog, "Queue all (2)")
            assert not part(dialog, QLabel, "listFile").text()

    on_the_panels(qapp, tmp_path, play)


def test_a_very_long_text_gives_way_to_a_file_at_once(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.dialogs.prompt_list._MOST_UNDONE", 1)
    (tmp_path / "list.txt").write_text("Bir dağ\n", "utf-8")

    async def play(desk: Desk) -> None:
        dialog = opened(desk)
        async with shown(dialog):
            text = part(dialog, QPlainTextEdit, "listText")
            text.setPlainText("a\nb")
            dialog.load(tmp_path / "list.txt")
            await until_queue_says(dialog, "Queue all (1)")
            assert not text.toPlainText()

    on_the_panels(qapp, tmp_path, play)


@pytest.mark.parametrize("changed", ["usual.png", "row.png"])
def test_what_has_changed_on_disk_is_read_anew_before_anything_is_queued(
    qapp: QApplication, tmp_path: Path, changed: str
) -> None:
    for name in ("usual.png", "row.png"):
        Image.new("RGB", (32, 18)).save(tmp_path / name)
    (tmp_path / "list.csv").write_text("prompt,image\nBir göl,\nBir dağ,row.png\n", "utf-8")

    async def play(desk: Desk) -> None:
        dialog = PromptList(desk.bridge, desk.memory)
        dialog.use(replace(USUAL, picture=inspect(tmp_path / "usual.png")))
        async with shown(dialog):
            dialog.load(tmp_path / "list.csv")
            await until_queue_says(dialog, "Queue all (2)")
            Image.new("RGB", (64, 36), "red").save(tmp_path / changed)
            await press(dialog, "listQueueButton")
            told = f"{changed} has changed on disk since it was shown. Look at it as it is now."
            notices = dialog.findChildren(QLabel)
            await until(lambda: any(label.text() == told for label in notices), "told")
            assert await desk.studio.library.jobs() == []
            await until_queue_says(dialog, "Queue all (2)")
            await press(dialog, "listQueueButton")
            await until(lambda: len(desk.sent()) == 2, "both")
            sizes = [
                (job.request.picture.name, job.request.picture.width)
                for job in await desk.studio.library.jobs()
                if job.request.picture is not None
            ]
        assert sorted(sizes) == [
            (name, 64 if name == changed else 32) for name in ("row.png", "usual.png")
        ]

    on_the_panels(qapp, tmp_path, play)


def test_what_is_too_much_for_today_is_left_out_unless_it_may_wait(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def play(desk: Desk) -> None:
        dialog = opened(desk)
        async with shown(dialog):
            text = part(dialog, QPlainTextEdit, "listText")
            text.setPlainText("a\nb\nc")
            await until_queue_says(dialog, "Queue 2")
            stays = "Over today’s quota"
            assert cells(dialog, ListColumn.REMARK) == ["", "", stays]
            part(dialog, QCheckBox, "waitForQuotaBox").setChecked(True)
            await until_queue_says(dialog, "Queue all (3)")
            assert not any(cells(dialog, ListColumn.REMARK))
            words = part(dialog, QLabel, "planWords")
            assert words.text() == "3 videos · 2 left today"
            part(dialog, QCheckBox, "waitForQuotaBox").setChecked(False)
            await until_queue_says(dialog, "Queue 2")
            await press(dialog, "listQueueButton")
            await until(lambda: cells(dialog, ListColumn.PROMPT) == ["c"], "the one that is left")
            assert (dialog.isVisible(), text.toPlainText()) == (True, "c")
            assert len(await desk.studio.library.jobs()) == 2

    on_the_panels(qapp, tmp_path, play, daily_limit=2)


def test_rows_keep_the_picture_that_they_were_shown_with_until_another_is_wanted(
    qapp: QApplication, tmp_path: Path
) -> None:
    for name in ("first.png", "later.png"):
        Image.new("RGB", (32, 18)).save(tmp_path / name)

    async def play(desk: Desk) -> None:
        dialog = PromptList(desk.bridge, desk.memory)
        dialog.use(replace(USUAL, picture=inspect(tmp_path / "first.png")))
        async with shown(dialog):
            table = part(dialog, QTableView, "listTable")
            part(dialog, QPlainTextEdit, "listText").setPlainText("Bir göl")
            await until_queue_says(dialog, "Queue all (1)")
            assert not table.isColumnHidden(ListColumn.PICTURE)
            dialog.use(replace(USUAL, picture=inspect(tmp_path / "later.png")))
            assert cells(dialog, ListColumn.PICTURE) == ["first.png"]
            notice = part(dialog, Notice, "listNotice")
            assert notice.text.startswith("These rows were read with other choices")
            notice.acted.emit()
            await until(lambda: cells(dialog, ListColumn.PICTURE) == ["later.png"], "the later one")
            dialog.use(USUAL)
            notice.acted.emit()
            await until(lambda: cells(dialog, ListColumn.PICTURE) == ["–"], "none")

    on_the_panels(qapp, tmp_path, play)


def test_of_a_very_long_list_no_more_are_queued_at_once_than_anybody_can_want(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.dialogs.prompt_list._MOST", 2)

    async def play(desk: Desk) -> None:
        dialog = opened(desk)
        async with shown(dialog):
            part(dialog, QPlainTextEdit, "listText").setPlainText("a\nb\nc")
            await until_queue_says(dialog, "Queue 2")
            summary = part(dialog, QLabel, "listSummary").text()
            assert summary == "3 rows can be made · 2 videos at a time"

    on_the_panels(qapp, tmp_path, play)


def test_the_model_keeps_qts_rules(qapp: QApplication) -> None:
    model = ListModel(lambda row: str(len(row.problems)), lambda: "ABCDEFG", 1)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bad = RowProblem(KadrajError(ErrorCode.PROMPT_EMPTY), Column.PROMPT)
    model.add([CheckedRow(ListRow(1, "a"), USUAL), CheckedRow(ListRow(2), None, (bad,))])
    assert (model.good, model.bad, list(model.requests)) == (1, 1, [USUAL])
    assert model.rowCount() == 0
    model.show_added()
    model.show_added()
    assert model.first_bad().row() == 1
    assert model.headerData(6, Qt.Orientation.Horizontal) == "G"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(QModelIndex()) is None
    model.show_only_bad(True)
    assert (model.rowCount(), model.good, model.bad) == (1, 1, 1)
    model.add([CheckedRow(ListRow(3, "b"), USUAL)])
    model.show_added()
    assert (model.rowCount(), model.good, len(model.requests)) == (1, 2, 1)
    model.show_only_bad(False)
    assert model.rowCount() == 3
    model.clear()
    assert not model.first_bad().isValid()
