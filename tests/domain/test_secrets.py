"""A key is seen by those who reveal it and by nobody else."""

import base64
import copy
import json
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import quote, quote_plus

import pytest

from app.domain.secrets import Secret, redacted

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


WRITTEN: list[Callable[[str], str]] = [
    str,
    repr,
    ascii,
    json.dumps,
    lambda key: repr(key.encode()),
    quote,
    quote_plus,
    lambda key: quote(key, safe="").lower(),
    lambda key: key.encode().hex(),
    *(
        lambda key, before=before, encode=encode: encode(before + key.encode()).decode()
        for before in (b"", b"u:", b"u:x", b"user")
        for encode in (base64.b64encode, base64.urlsafe_b64encode)
    ),
]


@pytest.mark.parametrize("write", WRITTEN)
@pytest.mark.parametrize("key", ["sk-plain-0123456789", "çok/gizli+öyle?& \\ “bu”~>>"])
def test_it_is_taken_out_of_a_text_however_it_is_written(
    write: Callable[[str], str], key: str
) -> None:
    Secret(key)
    shown = redacted(f"before {write(key)} after")
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert "[key]" in shown
    # At the ends of a base64 text a letter or two may stay: they stand for less than two bytes.
    assert len(shown) <= len("before  after") + len("[key]") + 12


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("X-API-Key: abc", "X-API-Key: [key]"),
        ("{'x-api-key': 'abc', 'a': 1}", "{'x-api-key': '[key]', 'a': 1}"),
        ("[(b'X-API-Key', b'abc'), (b'a', b'b')]", "[(b'X-API-Key', b'[key]'), (b'a', b'b')]"),
        ('{"authorization":"Bearer abc"}', '{"authorization":"Bearer [key]"}'),
        ("the X-API-Key was refused", "the X-API-Key was refused"),
    ],
)
def test_what_a_header_carries_is_taken_out_unknown(text: str, shown: str) -> None:
    assert redacted(text) == shown


def test_a_text_too_short_to_be_a_key_spoils_nothing() -> None:
    Secret("e")
    Secret("")
    assert redacted("seven") == "seven"
