"""The row of what can be done with the clip on the stage, and whose it is."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from app.domain.clips import Clip, Marks, MarksChange
from app.ui.desktop import open_in_browser
from app.ui.texts import prompt_unknown, service_title
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.service_dot import ServiceDot
from app.ui.widgets.stars import Stars


class ClipActions(QWidget):
    """Buttons for one clip; those there is no room for are in the menu at the end."""

    download_asked = Signal(str)  # clip id
    folder_asked = Signal(object)  # Path of the file to show in it
    use_again = Signal(object)  # Clip
    continue_asked = Signal()
    copy_asked = Signal(str)  # prompt
    save_frame_asked = Signal()
    marked = Signal(list, object)  # clip ids, MarksChange
    details_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clip: Clip | None = None
        self._download = _button("downloadClip")
        self._folder = _button("showInFolder")
        self._again = _button("useAgain")
        self._continue = _button("continueHere")
        self._copy = _button("copyPrompt")
        self._save = _button("saveFrame")
        # The first two share a place: what is not here can be brought, what is here be shown.
        others = (self._again, self._continue, self._copy, self._save)
        self._buttons = (self._download, self._folder, *others)
        self._whose = QWidget()
        self._dot = ServiceDot("")
        self._service = styled(QLabel(), level="secondary", tone="dim")
        self._service.setObjectName("clipService")
        self._service.setTextFormat(Qt.TextFormat.PlainText)
        whose = QHBoxLayout(self._whose)
        whose.setContentsMargins(HALF, 0, HALF, 0)
        whose.setSpacing(GRID)
        whose.addWidget(self._dot)
        whose.addWidget(self._service)
        self._favourite = icon_button("clipFavourite", "heart")
        self._favourite.setCheckable(True)
        self._stars = Stars()
        self._stars.setObjectName("clipStars")
        self._details = icon_button("showDetails", "info", checked_tone="accent")
        self._details.setCheckable(True)
        self._browser = QAction(icon("external"), "", self)
        self._more = icon_button("moreActions", "more")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the menu's right edge here
        self._menu = QMenu(self._more)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._menu.setToolTipsVisible(True)
        self._more.setMenu(self._menu)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(GRID + HALF, GRID, GRID, GRID)
        row.setSpacing(HALF)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch()
        for part in (self._whose, self._favourite, self._stars, self._details, self._more):
            row.addWidget(part)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._download.clicked.connect(self._on_download)
        self._folder.clicked.connect(self._on_folder)
        self._again.clicked.connect(self._on_again)
        self._continue.clicked.connect(self.continue_asked)
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(self.save_frame_asked)
        self._favourite.clicked.connect(self._on_favourite)
        self._stars.rated.connect(self._on_rated)
        self._details.clicked.connect(self.details_asked)
        self._browser.triggered.connect(self._on_browser)
        self._menu.aboutToShow.connect(self._on_menu_about_to_show)
        self._retranslate()
        self.set_clip(None, playable=False)

    def set_clip(self, clip: Clip | None, *, playable: bool, downloading: bool = False) -> None:
        """Whose actions these are; `playable` says whether there is a frame to save."""
        self._clip = clip
        there = clip is not None and (clip.trashed_at is None or clip.at_service)
        obtainable = clip is not None and clip.obtainable
        self._download.setEnabled(there and obtainable and not downloading)
        for button in (self._folder, self._continue):
            button.setEnabled(clip is not None and clip.file is not None)
        self._save.setEnabled(playable)
        for button in (self._again, self._copy):
            button.setEnabled(clip is not None and bool(clip.prompt))
        self._browser.setEnabled(clip is not None and clip.remote_url.startswith("https://"))
        for part in (self._favourite, self._stars, self._details, self._more):
            part.setEnabled(clip is not None)
        marks = Marks() if clip is None else clip.marks
        self._stars.set_value(marks.rating)
        self._favourite.setChecked(marks.favourite)
        self._favourite.setIcon(
            icon("heart_filled", "accent") if marks.favourite else icon("heart")
        )
        self._tell_whose()
        self._explain()
        self._fit()

    def show_details_open(self, are_open: bool) -> None:
        """Whether the clip's details are in sight, which their button says."""
        self._details.setChecked(are_open)

    def minimumSizeHint(self) -> QSize:
        # Of the menu alone, in which everything can be; the layout counts what it shows now.
        margins = self.contentsMargins() + self._row.contentsMargins()
        hint = self._more.sizeHint()
        return QSize(hint.width() + self._marks_width(), hint.height()).grownBy(margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._download.setText(self.tr("Download"))
        self._folder.setText(self.tr("Show in folder"))
        wider = max(self._download.sizeHint().width(), self._folder.sizeHint().width())
        for button in (self._download, self._folder):
            button.setFixedWidth(wider)
        self._again.setText(self.tr("Use again"))
        self._continue.setText(self.tr("Continue from here"))
        self._continue.setToolTip(
            self.tr(
                "The frame on show becomes the picture of a new video; at the end, the last "
                "one that is neither faded nor black"
            )
        )
        self._copy.setText(self.tr("Copy prompt"))
        self._save.setText(self.tr("Save frame"))
        self._browser.setText(self.tr("Open in browser"))
        self._favourite.setToolTip(self.tr("Favourite (F)"))
        self._favourite.setAccessibleName(self.tr("Favourite"))
        self._details.setToolTip(self.tr("Details (I)"))
        self._details.setAccessibleName(self.tr("Details"))
        self._more.setToolTip(self.tr("More"))
        self._more.setAccessibleName(self.tr("More"))
        self._menu.setAccessibleName(self._more.accessibleName())
        self._tell_whose()
        self._explain()
        self._fit()

    def _tell_whose(self) -> None:
        """The clip stays where it is when another service's tab comes to the front."""
        service = "" if self._clip is None else self._clip.service
        self._whose.setVisible(bool(service))
        self._dot.set_service(service)
        self._service.setText(service_title(service))

    def _explain(self) -> None:
        """Says why the prompt of a clip cannot be used."""
        foreign = self._clip is not None and not self._clip.prompt
        for button in (self._again, self._copy):
            button.setToolTip(prompt_unknown() if foreign else "")

    def _fit(self) -> None:
        offered = self._offered()
        widths = [max(each.sizeHint().width(), each.minimumWidth()) + HALF for each in offered]
        room = self.width() - 2 * GRID - HALF - self._marks_width()
        if self._browser.isEnabled() or sum(widths) > room:
            room -= self._more.sizeHint().width() + HALF
        for button in self._buttons:
            button.setVisible(button in offered)
        for button, width in zip(offered, widths, strict=True):
            room -= width
            button.setVisible(room >= 0)
        hidden = [button for button in offered if button.isHidden() and button.isEnabled()]
        self._more.setVisible(bool(hidden) or self._browser.isEnabled())

    def _offered(self) -> tuple[QPushButton, ...]:
        """What belongs to this clip, in sight or in the menu."""
        clip = self._clip
        elsewhere = clip is not None and clip.file is None and clip.obtainable
        return (self._download if elsewhere else self._folder, *self._buttons[2:])

    def _marks_width(self) -> int:
        """What stays in sight always."""
        whose = () if self._whose.isHidden() else (self._whose,)
        parts = (*whose, self._favourite, self._stars, self._details)
        return sum(part.sizeHint().width() + HALF for part in parts)

    @Slot()
    def _on_menu_about_to_show(self) -> None:
        self._menu.clear()
        for button in self._offered():
            if button.isHidden():
                action = self._menu.addAction(button.text())
                action.setToolTip(button.toolTip())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(button.click)
        if self._browser.isEnabled():
            self._menu.addAction(self._browser)

    @Slot()
    def _on_download(self) -> None:
        if self._clip is not None:
            self.download_asked.emit(self._clip.id)

    @Slot()
    def _on_folder(self) -> None:
        if self._clip is not None and self._clip.file is not None:
            self.folder_asked.emit(self._clip.file)

    @Slot()
    def _on_again(self) -> None:
        self.use_again.emit(self._clip)

    @Slot()
    def _on_copy(self) -> None:
        if self._clip is not None:
            self.copy_asked.emit(self._clip.prompt)

    @Slot(bool)
    def _on_favourite(self, wanted: bool) -> None:
        if self._clip is not None:
            self.marked.emit([self._clip.id], MarksChange(favourite=wanted))

    @Slot(int)
    def _on_rated(self, stars: int) -> None:
        if self._clip is not None:
            self.marked.emit([self._clip.id], MarksChange(rating=stars))

    @Slot()
    def _on_browser(self) -> None:
        if self._clip is not None:
            open_in_browser(self._clip.remote_url)


def _button(name: str) -> QPushButton:
    button = styled(QPushButton(), kind="quiet")
    button.setObjectName(name)
    return button
