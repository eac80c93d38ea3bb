"""Where services are, what they make, and whether their keys are kept."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.capabilities import Capabilities
from app.domain.errors import KadrajError
from app.domain.own_tables import OwnTable
from app.domain.settings import Settings
from app.ui.bridge import Bridge
from app.ui.dialogs.settings_address import AddressField
from app.ui.dialogs.settings_section import FlagField, SettingsSection
from app.ui.dialogs.settings_table import TableField


class ServicesSection(SettingsSection):
    """An address and a table for each service. `given` are the services whose address was given at
    the start. `refused` carries the field that cannot be used."""

    refused = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        usual: Mapping[str, Capabilities],
        check_address: Callable[[str, str], KadrajError | None],
        given: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("servicesSection", parent)
        self._bridge = bridge
        settings = bridge.settings
        self._addresses: dict[str, AddressField] = {}
        self._tables: dict[str, TableField] = {}
        self._known = settings.addresses
        for service, table in bridge.capabilities.items():
            fixed, typed = service in given, settings.addresses.get(service, "")
            place = table if fixed else usual[service]
            address = AddressField(place, typed, check_address, given=fixed)
            address.entered.connect(self._on_address_entered)
            own = TableField(usual[service], settings.tables.get(service))
            own.changed.connect(self._on_table_changed)
            self._addresses[service] = address
            self._tables[service] = own
            for field in (address, own):
                field.refused.connect(self._on_refused)
                self.add(field)
        self._remember = FlagField(bridge, "remember_keys", "rememberBox")
        self.add(self._remember)
        self._retranslate()
        bridge.settings_changed.connect(self._on_settings_changed)
        bridge.signed_in.connect(self._on_signed_in)

    def take(self) -> None:
        """What is being typed counts, if it can be used."""
        for address in self._addresses.values():
            address.take()
        for table in self._tables.values():
            table.take()

    def show_taken(self) -> None:
        """Shows what is in force, whatever is typed."""
        settings = self._bridge.settings
        for service, address in self._addresses.items():
            address.show_address(settings.addresses.get(service, ""))
        for service, table in self._tables.items():
            table.show_table(settings.tables.get(service))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Services"))
        self._remember.set_words(self.tr("Remember keys in the system keyring"))

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        for service, address in self._addresses.items():
            if settings.addresses.get(service, "") != self._known.get(service, ""):
                address.show_keyless(service not in self._bridge.services)
            address.follow(settings.addresses.get(service, ""))
        self._known = settings.addresses
        for service, table in self._tables.items():
            table.follow(settings.tables.get(service))

    @Slot(tuple)
    def _on_signed_in(self, services: tuple[str, ...]) -> None:
        for service in services:
            self._addresses[service].show_keyless(False)

    @Slot()
    def _on_refused(self) -> None:
        self.refused.emit(self.sender())

    @Slot(str, str)
    def _on_address_entered(self, service: str, address: str) -> None:
        addresses = dict(self._bridge.settings.addresses)
        addresses.pop(service, None)
        if address:
            addresses[service] = address
        self._change(replace(self._bridge.settings, addresses=addresses))

    @Slot(str, object)
    def _on_table_changed(self, service: str, table: OwnTable | None) -> None:
        tables = dict(self._bridge.settings.tables)
        tables.pop(service, None)
        if table is not None:
            tables[service] = table
        self._change(replace(self._bridge.settings, tables=tables))

    def _change(self, settings: Settings) -> None:
        if settings != self._bridge.settings:
            self._bridge.change_settings(settings)
