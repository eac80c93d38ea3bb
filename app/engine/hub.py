"""Where the engine's events go out."""

import logging
from collections.abc import Callable

from app.domain.events import Event

_log = logging.getLogger(__name__)

Listener = Callable[[Event], None]


class EventHub:
    """Hands every event to every listener, in order and at once, on the loop's thread."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` with every event from now on; returns the way to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def emit(self, event: Event) -> None:
        """Tells everyone. A listener that fails does not keep the others from hearing."""
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception:  # noqa: BLE001 - whatever it is, the others must still hear
                _log.exception("a listener failed on %s", type(event).__name__)
