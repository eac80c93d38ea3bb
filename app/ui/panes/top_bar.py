"""The bar on top: tabs, today's figures of the service in front, settings and account."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from app.domain.replies import Quota
from app.metadata import NAME
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.texts import service_title
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.nav_tab import NavTab
from app.ui.widgets.thin_bar import ThinBar
from app.ui.widgets.viewfinder import Viewfinder
from app.ui.window_frame import LIBRARY


class TopBar(QWidget):
    """Tabs by service id and `LIBRARY`; says what was asked for and does nothing itself."""

    tab_chosen = Signal(str)
    settings_requested = Signal()
    sign_in_requested = Signal()
    sign_out_requested = Signal()
    report_requested = Signal()
    keys_sheet_requested = Signal()
    demo_left = Signal()

    def __init__(self, bridge: Bridge, *, demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, role="toolbar")
        self._bridge = bridge
        self._demo = demo
        self._tab = ""
        self._name = styled(QLabel(NAME), level="title")
        self._badge = styled(QLabel(), level="small", tone="accent")
        self._badge.setObjectName("demoBadge")
        self._tabs = self._make_tabs([*bridge.capabilities, LIBRARY])
        self._left = styled(QLabel(), level="secondary", tone="dim")
        self._left.setObjectName("quotaLabel")
        self._bar = ThinBar()
        self._bar.setFixedWidth(9 * GRID)
        self._total = styled(QLabel(), level="secondary", tone="dim")
        self._total.setObjectName("totalLabel")
        self._sign_in = styled(QPushButton(), compact=True)
        self._sign_in.setObjectName("signInButton")
        self._sign_in.clicked.connect(self.sign_in_requested)
        self._settings = icon_button("settingsButton", "settings")
        self._settings.clicked.connect(self.settings_requested)
        self._account = Avatar()
        self._account.setObjectName("accountButton")
        self._make_account_menu()
        self._lay_out()
        self._badge.setVisible(demo)  # in its place: anywhere else it would be a window of its own
        bridge.quota_changed.connect(self._on_quota_changed)
        bridge.history_merged.connect(self._on_history_merged)
        bridge.signed_in.connect(self._on_keys_changed)
        bridge.signed_out.connect(self._on_keys_changed)
        self._retranslate()

    @property
    def keys_sheet_action(self) -> QAction:
        """F1, to be put where it is to work without the bar, too."""
        return self._keys_sheet

    def choose(self, tab: str) -> None:
        """Brings a tab to the front without a word."""
        self._tab = tab
        self._tabs[tab].setChecked(True)
        self._show_figures()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _make_tabs(self, names: Sequence[str]) -> dict[str, NavTab]:
        group = QButtonGroup(self)
        tabs = {}
        for name in names:
            tab = NavTab(service_id="" if name == LIBRARY else name)
            tab.setObjectName(f"tab_{name}")
            tab.clicked.connect(lambda _checked=False, name=name: self._on_tab_clicked(name))
            group.addButton(tab)
            tabs[name] = tab
        return tabs

    def _make_account_menu(self) -> None:
        menu = QMenu(self)
        self._held = menu.addAction("")
        self._held.setEnabled(False)
        menu.addSeparator()
        self._change_keys = menu.addAction(icon("key"), "", self.sign_in_requested.emit)
        self._change_keys.setObjectName("changeKeysAction")
        self._sign_out = menu.addAction(icon("sign_out"), "", self.sign_out_requested.emit)
        self._sign_out.setObjectName("signOutAction")
        self._leave_demo: QAction = menu.addAction(icon("sign_out"), "", self.demo_left.emit)
        self._leave_demo.setObjectName("leaveDemoAction")
        self._leave_demo.setVisible(self._demo)
        self._sign_out.setVisible(not self._demo)
        self._change_keys.setVisible(not self._demo)
        menu.addSeparator()
        self._help = menu.addAction("")
        self._help.setEnabled(False)
        self._keys_sheet: QAction = menu.addAction(
            icon("keyboard"), "", self.keys_sheet_requested.emit
        )
        self._keys_sheet.setObjectName("keysSheetAction")
        self._keys_sheet.setShortcut("F1")
        self._user_guide = menu.addAction(icon("help"), "", self.open_user_guide)
        self._user_guide.setObjectName("userGuideAction")
        self._guide = menu.addAction(icon("guide"), "", self._on_guide_asked)
        self._guide.setObjectName("guideAction")
        self._report = menu.addAction(icon("export"), "", self.report_requested.emit)
        self._report.setObjectName("saveReportAction")
        self._about = menu.addAction(icon("info"), "", self._on_about_asked)
        self._about.setObjectName("aboutAction")
        self._account.setMenu(menu)
        # The menu ends where its button does: to the left, it stays inside the window.
        self._account.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(PANE_PADDING, 0, PANE_PADDING, 0)
        row.setSpacing(0)
        row.addWidget(Viewfinder())
        row.addSpacing(GRID)
        row.addWidget(self._name)
        row.addSpacing(GRID)
        row.addWidget(self._badge)
        row.addSpacing(2 * GRID)
        for tab in self._tabs.values():
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(self._left)
        row.addSpacing(GRID)
        row.addWidget(self._bar)
        row.addSpacing(2 * GRID)
        row.addWidget(self._total)
        row.addWidget(self._sign_in)
        row.addSpacing(2 * GRID)
        row.addWidget(self._settings)
        row.addSpacing(GRID)
        row.addWidget(self._account)
        for part in (self._left, self._total, self._badge):
            part.setTextFormat(Qt.TextFormat.PlainText)

    def _retranslate(self) -> None:
        for name, tab in self._tabs.items():
            tab.setText(self.tr("Library") if name == LIBRARY else service_title(name))
            tab.setAccessibleName(tab.text())
            tab.updateGeometry()
        self._badge.setText(self.tr("Demo"))
        self._badge.setToolTip(
            self.tr("Both panels run on this computer; nothing is sent to the real services.")
        )
        self._settings.setToolTip(self.tr("Settings (Ctrl+,)"))
        self._settings.setAccessibleName(self.tr("Settings"))
        self._account.setToolTip(self.tr("Account and help"))
        self._account.setAccessibleName(self.tr("Account and help"))
        self._account.menu().setAccessibleName(self._account.accessibleName())
        self._sign_in.setText(self.tr("Sign in"))
        self._sign_in.setAccessibleName(self.tr("Sign in"))
        self._change_keys.setText(self.tr("Change keys…"))
        self._sign_out.setText(self.tr("Sign out and forget the keys"))
        self._help.setText(self.tr("Help"))
        self._keys_sheet.setText(self.tr("Keyboard shortcuts"))
        self._user_guide.setText(self.tr("User guide…"))
        self._guide.setText(self.tr("API guide…"))
        self._report.setText(self.tr("Save report…"))
        self._about.setText(self.tr("About {name}…").format(name=NAME))
        self._leave_demo.setText(self.tr("Leave the demo"))
        self._show_account()
        self._show_figures()

    def _show_account(self) -> None:
        services = self._bridge.services
        if not services:
            self._held.setText(self.tr("Not signed in"))
        else:
            titles = ", ".join(service_title(service) for service in services)
            self._held.setText(self.tr("Signed in: {services}").format(services=titles))
        self._sign_out.setEnabled(bool(services))

    def _show_figures(self) -> None:
        services = [self._tab] if self._tab != LIBRARY else list(self._bridge.capabilities)
        held = [service for service in services if service in self._bridge.services]
        self._sign_in.setVisible(not held)
        one = held[0] if len(held) == 1 and self._tab != LIBRARY else None
        self._show_quota(one)
        known = [total for service in held if (total := self._bridge.total(service)) is not None]
        self._total.setVisible(bool(known))
        # What they count, not what the library holds: that is said where it is searched.
        titles = " + ".join(service_title(service) for service in held)
        videos = self.tr("{services}: %n video(s)", "", sum(known))
        self._total.setText(videos.format(services=titles))

    def _show_quota(self, service: str | None) -> None:
        quota = Quota() if service is None else self._bridge.quota(service)
        self._left.setVisible(quota.known)
        if quota.remaining is not None and quota.daily_limit is not None:
            text = self.tr("{remaining} of {limit} left today").format(
                remaining=formats.number(quota.remaining), limit=formats.number(quota.daily_limit)
            )
        elif quota.remaining is not None:
            text = self.tr("{remaining} left today").format(
                remaining=formats.number(quota.remaining)
            )
        else:
            text = self.tr("{limit} a day").format(limit=formats.number_or_dash(quota.daily_limit))
        self._left.setText(text)
        self._bar.set_tone(service or "accent")
        whole = quota.daily_limit or 0
        share = quota.remaining / whole if whole and quota.remaining is not None else None
        self._bar.set_share(share)
        self._bar.setAccessibleName(text)

    @Slot()
    def open_user_guide(self) -> None:
        """Shows the guide over the window."""
        from app.ui.dialogs.guide import open_guide  # when it is first wanted

        open_guide(self._bridge, self.window())

    @Slot()
    def _on_guide_asked(self) -> None:
        from app.ui.dialogs.guide import open_guide  # when it is first wanted

        open_guide(self._bridge, self.window(), self._tab)

    @Slot()
    def _on_about_asked(self) -> None:
        from app.ui.dialogs.about import open_about  # when it is first wanted

        open_about(self.window())

    def _on_tab_clicked(self, name: str) -> None:
        self.choose(name)
        self.tab_chosen.emit(name)

    @Slot(str, object)
    def _on_quota_changed(self, _service: str, _quota: object) -> None:
        self._show_figures()

    @Slot(str, int, bool)
    def _on_history_merged(self, _service: str, _total: int, _changed: bool) -> None:
        self._show_figures()

    @Slot(tuple)
    def _on_keys_changed(self, _services: tuple[str, ...]) -> None:
        self._show_account()
        self._show_figures()
