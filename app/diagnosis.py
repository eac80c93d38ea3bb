"""Looks whether everything that Kadraj needs is there: what `kadraj doctor` shows."""

import asyncio
import os
import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

import av
import httpx
from av.codec.codec import UnknownCodecError

from app.bootstrap import Surroundings
from app.cli.doctor import Finding, Level
from app.domain.capabilities import Capabilities
from app.domain.errors import NO_KEYRING, KadrajError
from app.engine.studio import Studio
from app.metadata import NAME, VERSION
from app.services.route import Route
from app.services.transport import FRESH, make_client, ssl_context
from app.store.keyring_vault import KeyringVault
from app.store.room import room

_PACKAGES = ("PySide6-Essentials", "PySide6-Addons", "httpx", "qasync", "keyring", "av")
_CODECS = ("h264", "aac")
_PATIENCE = 10.0


async def diagnose(around: Surroundings, studio: Studio) -> list[Finding]:
    """Everything, in the order a person would ask for it. Changes nothing."""
    chosen = studio.settings.library
    library = chosen or around.places.library
    findings = [*_versions(), *_multimedia(), await _keyring(around, studio.capabilities)]
    findings += [_folder("data", around.places.home), _folder("library", library)]
    if chosen is not None and not chosen.is_dir():
        findings[-1] = replace(findings[-1], level=Level.WARNING, note="seen_not_there", fields={})
    route = Route(lambda: studio.settings.proxy)
    tables = studio.capabilities.values()
    findings += await asyncio.gather(*(_service(table, route) for table in tables))
    return findings


def _versions() -> Iterator[Finding]:
    python = f"{platform.python_version()} ({sys.platform})"
    for name, version in ((NAME, VERSION), ("Python", python)):
        yield Finding(name, "row_program", detail=version, fields={"item": name})
    for name in _PACKAGES:
        about = Finding(name, "row_package", fields={"item": name})
        try:
            yield replace(about, detail=metadata.version(name))
        except metadata.PackageNotFoundError:
            yield replace(about, level=Level.PROBLEM, note="seen_missing")


def _multimedia() -> Iterator[Finding]:
    for name in _CODECS:
        about = Finding(f"decoder {name}", "row_decoder", fields={"item": name})
        try:
            av.codec.Codec(name, "r")
        except UnknownCodecError:
            yield replace(about, level=Level.PROBLEM, note="seen_missing")
        else:
            yield replace(about, note="seen_there")


async def _keyring(around: Surroundings, services: Iterable[str]) -> Finding:
    about = Finding("system keyring", "row_keyring")
    try:
        return replace(about, detail=await KeyringVault(around.places.keyring_name).describe())
    except KadrajError as error:
        reason = error.params.get("reason")
        note = "seen_no_keyring" if reason == NO_KEYRING else "seen_keyring_trouble"
        variables = ", ".join(f"KADRAJ_{service.upper()}_KEY" for service in services)
        fields = {"reason": reason, "variables": variables}
        return replace(about, level=Level.WARNING, note=note, fields=fields)


def _folder(name: str, folder: Path) -> Finding:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    about = Finding(f"folder {name}", f"row_{name}_folder", detail=str(folder))
    if not there.is_dir() or not os.access(there, os.W_OK):
        return replace(about, level=Level.PROBLEM, note="seen_not_writable")
    fields = {"free": shutil.disk_usage(there).free}
    if room(there) <= 0:
        return replace(about, level=Level.WARNING, note="seen_full", fields=fields)
    return replace(about, note="seen_free", fields=fields)


async def _service(table: Capabilities, route: Route) -> Finding:
    """Whether a service can be reached the way that is set; no key is sent."""
    about = Finding(f"service {table.service}", "row_service", detail=table.base_url)
    about = replace(about, fields={"item": table.service})
    try:
        async with asyncio.timeout(_PATIENCE):
            await _reach(table.base_url, route)
    except (OSError, TimeoutError, httpx.HTTPError) as error:
        fields = {**about.fields, "reason": type(error).__name__}
        return replace(about, level=Level.PROBLEM, note="seen_unreachable", fields=fields)
    return about


async def _reach(address: str, route: Route) -> None:
    """Connects and asks nothing; through a proxy, which says only then whether it got there, asks
    for the head of a page."""
    if route.proxy_for(httpx.URL(address)) is not None:
        async with make_client(FRESH, route) as client:
            await client.head(address)
        return
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    _, writer = await asyncio.open_connection(
        parts.hostname,
        parts.port or (443 if secure else 80),
        ssl=ssl_context() if secure else None,
    )
    writer.close()
