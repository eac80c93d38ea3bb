"""Looks whether everything that Kadraj needs is there: what `kadraj doctor` shows."""

import asyncio
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

import av
from av.codec.codec import UnknownCodecError

from app.bootstrap import Surroundings
from app.cli.doctor import Finding
from app.domain.capabilities import Capabilities
from app.domain.errors import ErrorCode, KadrajError
from app.engine.studio import Studio
from app.metadata import NAME, VERSION
from app.services.transport import ssl_context
from app.store.keyring_vault import KeyringVault

_LIBRARIES = ("PySide6-Essentials", "PySide6-Addons", "httpx", "qasync", "keyring", "av")
_CODECS = ("h264", "aac")
_PATIENCE = 10.0


async def diagnose(around: Surroundings, studio: Studio) -> list[Finding]:
    """Everything, in the order a person would ask for it. Changes nothing."""
    findings = [*_versions(), *_multimedia(), await _keyring(around)]
    findings += [_folder("data", around.places.home), _folder("library", around.places.library)]
    findings += await asyncio.gather(*(_service(table) for table in studio.capabilities.values()))
    return findings


def _versions() -> Iterator[Finding]:
    yield Finding(NAME, good=True, detail=VERSION)
    yield Finding("Python", good=True, detail=f"{platform.python_version()} ({sys.platform})")
    for name in _LIBRARIES:
        try:
            yield Finding(name, good=True, detail=metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, good=False, detail="not installed")


def _multimedia() -> Iterator[Finding]:
    for name in _CODECS:
        try:
            av.codec.Codec(name, "r")
        except UnknownCodecError:
            yield Finding(f"decoder {name}", good=False, detail="missing")
        else:
            yield Finding(f"decoder {name}", good=True, detail="there")


async def _keyring(around: Surroundings) -> Finding:
    try:
        detail = await KeyringVault(around.places.keyring_name).describe()
    except KadrajError as error:
        return Finding("keyring", good=False, detail=str(error.params.get("reason") or "none"))
    return Finding("keyring", good=True, detail=detail)


def _folder(name: str, folder: Path) -> Finding:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    good = there.is_dir() and os.access(there, os.W_OK)
    free = shutil.disk_usage(there).free // 1_000_000
    return Finding(f"folder {name}", good=good, detail=f"{folder} ({free} MB free)")


async def _service(table: Capabilities) -> Finding:
    """Whether a connection to a service can be made; nothing is asked and no key is sent."""
    parts = urlsplit(table.base_url)
    secure = parts.scheme == "https"
    name = f"service {table.service}"
    try:
        async with asyncio.timeout(_PATIENCE):
            _, writer = await asyncio.open_connection(
                parts.hostname,
                parts.port or (443 if secure else 80),
                ssl=ssl_context() if secure else None,
            )
    except (OSError, TimeoutError) as error:
        reason = f"{ErrorCode.UNREACHABLE.value}: {type(error).__name__}"
        return Finding(name, good=False, detail=f"{table.base_url} ({reason})")
    writer.close()
    return Finding(name, good=True, detail=table.base_url)
