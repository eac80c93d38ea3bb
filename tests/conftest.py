"""What every test can lean on."""

import os
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

# No session bus, so that no test ever reaches the keyring of whoever runs it. The tests of the
# keyring start a bus and a keyring of their own.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
# Without a screen Qt would end pytest, and with one the tests' windows would get in the way.
os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's own, but giving up no sooner than a slow and busy machine may need."""
    bot = QtBot(request)
    for wait in ("waitActive", "waitExposed", "waitSignal", "waitUntil"):
        setattr(bot, wait, partial(getattr(bot, wait), timeout=60_000))
    return bot


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Coroutine tests run on asyncio, the loop the program itself uses."""
    return "asyncio"
