"""The guides as they lie among the resources: headings, words, bullets and code."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.domain.folding import folded
from app.resources import resource

#: The guide to the program itself, beside those to the services' APIs.
USER_GUIDE: Final = "kadraj"

_GUIDES: Final = resource("guide")
_FENCE: Final = "```"
_CODE: Final = re.compile(r"`([^`]+)`")
_STRONG: Final = re.compile(r"\*\*([^*]+)\*\*")


class Kind(Enum):
    """What a block of code is."""

    PLAIN = "plain"  # shown as it is written
    RECIPE = "recipe"  # a request, from "text" or from a "picture"
    STATUS = "status"  # the question for a job, by its id
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, or the point of a list. What is code or a key in it stands between backquotes,
    and what is to be read in the window between double stars."""

    written: str
    point: bool = False

    @property
    def text(self) -> str:
        """The bare words."""
        return _STRONG.sub(r"\1", self.written).replace("`", "")

    @property
    def rich(self) -> str:
        """The same for a label."""
        told = _CODE.sub(r"<code>\1</code>", html.escape(self.written, quote=False))
        return _STRONG.sub(r"<b>\1</b>", told)

    @property
    def keys(self) -> list[str]:
        """What stands between backquotes."""
        return _CODE.findall(self.written)

    @property
    def names(self) -> list[str]:
        """What is to be read in the window."""
        return _STRONG.findall(self.written)


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to copy, or what they are to be made from."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading."""

    title: str
    blocks: tuple[Words | Code, ...]

    def holds(self, words: str) -> bool:
        """Whether all of these words are in it, however they are written."""
        text = folded("\n".join([self.title, *(block.text for block in self.blocks)]))
        return all(word in text for word in folded(words).split())


def has_guide(service: str) -> bool:
    """Whether there is a guide for a service."""
    return (_GUIDES / "en" / f"{service}.md").is_file()


def load_guide(subject: str, language: str) -> tuple[Section, ...]:
    """The guide to a service's API, or to the program (`USER_GUIDE`), in a language, `en` or `tr`.
    Its first section is what stands on top."""
    lines = (_GUIDES / language / f"{subject}.md").read_text(encoding="utf-8").splitlines()
    sections: list[Section] = []
    title, body = "", list[str]()
    for line in lines:
        if line.startswith("#"):
            if title:
                sections.append(Section(title, tuple(_blocks(body))))
            title, body = line.lstrip("# "), []
        else:
            body.append(line)
    return (*sections, Section(title, tuple(_blocks(body))))


def _blocks(lines: list[str]) -> Iterator[Words | Code]:
    kind, code = Kind.PLAIN, None
    for line in lines:
        if line.startswith(_FENCE):
            if code is None:
                name = line.removeprefix(_FENCE)
                kind = Kind(name) if name in {known.value for known in Kind} else Kind.PLAIN
                code = list[str]()
            else:
                yield Code(kind, "\n".join(code))
                code = None
        elif code is not None:
            code.append(line)
        elif line:
            yield Words(line.removeprefix("- "), point=line.startswith("- "))
