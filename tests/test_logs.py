"""The log: for its owner only, of a known size, and never in the way."""

import logging
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.secrets import Secret
from app.logs import LOG_SIZE, log_files, logging_into
from app.store.places import Places

LOG = logging.getLogger("app.here")
KEY = "sk-log-0123456789"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.from_environment({"KADRAJ_HOME": str(tmp_path / "home")})


def test_it_is_for_its_owner_and_as_large_as_three_files(places: Places) -> None:
    with logging_into(places):
        for _ in range(45):
            LOG.info("%s", "ş" * 50_000)  # two bytes each
    files = log_files(places)
    assert [file.name for file in files] == ["kadraj.log", "kadraj.log.1", "kadraj.log.2"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(places.logs.stat().st_mode) == 0o700
    # The last record of a file may be longer than what was left: it is counted in letters.
    assert all(file.stat().st_size <= LOG_SIZE + 100_000 for file in files)
    assert len(list(places.logs.iterdir())) == 3


def test_it_ends_with_its_block_and_leaves_nothing_behind(places: Places) -> None:
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    with logging_into(places):
        LOG.info("first")
        LOG.debug("not asked for")
    LOG.error("after")
    assert (root.level, root.handlers) == before
    text = log_files(places)[0].read_text("utf-8")
    assert "first" in text
    assert "not asked for" not in text
    assert "after" not in text


def test_what_ends_the_program_stands_in_it_without_the_key(places: Places) -> None:
    Secret(KEY)
    with pytest.raises(ZeroDivisionError), logging_into(places):
        raise ZeroDivisionError(KEY)
    text = log_files(places)[0].read_text("utf-8")
    assert "CRITICAL app.logs: the program cannot go on" in text
    assert "ZeroDivisionError: [key]" in text
    assert KEY not in text


def test_a_failure_that_is_told_anyway_is_no_fault(places: Places) -> None:
    with pytest.raises(KadrajError), logging_into(places):
        raise KadrajError(ErrorCode.ALREADY_RUNNING)
    assert log_files(places)[0].read_text("utf-8") == ""


def test_texts_of_any_kind_are_written(places: Places) -> None:
    with logging_into(places):
        record = logging.makeLogRecord({"msg": "half a letter: \ud800, and %s", "args": ("çok",)})
        # To this log alone: what listens for pytest cannot write half a letter.
        logging.getLogger().handlers[-1].handle(record)
    assert "half a letter: \\ud800, and çok" in log_files(places)[0].read_text("utf-8")


@pytest.fixture
def full_disk() -> Path:
    path = Path("/dev/full")
    if not path.exists():
        pytest.skip("this system has no disk that is always full")
    return path


def test_a_full_disk_is_not_in_the_way_and_tells_nobody(
    places: Places, full_disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    places.logs.mkdir(parents=True)
    (places.logs / "kadraj.log").symlink_to(full_disk)
    with logging_into(places):
        LOG.error("lost: %s", KEY)
    assert capfd.readouterr() == ("", "")


def test_where_there_can_be_no_log_that_is_said(places: Places) -> None:
    places.home.mkdir()
    (places.home / "file").touch()
    with (
        pytest.raises(KadrajError) as refused,
        logging_into(replace(places, logs=places.home / "file" / "logs")),
    ):
        pytest.fail("there is a log where there can be none")
    assert refused.value.code is ErrorCode.FILE_FAILED
