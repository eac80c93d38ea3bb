"""The known services. A new one is one file beside this one and one line in `SERVICES`."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Final

from app.domain.own_tables import OwnTable
from app.domain.ports import VideoService
from app.services.addresses import check_service_address
from app.services.panel import Panel, PanelService
from app.services.route import Route
from app.services.sora2 import SORA2
from app.services.transport import Patience
from app.services.veo3 import VEO3

#: By service id, in the order of the tabs.
SERVICES: Final[Mapping[str, Panel]] = {
    panel.capabilities.service: panel for panel in (SORA2, VEO3)
}


def make_services(
    addresses: Mapping[str, str],
    patience: Patience | None = None,
    *,
    among: Collection[str] | None = None,
    own: Callable[[str], OwnTable | None] = lambda _service: None,
    route: Route | None = None,
) -> dict[str, VideoService]:
    """All services by id, in the table's order, or those `among` them that are wanted.

    `addresses` holds the base addresses that differ from the table's, by service id; ids that no
    service has are passed over. `own` tells the user's own word on what a service makes, whenever
    it is asked. Raises `SERVICE_ADDRESS_INVALID`.
    """
    return {
        name: PanelService(
            panel,
            check_service_address(name, addresses.get(name) or panel.capabilities.base_url),
            patience or Patience(),
            route,
            partial(own, name),
        )
        for name, panel in SERVICES.items()
        if among is None or name in among
    }
