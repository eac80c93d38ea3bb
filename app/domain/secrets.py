"""A value that must not be seen: an API key. And how one is taken out of a text that holds it."""

import base64
import json
import re
from threading import Lock
from typing import Final
from urllib.parse import quote, quote_plus

#: What stands in a text where a key stood.
MASK: Final = "[key]"

#: Characters. What is shorter is no key, and would blot out half of any text.
_SHORTEST: Final = 6
#: A header that carries a key, however it is written: as HTTP, JSON, or a pair of Python's.
_HEADER: Final = re.compile(
    r"""((?:x-api-key|authorization)['"]?\s*[:=,]\s*b?['"]?(?:bearer\s+)?)[^\s'",;)}\]]+""",
    re.IGNORECASE,
)


class Secret:
    """Holds a key so that printing, logging or comparing it by accident shows nothing.

    The text comes out only through `reveal`, which is called where the key is put on the wire or
    into the keyring and nowhere else. `redacted` knows every text that was ever a Secret.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text
        _KNOWN.add(text)

    def reveal(self) -> str:
        """The key itself."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> str:
        raise TypeError("a Secret is never pickled")


def redacted(text: str) -> str:
    """The text without keys: those of this run, in every form of `_forms`, and whatever a header
    that carries a key holds."""
    return _HEADER.sub(rf"\1{MASK}", without_keys(text))


def without_keys(text: str) -> str:
    """The text without the keys of this run, in every form of `_forms`."""
    return _KNOWN.taken_out_of(text)


class _Known:
    """Every text that was a Secret in this run. Those that were signed out stay: an error that
    speaks of one may still be on its way into the log."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._lock = Lock()

    def add(self, text: str) -> None:
        if len(text) < _SHORTEST or text in self._texts:
            return
        with self._lock:
            self._texts.add(text)
            forms = {form for known in self._texts for form in _forms(known)}
            # The longest first, so that no form leaves the end of another behind. Only letters of
            # percent codes may be written either way, but then a key in other letters is no loss.
            ordered = sorted(forms, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, ordered)), re.IGNORECASE)

    def taken_out_of(self, text: str) -> str:
        return text if self._pattern is None else self._pattern.sub(MASK, text)


_KNOWN: Final = _Known()


def _forms(key: str) -> set[str]:
    """A key as it is, escaped as Python and JSON do, in a URL, in hexadecimal and in base64."""
    data = key.encode("utf-8", "surrogatepass")
    forms = {key, repr(key)[1:-1], repr(data)[2:-1], ascii(key)[1:-1], json.dumps(key)[1:-1]}
    forms |= {quote(data, safe=safe) for safe in ("", "/", "/:@+,;=$&!*'()")}
    forms |= {quote_plus(data), data.hex()}
    for before in range(3):
        # Inside a longer text base64 has three ways to write the same bytes; the first and the last
        # letter may be shared with what stands around them.
        encoded = base64.b64encode(bytes(before) + data).decode()
        whole = encoded[(before * 8 + 5) // 6 : (before + len(data)) * 8 // 6]
        forms |= {whole, whole.replace("+", "-").replace("/", "_")}
    return forms
