"""What the style sheet can be told about a widget, by dynamic properties.

========= =========================================== ==========================================
property  on                                          values
========= =========================================== ==========================================
role      any widget: what it stands for              window, panel, raised, toolbar, bar (at a
                                                      foot), popover, code, stage, separator
role      QListWidget                                 contents: tells where one is
kind      QPushButton                                 primary, quiet, link, chip, entry (of a
                                                      list; `active` is chosen; plain without)
kind      QToolButton                                 icon (square), avatar, count (icon over a
                                                      number); quiet without
compact   QPushButton, QToolButton                    True: 24 px high
level     QLabel: size and weight                     heading 18, title 15, strong 13 semibold,
                                                      label 12 semibold dim (above a field),
                                                      section 11 semibold faint (in a list),
                                                      secondary 12, small 11
tone      QLabel; buttons know "dim" alone            dim, faint, accent, good, warn, bad
state     QLineEdit: its border                       good, bad, "" for neither
focusRing any widget                                  False: shows its keyboard focus by itself
========= =========================================== ==========================================
"""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def styled(widget: W, **properties: str | bool) -> W:
    """Set style properties and return the same widget, repainted by them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    if "role" in properties:
        # A bare QWidget ignores its style sheet background without this.
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
    return widget
