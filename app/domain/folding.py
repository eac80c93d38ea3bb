"""Folding text for search, so that Turkish and English are found the way people type them."""

import unicodedata


def folded(text: str) -> str:
    """`text` as a search key: no case, no accents, the four Turkish i's made one."""
    # str.lower() turns İ into i + a combining dot and leaves ı and i apart; people who search type
    # whichever of the four their keyboard gives. Only ı is left when case and accents are gone.
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
