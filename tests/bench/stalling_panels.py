"""The panels for `tests.bench.stalls`: videos that take long to be made, files that come slowly.

`python -m tests.bench.stalling_panels FOLDER` prints both addresses and ends with its input.
"""

import sys
from pathlib import Path
from typing import Final

from app.demo.delivery import Delivery
from app.demo.panels import DemoPanels, ThreadedDemoPanels
from app.demo.scenarios import Endpoint, Scenario

#: Seconds between two pieces of 2 KB, each of which is a step of a download that is shown.
_DRIP: Final = 0.05


def main() -> None:
    """Serves until a line is read."""
    slowly = Scenario("slow-files", delivery=Delivery(drip=_DRIP)).at(Endpoint.FILE)
    panels = DemoPanels(
        folder=Path(sys.argv[1]),
        scenario=slowly,
        history=10,
        pace=3600.0,
        daily_limit=1_000,
        clip_seconds=2.0,
    )
    with ThreadedDemoPanels(panels):
        print(panels.sora_url, panels.veo_url, flush=True)  # noqa: T201
        sys.stdin.readline()


if __name__ == "__main__":
    main()
