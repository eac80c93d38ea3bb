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


@pytest.fixture(
    params=[
        pytest.param(Language.ENGLISH, id="en", marks=pytest.mark.xdist_group("display-en")),
        pytest.param(Language.TURKISH, id="tr", marks=pytest.mark.xdist_group("display-tr")),
    ]
)
def each_language(request: pytest.FixtureRequest, stage: Stage) -> Stage:
    """The stage in English, and again in Turkish; `Play.says` knows which."""
    stage.settle(request.param)
    return stage
