"""What a user asks for, and whether a service can be asked for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.capabilities import Capabilities
from app.domain.errors import ErrorCode, KadrajError


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that goes into a request as it is.

    `path` is absolute. `size` is in bytes, `width` and `height` in pixels, `name` is what the user
    knows the picture by. `digest` is the SHA-256 of the bytes that were looked at, in hexadecimal:
    what is sent has them, too. None where nobody tells.
    """

    path: Path
    media_type: str
    size: int
    width: int
    height: int
    name: str
    digest: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Continuation:
    """Where a video goes on from: a clip, and the time of the frame shown there, in seconds."""

    clip_id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """One video to be made. `None` stands for a field that the service does not have.

    With `continues`, `picture` is the frame that it goes on from; that is for the library, no
    service hears of it.
    """

    service: str
    prompt: str
    aspect_ratio: str
    duration_seconds: int | None = None
    model: str | None = None
    picture: Picture | None = None
    continues: Continuation | None = None


def completed_request(request: GenerationRequest, table: Capabilities) -> GenerationRequest:
    """The request with the table's defaults where the user chose nothing.

    An empty ratio becomes the first one, or the first one the chosen model makes.
    """
    ratio = request.aspect_ratio or _default_ratio(request.model, table)
    duration = request.duration_seconds
    if duration is None and table.durations:
        duration = table.default_duration or table.durations[0]
    model = request.model
    if model is None:
        fitting = table.models_for(ratio)
        model = fitting[0].name if fitting else None
    return replace(
        request,
        # What a terminal in another encoding hands over may hold halves of letters.
        prompt=request.prompt.encode("utf-8", "replace").decode().strip(),
        aspect_ratio=ratio,
        duration_seconds=duration,
        model=model,
    )


def problems(request: GenerationRequest, table: Capabilities) -> Iterator[KadrajError]:
    """Everything that keeps this request from being sent, in the order of the composer."""
    if request.picture is not None:
        yield from picture_problems(request.picture, table)
    if not request.prompt.strip():
        yield KadrajError(ErrorCode.PROMPT_EMPTY)
    if request.aspect_ratio not in table.aspect_ratios:
        yield KadrajError(
            ErrorCode.ASPECT_RATIO_UNKNOWN,
            value=request.aspect_ratio,
            allowed=", ".join(table.aspect_ratios),
        )
    if request.duration_seconds is not None and request.duration_seconds not in table.durations:
        yield KadrajError(
            ErrorCode.DURATION_UNKNOWN,
            value=request.duration_seconds,
            allowed=", ".join(str(length) for length in table.durations),
        )
    if request.model is not None and request.model not in {m.name for m in table.models}:
        yield KadrajError(
            ErrorCode.MODEL_UNKNOWN,
            value=request.model,
            allowed=", ".join(model.name for model in table.models),
        )


def picture_problems(picture: Picture, table: Capabilities) -> Iterator[KadrajError]:
    """What keeps this picture from going to this service."""
    limits = table.picture
    if limits is None or picture.media_type not in limits.media_types:
        yield KadrajError(
            ErrorCode.PICTURE_UNSUPPORTED,
            found=picture.media_type,
            allowed=", ".join(limits.media_types) if limits else "",
        )
        return
    if picture.size > limits.max_bytes:
        yield KadrajError(ErrorCode.PICTURE_TOO_LARGE, size=picture.size, limit=limits.max_bytes)
    if picture.width * picture.height > limits.max_pixels:
        yield KadrajError(
            ErrorCode.PICTURE_TOO_MANY_PIXELS,
            width=picture.width,
            height=picture.height,
            limit=limits.max_pixels,
        )


def picture_changed(picture: Picture) -> KadrajError:
    """`PICTURE_CHANGED`: the file holds other bytes than those that were looked at."""
    return KadrajError(ErrorCode.PICTURE_CHANGED, name=picture.name, path=str(picture.path))


def _default_ratio(model: str | None, table: Capabilities) -> str:
    for known in table.models:
        if known.name == model:
            return known.aspect_ratios[0]
    return table.aspect_ratios[0]
