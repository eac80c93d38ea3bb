"""The one style sheet, made from tokens.

What it can be told about a widget is listed in `app.ui.theme.styled`.
"""

from collections.abc import Mapping

from app.ui.theme.file_dialog_sheet import file_dialog_sheet
from app.ui.theme.tokens import (
    CONTROL,
    FONT_HEADING,
    FONT_NORMAL,
    FONT_SECONDARY,
    FONT_SMALL,
    FONT_TITLE,
    ON_STAGE,
    PRIMARY,
    RADIUS,
    TOOLBAR,
    Tokens,
)

_BORDER = 1


def stylesheet(tokens: Tokens, ornaments: Mapping[str, str]) -> str:
    """The sheet for one theme; `ornaments` as `draw_ornaments` returned them."""
    return "\n".join(
        (
            _surfaces(tokens),
            _texts(tokens),
            _buttons(tokens),
            _fields(tokens, ornaments),
            _choices(tokens, ornaments),
            _sliders(tokens),
            _scroll_bars(tokens),
            _popups(tokens, ornaments),
            file_dialog_sheet(tokens, ornaments),
            _stage(),
        )
    )


def _surfaces(t: Tokens) -> str:
    return f"""
* {{ outline: 0; }}
QMainWindow, QDialog, QWidget[role="window"] {{ background: {t.window}; }}
QWidget[role="panel"], QDialog[role="panel"] {{ background: {t.panel}; }}
QWidget[role="raised"] {{ background: {t.raised}; border-radius: {RADIUS}px; }}
QWidget[role="toolbar"] {{
    background: {t.panel}; border: 0; border-bottom: {_BORDER}px solid {t.line};
    min-height: {TOOLBAR - _BORDER}px; max-height: {TOOLBAR - _BORDER}px;
}}
QWidget[role="bar"] {{
    background: {t.panel}; border: 0; border-top: {_BORDER}px solid {t.line};
}}
QFrame[role="code"] {{
    background: {t.field}; border: {_BORDER}px solid {t.line}; border-radius: {RADIUS}px;
}}
QFrame[role="popover"] {{
    background: {t.panel}; border: {_BORDER}px solid {t.line};
}}
QWidget[role="separator"] {{
    background: {t.line}; border: 0; min-height: {_BORDER}px; min-width: {_BORDER}px;
}}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QScrollArea, QAbstractItemView {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget[role=""] {{ background: transparent; }}
"""


def _texts(t: Tokens) -> str:
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {t.named(tone)}; }}'
        for tone in ("dim", "faint", "accent", "good", "warn", "bad")
    )
    return f"""
QLabel[level="heading"] {{ font-size: {FONT_HEADING}px; font-weight: 600; }}
QLabel[level="title"] {{ font-size: {FONT_TITLE}px; font-weight: 600; }}
QLabel[level="strong"] {{ font-size: {FONT_NORMAL}px; font-weight: 600; }}
QLabel[level="label"] {{ font-size: {FONT_SECONDARY}px; font-weight: 600; color: {t.dim}; }}
QLabel[level="section"] {{ font-size: {FONT_SMALL}px; font-weight: 600; color: {t.faint}; }}
QLabel[level="secondary"] {{ font-size: {FONT_SECONDARY}px; }}
QLabel[level="small"] {{ font-size: {FONT_SMALL}px; }}
{tones}
QLabel:disabled {{ color: {t.faint}; }}
"""


