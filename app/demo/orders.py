"""Reading what a panel was asked to make, as strictly as the panels' pages describe it."""

import base64
import binascii
import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

from PIL import Image

from app.demo.scenarios import SORA
from app.domain.capabilities import MEGABYTE
from app.media.pictures import media_type_of

#: Sora's models by the name they are asked for, with the name that status replies give.
SORA_MODELS: Final = {
    "sora-2-landscape": "sora_video2-landscape-hd",
    "sora-2-portrait": "sora_video2-portrait-hd",
}
SORA_SECONDS: Final = 10
VEO_SECONDS: Final = (4, 6, 8)
RATIOS: Final = ("16:9", "9:16")

_DATA_URL: Final = re.compile(r"data:(image/[a-z+.-]+);base64,")
_MAX_PICTURE: Final = 10 * MEGABYTE


class RefusalError(Exception):
    """The request is not taken; the words go to the client."""

    def __init__(self, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status


@dataclass(frozen=True, slots=True)
class Order:
    """A video that was asked for; `model` is empty at Veo.

    `flaw` says why it cannot be made although it was asked for properly.
    """

    prompt: str
    aspect_ratio: str
    duration_seconds: int
    model: str
    picture: bytes | None
    flaw: str = ""


def read_order(service: str, body: object) -> Order:
    """The order in a request's JSON. Raises `RefusalError`."""
    if not isinstance(body, dict):
        raise RefusalError("Geçersiz JSON gövdesi", 422)
    order = _sora_order(body) if service == SORA else _veo_order(body)
    if order.picture is not None and not _shows_something(order.picture):
        return replace(order, flaw="Görsel okunamadı")
    return order


def _sora_order(body: dict[str, Any]) -> Order:
    if "messages" in body:
        if "prompt" in body:
            raise RefusalError("prompt ve messages birlikte gönderilemez")
        prompt, picture = _sora_message(body["messages"])
    else:
        prompt, picture = body.get("prompt"), None
    model = body.get("model", "sora-2-landscape")
    if model not in SORA_MODELS:
        raise RefusalError("Geçersiz model")
    return Order(_prompt(prompt), _ratio(body), SORA_SECONDS, model, picture)


def _sora_message(messages: object) -> tuple[object, bytes]:
    """The prompt and the picture of the one message."""
    try:
        [message] = messages  # type: ignore[misc]
        parts = {part["type"]: part for part in message["content"]}  # type: ignore[has-type]
        url, prompt = parts["image_url"]["image_url"]["url"], parts["text"]["text"]
        named = _DATA_URL.match(url)
    except (KeyError, TypeError, ValueError) as error:
        raise RefusalError("Geçersiz messages alanı", 422) from error
    if named is None:
        raise RefusalError("Görsel data URL olarak gönderilmelidir")
    picture = _picture(url[named.end() :])
    if media_type_of(picture) != named[1]:
        raise RefusalError("Görselin türü bildirilen türle uyuşmuyor")
    return prompt, picture


def _veo_order(body: dict[str, Any]) -> Order:
    seconds = body.get("duration_seconds", 6)
    if type(seconds) is not int or seconds not in VEO_SECONDS:
        raise RefusalError("Geçersiz duration_seconds")
    image = body.get("image")
    picture = None if image is None else _picture(image)
    return Order(_prompt(body.get("prompt")), _ratio(body), seconds, "", picture)


def _prompt(prompt: object) -> str:
    if not isinstance(prompt, str) or not prompt.strip():
        raise RefusalError("prompt alanı zorunludur")
    return prompt


def _ratio(body: dict[str, Any]) -> str:
    ratio = body.get("aspect_ratio", RATIOS[0])
    if ratio not in RATIOS:
        raise RefusalError("Geçersiz aspect_ratio")
    return str(ratio)


def _picture(text: object) -> bytes:
    if not isinstance(text, str):
        raise RefusalError("Görsel base64 formatında gönderilmelidir")
    try:
        picture = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusalError("Görsel base64 formatında gönderilmelidir") from error
    if len(picture) > _MAX_PICTURE:
        raise RefusalError("Görsel en fazla 10 MB olabilir")
    if media_type_of(picture) is None:
        raise RefusalError("Desteklenen görsel formatları: JPEG, PNG, WebP")
    return picture


def _shows_something(picture: bytes) -> bool:
    try:
        with Image.open(BytesIO(picture)) as opened:
            opened.draft("RGB", (256, 256))
            opened.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
