"""Pictures are known by their bytes."""

from pathlib import Path
from struct import pack
from zlib import crc32

import pytest
from PIL import Image
from PIL.ImageFile import ImageFile

from app.domain.errors import ErrorCode, KadrajError
from app.domain.requests import picture_problems
from app.media.pictures import inspect
from app.services.registry import SERVICES


def saved(path: Path, kind: str, size: tuple[int, int] = (64, 48)) -> Path:
    """A noisy picture, so that cutting the file cuts pixels."""
    picture = Image.effect_noise(size, 90).convert("RGB")
    picture.save(path, kind)
    return path


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds_are_taken_whatever_their_ending(tmp_path: Path, kind: str) -> None:
    file = saved(tmp_path / "çiçek.bin", kind)
    picture = inspect(file)
    assert picture.media_type == f"image/{kind.lower()}"
    assert (picture.width, picture.height) == (64, 48)
    assert picture.size == file.stat().st_size
    assert picture.path == file
    assert picture.path.is_absolute()
    assert picture.name == "çiçek.bin"


def test_the_name_shown_may_be_another(tmp_path: Path) -> None:
    assert inspect(saved(tmp_path / "x", "PNG"), "Görsel.png").name == "Görsel.png"


def test_a_photo_on_its_side_is_measured_as_it_is_looked_at(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (64, 48)).save(tmp_path / "a.jpg", exif=exif)
    picture = inspect(tmp_path / "a.jpg")
    assert (picture.width, picture.height) == (48, 64)


@pytest.mark.parametrize(
    ("kind", "media_type"), [("GIF", "image/gif"), ("BMP", "image/bmp"), ("TIFF", "image/tiff")]
)
def test_other_pictures_are_named(tmp_path: Path, kind: str, media_type: str) -> None:
    with pytest.raises(KadrajError) as caught:
        inspect(saved(tmp_path / "a.jpg", kind))
    assert caught.value.code is ErrorCode.PICTURE_UNSUPPORTED
    assert caught.value.params["found"] == media_type
    assert caught.value.params["allowed"] == "image/jpeg, image/png, image/webp"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("notes.TXT", b"hello", ".txt"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", ".svg"),
        ("nothing.png", b"", ".png"),
        ("README", b"hello", "README"),
    ],
)
def test_what_is_no_picture_is_named_by_its_ending(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(KadrajError) as caught:
        inspect(file)
    assert caught.value.code is ErrorCode.PICTURE_UNSUPPORTED
    assert caught.value.params["found"] == found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.9])
def test_cut_pictures_are_unreadable(tmp_path: Path, kind: str, kept: float) -> None:
    file = saved(tmp_path / "a.jpg", kind, (640, 480))
    content = file.read_bytes()
    file.write_bytes(content[: max(16, int(len(content) * kept))])
    with pytest.raises(KadrajError) as caught:
        inspect(file)
    assert caught.value.code is ErrorCode.PICTURE_UNREADABLE
    assert caught.value.params["name"] == "a.jpg"


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.png", tmp_path):
        with pytest.raises(KadrajError) as caught:
            inspect(path)
        assert caught.value.code is ErrorCode.PICTURE_UNREADABLE


def test_a_picture_of_a_billion_pixels_is_measured_and_not_decoded(tmp_path: Path) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + name + body + pack(">I", crc32(name + body))

    file = tmp_path / "bomb.png"
    header = chunk(b"IHDR", pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0))
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"x") + chunk(b"IEND", b""))
    picture = inspect(file)
    assert (picture.width, picture.height) == (40_000, 40_000)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_over_64_megapixels_is_refused_before_it_is_decoded(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "large"
    Image.new("L", (8001, 8000)).save(file, kind, quality=1)

    def decoded(_: ImageFile) -> None:
        pytest.fail("decoded")

    monkeypatch.setattr(ImageFile, "load", decoded)
    picture = inspect(file)
    assert (picture.width, picture.height) == (8001, 8000)
    [problem] = picture_problems(picture, SERVICES["sora"].capabilities)
    assert problem.code is ErrorCode.PICTURE_TOO_MANY_PIXELS
