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
    """Checks, holds, remembers and forgets the keys."""

    def __init__(
        self, services: Mapping[str, VideoService], vault: KeyVault, hub: EventHub
    ) -> None:
        self._services = services
        self._vault = vault
        self._hub = hub
        self._keys: dict[str, Secret] = {}

    @property
    def services(self) -> tuple[str, ...]:
        """The services a key is held for, in the order of the tabs."""
        return tuple(service for service in self._services if service in self._keys)

    def key(self, service: str) -> Secret:
        """The key for a service; `KEY_MISSING` when none is held."""
        try:
            return self._keys[service]
        except KeyError:
            raise KadrajError(ErrorCode.KEY_MISSING, service=service) from None

    async def check(self, service: str, key: Secret) -> KeyCheck:
        """Tries a key. The greeting alone proves nothing: only the history needs the key."""
        panel = self._services[service]
        try:
            await panel.greet(key)
            return KeyCheck(service, history=await panel.history(key))
        except KadrajError as error:
            return KeyCheck(service, error=error)

    async def check_all(self, keys: Mapping[str, Secret]) -> dict[str, KeyCheck]:
        """Tries several keys at the same time."""
        checks = await asyncio.gather(*(self.check(*given) for given in keys.items()))
        return {check.service: check for check in checks}

    async def sign_in(self, keys: Mapping[str, Secret], *, remember: bool) -> KadrajError | None:
        """Uses these keys from now on.

        Returns `KEYRING_UNAVAILABLE` when they should have been remembered and could not be: the
        sign-in then holds for this run only.
        """
        self._keys.update(keys)
        trouble: KadrajError | None = None
        if remember:
            for service, key in keys.items():
                try:
                    await self._vault.save(service, key)
                except KadrajError as error:
                    trouble = error
        self._hub.emit(SignedIn(self.services))
        return trouble

    async def sign_in_remembered(self, given: Mapping[str, Secret]) -> KadrajError | None:
        """Uses the keys handed over (never stored) and, for the others, the keyring's.

        Nothing is checked, so that a start without network is a start like any other. Returns
        `KEYRING_UNAVAILABLE` when the keyring could not be asked.
        """
        trouble: KadrajError | None = None
        found = dict(given)
        for service in self._services:
            if service in found:
                continue
            try:
                key = await self._vault.load(service)
            except KadrajError as error:
                trouble = error
                break
            if key is not None:
                found[service] = key
        self._keys.update(found)
        if found:
            self._hub.emit(SignedIn(self.services))
        return trouble

    async def sign_out(self, services: tuple[str, ...] | None = None) -> None:
        """Forgets the keys, here and in the keyring; of all services unless some are named.

        Memory is cleared first: a keyring that fails raises, but the program holds no key then.
        """
        forgotten = tuple(self._services) if services is None else services
        for service in forgotten:
            self._keys.pop(service, None)
        self._hub.emit(SignedOut(forgotten))
        for service in forgotten:
            await self._vault.forget(service)
