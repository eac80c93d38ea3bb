"""Wrong input is told in the user's language, whatever argparse calls it."""

import re

import pytest

from app.cli.arguments import parser
from app.cli.texts import Speech
from app.domain.settings import Language
from tests.cli.conftest import Kadraj

WRONG = {
    "generate": "eksik: SERVICE",
    "generate kling x": "SERVICE: kling şunlardan biri değil: sora, veo",
    "generate sora x --duration long": "--duration: long bir tam sayı değil",
    "generate sora x --times many": "--times: many bir tam sayı değil",
    "generate sora x --times 200": "--times: 1–100",
    "demo-panels --port 70000": "--port: 0–65532",
    "demo-panels --port x": "--port: x bir tam sayı değil",
    "generate sora x --image": "--image: değeri eksik",
    "generate sora x --js=1": "--json: değer almaz: 1",
    "generate sora x --d": "--d şunlardan biri olabilir:",
    "jobs more": "bilinmiyor: more",
    "fly": "fly şunlardan biri değil: login,",
}
ENGLISH = re.compile(r"argument|invalid|usage|expected|required|choose|error|ambiguous|ignored")


def said(line: str, language: Language, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        parser(("sora", "veo"), Speech(language)).parse_args(line.split())
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("line", WRONG)
def test_wrong_input_is_told_in_turkish(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(line, Language.TURKISH, capsys)
    assert told.startswith("kullanım: kadraj")
    assert f"hata: {'COMMAND: ' if line == 'fly' else ''}" in told
    assert WRONG[line] in told
    assert not ENGLISH.search(told)


def test_and_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    told = said("generate kling x", Language.ENGLISH, capsys)
    assert told.startswith("usage: kadraj generate")
    assert told.endswith("error: SERVICE: kling is not one of: sora, veo\n")


def test_what_nobody_foresaw_is_told_as_it_came() -> None:
    assert Speech(Language.TURKISH).wrong_input("something else") == "something else"


def test_what_is_for_the_window_is_refused_before_a_command(kadraj: Kadraj) -> None:
    """`--demo jobs` would tell of the other library."""
    ended = kadraj("--demo", "jobs", LC_ALL="tr_TR.UTF-8")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith("hata: yalnızca pencere için, komut için değil: --demo\n")
    ended = kadraj("--demo", "--headless", "doctor", LC_ALL="C.UTF-8")
    assert ended.code == 2
    assert ended.err.endswith("error: only for the window, not for a command: --demo, --headless\n")
