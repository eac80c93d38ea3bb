"""The demo panels as a command."""

import asyncio
from argparse import Namespace

from app.cli.console import Console
from app.cli.exits import Exit
from app.cli.interruption import end_in_order
from app.demo.panels import DEMO_KEY, DemoPanels
from app.demo.scenarios import SCENARIOS
from app.domain.errors import ErrorCode, KadrajError


def run_panels(options: Namespace, console: Console) -> int:
    """Runs both panels until Ctrl+C or a polite kill."""
    if options.scenario not in SCENARIOS:
        raise KadrajError(
            ErrorCode.SCENARIO_UNKNOWN, value=options.scenario, allowed=", ".join(SCENARIOS)
        )
    return asyncio.run(_serve(options, console))


async def _serve(options: Namespace, console: Console) -> int:
    ports = {"sora": options.port, "veo": options.port + 1, "files": options.port + 2}
    panels = DemoPanels(
        scenario=SCENARIOS[options.scenario], ports=ports if options.port else None, history=6
    )
    try:
        await panels.start()
    except OSError as error:
        console.progress(console.speech.line("port_taken", reason=error.strerror))
        return Exit.BAD_INPUT
    try:
        lines = {
            "KADRAJ_SORA_URL": panels.sora_url,
            "KADRAJ_VEO_URL": panels.veo_url,
            "KADRAJ_SORA_KEY": DEMO_KEY,
            "KADRAJ_VEO_KEY": DEMO_KEY,
        }
        console.result("\n".join(f"{name}={value}" for name, value in lines.items()), lines)
        console.progress(console.speech.line("panels_up"))
        console.progress(console.speech.line("panels_control", url=panels.control_url))
        with end_in_order() as ended:
            await ended.wait()
    finally:
        await panels.stop()
    return Exit.DONE
