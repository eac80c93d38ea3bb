"""Small helpers for words and figures on widgets."""

import html


def plain_tooltip(text: str) -> str:
    """`text` as a tooltip that wraps and never reads it as markup, whoever wrote it."""
    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>" if text else ""


def clock(ms: int, *, tenths: bool = False) -> str:
    """A moment in a video: ``0:04``, ``0:04.6`` with tenths, ``1:02:03`` from an hour on."""
    seconds, rest = divmod(max(0, ms), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    moment = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{moment}.{rest // 100}" if tenths else moment
