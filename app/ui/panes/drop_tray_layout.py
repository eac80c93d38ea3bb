"""What the drop tray is made of, and how it looks; what it does is in `drop_tray`."""

from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.capabilities import Capabilities
from app.ui.bridge import Bridge
from app.ui.delegates.tray_delegate import CARD, TrayDelegate
from app.ui.dialogs.room import fit
from app.ui.models.tray_model import TrayCard, TrayModel
from app.ui.panes.composer_options import OptionFields
from app.ui.plan_line import PlanLine
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.titled_field import TitledField
from app.ui.widgets.crop_frame import CropFrame
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.notice import Notice
from app.ui.widgets.primary_button import PrimaryButton
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.widgets.steady_scroll_bar import keep_scroll_bar

translate = QCoreApplication.translate
W = TypeVar("W", bound=QWidget)

_SHARED: Final = 288
_OWN_PROMPT: Final = 96
_SIZE: Final = QSize(1040, 720)
_SMALLEST: Final = QSize(800, 624)


class _Cards(QListView):
    """Cards that are moved among themselves; what comes from elsewhere is for the dialog. They
    share its width."""

    def __init__(self) -> None:
        super().__init__()
        self.delegate = TrayDelegate(self)
        self.setItemDelegate(self.delegate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() - 2
        cell = QSize(max(CARD.width(), wide // max(1, wide // CARD.width())), CARD.height())
        self.delegate.size = cell
        self.setGridSize(cell)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event) if event.source() is self else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event) if event.source() is self else event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event) if event.source() is self else event.ignore()


