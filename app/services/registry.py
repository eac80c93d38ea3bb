"""The known services. A new one is one file beside this one and one line in `SERVICES`."""

import logging
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache, partial
from typing import Final

from app.domain.errors import KadrajError
from app.domain.own_tables import OwnTable
from app.domain.ports import VideoService
from app.services.addresses import check_service_address
from app.services.panel import Panel, PanelService
from app.services.route import Route
from app.services.sora2 import SORA2
from app.services.transport import Patience
from app.services.veo3 import VEO3

_log = logging.getLogger(__name__)

#: By service id, in the order of the tabs.
SERVICES: Final[Mapping[str, Panel]] = {
    panel.capabilities.service: panel for panel in (SORA2, VEO3)
}


def make_services(
    addresses: Mapping[str, str],
    patience: Patience | None = None,
    *,
    among: Collection[str] | None = None,
    chosen: Callable[[str], str | None] = lambda _service: None,
    own: Callable[[str], OwnTable | None] = lambda _service: None,
    route: Route | None = None,
) -> dict[str, VideoService]:
    """All services by id, in the table's order, or those `among` them that are wanted.

    `addresses` holds the base addresses that count whatever is set, by service id; ids that no
    service has are passed over. For the others `chosen` tells the user's own address, and `own`
    for all of them the user's own word on what a service makes, whenever they are asked. Raises
    `SERVICE_ADDRESS_INVALID`.
    """
    return {
        name: PanelService(
            panel,
            _address(panel, addresses.get(name), partial(chosen, name)),
            patience or Patience(),
            route,
            partial(own, name),
        )
        for name, panel in SERVICES.items()
        if among is None or name in among
    }


def _address(
    panel: Panel, given: str | None, chosen: Callable[[], str | None]
) -> Callable[[], str]:
    """Tells where a service is reached, whenever it is asked."""
    name = panel.capabilities.service
    usual = check_service_address(name, given or panel.capabilities.base_url)

    @lru_cache(maxsize=1)
    def checked(address: str) -> str:
        try:
            return check_service_address(name, address)
        except KadrajError:  # somebody wrote it into the settings file by hand
            _log.warning("the address of %s in the settings is not usable", name)
            return usual

    def address() -> str:
        own = None if given else chosen()
        return checked(own) if own else usual

    return address
