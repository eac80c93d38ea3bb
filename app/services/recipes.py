"""Requests written out for a terminal, for Python and for JavaScript, with no key in them.

Whatever a prompt holds stays a text: it is quoted by the rules of each language, and letters that
cannot be seen, or that turn others around, are written as their numbers. A picture is read from its
file by what is written. Nothing has to be installed: Python with its own library, JavaScript as
Node 18 and later run it.
"""

import json
import re
import secrets
import shlex
from collections.abc import Callable
from typing import Final

from app.domain.recipes import KEY_PLACEHOLDER, Dialect
from app.domain.requests import GenerationRequest
from app.services.bodies import JsonObject


def recipe(
    dialect: Dialect,
    address: str,
    shape: Callable[[GenerationRequest, str | None], JsonObject],
    request: GenerationRequest,
) -> str:
    """The text that sends `request` to `address`, ending with a line end."""
    mark = secrets.token_hex(16)
    body = shape(request, None if request.picture is None else mark)
    picture = str(request.picture.path) if request.picture else ""
    return _WRITERS[dialect](address, body, mark, picture)


def _curl(address: str, body: JsonObject, mark: str, picture: str) -> str:
    text = _plain(json.dumps(body, ensure_ascii=False), _in_utf16)
    lines = [
        f"curl -X POST {shlex.quote(address)}",
        f"  -H 'X-API-Key: {KEY_PLACEHOLDER}'",
        "  -H 'Content-Type: application/json'",
    ]
    if not picture:
        return " \\\n".join([*lines, f"  --data-binary {shlex.quote(text)}"]) + "\n"
    head, tail = text.split(mark)
    parts = [
        f"printf '%s' {shlex.quote(head)}",
        f"base64 < {shlex.quote(picture)} | tr -d '\\n'",
        f"printf '%s' {shlex.quote(tail)}",
    ]
    piped = "{\n" + "".join(f"  {part}\n" for part in parts) + "} | "
    return piped + " \\\n".join([*lines, "  --data-binary @-"]) + "\n"


def _python(address: str, body: JsonObject, mark: str, picture: str) -> str:
    def literal(value: object) -> str:
        return _plain(json.dumps(value, ensure_ascii=False, indent=4), _in_python)

    lines = ["import json", "import urllib.request"]
    if picture:
        lines = ["import base64", *lines, "from pathlib import Path"]
        read = f"Path({literal(picture)}).read_bytes()"
        lines += ["", f"picture = base64.b64encode({read}).decode()"]
    lines += [
        *("", f"body = {_with_picture(literal(body), mark)}"),
        "request = urllib.request.Request(",
        f"    {literal(address)},",
        "    data=json.dumps(body).encode(),",
        f'    headers={{"X-API-Key": "{KEY_PLACEHOLDER}", "Content-Type": "application/json"}},',
        ")",
        "with urllib.request.urlopen(request) as response:",
        "    print(response.read().decode())",
    ]
    return "\n".join(lines) + "\n"


def _javascript(address: str, body: JsonObject, mark: str, picture: str) -> str:
    def literal(value: object) -> str:
        return _plain(json.dumps(value, ensure_ascii=False, indent=2), _in_utf16)

    lines = []
    if picture:
        lines = [
            'import { readFile } from "node:fs/promises";',
            "",
            f'const picture = (await readFile({literal(picture)})).toString("base64");',
        ]
    lines += [
        f"const body = {_with_picture(literal(body), mark)};",
        f"const response = await fetch({literal(address)}, {{",
        '  method: "POST",',
        f'  headers: {{ "X-API-Key": "{KEY_PLACEHOLDER}", "Content-Type": "application/json" }},',
        "  body: JSON.stringify(body),",
        "});",
        "console.log(await response.text());",
    ]
    return "\n".join(lines) + "\n"


def _with_picture(literal: str, mark: str) -> str:
    """Puts the picture's base64 where its mark is: behind the rest of a text, or alone."""
    return literal.replace(f'"{mark}"', "picture").replace(f'{mark}"', '" + picture')


def _plain(literal: str, escape: Callable[[int], str]) -> str:
    """A literal in which every letter can be seen. Only letters inside texts are concerned."""
    return "".join(
        letter if letter.isprintable() or letter == "\n" else escape(ord(letter))
        for letter in literal
    )


def _in_utf16(number: int) -> str:
    units = chr(number).encode("utf-16-be", "surrogatepass")
    return re.sub("....", r"\\u\g<0>", units.hex())


def _in_python(number: int) -> str:
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


_WRITERS: Final[dict[Dialect, Callable[[str, JsonObject, str, str], str]]] = {
    Dialect.CURL: _curl,
    Dialect.PYTHON: _python,
    Dialect.JAVASCRIPT: _javascript,
}
