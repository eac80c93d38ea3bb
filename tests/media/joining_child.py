"""Joins videos: to be killed."""

import asyncio
import sys
from pathlib import Path

from app.domain.films import JoinPart
from app.media.film_maker import HelperFilmMaker

if __name__ == "__main__":
    target, *videos = map(Path, sys.argv[1:])
    asyncio.run(
        HelperFilmMaker().join([JoinPart(video) for video in videos], target, lambda _d, _t: None)
    )
