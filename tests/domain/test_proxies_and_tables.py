"""Proxies and tables that a user gives: what can be used, and what is wrong with the rest."""

from pathlib import Path

import pytest

from app.domain.capabilities import Model
from app.domain.own_tables import (
    OwnTable,
    TableFault,
    lengths_from,
    names_from,
    own_table,
    ratios_from,
    table_of_models,
    table_problem,
    with_own_table,
)
from app.domain.proxies import ProxyFault, proxy_address, proxy_problem
from app.domain.requests import GenerationRequest, completed_request, problems
from app.domain.settings import Settings, usual_settings
from app.services.sora2 import SORA2
from app.services.veo3 import VEO3

SORA, VEO = SORA2.capabilities, VEO3.capabilities


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("http://proxy.example:3128", "http://proxy.example:3128"),
        (" https://proxy.example/ ", "https://proxy.example"),
        ("proxy.example:8080", "http://proxy.example:8080"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("HTTP://[::1]:80", "http://[::1]:80"),
    ],
)
def test_an_address_of_a_proxy_is_taken_as_it_is_typed(typed: str, address: str) -> None:
    assert proxy_problem(typed) is None
    assert proxy_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        (" ", ProxyFault.EMPTY),
        ("http://ayse:secret@proxy.example", ProxyFault.PASSWORD),
        ("ayse@proxy.example", ProxyFault.PASSWORD),
        ("socks5://proxy.example:1080", ProxyFault.SCHEME),
        ("http://", ProxyFault.INVALID),
        ("http://proxy.example:99999", ProxyFault.INVALID),
        ("http://proxy.example:0", ProxyFault.INVALID),
        ("http://[::1", ProxyFault.INVALID),
        ("proxy.example/path", ProxyFault.INVALID),
        ("proxy.example?q", ProxyFault.INVALID),
        ("two words", ProxyFault.INVALID),
        ("proxy\n.example", ProxyFault.INVALID),
        ("p" * 400, ProxyFault.INVALID),
    ],
)
def test_what_is_no_proxy_says_why(typed: str, fault: ProxyFault) -> None:
    assert proxy_problem(typed) is fault


def test_what_is_no_address_has_no_full_form() -> None:
    assert proxy_address("http://[::1") == ""


@pytest.mark.parametrize(
    ("typed", "ratios"),
    [
        ("16:9", ("16:9",)),
        ("16:9, 9x16 ; 1×1", ("16:9", "9:16", "1:1")),
        ("", TableFault.NOTHING),
        ("wide", TableFault.RATIO),
        ("0:9", TableFault.RATIO),
        ("16:9 16x9", TableFault.TWICE),
        ("1:1 2:1 3:1 4:1 5:1 6:1", TableFault.TOO_MANY),
    ],
)
def test_ratios_are_listed_in_the_usual_ways(
    typed: str, ratios: tuple[str, ...] | TableFault
) -> None:
    assert ratios_from(typed) == ratios


@pytest.mark.parametrize(
    ("typed", "lengths"),
    [
        ("8, 4 6", (4, 6, 8)),
        (" ", TableFault.NOTHING),
        ("6.5", TableFault.LENGTH),
        ("601", TableFault.LENGTH),
        ("4 4", TableFault.TWICE),
        ("1 2 3 4 5 6", TableFault.TOO_MANY),
    ],
)
def test_lengths_are_whole_seconds(typed: str, lengths: tuple[int, ...] | TableFault) -> None:
    assert lengths_from(typed) == lengths


def test_models_are_named_as_services_name_them() -> None:
    assert names_from([" sora-2-pro ", "sora_video2:hd"]) == ("sora-2-pro", "sora_video2:hd")
    assert names_from(["two words"]) is TableFault.MODEL
    assert names_from(["a", "a "]) is TableFault.TWICE
    assert names_from([]) is TableFault.NOTHING


def test_a_table_of_ones_own_is_what_requests_are_checked_by() -> None:
    square = Model("sora-2-square", ("1:1",))
    own = table_of_models([*SORA.models, square])
    assert own.aspect_ratios == ("16:9", "9:16", "1:1")
    table = with_own_table(SORA, own)
    whole = completed_request(GenerationRequest("sora", "A fox", "1:1"), table)
    assert whole.model == "sora-2-square"
    assert list(problems(whole, table)) == []
    assert list(problems(whole, SORA)), "as it is known without it"
    assert with_own_table(SORA, None) is SORA
    assert with_own_table(SORA, own_table(SORA)) == SORA


def test_the_usual_length_stays_while_it_is_there() -> None:
    longer = with_own_table(VEO, OwnTable(VEO.aspect_ratios, (6, 12)))
    assert (longer.durations, longer.default_duration) == ((6, 12), 6)
    other = with_own_table(VEO, OwnTable(("1:1",), (10, 12)))
    assert other.default_duration is None
    assert completed_request(GenerationRequest("veo", "x", ""), other).duration_seconds == 10


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        (OwnTable(("16:9",), (6,)), None),
        (OwnTable(("16:9",)), TableFault.FIELD),
        (OwnTable(("16:9",), (6,), (Model("m", ("16:9",)),)), TableFault.FIELD),
        (OwnTable((), (6,)), TableFault.NOTHING),
        (OwnTable(("wide",), (6,)), TableFault.RATIO),
        (OwnTable(("16:9",), (-6,)), TableFault.LENGTH),
    ],
)
def test_a_table_fits_its_service_or_is_passed_over(
    own: OwnTable, fault: TableFault | None
) -> None:
    assert table_problem(own, VEO) is fault
    assert (with_own_table(VEO, own) is VEO) is (fault is not None)


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        (OwnTable(("16:9",), models=(Model("m n", ("16:9",)),)), TableFault.MODEL),
        (OwnTable(("16:9",), models=(Model("m", ()),)), TableFault.NOTHING),
        (OwnTable(("16:9", "1:1"), models=(Model("m", ("16:9",)),)), TableFault.RATIO),
        (OwnTable(("16:9",), models=(Model("m", ("1:1",)),)), TableFault.RATIO),
    ],
)
def test_models_make_just_the_ratios_there_are(own: OwnTable, fault: TableFault) -> None:
    assert table_problem(own, SORA) is fault


def test_what_is_usual_leaves_the_library_where_it_is(tmp_path: Path) -> None:
    moved = Settings(library=tmp_path, keep_awake=True, name_pattern="{id}")
    assert usual_settings(moved) == Settings(library=tmp_path)
