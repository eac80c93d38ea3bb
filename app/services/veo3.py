"""The Veo3 panel: what it makes, how it is asked, how its history reads.

The fields come from the panel's own page, kept in `tests/seeds/veo3-panel.txt`. The page shows 16:9
and 6 seconds; the other ratio and lengths are those usual for Veo 3.
"""

from typing import Final

from app.domain.capabilities import Capabilities, PictureLimits
from app.domain.requests import GenerationRequest
from app.services.bodies import JsonObject
from app.services.panel import Panel
from app.services.replies import history_item_with_metadata


def _body(request: GenerationRequest, image: str | None) -> JsonObject:
    body: JsonObject = {"prompt": request.prompt, "aspect_ratio": request.aspect_ratio}
    if request.duration_seconds is not None:
        body["duration_seconds"] = request.duration_seconds
    if image is not None:
        body["image"] = image
    return body


VEO3: Final = Panel(
    capabilities=Capabilities(
        service="veo",
        title="Veo",
        base_url="https://veo-api.codefast.app",
        aspect_ratios=("16:9", "9:16"),
        durations=(4, 6, 8),
        default_duration=6,
        picture=PictureLimits(),
    ),
    body=_body,
    history_item=history_item_with_metadata,
)