class TrayLayout:
    """The parts of the tray, put into it."""

    def __init__(
        self, dialog: QDialog, bridge: Bridge, table: Capabilities, model: TrayModel
    ) -> None:
        self.prompt = _named(PromptEdit(), "trayPrompt")
        self.prompt.setFixedHeight(96)
        self.prompt_field = TitledField(self.prompt)
        self.prompt_field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.options = OptionFields(bridge, table.service)
        self.cut = _named(QCheckBox(), "trayCutBox")
        self.cut.setChecked(True)
        self.copies = _named(QCheckBox(), "trayCopiesBox")
        self._copies_words = styled(QLabel(), level="secondary", tone="dim")
        self._copies_words.setObjectName("trayCopiesWords")
        self._copies_words.setWordWrap(True)
        self._problem = styled(QLabel(), level="secondary", tone="bad")
        self._problem.setObjectName("trayProblem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self.add = _named(QPushButton(), "trayAddButton")
        self.folder = _named(QPushButton(), "trayFolderButton")
        self.cards = _named(_Cards(), "trayCards")
        self.delegate = self.cards.delegate
        self.frame = _named(CropFrame(), "trayFrame")
        self.own_prompt = _named(PromptEdit(), "trayOwnPrompt")
        self.own_field = TitledField(self.own_prompt)
        self.back = icon_button("trayBackButton", "back", compact=True)
        self.on = icon_button("trayOnButton", "forward", compact=True)
        self.remove = icon_button("trayRemoveButton", "remove", compact=True)
        self.notice = _named(Notice(), "trayNotice")
        self.plan = PlanLine(bridge)
        self.close_button = _named(QPushButton(), "trayCloseButton")
        self.queue = _named(PrimaryButton(), "trayQueueButton")
        self._empty = EmptyState("picture_drop")
        self._title = styled(QLabel(), level="heading")
        self._dress_cards(model)
        self._lay_out(dialog)

    # -- Showing -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Says everything in the language that is on."""
        self._title.setText(translate("DropTray", "Many pictures"))
        self.prompt_field.set_title(translate("DropTray", "Prompt for all"))
        self.prompt.setPlaceholderText(translate("DropTray", "Describe the videos"))
        self.own_field.set_title(translate("DropTray", "Prompt for this picture"))
        self.own_prompt.setPlaceholderText(translate("DropTray", "As for all"))
        self.cut.setText(translate("DropTray", "Cut pictures to the frame"))
        self.add.setText(translate("DropTray", "Add pictures…"))
        self.folder.setText(translate("DropTray", "Add a folder…"))
        self.close_button.setText(translate("DropTray", "Close"))
        self.cards.setAccessibleName(translate("DropTray", "Pictures"))
        self.frame.setAccessibleName(translate("DropTray", "What is taken of the picture"))
        for tool, name in (
            (self.back, translate("DropTray", "Earlier (Alt+Left)")),
            (self.on, translate("DropTray", "Later (Alt+Right)")),
            (self.remove, translate("DropTray", "Remove (Delete)")),
        ):
            tool.setToolTip(name)
            tool.setAccessibleName(name)
        self._empty.set_texts(translate("DropTray", "Drop pictures or a folder here"))

    def show_copies(self, text: str, why: str) -> None:
        """Offers copies where there are any, and says why."""
        self.copies.setText(text)
        self._copies_words.setText(why)
        self._copies_words.setVisible(bool(why))
        self.copies.setToolTip(
            translate(
                "DropTray",
                "For pictures the service does not take, or may see turned or on black. Your files "
                "stay as they are.",
            )
        )
        self.copies.setVisible(bool(text))

    def show_card(self, card: TrayCard | None, ratio: str, problem: str = "") -> None:
        """Shows the chosen card in large, with what is wrong with it."""
        self._chosen.setVisible(card is not None)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if card is None:
            return
        size = (card.facts.picture.width, card.facts.picture.height) if card.facts else (0, 0)
        crop = card.crop(ratio) if ratio else None
        self.frame.show_picture(card.preview or QImage(), size, crop, card.along)
        if self.own_prompt.toPlainText() != card.prompt:
            self.own_prompt.setPlainText(card.prompt)

    def show_empty(self, empty: bool) -> None:
        """Invites pictures while there are none."""
        self._pages.setCurrentIndex(0 if empty else 1)

    def show_queue(self, going: int, total: int, *, busy: bool) -> None:
        """Says how many would go."""
        every = translate("DropTray", "Queue all ({count})")
        some = translate("DropTray", "Queue {count}")
        self.queue.setText((every if going == total else some).format(count=going))
        self.queue.setEnabled(going > 0 and not busy)

    def show_progress(self, ready: int, total: int) -> None:
        """Says how many pictures are ready to be sent."""
        self.queue.setEnabled(False)
        text = translate("DropTray", "Preparing {ready} of {total}…")
        self.queue.setText(text.format(ready=ready, total=total))

    # -- Building ------------------------------------------------------------------------------

    def _dress_cards(self, model: TrayModel) -> None:
        cards = self.cards
        cards.setModel(model)
        styled(cards, focusRing=True)
        cards.setFlow(QListView.Flow.LeftToRight)
        cards.setWrapping(True)
        cards.setResizeMode(QListView.ResizeMode.Adjust)
        cards.setUniformItemSizes(True)
        keep_scroll_bar(cards)
        cards.setMouseTracking(True)
        cards.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        cards.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        cards.setDefaultDropAction(Qt.DropAction.MoveAction)
        cards.setDropIndicatorShown(True)

    def _lay_out(self, dialog: QDialog) -> None:
        shared = QVBoxLayout()
        shared.setSpacing(PANE_PADDING)
        shared.addWidget(self.prompt_field)
        shared.addWidget(self.options)
        shared.addWidget(self.cut)
        shared.addWidget(self.copies)
        shared.addWidget(self._copies_words)
        shared.addStretch()
        adding = QHBoxLayout()
        adding.setSpacing(GRID)
        adding.addWidget(self.add, 1)
        adding.addWidget(self.folder, 1)
        shared.addLayout(adding)
        side = QWidget()
        side.setFixedWidth(_SHARED)
        side.setLayout(shared)
        shared.setContentsMargins(0, 0, 0, 0)

        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.cards)
        centre = QVBoxLayout()
        centre.setSpacing(PANE_PADDING)
        centre.addWidget(pages, 1)
        centre.addWidget(self._chosen_row())
        middle = QHBoxLayout()
        middle.setSpacing(PANE_PADDING)
        middle.addWidget(side)
        middle.addLayout(centre, 1)

        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.plan, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.queue)
        whole = QVBoxLayout(dialog)
        whole.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        whole.setSpacing(PANE_PADDING)
        whole.addWidget(self._title)
        whole.addLayout(middle, 1)
        whole.addWidget(self.notice)
        whole.addLayout(foot)
        fit(dialog, _SIZE, _SMALLEST)

    def _chosen_row(self) -> QWidget:
        self._chosen = QWidget()
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self.back)
        tools.addWidget(self.on)
        tools.addStretch()
        tools.addWidget(self.remove)
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(self.own_field)
        words.addLayout(tools)
        words.addStretch()
        row = QHBoxLayout(self._chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(PANE_PADDING)
        shown = QVBoxLayout()
        shown.setSpacing(GRID)
        shown.addWidget(self.frame, 1)
        shown.addWidget(self._problem)
        row.addLayout(shown, 1)
        row.addLayout(words, 1)
        self.own_prompt.setFixedHeight(_OWN_PROMPT)
        return self._chosen


def _named(widget: W, name: str) -> W:
    widget.setObjectName(name)
    return widget
