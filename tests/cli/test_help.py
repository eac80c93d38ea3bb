"""`--help`: every word that can be typed is explained, in both languages."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.arguments import parser
from app.cli.help_texts import HELP
from app.cli.texts import Speech
from app.domain.settings import Language
from tests.cli.conftest import Kadraj


def everything(root: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Each option and argument of the program and its commands, with its explanation."""
    for action in root._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield name, command.description
                yield from everything(command)
        else:
            yield str(action.option_strings or action.metavar), action.help or ""


def test_everything_that_can_be_typed_is_explained_in_both_languages() -> None:
    english, turkish = (
        list(everything(parser(("sora", "veo"), Speech(language))))
        for language in (Language.ENGLISH, Language.TURKISH)
    )
    assert [name for name, _ in english] == [name for name, _ in turkish]
    for (name, told), (_, anders) in zip(english, turkish, strict=True):
        assert told, name
        assert anders, name
        assert told != anders, name
    assert all(one != other for one, other in HELP.values())


@pytest.mark.parametrize("command", ["login", "generate", "download", "demo-panels", "report"])
def test_help_is_turkish_where_the_language_is(tmp_path: Path, command: str) -> None:
    kadraj = Kadraj(tmp_path / "unused", {"LANG": "tr_TR.UTF-8"})
    listed = kadraj("--help")
    assert (listed.code, listed.err) == (0, "")
    assert "komutlar:" in listed.out
    assert HELP[command][1].split()[0] in listed.out
    told = kadraj(command, "--help")
    assert told.code == 0
    assert HELP[command][1] in told.out
    assert "seçenekler:" in told.out
    # A terminal that cannot show these letters gets them written otherwise.
    narrow = kadraj(command, "--help", PYTHONIOENCODING="ascii")
    assert (narrow.code, narrow.err) == (0, "")
    assert not kadraj.home.exists()


def test_the_language_of_the_settings_is_that_of_the_help(bare: Kadraj) -> None:
    bare.home.mkdir()
    (bare.home / "settings.json").write_text('{"language": "tr"}')
    assert "bu yardımı göster" in bare("jobs", "--help").out


def test_explanations_stand_in_one_column(bare: Kadraj) -> None:
    for command in ((), ("generate",), ("demo-panels",)):
        told = bare(*command, "--help", COLUMNS="100").out.splitlines()
        shown = [line for line in told if "show this help" in line or "--" in line[:6]]
        columns = {
            len(line) - len(line.lstrip().split("  ", 1)[1].lstrip())
            for line in shown
            if not line.startswith("usage")
        }
        assert len(columns) == 1
