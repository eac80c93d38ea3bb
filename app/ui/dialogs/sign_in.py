"""Where a person gives their keys, or goes on without any."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import KadrajError
from app.domain.secrets import Secret
from app.domain.settings import Language, Settings
from app.engine.access import KeyCheck
from app.metadata import NAME
from app.ui.bridge import Bridge
from app.ui.dialogs.sign_in_key import KeyBlock
from app.ui.language import LanguageSwitch
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.dusk_art import DuskArt
from app.ui.widgets.notice import Notice
from app.ui.widgets.primary_button import PrimaryButton

_WIDTH: Final = 860
_HEIGHT: Final = 560
_ART_WIDTH: Final = 340
#: Narrower than this the form needs all the room.
_ART_FROM: Final = 720

#: Languages are named in themselves.
_LANGUAGES: Final = ((Language.TURKISH, "Türkçe"), (Language.ENGLISH, "English"))


class SignInDialog(QDialog):
    """Checks keys and signs in with those that work. Shown with `open` or `show`.

    Ends with `signed_in`, `demo_requested`, `offline_requested`, or `rejected`. When the keyring
    could not keep the keys, `keyring_troubled` comes first, with the `KadrajError`.
    """

    signed_in = Signal()
    demo_requested = Signal()
    offline_requested = Signal()
    keyring_troubled = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        language_switch: LanguageSwitch,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("signInDialog")
        styled(self, role="panel")
        self._bridge = bridge
        self._language_switch = language_switch
        self._checks: dict[str, KeyCheck] = {}
        self._busy = False
        self._round = 0  # what was begun before the dialog was closed no longer counts

        self._art = DuskArt()
        self._art.setFixedWidth(_ART_WIDTH)
        self._title = styled(QLabel(), level="heading")
        self._title.setWordWrap(True)
        self._languages = self._language_box()
        self._blocks = [KeyBlock(table) for table in bridge.capabilities.values()]
        for block in self._blocks:
            block.edited.connect(self._on_key_edited)
            block.retry_requested.connect(self._on_retry_requested)
        self._same_key = QCheckBox()
        self._same_key.setObjectName("sameKeyBox")
        self._same_key.setVisible(len(self._blocks) > 1)
        self._same_key.toggled.connect(self._on_same_key_toggled)
        self._remember = QCheckBox()
        self._remember.setObjectName("rememberBox")
        self._remember.setChecked(settings.remember_keys)
        self._notice = Notice()
        self._go_on = PrimaryButton()
        self._go_on.setObjectName("continueButton")
        self._go_on.clicked.connect(self._on_go_on)
        self._demo = self._link("demoLink")
        self._demo.clicked.connect(self._on_demo_clicked)
        self._offline = self._link("offlineLink")
        self._offline.clicked.connect(self._on_offline_clicked)
        bridge.settings_changed.connect(self._on_settings_changed)
        bridge.call_failed.connect(self._on_call_failed)

        self._lay_out()
        self._go_on.setDefault(True)  # a dialog hears of that only from its own child
        self._retranslate()
        self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(self.screen().availableSize()))
        self._blocks[0].focus_key()

    def done(self, result: int) -> None:
        """Closes; keys do not stay in a window that is not looked at."""
        self._round += 1
        self._busy = False
        self._checks.clear()
        for block in self._blocks:
            block.forget()
        self._notice.clear()
        self._show_next_step()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._art.setVisible(self.width() >= _ART_FROM)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Looks ---------------------------------------------------------------------------------

    def _language_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("languageBox")
        for language, name in _LANGUAGES:
            box.addItem(name, language)
        box.activated.connect(self._on_language_chosen)
        return box

    def _link(self, name: str) -> QPushButton:
        link = styled(QPushButton(), kind="link")
        link.setObjectName(name)
        link.setAutoDefault(False)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        return link

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title, 1)
        head.addWidget(self._languages)
        links = QHBoxLayout()
        links.setSpacing(2 * GRID)
        links.addStretch()
        links.addWidget(self._demo)
        links.addWidget(self._offline)
        links.addStretch()

        form = styled(QWidget(), role="panel")
        column = QVBoxLayout(form)
        column.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addSpacing(GRID)
        for number, block in enumerate(self._blocks):
            column.addWidget(block)
            if number == 0:
                column.addWidget(self._same_key)
                column.addSpacing(GRID)
        column.addWidget(self._remember)
        column.addSpacing(GRID)
        column.addWidget(self._notice)
        column.addWidget(self._go_on)
        column.addSpacing(HALF)
        column.addLayout(links)
        column.addStretch()

        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(form)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._art)
        row.addWidget(area, 1)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Sign in to {app}").format(app=NAME))
        self._art.set_texts(
            NAME, self.tr("Words and pictures become video. Queue them, watch them, keep them.")
        )
        self._title.setText(self.tr("Sign in with your API key"))
        self._languages.setAccessibleName(self.tr("Language"))
        self._languages.setCurrentIndex(self._languages.findData(self._language_switch.current))
        self._same_key.setText(
            self.tr("Use the same key for both")
            if len(self._blocks) == 2
            else self.tr("Use the same key for all")
        )
        self._remember.setText(self.tr("Remember in the system keyring"))
        self._demo.setText(self.tr("Try the demo"))
        self._offline.setText(self.tr("Open my library offline"))
        self._show_next_step()

    def _show_next_step(self) -> None:
        """Names the button by what pressing it does now."""
        keys = self._keys()
        working = self._working(keys)
        if self._busy:
            text = self.tr("Checking…")
        elif working and len(working) < len(keys) and not self._unchecked(keys):
            titles = [self._bridge.capabilities[service].title for service in working]
            text = self.tr("Continue with {services} only").format(services=" + ".join(titles))
        else:
            text = self.tr("Check and continue")
        self._go_on.setText(text)

    # -- Keys ----------------------------------------------------------------------------------

    def _keys(self) -> dict[str, Secret]:
        """The keys that were given, by service."""
        if self._same_key.isChecked():
            keys = {block.service: self._blocks[0].key for block in self._blocks}
        else:
            keys = {block.service: block.key for block in self._blocks}
        return {service: key for service, key in keys.items() if key}

    def _working(self, keys: Mapping[str, Secret]) -> dict[str, Secret]:
        return {
            service: key
            for service, key in keys.items()
            if (check := self._checks.get(service)) is not None and check.error is None
        }

    def _unchecked(self, keys: Mapping[str, Secret]) -> dict[str, Secret]:
        return {service: key for service, key in keys.items() if service not in self._checks}

    def _check(self, keys: Mapping[str, Secret]) -> None:
        self._set_busy(True)
        for service in keys:
            self._forget_check(service)
        round_ = self._round

        def then(checks: dict[str, KeyCheck]) -> None:
            if round_ == self._round:
                self._take_checks(keys, checks)

        self._bridge.check_keys(keys, then)

    def _take_checks(self, asked: Mapping[str, Secret], checks: Mapping[str, KeyCheck]) -> None:
        self._set_busy(False)
        keys = self._keys()
        for block in self._blocks:
            check = checks.get(block.service)
            # A key that was edited meanwhile is another key.
            if check is not None and keys.get(block.service) == asked[block.service]:
                self._checks[block.service] = check
                block.show_check(check)
        self._show_next_step()
        if keys and len(self._working(keys)) == len(keys):
            self._sign_in(keys)

    def _sign_in(self, keys: Mapping[str, Secret]) -> None:
        self._set_busy(True)
        remember = self._remember.isChecked()
        if remember != self._bridge.settings.remember_keys:
            self._bridge.change_settings(replace(self._bridge.settings, remember_keys=remember))
        round_ = self._round

        def then(trouble: KadrajError | None) -> None:
            if trouble is not None:
                self.keyring_troubled.emit(trouble)
            if round_ == self._round:
                self.accept()
                self.signed_in.emit()

        self._bridge.sign_in(keys, remember=remember, then=then)

    def _forget_check(self, service: str) -> None:
        self._checks.pop(service, None)
        for block in self._blocks:
            if block.service == service:
                block.show_check(None)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._notice.clear()
        self._show_next_step()

    # -- What the user does --------------------------------------------------------------------

    @Slot()
    def _on_go_on(self) -> None:
        if self._busy:
            return
        keys = self._keys()
        unchecked = self._unchecked(keys)
        working = self._working(keys)
        if not keys:
            self._blocks[0].ask_for_key()
        elif unchecked:
            self._check(unchecked)
        elif working:
            self._sign_in(working)
        else:
            self._check(keys)

    @Slot()
    def _on_key_edited(self) -> None:
        block = self.sender()
        if self._same_key.isChecked():
            for other in self._blocks:
                self._forget_check(other.service)
        elif isinstance(block, KeyBlock):
            self._forget_check(block.service)
        self._show_next_step()

    @Slot()
    def _on_retry_requested(self) -> None:
        block = self.sender()
        keys = self._keys()
        if not self._busy and isinstance(block, KeyBlock) and block.service in keys:
            self._check({block.service: keys[block.service]})

    @Slot(bool)
    def _on_same_key_toggled(self, same: bool) -> None:
        first, *others = self._blocks
        for block in others:
            self._forget_check(block.service)
            block.follow(self._bridge.capabilities[first.service].title if same else None)
        self._show_next_step()

    @Slot(int)
    def _on_language_chosen(self, index: int) -> None:
        language = Language(self._languages.itemData(index))
        self._language_switch.use(language)
        self._bridge.change_settings(replace(self._bridge.settings, language=language))

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self._remember.setChecked(settings.remember_keys)

    @Slot(object)
    def _on_call_failed(self, error: KadrajError) -> None:
        if self._busy:
            self._set_busy(False)
            self._notice.say(error_text(error), "bad")

    @Slot()
    def _on_demo_clicked(self) -> None:
        self.accept()
        self.demo_requested.emit()

    @Slot()
    def _on_offline_clicked(self) -> None:
        self.accept()
        self.offline_requested.emit()
