"""Player pages, as thin as they can be, in the shapes that Bunny Stream's come in."""

from enum import StrEnum
from html import escape
from typing import Final

_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{script}</head>
<body>
<video id="main-video" controls playsinline preload="metadata">
<source src="{source}" type="{kind}">
</video>
</body>
</html>
"""
_REFUSAL: Final = (
    "<!DOCTYPE html>\n<html><head><title>403</title></head><body>Video is private</body></html>\n"
)


class PageKind(StrEnum):
    """What a player page leads to."""

    PLAIN = "plain"  # a file anywhere
    ORIGINAL = "original"  # a stream, and the file that was uploaded
    SIZES = "sizes"  # a stream, and a file beside it
    STREAM = "stream"  # a stream of MPEG-TS
    FRAGMENTS = "fragments"  # a stream of MP4 fragments
    ENCRYPTED = "encrypted"  # a stream that needs a key
    PROTECTED = "protected"  # a stream that needs a licence
    REFUSED = "refused"  # nothing, though the status is 200


def player_page(kind: PageKind, *, title: str, plain: str, folder: str) -> str:
    """A page for the file at `plain`, or for the stream in `folder`."""
    if kind is PageKind.REFUSED:
        return _REFUSAL
    source, media_type, script = f"{folder}/playlist.m3u8", "application/x-mpegURL", ""
    match kind:
        case PageKind.PLAIN:
            source, media_type = plain, "video/mp4"
        case PageKind.ORIGINAL:
            script = f"<script>\n  var originalUrl = '{folder}/original';\n</script>\n"
        case PageKind.PROTECTED:
            script = "<script>\n  var drmEnabled = true;\n</script>\n"
        case _:
            pass
    return _PAGE.format(title=escape(title), script=script, source=escape(source), kind=media_type)
