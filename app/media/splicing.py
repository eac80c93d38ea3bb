"""Encoding the last frames of an H.264 stream anew so that they fit behind its others, which stay
as they are.

What is encoded has parameter sets of its own beside the stream's: the head of an MP4's stream may
hold several, and each group of frames says which are its (ISO/IEC 14496-15, 5.3.3.1.2; ITU-T H.264,
7.4.1.2.1).
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Final

import av
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from app.media.encoding import tell_colours

#: The number of the parameter sets; streams count their own from 0.
_NUMBER: Final = 13
#: Quality by x264's measure: what stands beside it was not encoded twice.
_QUALITY: Final = "14"
_PROFILES: Final = {
    "Baseline": "baseline",
    "Constrained Baseline": "baseline",
    "Main": "main",
    "High": "high",
}
_START: Final = re.compile(b"\x00\x00\x00?\x01")
_KIND: Final = 0x1F
_SEQUENCE: Final = 7


def can_splice(head: bytes | None, profile: str | None, pixels: str) -> bool:
    """Whether frames can be encoded for a stream of this head (the *avcC* box) and kind."""
    known = head is not None and head[:1] == b"\x01" and profile in _PROFILES
    return known and pixels == "yuv420p"


class Splicer:
    """Encodes frames for a stream of which `can_splice` says that it goes. `head` is the stream's
    head from now on."""

    def __init__(self, head: bytes, profile: str, like: VideoFrame, rate: Fraction) -> None:
        self._profile = _PROFILES[profile]
        self._rate = rate
        self._length = (head[4] & 3) + 1
        self.head = _joined(head, _units(self._encoder(like).extradata or b""))

    def encoded(self, frames: Iterable[VideoFrame]) -> "Iterator[av.Packet[Any]]":
        """A packet for each frame, in their order and without times; the first is a key frame."""
        encoder: VideoCodecContext | None = None
        for number, frame in enumerate(frames):
            encoder = encoder or self._encoder(frame)
            frame.pts, frame.time_base, frame.pict_type = number, encoder.time_base, 0
            yield from map(self._packed, encoder.encode(frame))
        if encoder is not None:
            yield from map(self._packed, encoder.encode(None))

    def _encoder(self, like: VideoFrame) -> VideoCodecContext:
        encoder = av.CodecContext.create("libx264", "w")
        encoder.width, encoder.height = like.width, like.height
        encoder.pix_fmt = like.format.name
        encoder.framerate, encoder.time_base = self._rate, 1 / self._rate
        encoder.thread_count = 1
        encoder.flags |= Flags.global_header
        tell_colours(encoder, like)
        encoder.options = {
            "preset": "fast",
            "crf": _QUALITY,
            "profile": self._profile,
            "x264-params": f"sps-id={_NUMBER}:bframes=0",
        }
        encoder.open()
        return encoder

    def _packed(self, packet: "av.Packet[Any]") -> "av.Packet[Any]":
        units = _units(bytes(packet))
        content = b"".join(len(unit).to_bytes(self._length) + unit for unit in units)
        packed = av.Packet(content)
        packed.is_keyframe = packet.is_keyframe
        return packed


def _units(content: bytes) -> list[bytes]:
    """The units of a stream with start codes (H.264, annex B)."""
    return [unit for unit in _START.split(content) if unit]


def _joined(head: bytes, units: Iterable[bytes]) -> bytes:
    """A stream's head with further parameter sets."""
    sets = [unit for unit in units if unit[0] & _KIND == _SEQUENCE]
    pictures = [unit for unit in units if unit[0] & _KIND == _SEQUENCE + 1]
    own_sets, place = _read_sets(head, 5, 0x1F)
    own_pictures, place = _read_sets(head, place, 0xFF)
    level = max(head[3], *(unit[3] for unit in sets))
    return b"".join(
        [
            head[:3] + bytes([level, head[4], 0xE0 | len(own_sets + sets)]),
            *(len(unit).to_bytes(2) + unit for unit in own_sets + sets),
            bytes([len(own_pictures + pictures)]),
            *(len(unit).to_bytes(2) + unit for unit in own_pictures + pictures),
            head[place:],
        ]
    )


def _read_sets(head: bytes, place: int, mask: int) -> tuple[list[bytes], int]:
    count, place = head[place] & mask, place + 1
    found = []
    for _ in range(count):
        length = int.from_bytes(head[place : place + 2])
        found.append(head[place + 2 : place + 2 + length])
        place += 2 + length
    return found, place
