"""What moves in the demo's clips: a painted landscape, or a slow move over a picture."""

import math
from collections.abc import Sequence
from io import BytesIO
from random import Random
from typing import Final, Protocol

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from app.demo.palettes import palette_for

Size = tuple[int, int]

_BILINEAR: Final = Image.Resampling.BILINEAR
# The sky's last colour goes on behind the hills for as much of the height as this many colours.
_BELOW_HORIZON: Final = 2


class Scene(Protocol):
    """A moving picture."""

    def frame(self, moment: float) -> Image.Image:
        """A fresh RGB picture of the scene at `moment`, from 0 (first frame) to 1 (last)."""
        ...


class Landscape:
    """A sky that belongs to the prompt, a sun or moon that rises, and hills that drift past.

    Everything is painted once; a frame only shifts the layers, by parts of a pixel.
    """

    def __init__(self, prompt: str, size: Size) -> None:
        self._size = size
        dice = Random(prompt)
        palette = palette_for(prompt, dice)
        width, height = size
        self._sky = _sky(palette.sky, size)
        if palette.stars:
            _sprinkle_stars(self._sky, dice)
        self._disc_colour = palette.disc
        self._radius = round(min(size) * dice.uniform(0.13, 0.19))
        self._disc = _disc(self._radius)
        self._glow = _glow(self._radius * 5)
        self._disc_x = width * dice.uniform(0.3, 0.7)
        self._disc_y = (height * 0.50, height * 0.30)
        self._hills = [
            _Hills(colour, size, nearness, dice)
            for colour, nearness in zip(palette.hills, (0.0, 0.5, 1.0), strict=True)
        ]

    def frame(self, moment: float) -> Image.Image:
        """The landscape at `moment`."""
        picture = self._sky.copy()
        eased = 0.5 - 0.5 * math.cos(math.pi * moment)
        low, high = self._disc_y
        y = low + (high - low) * eased
        _stamp(picture, self._disc_colour, self._glow, self._disc_x, y)
        _stamp(picture, self._disc_colour, self._disc, self._disc_x, y)
        for hills in self._hills:
            hills.put_on(picture, moment)
        return picture


class PictureMove:
    """A slow push into a picture that fills the frame."""

    _ZOOM: Final = 1.16

    def __init__(self, picture: bytes, size: Size) -> None:
        self._size = size
        roomy = (round(size[0] * self._ZOOM), round(size[1] * self._ZOOM))
        with Image.open(BytesIO(picture)) as opened:
            opened.draft("RGB", roomy)
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
        stage = Image.new("RGBA", upright.size, "#0B0B0D")
        flat = Image.alpha_composite(stage, upright).convert("RGB")
        self._picture = ImageOps.fit(flat, roomy, Image.Resampling.LANCZOS)

    def frame(self, moment: float) -> Image.Image:
        """The picture, nearer from `moment` to `moment`."""
        eased = 0.5 - 0.5 * math.cos(math.pi * moment)
        zoom = 1 + (self._ZOOM - 1) * eased
        width, height = self._picture.width / zoom, self._picture.height / zoom
        left = (self._picture.width - width) * (0.5 + 0.2 * eased)
        top = (self._picture.height - height) * (0.5 - 0.2 * eased)
        box = (left, top, left + width, top + height)
        return self._picture.resize(self._size, _BILINEAR, box)


class _Hills:
    """One range of hills: far ones are high, pale and slow, near ones low, dark and quick."""

    def __init__(self, colour: str, size: Size, nearness: float, dice: Random) -> None:
        width, height = size
        self._travel = round(width * (0.04 + 0.12 * nearness))
        crest = height * (0.62 + 0.2 * nearness)
        swing = min(height, width * 0.7) * (0.075 - 0.02 * nearness)
        waves = [
            (dice.uniform(0.6, 1.4) * turns, dice.uniform(0, math.tau), swing / turns**0.9)
            for turns in (1.5, 3.1, 6.7, 13.0)
        ]
        span = width + self._travel
        line = [
            (x, crest + sum(tall * math.sin(turns * math.tau * x / width + phase)
                            for turns, phase, tall in waves))
            for x in range(-4, span + 8, 4)
        ]  # fmt: skip
        self._top = max(0, int(min(y for _, y in line)) - 2)
        self._mask = _silhouette(line, (span, height - self._top), self._top)
        self._fill = _vertical_gradient(
            (_mixed(colour, "#ffffff", 0.10), colour, _mixed(colour, "#000000", 0.25)),
            (width, height - self._top),
        )

    def put_on(self, picture: Image.Image, moment: float) -> None:
        """Draws the range over `picture`."""
        left = self._travel * moment
        width, height = self._fill.size
        mask = self._mask.resize((width, height), _BILINEAR, (left, 0, left + width, height))
        picture.paste(self._fill, (0, self._top), mask)


