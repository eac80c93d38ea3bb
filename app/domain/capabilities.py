"""What a service can be asked for: the table that composer, checks and requests are made from."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Model:
    """A model by the service's own name, and the ratios it makes."""

    name: str
    aspect_ratios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """Which pictures a service takes: media types, bytes of the file, pixels to decode."""

    media_types: tuple[str, ...] = ("image/jpeg", "image/png", "image/webp")
    max_bytes: int = 10 * MEGABYTE
    max_pixels: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One service. An empty tuple means that the service has no such field."""

    service: str
    title: str
    base_url: str
    aspect_ratios: tuple[str, ...]
    durations: tuple[int, ...] = ()
    models: tuple[Model, ...] = ()
    picture: PictureLimits | None = None
    default_duration: int | None = None

    def models_for(self, aspect_ratio: str) -> tuple[Model, ...]:
        """The models that make this ratio, in the table's order."""
        return tuple(model for model in self.models if aspect_ratio in model.aspect_ratios)
