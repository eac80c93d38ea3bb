"""The end of the program by the user's hand, with a question where works would end with it."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.domain.works import WorkEnd, WorkKind
from app.ui.bridge import Bridge
from app.ui.dialogs.leaving import LeavingDialog

#: They go on at the next start.
_RESUMED: Final = frozenset({WorkKind.DOWNLOADS})


class Leaving(QObject):
    """Says whether the window of `parts` may be closed, and closes it when the answer is yes."""

    def __init__(self, bridge: Bridge, parts: QWidget) -> None:
        super().__init__(parts)
        self._bridge = bridge
        self._parts = parts
        self._question: LeavingDialog | None = None
        #: Whether everything may end without a word: the answer was yes, or nobody is asked.
        self.decided = False
        bridge.work_ended.connect(self._on_work_ended)

    def allows(self) -> bool:
        """Whether it may be closed at once; the user is asked where works would end with it."""
        if self.decided or not self._lost:
            return True
        self._ask()
        return False

    @property
    def _lost(self) -> frozenset[WorkKind]:
        return self._bridge.works_under_way - _RESUMED

    def _ask(self) -> None:
        window = self._parts.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        if self._question is None:
            self._question = LeavingDialog(window)
            self._question.accepted.connect(self._on_accepted)
            self._question.finished.connect(self._on_finished)
            self._question.name(self._lost)
            self._question.open()
        self._question.raise_()
        self._question.activateWindow()

    @Slot()
    def _on_accepted(self) -> None:
        self.decided = True
        self._parts.window().close()

    @Slot()
    def _on_finished(self) -> None:
        self._question = None

    @Slot(object)
    def _on_work_ended(self, end: WorkEnd) -> None:
        """Who waited has waited long enough; what went wrong is to be seen."""
        if self._question is None:
            return
        if end.error is not None:
            self._question.reject()
        elif self._lost:
            self._question.name(self._lost)
        else:
            self._question.accept()
