"""Requests as text for other programs."""

from enum import StrEnum
from typing import Final


class Dialect(StrEnum):
    """What a request is written in."""

    CURL = "curl"
    PYTHON = "python"
    JAVASCRIPT = "javascript"


#: Stands where the key belongs, as on the panels' own pages.
KEY_PLACEHOLDER: Final = "your_api_key_here"
