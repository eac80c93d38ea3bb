"""What lies over every clip: the prompt, viewfinder corners and the word that it is a demo."""

from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont, ImageFont

from app.demo.fonts import font

_ACCENTS: Final = {"sora": "#9AA5FF", "veo": "#4BD3B0"}
_INK: Final = "#FFFFFF"
_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Lettering:
    """Transparent strips and where they belong; whatever lies between them stays untouched."""

    strips: tuple[tuple[Image.Image, tuple[int, int]], ...]

    def put_on(self, frame: Image.Image) -> None:
        """Draws the strips over `frame`."""
        for strip, place in self.strips:
            frame.paste(strip, place, strip)


def lettering(
    prompt: str, service: str, size: tuple[int, int], *, small: bool = False
) -> Lettering:
    """The strips for a clip of `size` pixels: label and corners above, prompt and corners below.

    `small` lettering leaves the stage to a picture.
    """
    width, height = size
    sheet = Image.new("RGBA", size)
    unit = min(size) / 720
    letter_height = (24 if small else 34) * unit
    letters = font(round(letter_height), strong=True)
    margin = round(64 * unit)
    lines = wrapped(prompt, letters, width - 2 * margin)
    line_height = round(letter_height * 1.35)
    text_top = height - margin - line_height * len(lines)
    top, bottom = round(120 * unit), text_top - round(120 * unit)
    _shade(sheet, top, bottom)
    pen = ImageDraw.Draw(sheet)
    for row, line in enumerate(lines):
        pen.text((margin, text_top + row * line_height), line, _INK, letters)
    _corners(pen, size, unit)
    _label(pen, service, unit)
    return Lettering(
        (
            (sheet.crop((0, 0, width, top)), (0, 0)),
            (sheet.crop((0, bottom, width, height)), (0, bottom)),
        )
    )


def wrapped(text: str, letters: FreeTypeFont | ImageFont, width: float) -> list[str]:
    """`text` in at most three lines of this width; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and letters.getlength(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
    return [_fitted(each, letters, width) for each in lines]


def _fitted(line: str, letters: FreeTypeFont | ImageFont, width: float) -> str:
    if letters.getlength(line) <= width:
        return line
    short = line
    while short and letters.getlength(f"{short}…") > width:
        short = short[:-1].rstrip(" …")
    return f"{short}…"


def _shade(sheet: Image.Image, top: int, bottom: int) -> None:
    """Darkens both ends softly, so that white letters can be read on any sky."""
    width, height = sheet.size
    fall = Image.linear_gradient("L")
    lower = fall.resize((width, height - bottom)).point(lambda v: v * 165 // 255)
    upper = fall.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((width, top))
    for mask, place in ((lower, (0, bottom)), (upper.point(lambda v: v * 70 // 255), (0, 0))):
        tint = Image.new("RGBA", mask.size, "#05060a")
        tint.putalpha(mask)
        sheet.paste(tint, place)


def _corners(pen: ImageDraw.ImageDraw, size: tuple[int, int], unit: float) -> None:
    width, height = size
    inset, arm = round(28 * unit), round(34 * unit)
    thick = max(1, round(3 * unit))
    for x, step_x in ((inset, 1), (width - inset, -1)):
        for y, step_y in ((inset, 1), (height - inset, -1)):
            elbow = [(x + step_x * arm, y), (x, y), (x, y + step_y * arm)]
            pen.line(elbow, (255, 255, 255, 200), thick, joint="curve")


def _label(pen: ImageDraw.ImageDraw, service: str, unit: float) -> None:
    letters = font(round(19 * unit))
    left, middle = round(64 * unit), round(64 * unit)
    dot = 5 * unit
    pen.ellipse((left, middle - dot, left + 2 * dot, middle + dot), _ACCENTS.get(service, _INK))
    pen.text((left + 4 * dot, middle), "demo", (255, 255, 255, 225), letters, anchor="lm")
