"""The tokens as QPalette roles, for everything Qt paints by itself."""

from PySide6.QtGui import QColor, QPalette

from app.ui.theme.tokens import Tokens

_FADED = 0.55


def palette(tokens: Tokens) -> QPalette:
    """A full palette; its disabled group is the same text, faded."""
    result = QPalette()
    role = QPalette.ColorRole
    for which, name in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.faint,
        role.Button: tokens.panel,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.raised,
        role.Mid: tokens.line,
        role.Dark: tokens.line,
        role.Shadow: tokens.stage,
    }.items():
        result.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, faded(tokens.text))
    return result


def faded(colour: str) -> QColor:
    """`colour` as it looks on something that cannot be used now."""
    result = QColor(colour)
    result.setAlphaF(_FADED)
    return result
