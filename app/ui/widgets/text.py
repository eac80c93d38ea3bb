"""Small helpers for words and figures on widgets."""

import html
from typing import Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

#: Between the parts of a line: `Rendering · 1:42`.
_PARTING: Final = " · "


def plain_tooltip(text: str) -> str:
    """`text` as a tooltip that wraps and never reads it as markup, whoever wrote it."""
    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>" if text else ""


def clock(ms: int, *, places: int = 0) -> str:
    """A moment in a video: ``0:04``, ``0:04.6`` with one of up to three places (in Turkish
    ``0:04,6``), ``1:02:03`` from an hour on."""
    seconds, rest = divmod(max(0, ms), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    moment = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    fraction = f"{rest:03}"[:places]
    return f"{moment}{QLocale().decimalPoint()}{fraction}" if fraction else moment


def lines_that_fit(
    text: str,
    font: QFont,
    width: int,
    most: int,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> list[str]:
    """`text` in at most `most` lines of `width`, the last one shortened where more would follow.

    What stands between two ``·`` is kept in one line where it has room in one. The ``·`` itself is
    left out between two lines: their end parts their words already.
    """
    metrics = QFontMetricsF(font)
    across = metrics.horizontalAdvance
    first, *others = text.split(_PARTING)
    lines = _wrapped(first, font, width, most)
    for part in others:
        longer = f"{lines[-1]}{_PARTING}{part}" if lines else part
        if len(lines) < most and across(part) <= width < across(longer):
            lines.append(part)
        else:
            lines[-1:] = _wrapped(longer, font, width, most + 1 - max(1, len(lines)))
    return [*lines[:-1], *(metrics.elidedText(line, elide, width) for line in lines[-1:])]


def _wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """`text` in lines broken between words, the last of `most` with all that is left."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    start = 0
    while len(lines) < most - 1 and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        lines.append(text[start : start + line.textLength()].rstrip())
        start += line.textLength()
    layout.endLayout()
    if text[start:]:
        lines.append(text[start:])
    for number in range(1, len(lines)):
        lines[number - 1] = lines[number - 1].removesuffix(" ·")
        lines[number] = lines[number].removeprefix("· ")
    return lines
