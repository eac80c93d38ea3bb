"""Keys in the system's keyring: Secret Service, Windows Credential Manager, macOS Keychain."""

import asyncio
import queue
import re
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final, TypeVar

from app.domain.errors import NO_KEYRING, ErrorCode, KadrajError
from app.domain.secrets import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

#: Seconds. Long enough to type the password of a locked keyring.
PATIENCE: Final = 20.0
#: Seconds. Long enough to think of a password for the keyring that the first key makes necessary.
PATIENCE_TO_SAVE: Final = 120.0

_REFUSED: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
_KEPT: Final = re.compile(r"(?:(?P<address>https?://\S+) )?(?P<key>.+)", re.DOTALL)
_RECOMMENDED: Final = 1  # what keyring itself asks of a ring (keyring.core.recommended)


class KeyringVault:
    """Implements `app.domain.ports.KeyVault`.

    `name` is what the keys are kept under (`Places.keyring_name`), with the service as user name.
    `unusual_address` tells the address that a service is reached at now, where that is not its
    usual one: a key kept for an address is there for no other. The last one kept stays.

    All calls run on one daemon thread, because unlocking may wait for ever: a call that takes
    longer than `patience` seconds is `KEYRING_UNAVAILABLE` with reason `timeout`, and so is every
    call until the keyring answers again. It does not hold up the program's end. Saving has
    `PATIENCE_TO_SAVE`.

    Looking for a key and removing one asks the user nothing where the Secret Service holds none.

    Rings that would keep keys readable for everyone, or not at all, are refused.
    """

    def __init__(
        self,
        name: str,
        unusual_address: Callable[[str], str] = lambda _service: "",
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._name = name
        self._unusual_address = unusual_address
        self._patience = patience
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._stuck: Future[Any] | None = None

    async def load(self, service: str) -> Secret | None:
        address = self._unusual_address(service)

        def work(ring: "KeyringBackend") -> Secret | None:
            if not _may_hold(ring, self._name, service):
                return None
            kept = _KEPT.fullmatch(ring.get_password(self._name, service) or "")
            return Secret(kept["key"]) if kept and (kept["address"] or "") == address else None

        return await self._run(work)

    async def save(self, service: str, key: Secret) -> None:
        address = self._unusual_address(service)

        def work(ring: "KeyringBackend") -> bool:
            kept = f"{address} {key.reveal()}" if address else key.reveal()
            ring.set_password(self._name, service, kept)
            # Some rings take a key and forget it, for instance one whose owner is not signed in.
            return ring.get_password(self._name, service) == kept

        if not await self._run(work, max(self._patience, PATIENCE_TO_SAVE)):
            raise _unavailable("not_kept")

    async def forget(self, service: str) -> None:
        def work(ring: "KeyringBackend") -> None:
            from keyring.errors import PasswordDeleteError

            if not _may_hold(ring, self._name, service):
                return
            try:
                ring.delete_password(self._name, service)
            except PasswordDeleteError:
                # Rings say so when there is no such key, and also when it could not be removed.
                if ring.get_password(self._name, service) is not None:
                    raise

        await self._run(work)

    async def describe(self) -> str:
        return await self._run(lambda ring: str(ring.name))

    async def _run(self, work: Callable[["KeyringBackend"], T], patience: float | None = None) -> T:
        if self._stuck is not None and not self._stuck.done():
            raise _unavailable("timeout")
        self._stuck = None
        answer: Future[T] = Future()
        self._calls.put(lambda: _settle(answer, work))
        self._start()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(answer), patience or self._patience)
        except TimeoutError:
            if not answer.done():
                self._stuck = answer
            raise _unavailable("timeout") from None

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="kadraj-keyring", daemon=True)
            self._thread.start()

    def _serve(self) -> None:
        while True:
            self._calls.get()()


def _settle(answer: Future[T], work: Callable[["KeyringBackend"], T]) -> None:
    """Runs `work` on a ring that can be trusted. Only the type of a backend's error is passed on:
    its text, and the frames that it holds, may know the key."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        result = work(_trusted_ring())
    except KadrajError as error:
        answer.set_exception(error)
    except Exception as error:  # noqa: BLE001 - backends raise whatever their system does
        answer.set_exception(_unavailable(type(error).__name__))
    else:
        answer.set_result(result)


def _trusted_ring() -> "KeyringBackend":
    # Importing it loads every backend and may talk to D-Bus: not before a key is asked for.
    import keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    rings = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for ring in rings:
        if not type(ring).__module__.startswith(_REFUSED) and ring.priority >= _RECOMMENDED:
            return ring
    raise _unavailable(NO_KEYRING)


def _may_hold(ring: "KeyringBackend", name: str, service: str) -> bool:
    """Whether `ring` is to be asked for a key at all.

    The backend for the Secret Service opens the default keyring before it looks, and has the system
    make one where there is none: a window of the system's for who only started the program. Which
    keys there are can be told without that, also of a locked keyring. Other rings are asked.
    """
    from keyring.backends import SecretService

    if not isinstance(ring, SecretService.Keyring):
        return True
    import secretstorage  # there on Linux only, as what that backend stands on
    from secretstorage.collection import DEFAULT_COLLECTION

    words = ring.schemes[ring.scheme]
    wanted = {words["service"]: name, words["username"]: service}
    with closing(secretstorage.dbus_init()) as bus:
        try:
            # All keyrings first: for that, KeePassXC opens a locked database by itself.
            if not any(secretstorage.search_items(bus, wanted)):
                return False
            place = getattr(ring, "preferred_collection", DEFAULT_COLLECTION)
            return any(secretstorage.Collection(bus, place).search_items(wanted))
        except secretstorage.ItemNotFoundException:
            return False


def _unavailable(reason: str) -> KadrajError:
    return KadrajError(ErrorCode.KEYRING_UNAVAILABLE, reason=reason)
