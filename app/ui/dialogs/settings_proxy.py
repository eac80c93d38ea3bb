"""How the open internet is reached: as the system says, straight, or through a proxy."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.proxies import Proxy, ProxyFault, ProxyMode, proxy_address, proxy_problem
from app.domain.settings import Settings
from app.ui.bridge import Bridge
from app.ui.dialogs.settings_section import SettingsSection
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.titled_field import TitledField
from app.ui.widgets.segmented import SegmentedControl


class ProxyField(QWidget):
    """The choice, and a line for an address of the user's own.

    An address that cannot be used is said to be so and not taken; the one before stays in force.
    """

    refused = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._modes = SegmentedControl()
        self._modes.setObjectName("proxyChoice")
        self._modes.chosen.connect(self._on_mode_chosen)
        self._line = QLineEdit()
        self._line.setObjectName("proxyEdit")
        self._line.textEdited.connect(self._on_edited)
        self._line.editingFinished.connect(self.take)
        control = QWidget()
        lines = QVBoxLayout(control)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        lines.addWidget(self._modes)
        lines.addWidget(self._line)
        self._field = TitledField(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self._retranslate()
        bridge.settings_changed.connect(self._on_settings_changed)
        self.show_taken()

    @Slot()
    def take(self) -> None:
        """Takes over what was typed, if it can be used."""
        if self._modes.value != ProxyMode.OWN:
            return
        typed = self._line.text()
        if proxy_problem(typed) is not None:
            styled(self._line, state="bad")
            self._field.say(lambda: self._refusal(typed), "bad")
            self.refused.emit()
        else:
            self._change(Proxy(ProxyMode.OWN, proxy_address(typed)))

    def show_taken(self) -> None:
        """Shows what is in force, whatever is typed."""
        self._show(self._bridge.settings.proxy)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._field.set_title(self.tr("Proxy"))
        self._line.setAccessibleName(self.tr("Address of the proxy"))
        self._line.setPlaceholderText(self.tr("For example http://proxy.example:8080"))
        self._modes.set_options(
            [
                (ProxyMode.SYSTEM.value, self.tr("As the system says"), None),
                (ProxyMode.NONE.value, self.tr("None"), None),
                (ProxyMode.OWN.value, self.tr("Manual"), None),
            ]
        )

    def _change(self, proxy: Proxy) -> None:
        if proxy != self._bridge.settings.proxy:
            self._bridge.change_settings(replace(self._bridge.settings, proxy=proxy))
        self.show_taken()

    def _refusal(self, typed: str) -> str:
        match proxy_problem(typed):
            case ProxyFault.EMPTY:
                return self.tr("Type the proxy’s address, such as http://proxy.example:8080.")
            case ProxyFault.PASSWORD:
                return self.tr(
                    "No user and password here: they would lie readable in the settings file. "
                    "Set such a proxy in your system and choose “As the system says”."
                )
            case ProxyFault.SCHEME:
                return self.tr("Kadraj goes through http and https proxies only.")
            case _:
                return self.tr("This is no address of a proxy. Example: http://proxy.example:8080")

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        if settings.proxy != self._shown:
            self._show(settings.proxy)

    def _show(self, proxy: Proxy) -> None:
        self._shown = proxy
        self._modes.set_value(proxy.mode.value)
        self._line.setText(proxy.address)
        self._line.setVisible(proxy.mode is ProxyMode.OWN)
        styled(self._line, state="")
        self._field.hush()
        if proxy == Proxy(ProxyMode.OWN):
            self._field.say(
                lambda: self.tr(
                    "The settings file wants a proxy that cannot be used: nothing is reached "
                    "until you choose."
                ),
                "warn",
            )

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        """What is chosen counts at once; a proxy of one's own when its address is there."""
        address = self._bridge.settings.proxy.address
        own = mode == ProxyMode.OWN
        self._line.setVisible(own)
        styled(self._line, state="")
        self._field.hush()
        if own and not address:
            self._line.setFocus()
        else:
            self._change(Proxy(ProxyMode(mode), address))

    @Slot()
    def _on_edited(self) -> None:
        styled(self._line, state="")
        self._field.hush()


class NetworkSection(SettingsSection):
    """What concerns every connection."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("networkSection", parent)
        self.proxy = ProxyField(bridge)
        self.add(self.proxy)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Network"))
