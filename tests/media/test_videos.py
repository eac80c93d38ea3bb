"""Videos are opened, checked and shown by a telling frame."""

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from PIL import Image

from app.domain.errors import ErrorCode, KadrajError
from app.domain.filmstrips import COLUMNS, FRAMES, ROWS, still_at
from app.media.videos import probe, write_filmstrip, write_thumbnail
from tests.media.clips import RATE, pattern, turn, write_video

BLACK = Image.new("RGB", (320, 180), "black")
PATTERN = pattern((320, 180), "#cc2211", "#2244cc")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 24 for a, b in zip(pixel, colour, strict=True))


def test_probe_tells_size_length_and_codecs(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", [PATTERN] * (2 * RATE))
    info = probe(video)
    assert (info.width, info.height) == (320, 180)
    assert info.duration_seconds == pytest.approx(2.0, abs=0.11)
    assert info.size == video.stat().st_size
    assert (info.video_codec, info.audio_codec) == ("h264", None)


@pytest.mark.parametrize("ending", [".mkv", ".mov", ".ts"])
def test_other_containers_are_read(tmp_path: Path, ending: str) -> None:
    video = write_video(tmp_path / f"a{ending}", [PATTERN] * RATE)
    assert probe(video).video_codec == "h264"


def test_a_turned_video_is_measured_and_shown_upright(tmp_path: Path) -> None:
    video = turn(write_video(tmp_path / "a.mp4", [PATTERN] * RATE))
    info = probe(video)
    assert (info.width, info.height) == (180, 320)
    target = tmp_path / "a.jpg"
    write_thumbnail(video, target)
    with Image.open(target) as shown:
        assert shown.size == (180, 320)
        # Turned clockwise, the left half comes to lie above.
        assert near(shown.getpixel((90, 40)), (0xCC, 0x22, 0x11))
        assert near(shown.getpixel((90, 280)), (0x22, 0x44, 0xCC))


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html><html><title>404</title></html>", b"\0" * 5000, b"ftypmp42" * 100],
    ids=["empty", "page", "zeros", "letters"],
)
def test_what_is_no_video_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "clip.mp4"
    file.write_bytes(content)
    for look in (lambda: probe(file), lambda: write_thumbnail(file, tmp_path / "t.jpg")):
        with pytest.raises(KadrajError) as caught:
            look()
        assert caught.value.code is ErrorCode.NOT_A_VIDEO
        assert caught.value.params["name"] == "clip.mp4"
    assert not (tmp_path / "t.jpg").exists()


def test_a_missing_file_is_no_video(tmp_path: Path) -> None:
    with pytest.raises(KadrajError) as caught:
        probe(tmp_path / "gone.mp4")
    assert caught.value.code is ErrorCode.NOT_A_VIDEO


def test_a_video_without_its_end_is_refused(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "a.mp4", [PATTERN] * RATE)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[:-400])  # the index lies at the end
    with pytest.raises(KadrajError):
        probe(cut)


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    file = tmp_path / "a.m4a"
    with av.open(str(file), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=44100, layout="mono")
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        frame.sample_rate = 44100
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(KadrajError) as caught:
        probe(file)
    assert caught.value.code is ErrorCode.NOT_A_VIDEO


