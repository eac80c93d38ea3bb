"""Cutting a rendered clip into the pieces of an HLS stream, as streaming hosts keep it."""

import shutil
import tempfile
from pathlib import Path
from typing import Final

import av

MASTER: Final = """#EXTM3U
#EXT-X-VERSION:3
#EXT-X-STREAM-INF:BANDWIDTH={bandwidth}
720p/video.m3u8
"""
_KEY: Final = '#EXT-X-KEY:METHOD=AES-128,URI="video.key"\n'
_PIECE_SECONDS: Final = 2


def stream_folder(clip: Path, *, fragments: bool) -> Path:
    """The folder with `video.m3u8` and its pieces, made if need be.

    Pieces are MPEG-TS, or fragments of MP4 with what they share in `init.mp4`.
    """
    folder = clip.with_suffix(".fragments" if fragments else ".stream")
    if folder.is_dir():
        return folder
    new = Path(tempfile.mkdtemp(dir=clip.parent))
    options = {
        "hls_time": str(_PIECE_SECONDS),
        "hls_playlist_type": "vod",
        "hls_segment_type": "fmp4" if fragments else "mpegts",
        "hls_segment_filename": str(new / ("video%d.m4s" if fragments else "video%d.ts")),
        "hls_fmp4_init_filename": "init.mp4",
    }
    with (
        av.open(str(clip)) as whole,
        av.open(str(new / "video.m3u8"), "w", format="hls", options=options) as pieces,
    ):
        sources = [whole.streams.video[0], whole.streams.audio[0]]
        streams = {source.index: pieces.add_stream_from_template(source) for source in sources}
        for packet in whole.demux(sources):
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                pieces.mux_one(packet)
    try:
        new.replace(folder)
    except OSError:
        # Somebody asked at the same moment, and theirs was ready first.
        shutil.rmtree(new)
    return folder


def encrypted(playlist: str) -> str:
    """A playlist that says its pieces need a key."""
    head, separator, pieces = playlist.partition("#EXTINF")
    return head + _KEY + separator + pieces
