"""The composition root: reads the surroundings, fills the engine's ports, starts a face for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from app.domain.capabilities import Capabilities
from app.domain.errors import KadrajError
from app.domain.ports import RecycleBin, StreamRun, VideoService
from app.domain.secrets import Secret
from app.engine.pace import Pace
from app.engine.studio import Parts, Studio, utc_now
from app.media.film_maker import HelperFilmMaker
from app.media.reader import FileMediaReader
from app.services.addresses import AddressPolicy, check_service_address, is_loopback
from app.services.fetcher import HttpVideoFetcher
from app.services.registry import SERVICES, make_services
from app.services.route import Route
from app.store.folder_files import OrdinaryFiles
from app.store.keyring_vault import KeyringVault
from app.store.places import Places
from app.store.room import room
from app.store.settings_file import JsonSettings
from app.store.sqlite_library import SqliteLibrary


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What one start of the program was given: places, and by service id the addresses and keys
    from the environment. Keys from the environment stay in memory."""

    places: Places
    addresses: Mapping[str, str]
    keys: Mapping[str, Secret]
    demo: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Surroundings":
        """Reads `KADRAJ_HOME`, `KADRAJ_<SERVICE>_URL` and `KADRAJ_<SERVICE>_KEY`."""
        return cls(
            places=Places.from_environment(environ),
            addresses=_given(environ, "URL"),
            keys={service: Secret(key) for service, key in _given(environ, "KEY").items()},
        )

    @classmethod
    def of_demo(
        cls, environ: Mapping[str, str], addresses: Mapping[str, str], key: str
    ) -> "Surroundings":
        """The demo: its own places, the panels on this computer, and their public key."""
        return cls(
            places=Places.from_environment(environ, demo=True),
            addresses=addresses,
            keys={service: Secret(key) for service in addresses},
            demo=True,
        )


def _given(environ: Mapping[str, str], what: str) -> dict[str, str]:
    names = {service: f"KADRAJ_{service.upper()}_{what}" for service in SERVICES}
    return {
        service: value
        for service, name in names.items()
        if (value := environ.get(name, "").strip())
    }


def build_studio(
    around: Surroundings,
    pace: Pace | None = None,
    recycle_bin: RecycleBin | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Studio:
    """The engine with its real parts. Raises `SERVICE_ADDRESS_INVALID`.

    `recycle_bin` is for those who can reach the system's: without one, nothing is thrown away.
    """
    settings_store = JsonSettings(around.places.settings_file)
    settings = settings_store.load()
    route = Route(lambda: settings_store.current.proxy)
    services = make_services(
        around.addresses,
        # Nothing of the demo ever reaches a real service.
        among=around.addresses.keys() if around.demo else None,
        chosen=lambda service: settings_store.current.addresses.get(service),
        own=lambda service: settings_store.current.tables.get(service),
        route=route,
    )
    media = FileMediaReader()
    parts = Parts(
        services=services,
        library=SqliteLibrary(around.places, settings.library, media.probe_now),
        fetchers={
            name: HttpVideoFetcher(
                AddressPolicy(loopback_allowed=partial(_on_loopback, service)),
                _join,
                room,
                route=route,
            )
            for name, service in services.items()
        },
        media=media,
        vault=KeyringVault(around.places.keyring_name, partial(_unusual_address, services)),
        settings_store=settings_store,
        room=room,
        files=OrdinaryFiles(around.places.pictures),
        films=HelperFilmMaker(),
        recycle_bin=recycle_bin,
    )
    return Studio(parts, given_keys=around.keys, pace=pace, now=now)


def _join(runs: Sequence[StreamRun[Path]], target: Path) -> float:
    """As `app.media.streams.join`, whose libraries take time and memory that few downloads need."""
    from app.media.streams import join

    return join(runs, target)


def _on_loopback(service: VideoService) -> bool:
    return is_loopback(urlsplit(service.capabilities.base_url).hostname or "")


def _unusual_address(services: Mapping[str, VideoService], service: str) -> str:
    """Where a service is reached, if that is not where it usually is."""
    address = services[service].capabilities.base_url
    return "" if address == SERVICES[service].capabilities.base_url else address


def check_address(service: str, address: str) -> KadrajError | None:
    """What is wrong with a service address that a user typed, or None."""
    try:
        check_service_address(service, address)
    except KadrajError as error:
        return error
    return None


def settings_trouble(around: Surroundings) -> KadrajError | None:
    """What of the settings file was not understood, or None. Nothing of it is lost."""
    store = JsonSettings(around.places.settings_file)
    store.load()
    return store.trouble


def usual_tables() -> dict[str, Capabilities]:
    """The services' tables as Kadraj knows them, without the user's own word."""
    return {name: panel.capabilities for name, panel in SERVICES.items()}