def test_a_playlist_does_not_make_the_program_open_what_it_names(tmp_path: Path) -> None:
    segment = write_video(tmp_path / "a.ts", [PATTERN] * RATE)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        for named in (segment.name, f"http://127.0.0.1:{listener.getsockname()[1]}/a.ts"):
            playlist = tmp_path / "list.mp4"
            playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{named}\n")
            with pytest.raises(KadrajError):
                probe(playlist)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_the_thumbnail_is_a_small_jpeg(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", [pattern((1280, 720), "#cc2211", "#2244cc")] * RATE)
    target = tmp_path / "a.jpg"
    write_thumbnail(video, target)
    with Image.open(target) as shown:
        assert shown.format == "JPEG"
        assert shown.size == (512, 288)
        assert near(shown.getpixel((100, 100)), (0xCC, 0x22, 0x11))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.jpg", "a.mp4"]


def test_a_small_video_is_not_blown_up(tmp_path: Path) -> None:
    write_thumbnail(write_video(tmp_path / "a.mp4", [PATTERN] * RATE), tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as shown:
        assert shown.size == (320, 180)


def test_black_and_blank_beginnings_are_passed_over(tmp_path: Path) -> None:
    white = Image.new("RGB", (320, 180), "white")
    frames = [BLACK] * 12 + [white] * 6 + [PATTERN] * 12
    write_thumbnail(write_video(tmp_path / "a.mp4", frames), tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as shown:
        assert near(shown.getpixel((40, 90)), (0xCC, 0x22, 0x11))


def test_an_entirely_black_video_still_gets_a_thumbnail(tmp_path: Path) -> None:
    write_thumbnail(write_video(tmp_path / "a.mp4", [BLACK] * RATE), tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as shown:
        assert near(shown.getpixel((40, 90)), (0, 0, 0))


def test_a_single_frame_is_enough(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", [PATTERN])
    assert probe(video).width == 320
    write_thumbnail(video, tmp_path / "a.jpg")
    assert (tmp_path / "a.jpg").exists()


def test_a_thumbnail_replaces_the_one_before(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", [PATTERN] * RATE)
    target = tmp_path / "a.jpg"
    target.write_bytes(b"old")
    write_thumbnail(video, target)
    assert target.read_bytes().startswith(b"\xff\xd8\xff")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", [PATTERN])
    with pytest.raises(KadrajError) as caught:
        write_thumbnail(video, tmp_path / "nowhere" / "a.jpg")
    assert caught.value.code is ErrorCode.FILE_FAILED


def test_a_full_disk_is_named_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = write_video(tmp_path / "a.mp4", [PATTERN])

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(KadrajError) as caught:
        write_thumbnail(video, tmp_path / "a.jpg")
    assert caught.value.code is ErrorCode.DISK_FULL
    assert caught.value.params["folder"] == str(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.mp4"]


def test_a_still_is_found_where_no_key_frame_is_near(tmp_path: Path) -> None:
    frames = [BLACK] * 20 + [PATTERN] * 100
    video = write_video(tmp_path / "a.mp4", frames, {"g": "999", "sc_threshold": "0"})
    write_thumbnail(video, tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as shown:
        assert near(shown.getpixel((40, 90)), (0xCC, 0x22, 0x11))


def test_a_filmstrip_holds_the_whole_length_in_its_order(tmp_path: Path) -> None:
    shades = [pattern((640, 360), f"rgb({n},60,{255 - n})", "#2244cc") for n in range(0, 240, 4)]
    for options in ({}, {"g": "999", "sc_threshold": "0"}, {"g": "3"}):
        video = write_video(tmp_path / "a.mp4", shades, options)
        (tmp_path / "a.jpg").unlink(missing_ok=True)
        write_filmstrip(video, tmp_path / "a.jpg")
        with Image.open(tmp_path / "a.jpg") as sheet:
            assert sheet.size == (256 * COLUMNS, 144 * ROWS)
            for number in range(FRAMES):
                column, row = still_at((number + 0.5) / FRAMES)
                shade = round((number + 0.5) / FRAMES * 240)
                pixel = sheet.getpixel((column * 256 + 60, row * 144 + 70))
                assert near(pixel, (shade, 60, 255 - shade))


def test_a_filmstrip_is_for_its_owner_and_made_once_for_each_file(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", [PATTERN])
    target = tmp_path / "a.jpg"
    write_filmstrip(video, target)
    assert target.stat().st_mode & 0o777 == 0o600
    made = target.stat().st_mtime_ns
    write_filmstrip(video, target)
    assert target.stat().st_mtime_ns == made
    write_video(video, [BLACK])
    write_filmstrip(video, target)
    assert target.stat().st_mtime_ns > made


def test_a_part_of_the_length_leads_to_its_still() -> None:
    assert [still_at(share) for share in (-1, 0, 0.26, 0.5, 0.999, 1, 7)] == [
        (0, 0),
        (0, 0),
        (0, 1),
        (0, 2),
        (4, 3),
        (4, 3),
        (4, 3),
    ]


@pytest.mark.parametrize("look", [probe, lambda video: write_thumbnail(video, video)])
def test_a_pipe_is_not_waited_for(tmp_path: Path, look: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    with pytest.raises(KadrajError) as caught:
        look(tmp_path / "pipe.mp4")
    assert caught.value.code is ErrorCode.NOT_A_VIDEO
