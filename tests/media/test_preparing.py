"""Copies of pictures made ready for a service; the originals stay as they are."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw

from app.domain.capabilities import PictureLimits
from app.domain.errors import ErrorCode, KadrajError
from app.domain.preparing import Change, Crop, crop_for
from app.media.preparing import prepare, survey
from app.media.reader import FileMediaReader

LIMITS = PictureLimits()


@pytest.fixture
async def reader(anyio_backend: str) -> AsyncIterator[FileMediaReader]:
    reader = FileMediaReader()
    yield reader
    await reader.aclose()


def noise(size: tuple[int, int] = (64, 48)) -> Image.Image:
    bands = [Image.effect_noise(size, 90) for _ in range(3)]
    return Image.merge("RGB", bands)


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("BMP", "image/bmp"),
        ("TIFF", "image/tiff"),
        ("GIF", "image/gif"),
        ("ICO", "image/x-icon"),
        ("AVIF", "image/avif"),
        ("JPEG2000", "image/jp2"),
        ("PPM", "image/x-portable-anymap"),
        ("PCX", "image/x-pcx"),
        ("SGI", "image/sgi"),
    ],
)
def test_kinds_that_no_service_takes_become_one_that_they_do(
    kind: str, media_type: str, tmp_path: Path
) -> None:
    file = tmp_path / "çiçek.bin"
    noise().save(file, kind)
    original = file.read_bytes()
    done = prepare(file, tmp_path / "copy", limits=LIMITS)
    assert done.before.media_type == media_type
    assert done.before.size == len(original)
    assert done.after.path == tmp_path / "copy.png"
    assert (done.after.media_type, done.after.name) == ("image/png", "çiçek.png")
    assert done.after.size == (tmp_path / "copy.png").stat().st_size
    assert Change.CONVERTED in done.changes
    with Image.open(done.after.path) as copy, Image.open(file) as picture:
        assert copy.mode == "RGB"
        assert copy.tobytes() == picture.convert("RGB").tobytes()
    assert file.read_bytes() == original


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_crop_is_of_the_picture_as_it_is_looked_at_and_exact_to_the_pixel(
    orientation: int, tmp_path: Path
) -> None:
    upright = noise((160, 120))
    # Each orientation is undone by one of Pillow's ways to turn; this is its reverse.
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(back[orientation]) if orientation in back else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "a.png", exif=exif)
    crop = crop_for(160, 120, "16:9", 0.3)
    assert crop is not None
    done = prepare(tmp_path / "a.png", tmp_path / "copy", limits=LIMITS, crop=crop)
    assert (done.before.width, done.before.height) == (160, 120)
    assert (done.after.width, done.after.height) == (160, 90)
    turned = [Change.TURNED] if orientation != 1 else []
    assert list(done.changes) == [*turned, Change.CROPPED]
    with Image.open(done.after.path) as copy:
        wanted = upright.crop((0, crop.top, 160, crop.top + 90))
        assert copy.tobytes() == wanted.tobytes()
        assert not copy.getexif()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_what_is_transparent_becomes_white(mode: str, tmp_path: Path) -> None:
    picture = Image.new("RGBA", (40, 20), (255, 0, 0, 255))
    picture.paste((0, 0, 255, 0), (0, 0, 20, 20))
    options: dict[str, Any] = {}
    if mode == "P":
        picture = picture.convert("RGB").quantize(4)
        options = {"transparency": picture.getpixel((0, 0))}
    picture.convert(mode).save(
        tmp_path / "a.png" if mode != "PA" else tmp_path / "a.tiff", **options
    )
    [file] = tmp_path.iterdir()
    facts = survey(file)
    assert facts.transparent
    assert facts.wants_preparing(LIMITS)
    done = prepare(file, tmp_path / "copy", limits=LIMITS)
    assert Change.FLATTENED in done.changes
    with Image.open(done.after.path) as copy:
        assert copy.getpixel((5, 5)) == (255, 255, 255)
        assert copy.getpixel((30, 5)) != (255, 255, 255)


def test_of_a_moving_picture_the_first_frame_is_taken(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 9), colour) for colour in ("red", "green", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    done = prepare(tmp_path / "a.gif", tmp_path / "copy", limits=LIMITS)
    assert done.changes[0] is Change.FIRST_FRAME
    with Image.open(done.after.path) as copy:
        assert copy.getpixel((8, 4)) == (255, 0, 0)


def test_a_file_that_is_too_large_keeps_its_pixels_if_it_can(tmp_path: Path) -> None:
    noise((600, 400)).save(tmp_path / "a.png")
    limits = PictureLimits(max_bytes=500_000)
    done = prepare(tmp_path / "a.png", tmp_path / "copy", limits=limits)
    assert done.before.size > 500_000 >= done.after.size
    assert done.changes == (Change.CONVERTED,)
    assert (done.after.width, done.after.height) == (600, 400)
    assert not (tmp_path / "copy.png").exists()
    with Image.open(done.after.path) as copy:
        copy.load()
        assert copy.format == "JPEG"


def test_and_has_fewer_of_them_if_it_must(tmp_path: Path) -> None:
    noise((600, 400)).save(tmp_path / "a.jpg", quality=98)
    done = prepare(tmp_path / "a.jpg", tmp_path / "copy", limits=PictureLimits(max_bytes=60_000))
    assert done.changes == (Change.SHRUNK,)
    assert done.after.size <= 60_000
    assert done.after.width < 600
    assert done.after.width / done.after.height == pytest.approx(1.5, abs=0.02)


def test_a_limit_that_nothing_keeps_ends_with_one_pixel(tmp_path: Path) -> None:
    noise((8, 4)).save(tmp_path / "a.png")
    done = prepare(tmp_path / "a.png", tmp_path / "copy", limits=PictureLimits(max_bytes=10))
    assert (done.after.width, done.after.height) == (1, 1)


def test_colours_keep_the_profile_they_were_meant_in(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    noise().save(tmp_path / "a.bmp".replace("bmp", "tiff"), icc_profile=profile)
    done = prepare(tmp_path / "a.tiff", tmp_path / "copy", limits=LIMITS)
    with Image.open(done.after.path) as copy:
        assert copy.info["icc_profile"] == profile


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "I;16", "F"])
def test_other_colours_are_turned_into_plain_ones(mode: str, tmp_path: Path) -> None:
    if mode == "I;16":
        grey = Image.new("I;16", (30, 20), 0x8000)
    else:
        grey = Image.new("L", (30, 20), 128).convert(mode)
    grey.save(tmp_path / "a.tiff")
    done = prepare(tmp_path / "a.tiff", tmp_path / "copy", limits=LIMITS)
    with Image.open(done.after.path) as copy:
        assert copy.mode == "RGB"
        (pixel,) = {copy.resize((1, 1)).getpixel((0, 0))}
        assert isinstance(pixel, tuple)
        assert all(abs(value - 128) < 3 for value in pixel)


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    Image.new("1", (8001, 8000)).save(tmp_path / "a.tiff", compression="group4")
    with pytest.raises(KadrajError) as caught:
        prepare(tmp_path / "a.tiff", tmp_path / "copy", limits=LIMITS)
    assert caught.value.code is ErrorCode.PICTURE_TOO_MANY_PIXELS
    assert caught.value.params["width"] == 8001
    assert survey(tmp_path / "a.tiff").picture.height == 8000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.PICTURE_UNSUPPORTED),
        (b"hello", ErrorCode.PICTURE_UNSUPPORTED),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", ErrorCode.PICTURE_UNSUPPORTED),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ErrorCode.PICTURE_UNSUPPORTED),
        (b"GIF89a", ErrorCode.PICTURE_UNREADABLE),
        (b"BM" + b"\xff" * 60, ErrorCode.PICTURE_UNREADABLE),
        (b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 40, ErrorCode.PICTURE_UNREADABLE),
        (b"\0\0\1\0\xff\xff" + b"\xff" * 40, ErrorCode.PICTURE_UNREADABLE),
    ],
)
def test_what_is_no_picture_is_said_to_be_none(
    content: bytes, code: ErrorCode, tmp_path: Path
) -> None:
    file = tmp_path / "a.bmp"
    file.write_bytes(content)
    with pytest.raises(KadrajError) as caught:
        prepare(file, tmp_path / "copy", limits=LIMITS)
    assert caught.value.code is code
    assert [path.name for path in tmp_path.iterdir()] == ["a.bmp"]


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "GIF", "PPM", "AVIF"])
@pytest.mark.parametrize("kept", [0.1, 0.6])
def test_cut_pictures_leave_no_copy(kind: str, kept: float, tmp_path: Path) -> None:
    file = tmp_path / "a"
    noise((200, 100)).save(file, kind)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(KadrajError) as caught:
        prepare(file, tmp_path / "copy", limits=LIMITS)
    assert caught.value.code is ErrorCode.PICTURE_UNREADABLE
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.anyio
async def test_it_is_done_in_the_process_for_hostile_files(
    reader: FileMediaReader, tmp_path: Path
) -> None:
    noise((300, 300)).save(tmp_path / "a.bmp")
    facts = await reader.survey_picture(tmp_path / "a.bmp", "Ağaç.bmp")
    assert (facts.picture.name, facts.frames, facts.transparent) == ("Ağaç.bmp", 1, False)
    done = await reader.prepare_picture(
        tmp_path / "a.bmp", tmp_path / "copy", LIMITS, crop=Crop(10, 20, 160, 90), name="Ağaç.bmp"
    )
    assert done.before == facts.picture
    assert done.changes == (Change.CROPPED, Change.CONVERTED)
    assert (done.after.name, done.after.width) == ("Ağaç.png", 160)
    assert await reader.inspect_picture(done.after.path, done.after.name) == done.after
    whole = await reader.prepare_picture(tmp_path / "a.bmp", tmp_path / "whole", LIMITS)
    assert whole.changes == (Change.CONVERTED,)


@pytest.mark.anyio
async def test_the_largest_picture_there_may_be_has_room_in_it(
    reader: FileMediaReader, tmp_path: Path
) -> None:
    draft = Image.new("RGBA", (8000, 8000), (10, 120, 200, 128))
    ImageDraw.Draw(draft).line((0, 0, 8000, 8000), "white", 300)
    draft.save(tmp_path / "a.png", compress_level=1)
    done = await reader.prepare_picture(tmp_path / "a.png", tmp_path / "copy", LIMITS)
    assert done.changes == (Change.FLATTENED, Change.CONVERTED)
    assert done.after.size < LIMITS.max_bytes
