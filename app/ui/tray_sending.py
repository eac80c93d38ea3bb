"""From the cards of a tray to jobs: pictures are cut one by one, then all is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal

from app.domain.capabilities import PictureLimits
from app.domain.errors import KadrajError
from app.domain.jobs import Job
from app.domain.preparing import Crop, Preparation
from app.domain.requests import GenerationRequest, Picture, picture_changed
from app.ui.bridge import Bridge
from app.ui.models.tray_model import TrayCard


class TraySender(QObject):
    """Sends one row of cards at a time. Nothing is asked for before every picture is ready."""

    progressed = Signal(int, int)  # pictures ready, all
    sent = Signal(list)  # numbers of the cards
    failed = Signal(int, object)  # number of the card or -1, KadrajError

    def __init__(
        self, bridge: Bridge, limits: PictureLimits, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._limits = limits
        self._folder = QTemporaryDir()
        self._busy = False
        self._made = 0

    @property
    def busy(self) -> bool:
        """Whether cards are on their way."""
        return self._busy

    def place(self) -> Path:
        """A path in a folder of its own for another copy, which is gone with the tray."""
        self._made += 1
        return Path(self._folder.filePath(f"{self._made}"))

    def send(
        self,
        cards: Sequence[TrayCard],
        ratio: str,
        copies: bool,
        request_of: Callable[[TrayCard], GenerationRequest],
    ) -> None:
        """Sends these, which were looked at. `ratio` is what they are cut to, if not empty;
        `copies` says whether those that were made are to be used."""
        self._busy = True
        requests: list[GenerationRequest] = []

        def take(picture: Picture) -> None:
            requests.append(replace(request_of(cards[len(requests)]), picture=picture))
            self.progressed.emit(len(requests), len(cards))

        def go_on() -> None:
            for card in cards[len(requests) :]:
                crop = card.crop(ratio) if ratio else None
                if crop is not None:
                    self._cut(card, crop, done)
                    return
                if card.copy is not None and copies:
                    take(card.copy.after)
                elif card.facts is not None:
                    take(card.facts.picture)
            self._ask(cards, requests)

        def done(preparation: Preparation) -> None:
            card = cards[len(requests)]
            shown = card.facts.picture if card.facts is not None else preparation.before
            if preparation.before.digest != shown.digest:
                self._fail(card.number, picture_changed(shown))
                return
            take(preparation.after)
            go_on()

        self.progressed.emit(0, len(cards))
        go_on()

    def _cut(self, card: TrayCard, crop: Crop, then: Callable[[Preparation], None]) -> None:
        """Makes a copy of what of a card's picture is in its frame."""
        self._bridge.prepare_picture(
            card.path,
            self.place(),
            self._limits,
            then,
            lambda error: self._fail(card.number, error),
            crop=crop,
            name=card.name,
        )

    def _ask(self, cards: Sequence[TrayCard], requests: Sequence[GenerationRequest]) -> None:
        def done(_jobs: list[Job]) -> None:
            self._busy = False
            self.sent.emit([card.number for card in cards])

        self._bridge.generate_all(requests, done, lambda error: self._fail(-1, error))

    def _fail(self, number: int, error: KadrajError) -> None:
        self._busy = False
        self.failed.emit(number, error)
