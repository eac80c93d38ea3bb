"""Who may use which service: the keys, in memory while the program runs, and in the keyring."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import SignedIn, SignedOut
from app.domain.ports import KeyVault, VideoService
from app.domain.replies import HistoryReply
from app.domain.secrets import Secret
from app.engine.hub import EventHub


@dataclass(frozen=True, slots=True)
class KeyCheck:
    """What came of trying a key: the history when it works, the error when it does not."""

    service: str
    history: HistoryReply | None = None
    error: KadrajError | None = None


class Access:
    """Checks, holds, remembers and forgets the keys. A key is for the address that its service was
    reached at when it was given, and for no other."""

    def __init__(
        self, services: Mapping[str, VideoService], vault: KeyVault, hub: EventHub
    ) -> None:
        self._services = services
        self._vault = vault
        self._hub = hub
        self._keys: dict[tuple[str, str], Secret] = {}  # by service and address

    @property
    def services(self) -> tuple[str, ...]:
        """The services a key is held for, in the order of the tabs."""
        return tuple(service for service in self._services if self._place(service) in self._keys)

    def key(self, service: str) -> Secret:
        """The key for a service; `KEY_MISSING` when none is held."""
        try:
            return self._keys[self._place(service)]
        except KeyError:
            raise KadrajError(ErrorCode.KEY_MISSING, service=service) from None

    async def check(self, service: str, key: Secret) -> KeyCheck:
        """Tries a key. The greeting alone proves nothing: only the history needs the key."""
        panel, place = self._services[service], self._place(service)
        try:
            await panel.greet(key)
            if self._place(service) != place:
                return KeyCheck(service, error=KadrajError(ErrorCode.KEY_MISSING, service=service))
            return KeyCheck(service, history=await panel.history(key))
        except KadrajError as error:
            return KeyCheck(service, error=error)

    async def check_all(self, keys: Mapping[str, Secret]) -> dict[str, KeyCheck]:
        """Tries several keys at the same time. What came of one is left out where its service is
        reached elsewhere by now."""
        places = {self._place(service) for service in keys}
        checks = await asyncio.gather(*(self.check(*given) for given in keys.items()))
        return {check.service: check for check in checks if self._place(check.service) in places}

    async def sign_in(self, keys: Mapping[str, Secret], *, remember: bool) -> KadrajError | None:
        """Uses these keys from now on.

        Returns `KEYRING_UNAVAILABLE` when they should have been remembered and could not be: the
        sign-in then holds for this run only.
        """
        self._keys |= {self._place(service): key for service, key in keys.items()}
        trouble: KadrajError | None = None
        if remember:
            for service, key in keys.items():
                try:
                    await self._vault.save(service, key)
                except KadrajError as error:
                    trouble = error
                    break  # who has just turned the system's question down is not asked again
        self._hub.emit(SignedIn(self.services))
        return trouble

    async def sign_in_remembered(self, given: Mapping[str, Secret]) -> KadrajError | None:
        """Uses the keys handed over (never stored) and, for the others, the keyring's.

        Nothing is checked, so that a start without network is a start like any other. Returns
        `KEYRING_UNAVAILABLE` when the keyring could not be asked.
        """
        self._keys |= {self._place(service): key for service, key in given.items()}
        return await self.find(tuple(self._services))

    async def find(self, services: tuple[str, ...]) -> KadrajError | None:
        """Uses the keys that there are for these services where they are reached now: those held,
        or else the keyring's. Returns `KEYRING_UNAVAILABLE` when it could not be asked."""
        trouble: KadrajError | None = None
        for service in services:
            place = self._place(service)
            if place in self._keys:
                continue
            try:
                key = await self._vault.load(service)
            except KadrajError as error:
                trouble = error
                break
            if key is not None:
                self._keys[place] = key
        if not set(services).isdisjoint(self.services):
            self._hub.emit(SignedIn(self.services))
        return trouble

    async def sign_out(self, services: tuple[str, ...] | None = None) -> None:
        """Forgets the keys, here and in the keyring; of all services unless some are named.

        Memory is cleared first: a keyring that fails raises, but the program holds no key then.
        """
        forgotten = tuple(self._services) if services is None else services
        self._keys = {place: key for place, key in self._keys.items() if place[0] not in forgotten}
        self._hub.emit(SignedOut(forgotten))
        for service in forgotten:
            await self._vault.forget(service)

    def _place(self, service: str) -> tuple[str, str]:
        return service, self._services[service].capabilities.base_url