def _buttons(t: Tokens) -> str:
    inner = CONTROL - 2 * _BORDER
    return f"""
QPushButton, QToolButton {{
    color: {t.text}; background: transparent; border: {_BORDER}px solid {t.line};
    border-radius: {RADIUS}px; min-height: {inner}px; max-height: {inner}px; padding: 0 11px;
}}
QPushButton:hover, QToolButton:hover, QPushButton:checked, QToolButton:checked,
QPushButton:pressed, QToolButton:pressed {{ background: {t.raised}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.faint}; }}

QPushButton[compact="true"], QToolButton[compact="true"] {{
    font-size: {FONT_SECONDARY}px; min-height: 22px; max-height: 22px; padding: 0 8px;
    border-radius: 4px;
}}

QPushButton[kind="primary"] {{
    font-weight: 600; padding: 0 16px; border-radius: 8px;
    min-height: {PRIMARY - 2 * _BORDER}px; max-height: {PRIMARY - 2 * _BORDER}px;
}}
{_primary(t)}

QPushButton[kind="quiet"], QToolButton, QToolButton[kind="quiet"] {{ border-color: transparent; }}
QPushButton[kind="quiet"]:hover, QToolButton:hover,
QPushButton[kind="quiet"]:checked, QToolButton:checked {{ border-color: {t.raised}; }}
QPushButton[tone="dim"], QToolButton[tone="dim"] {{ color: {t.dim}; }}
QPushButton[tone="dim"]:hover, QToolButton[tone="dim"]:hover {{ color: {t.text}; }}
QToolButton[kind="icon"] {{ padding: 0; min-width: {inner}px; max-width: {inner}px; }}
QToolButton[kind="icon"][compact="true"] {{ padding: 0; min-width: 22px; max-width: 22px; }}
QToolButton[kind="count"] {{
    color: {t.dim}; font-size: {FONT_SMALL}px; padding: 2px 0; min-height: 40px; max-height: 40px;
}}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}

QPushButton[kind="link"] {{
    color: {t.accent}; border: 0; padding: 0 4px; font-weight: 500; background: transparent;
    min-height: 24px; max-height: 24px;
}}
QPushButton[kind="link"]:hover, QPushButton[kind="link"]:pressed {{
    color: {t.accent_pressed}; text-decoration: underline; background: transparent;
}}
QPushButton[kind="link"]:disabled {{ color: {t.faint}; }}

QPushButton[kind="chip"] {{
    color: {t.dim}; font-size: {FONT_SECONDARY}px; border-radius: 12px; padding: 0 9px;
    min-height: 22px; max-height: 22px;
}}
QPushButton[kind="chip"]:hover {{ color: {t.text}; }}
QPushButton[kind="chip"]:checked, QPushButton[kind="chip"][active="true"] {{
    color: {t.text}; background: {t.raised}; border-color: {t.faint};
}}

QPushButton[kind="entry"] {{ color: {t.dim}; border: 0; padding: 0 8px; text-align: left; }}
QPushButton[kind="entry"]:hover, QPushButton[kind="entry"][active="true"] {{
    color: {t.text}; background: {t.raised};
}}

QFrame[role="segments"] {{
    background: {t.field}; border: {_BORDER}px solid {t.line}; border-radius: {RADIUS}px;
}}
QPushButton[kind="segment"] {{
    color: {t.dim}; border: {_BORDER}px solid transparent; border-radius: {RADIUS - 1}px;
    min-height: {CONTROL - 4 * _BORDER}px; padding: 0 8px;
}}
QPushButton[kind="segment"]:hover {{ color: {t.text}; background: transparent; }}
QPushButton[kind="segment"]:checked {{
    color: {t.text}; background: {t.raised}; border-color: {t.faint};
}}
QPushButton[kind="segment"]:disabled {{ color: {t.faint}; }}
QToolButton[kind="avatar"] {{
    background: {t.raised}; border: 0; border-radius: {CONTROL // 2}px; padding: 0;
    min-width: {CONTROL}px; max-width: {CONTROL}px;
    min-height: {CONTROL}px; max-height: {CONTROL}px;
    font-size: {FONT_SECONDARY}px; font-weight: 600;
}}
QToolButton[kind="avatar"]:hover {{ background: {t.line}; }}
"""


def _primary(t: Tokens, within: str = "") -> str:
    """The colours of main actions, stronger than those of other buttons there."""
    button = f'{within}QPushButton[kind="primary"]'
    return f"""
{button}, {button}:checked {{
    color: {t.on_accent}; background: {t.accent}; border-color: {t.accent};
}}
{button}:hover {{
    color: {t.on_accent}; background: {t.accent_hover}; border-color: {t.accent_hover};
}}
{button}:pressed {{
    color: {t.on_accent}; background: {t.accent_pressed}; border-color: {t.accent_pressed};
}}
{button}:disabled {{ color: {t.faint}; background: {t.raised}; border-color: {t.raised}; }}
"""


def _fields(t: Tokens, ornaments: Mapping[str, str]) -> str:
    inner = CONTROL - 2 * _BORDER
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QKeySequenceEdit"
    focused = ", ".join(f"{field.strip()}:focus" for field in fields.split(","))
    return f"""
{fields} {{
    color: {t.text}; background: {t.field}; border: {_BORDER}px solid {t.line};
    border-radius: {RADIUS}px; placeholder-text-color: {t.faint};
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit, QComboBox, QAbstractSpinBox {{
    min-height: {inner}px; max-height: {inner}px; padding: 0 9px;
}}
QPlainTextEdit, QTextEdit {{ padding: 7px 8px; }}
QPlainTextEdit[kind="code"], QPlainTextEdit[kind="code"]:focus {{
    background: transparent; border: 0; padding: 0;
}}
{focused} {{ border-color: {t.accent}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
    color: {t.faint};
}}
QLineEdit {{ lineedit-password-character: 8226; }}
QLineEdit QToolButton {{ min-height: 0; padding: 0; border: 0; background: transparent; }}
QLineEdit[state="bad"] {{ border-color: {t.bad}; }}
QLineEdit[state="good"] {{ border-color: {t.good}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
QComboBox {{ padding-right: 28px; combobox-popup: 0; }}
QComboBox:hover {{ background: {t.raised}; }}
QComboBox::drop-down {{
    subcontrol-origin: border; subcontrol-position: center right; width: 28px; border: 0;
}}
QComboBox::down-arrow {{ image: {ornaments["chevron"]}; width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {t.panel}; color: {t.text}; border: {_BORDER}px solid {t.line}; padding: 3px;
    selection-background-color: {t.raised}; selection-color: {t.text};
}}
QComboBox QAbstractItemView::item {{
    min-height: 28px; padding: 0 6px; border: 0; border-radius: 4px;
}}
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {{
    background: {t.raised}; color: {t.text};
}}
QTableView::item {{ padding: 0 6px; border: 0; }}
QTableView::item:selected {{ background: {t.raised}; color: {t.text}; }}
QListWidget::item {{ padding: 0 8px; border: 2px solid transparent; border-radius: {RADIUS}px; }}
QListWidget::item:hover {{ background: {t.raised}; color: {t.text}; }}
QListWidget::item:selected {{
    background: {t.raised}; border-color: {t.accent}; color: {t.text};
}}
QListWidget[role="contents"]::item:hover:!selected {{ background: transparent; }}
QListWidget[role="contents"]::item:selected {{ border-color: {t.raised}; }}
QListWidget[role="contents"]:focus::item:selected {{ border-color: {t.accent}; }}
"""


