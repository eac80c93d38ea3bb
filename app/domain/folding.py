"""Folding text for search, so that Turkish and English are found the way people type them."""

import unicodedata

# str.lower() turns İ into i + a combining dot and leaves ı and i apart; people who search type
# whichever of the four their keyboard gives, so all four fold to one letter.
_DOTS = str.maketrans({"İ": "i", "I": "i", "ı": "i"})


def folded(text: str) -> str:
    """`text` as a search key: no case, no accents, the four Turkish i's made one."""
    plain = unicodedata.normalize("NFKD", text.translate(_DOTS)).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
