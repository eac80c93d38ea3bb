"""From the cards of a tray to jobs: pictures are cut one by one, then all is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal

from app.domain.capabilities import PictureLimits
from app.domain.errors import KadrajError
from app.domain.jobs import Job
from app.domain.preparing import Preparation
from app.domain.requests import GenerationRequest, Picture
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
        """Sends these. `ratio` is what they are cut to, if not empty; `copies` says whether those
        that were made are to be used."""
        self._busy = True
        requests: list[GenerationRequest] = []

        def go_on(picture: Picture | None = None) -> None:
            if picture is not None:
                requests.append(replace(request_of(cards[len(requests)]), picture=picture))
            self.progressed.emit(len(requests), len(cards))
            if len(requests) == len(cards):
                self._ask(cards, requests)
            else:
                self._ready(cards[len(requests)], ratio, copies, go_on)

        go_on()

    def _ready(
        self, card: TrayCard, ratio: str, copies: bool, then: Callable[[Picture], None]
    ) -> None:
        """Hands over a card's picture as it is to be sent."""
        crop = card.crop(ratio) if ratio else None
        if crop is not None:

            def done(preparation: Preparation) -> None:
                then(preparation.after)

            self._bridge.prepare_picture(
                card.path,
                self.place(),
                self._limits,
                done,
                lambda error: self._fail(card.number, error),
                crop=crop,
                name=card.name,
            )
        elif card.copy is not None and copies:
            then(card.copy.after)
        elif card.facts is not None:
            then(card.facts.picture)

    def _ask(self, cards: Sequence[TrayCard], requests: Sequence[GenerationRequest]) -> None:
        def done(_jobs: list[Job]) -> None:
            self._busy = False
            self.sent.emit([card.number for card in cards])

        self._bridge.generate_all(requests, done, lambda error: self._fail(-1, error))

    def _fail(self, number: int, error: KadrajError) -> None:
        self._busy = False
        self.failed.emit(number, error)
