"""Where a person gives their keys, or goes on without any."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
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
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.sign_in_keys import KeyForm
from app.ui.hearing import call_box
from app.ui.language import LanguageSwitch
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.dusk_art import DuskArt
from app.ui.widgets.notice import Notice
from app.ui.widgets.primary_button import PrimaryButton
from app.ui.widgets.wheel import unmoved

_WIDTH: Final = 860
_HEIGHT: Final = 560
_ART_WIDTH: Final = 340
_FORM: Final = _WIDTH - _ART_WIDTH
#: Narrower than this the form needs all the room.
_ART_FROM: Final = 720

#: Languages are named in themselves.
_LANGUAGES: Final = ((Language.TURKISH, "Türkçe"), (Language.ENGLISH, "English"))


class SignInDialog(Dialog):
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
        self._busy = False
        self._round = 0  # what was begun before the dialog was closed no longer counts

        self._art = DuskArt()
        self._art.setFixedWidth(_ART_WIDTH)
        self._title = styled(QLabel(), level="heading")
        self._title.setWordWrap(True)
        self._languages = self._language_box()
        self._keys = KeyForm(list(bridge.capabilities.values()))
        self._keys.edited.connect(self._show_next_step)
        self._keys.retry_requested.connect(self._on_retry_requested)
        self._remember = QCheckBox()
        self._remember.setObjectName("rememberBox")
        self._remember.setChecked(settings.remember_keys)
        self._remember.toggled.connect(self._on_remember_toggled)
        self._notice = Notice()
        self._go_on = PrimaryButton()
        self._go_on.setObjectName("continueButton")
        self._go_on.clicked.connect(self._on_go_on)
        self._demo = self._link("demoLink")
        self._demo.clicked.connect(self._on_demo_clicked)
        self._offline = self._link("offlineLink")
        self._offline.clicked.connect(self._on_offline_clicked)
        bridge.settings_changed.connect(self._on_settings_changed)
        bridge.signed_out.connect(self._on_signed_out)
        bridge.call_failed.connect(self._on_call_failed)

        self._lay_out()
        self._go_on.setDefault(True)  # a dialog hears of that only from its own child
        self._retranslate()
        self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(self.screen().availableSize()))
        self._keys.focus_key()

    def done(self, result: int) -> None:
        """Closes; keys do not stay in a window that is not looked at."""
        self._round += 1
        self._busy = False
        self._keys.forget()
        self._notice.clear()
        self._show_next_step()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        with_art = self.width() >= _ART_FROM
        self._art.setVisible(with_art)
        # In a larger window what there is to fill in stays together, in the middle.
        room = self.width() - (_ART_WIDTH if with_art else 0)
        aside = max(0, room - _FORM) // 2
        above = max(0, self.height() - _HEIGHT) // 3
        self._column.setContentsMargins(
            5 * GRID + aside, 4 * GRID + above, 5 * GRID + aside, 4 * GRID
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Looks ---------------------------------------------------------------------------------

    def _language_box(self) -> QComboBox:
        box = unmoved(QComboBox())
        box.setObjectName("languageBox")
        for language, name in _LANGUAGES:
            box.addItem(name, language)
        box.activated.connect(self._on_language_chosen)
        return box

    def _link(self, name: str) -> QPushButton:
        link = styled(QPushButton(), kind="link")
        link.setObjectName(name)
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
        column = self._column = QVBoxLayout(form)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addSpacing(GRID)
        column.addWidget(self._keys)
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
        call_box(self._languages, self.tr("Language"))
        self._languages.setCurrentIndex(self._languages.findData(self._language_switch.current))
        self._remember.setText(self.tr("Remember in the system keyring"))
        self._demo.setText(self.tr("Try the demo"))
        self._offline.setText(self.tr("Open my library offline"))
        self._show_next_step()

    @Slot()
    def _show_next_step(self) -> None:
        """Names the button by what pressing it does now."""
        working = self._keys.working
        if self._busy:
            text = self.tr("Checking…")
        elif working and len(working) < len(self._keys.given) and not self._keys.unchecked:
            titles = [self._bridge.capabilities[service].title for service in working]
            text = self.tr("Continue with {services} only").format(services=" + ".join(titles))
        else:
            text = self.tr("Check and continue")
        self._go_on.setText(text)

    # -- Checking and signing in ---------------------------------------------------------------

    def _check(self, keys: Mapping[str, Secret]) -> None:
        self._set_busy(True)
        self._keys.forget_checks(keys)
        round_ = self._round

        def then(checks: dict[str, KeyCheck]) -> None:
            if round_ == self._round:
                self._take_checks(keys, checks)

        self._bridge.check_keys(keys, then)

    def _take_checks(self, asked: Mapping[str, Secret], checks: Mapping[str, KeyCheck]) -> None:
        self._keys.show_checks(asked, checks)
        self._set_busy(False)
        given = self._keys.given
        if given and len(self._keys.working) == len(given):
            self._sign_in(given)

    def _sign_in(self, keys: Mapping[str, Secret]) -> None:
        self._set_busy(True)
        remember = self._remember.isChecked()
        round_ = self._round

        def then(trouble: KadrajError | None) -> None:
            if trouble is not None:
                self.keyring_troubled.emit(trouble)
            if round_ == self._round:
                self.accept()
                self.signed_in.emit()

        self._bridge.sign_in(keys, remember=remember, then=then)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._notice.clear()
        self._show_next_step()

    # -- What the user does --------------------------------------------------------------------

    @Slot()
    def _on_go_on(self) -> None:
        if self._busy:
            return
        given, unchecked, working = self._keys.given, self._keys.unchecked, self._keys.working
        if not given:
            self._keys.ask_for_key()
        elif unchecked:
            self._check(unchecked)
        elif working:
            self._sign_in(working)
        else:
            self._check(given)

    @Slot(tuple)
    def _on_signed_out(self, services: tuple[str, ...]) -> None:
        """What is known of a key may be of another address than counts now."""
        self._keys.forget_checks(services)
        self._show_next_step()

    @Slot(str)
    def _on_retry_requested(self, service: str) -> None:
        given = self._keys.given
        if not self._busy and service in given:
            self._check({service: given[service]})

    @Slot(bool)
    def _on_remember_toggled(self, remember: bool) -> None:
        settings = replace(self._bridge.settings, remember_keys=remember)
        if settings != self._bridge.settings:
            self._bridge.change_settings(settings)

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
