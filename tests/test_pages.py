"""The pages that are read outside the program: their links lead somewhere, their commands exist."""

import re
from pathlib import Path

import pytest

from app.cli.arguments import parser
from app.cli.texts import Speech
from app.domain.settings import Language

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.tr.md")
PAGES = (
    *READMES,
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "packaging/README.md",
    *(str(page.relative_to(ROOT)) for page in sorted(ROOT.glob("resources/guide/*/*.md"))),
)
LINK = re.compile(r"\]\(([^)#\s]+)")
COMMAND = re.compile(r"(?:^|`)kadraj ([a-z][a-z-]+)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_are_there(page: str) -> None:
    file = ROOT / page
    links = LINK.findall(file.read_text(encoding="utf-8"))
    near = [link for link in links if not link.startswith("https://")]
    assert [link for link in near if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_commands_are_there(page: str) -> None:
    known = parser(("sora", "veo", "kino"), Speech(Language.ENGLISH)).format_help()
    told = COMMAND.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [name for name in told if not re.search(rf"^ +{name}\b", known, re.MULTILINE)] == []


def test_both_readmes_tell_of_the_same_commands() -> None:
    english, turkish = (
        re.findall(r"^kadraj ([^#\n]*?) *(?:#|$)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        for name in READMES
    )
    assert turkish == [line for line in english if not line.startswith("demo-panels --port 8700")]
