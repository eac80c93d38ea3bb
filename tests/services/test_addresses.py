"""Which addresses are gone to, and which are not."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ErrorCode, KadrajError
from app.services.addresses import (
    AddressPolicy,
    check_service_address,
    is_loopback,
    is_public,
    shown_address,
)

OPEN = AddressPolicy()
HERE_TOO = AddressPolicy(loopback_allowed=True)


@pytest.mark.parametrize(
    ("given_as", "used"),
    [
        ("https://panel.example", "https://panel.example"),
        (" https://panel.example:8443/api/ ", "https://panel.example:8443/api"),
        ("http://127.0.0.1:9000/", "http://127.0.0.1:9000"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_service_addresses(given_as: str, used: str) -> None:
    assert check_service_address("sora", given_as) == used


@pytest.mark.parametrize(
    "url",
    [
        "",
        "panel.example",
        "http://panel.example",
        "http://192.168.1.2",
        "ftp://panel.example",
        "https://",
        "https://user:word@panel.example",
        "https://panel.example?a=1",
        "https://panel.example/#here",
        "https://panel.example/?",
        "https://panel.example:99999",
        "http://127.0.0.1.example.com",
        pytest.param("https://a" + "b" * 5000, id="endless"),
    ],
)
def test_service_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(KadrajError) as told:
        check_service_address("sora", url)
    assert told.value.code is ErrorCode.SERVICE_ADDRESS_INVALID
    assert "word" not in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://f003.backblazeb2.com/file/veo3videos/a.mp4",
        "https://8.8.8.8/a.mp4",
        "https://[2606:4700::1]/a.mp4",
        "https://bücher.example/a.mp4?token=x",
    ],
)
def test_video_addresses(url: str) -> None:
    assert OPEN.check(url).scheme == "https"


REFUSED = [
    "a.mp4",
    "/videos/a.mp4",
    "//cdn.example/a.mp4",
    "file:///etc/passwd",
    "data:video/mp4;base64,AAAA",
    "ftp://cdn.example/a.mp4",
    "http://cdn.example/a.mp4",
    "https://user@cdn.example/a.mp4",
    "https://intranet/a.mp4",
    "https://printer.local/a.mp4",
    "https://metadata.google.internal/",
    "https://10.0.0.1/",
    "https://172.16.3.4/",
    "https://192.168.0.1/",
    "https://169.254.169.254/latest",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[fe80::1]/",
    "https://[fc00::1]/",
    "https://[ff02::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::10.0.0.1]/",
    "https://[2002:0a00:0001::]/",
    "https://[::]/",
    "https://10.1/",
    "https://0x0a000001/",
    "https://167772161/",
    "https://cdn.example:99999/",
    "https://\x00/",
]
HERE = [
    "http://127.0.0.1:8000/a.mp4",
    "https://127.1/a.mp4",
    "https://2130706433/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
]


@pytest.mark.parametrize("url", REFUSED + HERE)
def test_video_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(KadrajError) as told:
        OPEN.check(url)
    assert told.value.code is ErrorCode.ADDRESS_REFUSED


@pytest.mark.parametrize("url", REFUSED)
def test_a_panel_on_this_computer_opens_nothing_else(url: str) -> None:
    with pytest.raises(KadrajError):
        HERE_TOO.check(url)


@pytest.mark.parametrize("url", HERE)
def test_a_panel_on_this_computer_may_name_this_computer(url: str) -> None:
    assert is_loopback(HERE_TOO.check(url).host)


@pytest.mark.parametrize("url", ["", "   "])
def test_no_address(url: str) -> None:
    with pytest.raises(KadrajError) as told:
        OPEN.check(url)
    assert told.value.code is ErrorCode.NO_VIDEO_ADDRESS


@given(st.text() | st.text().map("https://".__add__) | st.text().map("https://a.example/".__add__))
def test_any_text_is_an_address_or_refused(url: str) -> None:
    for policy in (OPEN, HERE_TOO):
        try:
            came_to = policy.check(url).scheme
        except KadrajError as error:
            came_to = error.code
        assert came_to in ("https", "http", ErrorCode.ADDRESS_REFUSED, ErrorCode.NO_VIDEO_ADDRESS)
    shown_address(url).encode()


def test_addresses_are_shown_without_secrets() -> None:
    assert shown_address("https://me:word@a.example/b?token=1#c") == "https://a.example/b"
    assert shown_address("https://me:word@a.example:99999999/b?token=1") == (
        "https://a.example:99999999/b"
    )


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    nat64 = ipaddress.IPv6Address(f"64:ff9b::{address}")
    assert is_public(mapped) == is_public(nat64) == is_public(address)
