"""The Sora2 panel: what it makes, how it is asked, how its history reads.

The fields come from the panel's own page, kept in `tests/seeds/sora2-panel.txt`. The portrait model
is not on that page; it is the natural twin of the landscape one.
"""

from typing import Final

from app.domain.capabilities import Capabilities, Model, PictureLimits
from app.domain.requests import GenerationRequest
from app.services.bodies import JsonObject
from app.services.panel import Panel
from app.services.replies import history_item


def _body(request: GenerationRequest, image: str | None) -> JsonObject:
    body: JsonObject = {}
    if request.picture is None:
        body["prompt"] = request.prompt
    else:
        picture = {"url": f"data:{request.picture.media_type};base64,{image}"}
        content = [
            {"type": "image_url", "image_url": picture},
            {"type": "text", "text": request.prompt},
        ]
        body["messages"] = [{"role": "user", "content": content}]
    body["aspect_ratio"] = request.aspect_ratio
    if request.model is not None:
        body["model"] = request.model
    return body


SORA2: Final = Panel(
    capabilities=Capabilities(
        service="sora",
        title="Sora",
        base_url="https://sora-api.codefast.app",
        aspect_ratios=("16:9", "9:16"),
        models=(
            Model("sora-2-landscape", ("16:9",)),
            Model("sora-2-portrait", ("9:16",)),
        ),
        picture=PictureLimits(),
    ),
    body=_body,
    history_item=history_item,
)
