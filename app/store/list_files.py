"""The lines of a text file of any origin, in the letters they were written in."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode, KadrajError
from app.store.files import file_errors

_HEAD: Final = 4096
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: XLSX, ODS and Numbers are archives; the older XLS begins with the other.
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def read_lines(path: Path, longest: int) -> Iterator[str]:
    """The lines of `path` without their ends; of a longer one its first `longest` + 1 letters.

    UTF-8, UTF-16 and UTF-32 are told apart by what a file begins with. A line that is not UTF-8 is
    read as Windows writes Turkish (code page 1254), each line by itself: lists are put together
    from parts. What is no letter in either comes out as U+FFFD. Raises `LIST_IS_WORKBOOK` and
    `FILE_FAILED`. Nothing is guessed from how often letters occur: short lists are too short.
    """
    with file_errors(path):
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(_WORKBOOKS):
            raise KadrajError(ErrorCode.LIST_IS_WORKBOOK, name=path.name)
        wide = _wide_encoding(head)
        # As Latin-1, bytes come through whatever they are, and all three kinds of line ends.
        with path.open(encoding=wide or "latin-1", errors="replace") as text:
            first = True
            while line := text.readline(longest + 1):
                whole = line.endswith("\n") or len(line) <= longest
                line = line.removesuffix("\n")
                if not wide:
                    line = _letters(line.encode("latin-1"), cut=not whole)
                yield line.removeprefix("\ufeff") if first else line
                first = False
                while not whole:
                    rest = text.readline(longest + 1)
                    whole = rest.endswith("\n") or len(rest) <= longest


def _wide_encoding(head: bytes) -> str | None:
    """The encoding that has more than one byte for every letter, if the file has one."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    # Half of the bytes of Western letters in UTF-16 are zero.
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 > len(head) > 1 and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _letters(line: bytes, *, cut: bool) -> str:
    try:
        # What was cut may end within a letter.
        return codecs.getincrementaldecoder("utf-8")().decode(line, final=not cut)
    except UnicodeDecodeError:
        return line.decode("cp1254", "replace")
