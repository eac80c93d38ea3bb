"""The keys of what takes the window over for a while."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def mode_keys(mode: QWidget, deeds: Iterable[tuple[str, Callable[[], object]]]) -> list[QShortcut]:
    """Makes a key of the window for each deed; all are off until the mode begins."""
    keys = []
    for sequence, deed in deeds:
        key = QShortcut(QKeySequence(sequence), mode)
        key.activated.connect(deed)
        key.setEnabled(False)
        keys.append(key)
    return keys
