"""Faults that nobody handled: in the log, in the window, and the program goes on."""

import asyncio
import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal, qWarning
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.ui.faults import Faults


class Button(QObject):
    pressed = Signal()


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
def told(loop: asyncio.AbstractEventLoop) -> Iterator[list[KadrajError]]:
    faults, told = Faults(), list[KadrajError]()
    faults.told.connect(told.append)
    with faults.watching(loop):
        yield told


def test_a_slot_that_fails_is_told_and_logged(
    qtbot: QtBot, told: list[KadrajError], caplog: pytest.LogCaptureFixture
) -> None:
    button = Button()
    button.pressed.connect(lambda: 1 / 0)
    button.pressed.emit()
    assert [(error.code, error.params["reason"]) for error in told] == [
        (ErrorCode.INTERNAL, "ZeroDivisionError")
    ]
    assert "ZeroDivisionError: division by zero" in caplog.text


def test_a_fault_that_comes_again_and_again_is_logged_each_time_and_told_once(
    qtbot: QtBot, told: list[KadrajError], caplog: pytest.LogCaptureFixture
) -> None:
    button = Button()
    button.pressed.connect(lambda: 1 / 0)
    for _ in range(5):
        button.pressed.emit()
    assert len(told) == 1
    assert caplog.text.count("ZeroDivisionError: ") == 5


def test_a_task_and_a_thread_that_fail_are_told_on_the_windows_thread(
    qtbot: QtBot, told: list[KadrajError], loop: asyncio.AbstractEventLoop
) -> None:
    def fail() -> None:
        raise KadrajError(ErrorCode.DISK_FULL, folder="/")

    loop.call_soon(fail)
    loop.call_soon(loop.stop)
    loop.run_forever()
    assert [error.code for error in told] == [ErrorCode.DISK_FULL]
    thread = threading.Thread(target=lambda: [][1])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].params["reason"] == "IndexError"


def test_the_loops_and_qts_complaints_are_only_logged(
    qtbot: QtBot,
    told: list[KadrajError],
    loop: asyncio.AbstractEventLoop,
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop.call_exception_handler({"message": "a task was thrown away"})
    qWarning("a layout is not as it should be")
    assert told == []
    assert "a task was thrown away" in caplog.text
    assert ("app.ui.faults", logging.WARNING) in [t[:2] for t in caplog.record_tuples]
    assert "a layout is not as it should be" in caplog.text


def test_everything_is_given_back(loop: asyncio.AbstractEventLoop) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with Faults().watching(loop):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    assert loop.get_exception_handler() is None
