"""A client of each panel against a server that the test scripts."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

import pytest

from app.domain.ports import VideoService
from app.domain.requests import GenerationRequest
from app.domain.secrets import Secret
from app.services.registry import make_services
from app.services.transport import Patience
from tests.services.server import Script, Server, serving

KEY = Secret("key-of-the-tests")
QUICK = Patience(connect=2.0, read=0.5, submit=0.5, question=2.0, submission=5.0)


class PanelAt(Protocol):
    """Opens a service whose panel follows a script."""

    def __call__(
        self, script: Script, name: str = "sora"
    ) -> AbstractAsyncContextManager[tuple[VideoService, Server]]: ...


@asynccontextmanager
async def service_at(url: str, name: str = "sora") -> AsyncIterator[VideoService]:
    """A service reached at an address, closed at the end."""
    services = make_services({name: url}, QUICK)
    try:
        yield services[name]
    finally:
        for service in services.values():
            await service.aclose()


@pytest.fixture
def panel_at() -> PanelAt:
    """A service and the server behind it."""

    @asynccontextmanager
    async def opened(
        script: Script, name: str = "sora"
    ) -> AsyncIterator[tuple[VideoService, Server]]:
        async with serving(script) as server, service_at(server.url, name) as service:
            yield service, server

    return opened


def asked(service: str = "sora", prompt: str = "A beautiful sunset") -> GenerationRequest:
    """A request for words only, as the seeds have it."""
    sora = service == "sora"
    return GenerationRequest(
        service=service,
        prompt=prompt,
        aspect_ratio="16:9",
        duration_seconds=None if sora else 6,
        model="sora-2-landscape" if sora else None,
    )
