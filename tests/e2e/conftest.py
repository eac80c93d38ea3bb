"""One screen for all tests here, and a new home for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.settings import Language
from tests.e2e.screen import screen
from tests.e2e.stage import Stage


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    with screen(1440, 900) as name:
        yield name


@pytest.fixture
def stage(display: str, tmp_path: Path) -> Stage:
    stage = Stage(display, tmp_path / "home")
    stage.settle(Language.ENGLISH)
    return stage
