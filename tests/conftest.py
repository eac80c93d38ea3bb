"""What every test can lean on."""

import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Coroutine tests run on asyncio, the loop the program itself uses."""
    return "asyncio"
