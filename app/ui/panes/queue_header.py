"""The queue's head: how many jobs there are, what is paused, and whose are shown."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.models.queue_model import QueueModel
from app.ui.texts import service_title
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, PANE_PADDING
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.notice import Notice
from app.ui.widgets.segmented import SegmentedControl

_ALL: Final = "all"


class QueueHeader(QWidget):
    """Pauses and filters by service; the filter is there when several services have jobs."""

    collapse_requested = Signal()

    def __init__(self, bridge: Bridge, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._model = model
        self._title = styled(QLabel(), level="strong")
        self._count = styled(QLabel(), tone="dim")
        self._count.setObjectName("queueCount")
        self._pause = styled(QPushButton(), kind="quiet", tone="dim")
        self._pause.setObjectName("pauseButton")
        self._pause.clicked.connect(self._on_pause_clicked)
        self._choose = icon_button("pauseServiceButton", "expand", compact=True)
        self._choose.clicked.connect(self._on_choose_clicked)
        self._of_services = {service: self._pause_of(service) for service in bridge.capabilities}
        self._collapse = icon_button("queueCollapseButton", "collapse")
        self._collapse.clicked.connect(self.collapse_requested)
        self._paused = Notice()
        self._paused.setObjectName("queuePausedNotice")
        self._paused.acted.connect(partial(bridge.set_paused, False))
        self._filter = SegmentedControl()
        self._filter.setObjectName("queueFilter")
        self._filter.chosen.connect(self._on_filter_chosen)
        self._lay_out()
        # What is shown before it stands in a window is a window of its own, and takes the keyboard.
        self._choose.setVisible(len(bridge.capabilities) > 1)
        self.setFocusProxy(self._pause)
        bridge.queue_paused.connect(self._show_pauses)
        model.counts_changed.connect(self._show_counts)
        model.modelReset.connect(self._show_counts)
        self._retranslate()

    def _pause_of(self, service: str) -> QAction:
        """Pauses one service or lets it go on; found by the palette, too."""
        action = QAction(self)
        action.setObjectName(f"pause_{service}")
        action.triggered.connect(partial(self._on_service_chosen, service))
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        bar = styled(QWidget(), role="toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(PANE_PADDING, 0, GRID, 0)
        row.setSpacing(HALF)
        row.addWidget(self._title)
        row.addSpacing(HALF)
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._pause)
        row.addWidget(self._choose)
        row.addWidget(self._collapse)
        self._edge = styled(QWidget(), role="separator")
        self._edge.setFixedHeight(1)
        self._below = styled(QWidget(), role="panel")
        under = QVBoxLayout(self._below)
        under.setContentsMargins(PANE_PADDING, GRID + HALF, PANE_PADDING, GRID + HALF)
        under.setSpacing(GRID + HALF)
        under.addWidget(self._paused)
        under.addWidget(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._below)
        column.addWidget(self._edge)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Queue"))
        self._collapse.setToolTip(self.tr("Collapse the queue"))
        self._collapse.setAccessibleName(self.tr("Collapse the queue"))
        self._choose.setToolTip(self.tr("Pause one service"))
        self._choose.setAccessibleName(self.tr("Pause one service"))
        self._filter.setAccessibleName(self.tr("Whose jobs are shown"))
        shown = self._model.service or _ALL
        names = [(service, service_title(service), None) for service in self._bridge.capabilities]
        self._filter.set_options([(_ALL, self.tr("All"), None), *names])
        self._filter.set_value(shown)
        self._show_pauses()
        self._show_counts()

    # -- What is shown -------------------------------------------------------------------------

    @Slot()
    def _show_pauses(self) -> None:
        everything = self._bridge.paused
        self._pause.setText(self.tr("Resume") if everything else self.tr("Pause"))
        self._pause.setToolTip(
            self.tr("Sends waiting jobs again")
            if everything
            else self.tr("Holds waiting jobs back; what was sent goes on")
        )
        styled(self._pause, tone="" if everything else "dim")
        for service, action in self._of_services.items():
            paused = service in self._bridge.paused_services
            named = self.tr("Resume {service}") if paused else self.tr("Pause {service}")
            action.setText(named.format(service=service_title(service)))
            action.setIcon(icon("play" if paused else "pause"))
        words = self._model.words.paused()
        # Where nothing is sent at all, the button above lets it go on.
        self._paused.say(words, "warn", action="" if everything else self.tr("Resume"))
        self._show_below()

    @Slot()
    def _show_counts(self) -> None:
        count = self._model.open_count
        self._count.setText(formats.number(count))
        self._count.setVisible(count > 0)
        self._filter.set_value(self._model.service or _ALL)
        self._filter.setVisible(len(self._model.services) > 1 or self._model.service is not None)
        self._show_below()

    def _show_below(self) -> None:
        needed = not (self._paused.isHidden() and self._filter.isHidden())
        for part in (self._below, self._edge):
            part.setVisible(needed)

    # -- What the user does --------------------------------------------------------------------

    @Slot()
    def _on_pause_clicked(self) -> None:
        self._bridge.set_paused(not self._bridge.paused)

    @Slot()
    def _on_choose_clicked(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("pauseMenu")
        menu.setAccessibleName(self._choose.accessibleName())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions(list(self._of_services.values()))
        menu.popup(self._choose.mapToGlobal(self._choose.rect().bottomLeft()))

    def _on_service_chosen(self, service: str, _checked: bool = False) -> None:
        paused = service in self._bridge.paused_services
        self._bridge.set_paused(not paused, service)

    @Slot(str)
    def _on_filter_chosen(self, value: str) -> None:
        self._model.show_service(None if value == _ALL else value)
