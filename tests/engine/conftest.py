"""Panels, a home and a keyring; and no task may outlive a test."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import keyring.core
import pytest
from PIL import Image

from app.demo.panels import DemoPanels
from app.domain.requests import Picture
from app.media.pictures import inspect
from tests.engine.workshop import Ahead, Ring, Workshop, noon


@pytest.fixture(autouse=True)
async def no_task_is_left(anyio_backend: str) -> AsyncIterator[None]:
    yield
    # The anyio plugin runs tests and fixtures in tasks too.
    left = {str(task.get_coro()) for task in asyncio.all_tasks()}
    assert {work for work in left if "TestRunner." not in work} == set()


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    ring = Ring({})
    monkeypatch.setattr(keyring.core, "_keyring_backend", ring)
    return ring


@pytest.fixture
def ahead() -> Ahead:
    return Ahead()


@pytest.fixture
async def panels(tmp_path: Path, no_task_is_left: None, ahead: Ahead) -> AsyncIterator[DemoPanels]:
    async with DemoPanels(
        folder=tmp_path / "panels", draft=True, clip_seconds=1, pace=0.2, clock=ahead
    ) as panels:
        yield panels


@pytest.fixture
def workshop(panels: DemoPanels, tmp_path: Path) -> Workshop:
    return replace(Workshop.at(panels, tmp_path / "home"), now=noon)


@pytest.fixture
async def picture(tmp_path: Path, anyio_backend: str) -> Picture:
    path = tmp_path / "Çiçek.jpg"
    Image.effect_noise((320, 180), 90).convert("RGB").save(path)
    return inspect(path)