def _silhouette(line: Sequence[tuple[float, float]], size: Size, top: int) -> Image.Image:
    """Everything below `line`, as a mask with soft edges."""
    width, height = size
    large = Image.new("L", (width * 2, height * 2))
    outline = [(x * 2, (y - top) * 2) for x, y in line]
    edge = [(outline[-1][0], height * 2), (outline[0][0], height * 2)]
    ImageDraw.Draw(large).polygon([*outline, *edge], 255)
    return large.resize(size, Image.Resampling.BOX)


def _sky(colours: Sequence[str], size: Size) -> Image.Image:
    """A gradient with a little grain, which keeps it from showing steps."""
    smooth = _vertical_gradient([*colours, *[colours[-1]] * _BELOW_HORIZON], size)
    grain = Image.effect_noise(size, 3).convert("RGB")
    return ImageChops.add(smooth, grain, 1, -128)


def _vertical_gradient(colours: Sequence[str], size: Size) -> Image.Image:
    column = Image.new("RGB", (1, len(colours)))
    for row, colour in enumerate(colours):
        column.paste(colour, (0, row, 1, row + 1))
    # From the middle of the first colour's pixel to the middle of the last one's.
    box = (0, 0.5, 1, len(colours) - 0.5)
    return column.resize((1, size[1]), _BILINEAR, box).resize(size)


def _sprinkle_stars(sky: Image.Image, dice: Random) -> None:
    width, height = sky.size
    unit = min(sky.size) / 720
    sheet = Image.new("L", (width * 2, height * 2))
    pen = ImageDraw.Draw(sheet)
    for _ in range(90):
        x, depth = dice.uniform(0, width * 2), dice.random() ** 1.6
        y, radius = depth * height, dice.uniform(0.8, 2.4) * unit
        light = int(dice.uniform(90, 230) * (1 - depth * 0.8))
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), light)
    sky.paste("#ffffff", (0, 0), sheet.resize(sky.size, Image.Resampling.BOX))


def _disc(radius: int) -> Image.Image:
    edge = 4
    side = 2 * (radius + edge)
    large = Image.new("L", (side * 4, side * 4))
    ImageDraw.Draw(large).ellipse((edge * 4, edge * 4, (side - edge) * 4, (side - edge) * 4), 255)
    return large.resize((side, side), Image.Resampling.BOX)


def _glow(side: int) -> Image.Image:
    # Pillow's radial gradient reaches full value at the corners; at the sides it stands at 180.
    fall = Image.radial_gradient("L").point(lambda v: int(max(0, 1 - v / 178) ** 2 * 150))
    return fall.resize((side, side), _BILINEAR).filter(ImageFilter.GaussianBlur(2))


def _stamp(picture: Image.Image, colour: str, mask: Image.Image, x: float, y: float) -> None:
    """Colours `picture` through `mask`, whose middle falls on x, y to parts of a pixel."""
    left, top = x - mask.width / 2, y - mask.height / 2
    whole = (math.floor(left), math.floor(top))
    width, height = mask.width - 1, mask.height - 1
    x_shift, y_shift = 1 - (left - whole[0]), 1 - (top - whole[1])
    box = (x_shift, y_shift, x_shift + width, y_shift + height)
    fine = mask.resize((width, height), _BILINEAR, box)
    picture.paste(colour, (whole[0] + 1, whole[1] + 1), fine)


def _mixed(colour: str, other: str, share: float) -> str:
    def parts(text: str) -> list[int]:
        return [int(text[i : i + 2], 16) for i in (1, 3, 5)]

    mixed = (round(a + (b - a) * share) for a, b in zip(parts(colour), parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
