"""Our own ids: of jobs and clips. They end up in file names, so they are plain hexadecimal."""

import uuid


def new_id() -> str:
    """32 hexadecimal digits that nothing else has."""
    return uuid.uuid4().hex
