"""Homes, healthy panels, and a picture of some megabytes."""

import os
from pathlib import Path

import pytest
from PIL import Image

from app.domain.requests import Picture
from app.media.pictures import inspect
from tests.engine.conftest import ahead, no_task_is_left, panels, ring

__all__ = ["ahead", "no_task_is_left", "panels", "ring"]


@pytest.fixture(scope="session")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than the sockets between two programs hold by themselves: 3.6 MB."""
    path = tmp_path_factory.mktemp("pictures") / "gürültü.png"
    Image.frombytes("RGB", (1200, 1000), os.urandom(3_600_000)).save(path, compress_level=0)
    return path


@pytest.fixture
async def large_picture(large_file: Path, anyio_backend: str) -> Picture:
    return inspect(large_file)
