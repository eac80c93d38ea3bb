"""Qt's own dialogs for files, which are shown where the system has none, from tokens.

Names of parts and icons after https://doc.qt.io/qt-6/stylesheet-reference.html.
"""

from collections.abc import Mapping

from app.ui.theme.tokens import FONT_SECONDARY, RADIUS, Tokens


def file_dialog_sheet(t: Tokens, ornaments: Mapping[str, str]) -> str:
    """The part of the style sheet that file dialogs need."""
    return f"""
QHeaderView {{ background: {t.panel}; }}
QHeaderView::section {{
    color: {t.dim}; background: {t.panel}; border: 0; border-bottom: 1px solid {t.line};
    padding: 4px 8px; font-size: {FONT_SECONDARY}px;
}}
QHeaderView::down-arrow, QHeaderView::up-arrow {{ width: 12px; height: 12px; }}
QHeaderView::down-arrow {{ image: {ornaments["chevron"]}; }}
QHeaderView::up-arrow {{ image: {ornaments["chevron_up"]}; }}
QFileDialog QTreeView, QFileDialog QListView {{
    color: {t.text}; background: {t.field}; border: 1px solid {t.line};
    border-radius: {RADIUS}px; selection-background-color: {t.raised};
    selection-color: {t.text};
}}
QFileDialog QTreeView::item, QFileDialog QListView::item {{ min-height: 24px; }}
QFileDialog QTreeView::item:hover, QFileDialog QListView::item:hover,
QFileDialog QTreeView::item:selected, QFileDialog QListView::item:selected {{
    color: {t.text}; background: {t.raised};
}}
QFileDialog QToolButton {{ padding: 0; min-width: 30px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QFileDialog {{
    backward-icon: {ornaments["back"]};
    forward-icon: {ornaments["forward"]};
    filedialog-parent-directory-icon: {ornaments["up"]};
    filedialog-new-directory-icon: {ornaments["new_folder"]};
    filedialog-listview-icon: {ornaments["list"]};
    filedialog-detailedview-icon: {ornaments["details"]};
}}
"""
