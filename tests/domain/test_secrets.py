"""A key is seen by those who reveal it and by nobody else."""

import copy
import json
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass

import pytest

from app.domain.secrets import Secret

TEXT = "sk-çok-gizli"
KEY = Secret(TEXT)


@dataclass
class Holder:
    key: Secret


SHOWN: list[Callable[[], str]] = [
    lambda: repr(KEY),
    lambda: str(KEY),
    lambda: f"{KEY}",
    lambda: f"{KEY!r:>40}",
    lambda: "{:}".format(KEY),  # noqa: UP032 - one more way to write it
    lambda: "%s %r" % (KEY, KEY),  # noqa: UP031
    lambda: ascii(KEY),
    lambda: str([KEY, {"key": KEY}]),
    lambda: repr(Holder(KEY)),
    lambda: pprint.pformat({"key": KEY}),
    lambda: str(logging.LogRecord("x", 20, "x", 1, "key %s", (KEY,), None).getMessage()),
]


@pytest.mark.parametrize("show", SHOWN)
def test_it_is_never_shown(show: Callable[[], str]) -> None:
    assert TEXT not in show()


def test_it_has_no_fields_to_list() -> None:
    with pytest.raises(TypeError):
        vars(KEY)
    with pytest.raises(TypeError):
        json.dumps(KEY)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps([KEY], protocol)


def test_it_is_not_copied_out_of_what_holds_it() -> None:
    with pytest.raises(TypeError):
        asdict(Holder(KEY))
    with pytest.raises(TypeError):
        copy.deepcopy(Holder(KEY))


def test_an_error_near_it_does_not_show_it() -> None:
    try:
        assert Secret("another") == KEY, f"the key {KEY} is not it"
    except AssertionError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert TEXT not in "".join(told.format())


def test_it_compares_hashes_and_knows_when_it_is_empty() -> None:
    assert Secret(TEXT) == KEY
    assert Secret("other") != KEY
    assert KEY != TEXT
    assert len({KEY, Secret(TEXT), Secret("other")}) == 2
    assert KEY
    assert not Secret("")
    assert KEY.reveal() == TEXT