def _choices(t: Tokens, ornaments: Mapping[str, str]) -> str:
    return f"""
QCheckBox, QRadioButton {{ color: {t.text}; spacing: 8px; min-height: 20px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.faint}; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: 14px; height: 14px; border: {_BORDER}px solid {t.faint}; background: {t.field};
}}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {t.text}; }}
QCheckBox::indicator:checked {{
    background: {t.accent}; border-color: {t.accent}; image: {ornaments["check"]};
}}
QCheckBox::indicator:indeterminate {{
    background: {t.accent}; border-color: {t.accent}; image: {ornaments["dash"]};
}}
QRadioButton::indicator:checked {{
    background: {t.on_accent}; border: 5px solid {t.accent}; width: 6px; height: 6px;
}}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {t.line}; }}
"""


def _sliders(t: Tokens) -> str:
    return f"""
QSlider::groove:horizontal {{ height: 3px; border-radius: 1px; background: {t.line}; }}
QSlider::sub-page:horizontal {{ border-radius: 1px; background: {t.accent}; }}
QSlider::handle:horizontal {{
    width: 12px; height: 12px; margin: -5px 0; border-radius: 6px; background: {t.text};
}}
QProgressBar {{ background: {t.line}; border: 0; border-radius: 1px; max-height: 3px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 1px; }}
"""


def _scroll_bars(t: Tokens) -> str:
    return f"""
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {t.line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {t.faint}; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page, QAbstractScrollArea::corner {{
    background: transparent;
}}
"""


def _popups(t: Tokens, ornaments: Mapping[str, str]) -> str:
    return f"""
QMenu {{
    color: {t.text}; background: {t.panel}; border: {_BORDER}px solid {t.line}; padding: 3px;
}}
QMenu::item {{ padding: 6px 24px 6px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.raised}; }}
QMenu::item:disabled {{ color: {t.faint}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::indicator {{ width: 14px; height: 14px; padding-left: 8px; }}
QMenu::indicator:checked {{ image: {ornaments["menu_check"]}; }}
QMenu::right-arrow {{ image: {ornaments["submenu"]}; width: 16px; height: 16px; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 0; }}
QToolTip {{
    color: {t.text}; background: {t.raised}; border: {_BORDER}px solid {t.line}; padding: 4px 6px;
    font-size: {FONT_SECONDARY}px;
}}
"""


def _stage() -> str:
    t = ON_STAGE
    active = ", ".join(
        f'QWidget[role="stage"] {button}:{state}'
        for button in ("QPushButton", "QToolButton")
        for state in ("hover", "checked", "pressed")
    )
    return f"""
QWidget[role="stage"] {{ background: {t.stage}; }}
QWidget[role="stage"] QLabel {{ color: {t.text}; }}
QWidget[role="stage"] QLabel[tone="dim"] {{ color: {t.dim}; }}
QWidget[role="stage"] QLabel[tone="faint"] {{ color: {t.faint}; }}
QWidget[role="stage"] QPushButton, QWidget[role="stage"] QToolButton {{ color: {t.text}; }}
QWidget[role="stage"] QPushButton {{ border-color: {t.line}; }}
{active} {{
    color: {t.text}; background: {t.raised}; border-color: {t.raised};
}}
QWidget[role="stage"] QPushButton:disabled, QWidget[role="stage"] QToolButton:disabled {{
    color: {t.faint};
}}
QWidget[role="stage"] QPushButton[kind="link"] {{ color: {t.accent}; }}
{_primary(t, 'QWidget[role="stage"] ')}
QWidget[role="stage"] QSlider::groove:horizontal {{ background: {t.line}; }}
QWidget[role="stage"] QSlider::sub-page:horizontal {{ background: {t.dim}; }}
QWidget[role="stage"] QSlider::handle:horizontal {{ background: {t.text}; }}
QWidget[role="stage"] QSlider::sub-page:horizontal:disabled {{ background: {t.line}; }}
QWidget[role="stage"] QSlider::handle:horizontal:disabled {{ background: {t.line}; }}
"""
