"""Small helpers for words and figures on widgets."""

import html

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


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
    A `·` between two lines is left out: their end parts their words already."""
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
    rest = text[start:]
    if rest:
        lines.append(rest)
    for number in range(1, len(lines)):
        lines[number - 1] = lines[number - 1].removesuffix(" ·")
        lines[number] = lines[number].removeprefix("· ")
    if rest:
        lines[-1] = QFontMetrics(font).elidedText(lines[-1], elide, width)
    return lines
