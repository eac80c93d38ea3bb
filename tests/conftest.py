"""What every test can lean on."""

import os

import pytest

# No session bus, so that no test ever reaches the keyring of whoever runs it. The tests of the
# keyring start a bus and a keyring of their own.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Coroutine tests run on asyncio, the loop the program itself uses."""
    return "asyncio"
