"""What an HTML page says about the videos in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final

import httpx

from app.services.reading import read_body

_MAX_PAGE: Final = 1024 * 1024
_META: Final = ("og:video:secure_url", "og:video:url", "og:video")
_DEPTH: Final = 6


@dataclass(slots=True)
class PageFacts:
    """`videos` are addresses as written, most telling first; they may be relative or worse."""

    title: str = ""
    videos: list[str] = field(default_factory=list)


async def page_text(response: httpx.Response) -> str:
    """The page, read as UTF-8; empty when it has more than a megabyte or cannot be unpacked."""
    try:
        body = await read_body(response, _MAX_PAGE)
    except ValueError:
        return ""
    return body.decode("utf-8", errors="replace")


def page_facts(html: str) -> PageFacts:
    """The title, and every address that the page calls a video. Raises nothing."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:
        # The standard library's parser gives up so on some malformed declarations.
        pass
    named = [*reader.meta, *reader.sources, *reader.linked]
    return PageFacts(reader.title.strip(), list(dict.fromkeys(filter(None, named))))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.meta: list[str] = []
        self.sources: list[str] = []
        self.linked: list[str] = []
        self._within = ""
        self._script: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._within = tag
        if tag == "meta" and told.get("property", told.get("name", "")) in _META:
            self.meta.append(told.get("content", "").strip())
        elif tag in ("video", "source"):
            self.sources.append(told.get("src", "").strip())
        elif tag == "script":
            self._within = told.get("type", "").strip().lower()
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._within == "title":
            self.title += data
        elif self._within == "application/ld+json":
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._within == "application/ld+json":
            try:
                linked = json.loads("".join(self._script))
            except (ValueError, RecursionError):
                linked = None
            self.linked += _content_urls(linked, _DEPTH)
        self._within = ""


def _content_urls(value: Any, depth: int) -> Iterator[str]:
    """Every `contentUrl` of JSON-LD, wherever it is nested."""
    if depth == 0:
        return
    if isinstance(value, dict):
        address = value.get("contentUrl")
        if isinstance(address, str):
            yield address.strip()
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _content_urls(each, depth - 1)
