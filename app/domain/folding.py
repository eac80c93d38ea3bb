"""Folding text for search, so that Turkish and English are found the way people type them; and
putting it in alphabetical order."""

import re
import unicodedata
from typing import Final

#: The Turkish alphabet with the three letters that only the English one has, in their places.
_ALPHABET: Final = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_FIRST: Final = ord("a")
_PLACES: Final = {letter: chr(_FIRST + place) for place, letter in enumerate(_ALPHABET)}


def folded(text: str) -> str:
    """`text` as a search key: no case, no accents, the four Turkish i's made one."""
    # str.lower() turns İ into i + a combining dot and leaves ı and i apart; people who search type
    # whichever of the four their keyboard gives. Only ı is left when case and accents are gone.
    # At a zero character some of SQLite's functions end.
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    plain = plain.replace("\0", "")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def alphabetical(text: str) -> str:
    """`text` as a sort key: compared letter by letter, keys stand as a Turkish dictionary has them.

    Case, other accents and what is neither letter nor digit do not count; digits come before
    letters, and words in other scripts after both. A capital I is a ı, as in Turkish.
    """
    plain = unicodedata.normalize("NFC", text).replace("I", "ı").replace("İ", "i").casefold()
    words = re.findall(r"\w+", plain)
    return " ".join("".join(_placed(letter) for letter in word) for word in words)


def _placed(letter: str) -> str:
    if letter in _PLACES:
        return _PLACES[letter]
    return "".join(_PLACES.get(part, part) for part in folded(letter))
