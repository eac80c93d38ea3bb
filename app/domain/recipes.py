"""Requests as text for other programs."""

from enum import StrEnum
from json import dumps
from shlex import quote
from typing import Final


class Dialect(StrEnum):
    """What a request is written in."""

    CURL = "curl"
    PYTHON = "python"
    JAVASCRIPT = "javascript"


#: Stands where the key belongs, as on the panels' own pages.
KEY_PLACEHOLDER: Final = "your_api_key_here"


def question_text(dialect: Dialect, address: str) -> str:
    """A call that only asks, written out with no key in it and ending with a line end."""
    match dialect:
        case Dialect.CURL:
            lines = [f"curl {quote(address)} \\", f"  -H 'X-API-Key: {KEY_PLACEHOLDER}'"]
        case Dialect.PYTHON:
            lines = [
                "import urllib.request",
                "",
                "request = urllib.request.Request(",
                f"    {dumps(address)},",
                f'    headers={{"X-API-Key": "{KEY_PLACEHOLDER}"}},',
                ")",
                "with urllib.request.urlopen(request) as response:",
                "    print(response.read().decode())",
            ]
        case _:
            lines = [
                f"const response = await fetch({dumps(address)}, {{",
                f'  headers: {{ "X-API-Key": "{KEY_PLACEHOLDER}" }},',
                "});",
                "console.log(await response.text());",
            ]
    return "\n".join(lines) + "\n"
