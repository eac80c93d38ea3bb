"""The proxy of the settings: a real one, with a panel behind it that speaks real TLS."""

import asyncio
import datetime as dt
import json
import os
import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.proxies import Proxy, ProxyMode
from app.domain.settings import Settings
from app.services.addresses import AddressPolicy
from app.services.open_internet import OpenInternet
from app.services.registry import make_services
from app.services.route import Route
from app.store.places import Places
from app.store.settings_file import JsonSettings
from tests.services.conftest import KEY, QUICK
from tests.services.server import always, reply, serving

pytestmark = pytest.mark.anyio
ROOT = Path(__file__).parents[2]
HOST = "panel.kadraj.example"

HISTORY = {
    "videos": [],
    "total": 0,
    "daily_limit": 20,
    "daily_limit_remaining": 7,
    "message": "hello",
}


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Serves on a free port of this computer; at the end everyone served has been seen off."""
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with suppress(OSError, asyncio.IncompleteReadError):
            await serve(reader, writer)
        await closed(writer)

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]
    await asyncio.gather(*tasks)


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


class TunnellingProxy:
    """Carries what is asked of it by CONNECT to one port of this computer, and reads along."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.asked: list[bytes] = []
        self.seen = bytearray()
        self.url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["TunnellingProxy"]:
        async with listening(self._serve) as port:
            self.url = f"http://127.0.0.1:{port}"
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        there, here = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self._carry(reader, here), self._carry(there, writer))
        await closed(here)

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await source.read(65536):
                self.seen += piece
                target.write(piece)
                await target.drain()
            target.write_eof()


def certificate(folder: Path) -> tuple[Path, Path]:
    """A key, and a certificate for `HOST` that is its own authority."""
    x509 = pytest.importorskip("cryptography.x509", reason="comes with Linux's keyring only")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_file, file = folder / "key.pem", folder / "certificate.pem"
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return key_file, file


@asynccontextmanager
async def tls_panel(key: Path, file: Path, heard: list[bytes]) -> AsyncIterator[int]:
    """Answers every request with `HISTORY`, over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            heard.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(reply(200, json.dumps(HISTORY), Content_Type="application/json"))
            await writer.drain()

    async with listening(serve, context) as port:
        yield port


async def kadraj(home: Path, authority: Path, *command: str) -> Any:
    """What a command says, in a process of its own."""
    done = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app", *command),
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "KADRAJ_HOME": str(home),
            "KADRAJ_SORA_KEY": KEY.reveal(),
            "KADRAJ_SORA_URL": f"https://{HOST}",
            "SSL_CERT_FILE": str(authority),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(done.communicate(), 60)
    assert out, err.decode()
    return json.loads(out)


async def test_the_command_goes_through_the_proxy_of_the_settings_and_shows_it_no_key(
    tmp_path: Path,
) -> None:
    key, file = certificate(tmp_path)
    home = tmp_path / "home"
    places = Places.from_environment({"KADRAJ_HOME": str(home)})
    heard: list[bytes] = []
    async with tls_panel(key, file, heard) as port, TunnellingProxy(port).running() as proxy:
        own = Proxy(ProxyMode.OWN, proxy.url)
        JsonSettings(places.settings_file).save(Settings(proxy=own))
        history = await kadraj(home, file, "history", "sora", "--json")
        findings = await kadraj(home, file, "doctor", "--json")
    assert history == []
    seen = {finding["name"]: finding["ok"] for finding in findings}
    assert seen["service sora"], "reached the same way"
    assert proxy.asked[0].startswith(f"CONNECT {HOST}:443 ".encode())
    assert all(head.startswith(b"CONNECT ") for head in proxy.asked)
    # What the panel was told went by the proxy, and the proxy could not read it.
    key_text = KEY.reveal().encode()
    assert any(key_text in head for head in heard)
    assert key_text not in b"".join(proxy.asked) + proxy.seen


async def greeted(chosen: Proxy, url: str) -> ErrorCode | None:
    """What came of asking a panel for its history by this proxy."""
    services = make_services({"sora": url}, QUICK, route=Route(lambda: chosen))
    try:
        await services["sora"].history(KEY)
    except KadrajError as error:
        return error.code
    finally:
        for service in services.values():
            await service.aclose()
    return None


async def test_this_computer_is_never_reached_through_a_proxy() -> None:
    answer = reply(200, json.dumps(HISTORY), Content_Type="application/json")
    async with serving(always(reply(502))) as proxy, serving(always(answer)) as panel:
        assert await greeted(Proxy(ProxyMode.OWN, proxy.url), panel.url) is None
        assert len(panel.received) == 1
        assert proxy.received == []


async def test_a_proxy_that_is_wanted_and_not_there_is_not_gone_around() -> None:
    assert await greeted(Proxy(ProxyMode.OWN), "https://1.1.1.1:9") is ErrorCode.UNREACHABLE
    async with serving(always(reply(407))) as proxy:
        own = Proxy(ProxyMode.OWN, proxy.url)
        assert await greeted(own, "https://panel.kadraj.example") is ErrorCode.UNREACHABLE
        assert [sent.method for sent in proxy.received] == ["CONNECT"]


async def test_the_choice_counts_from_the_next_request_on_for_videos_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = [Proxy(ProxyMode.SYSTEM)]
    route = Route(lambda: chosen[0])
    url = httpx.URL("https://video.example/a.mp4")
    monkeypatch.setenv("https_proxy", "system.example:3128")
    monkeypatch.setenv("no_proxy", "")
    assert route.proxy_for(url) == "http://system.example:3128"
    chosen[0] = Proxy(ProxyMode.NONE)
    assert route.proxy_for(url) is None
    async with serving(always(reply(403))) as proxy:
        internet = OpenInternet(AddressPolicy(), 2.0, 2.0, route)
        chosen[0] = Proxy(ProxyMode.OWN, proxy.url)
        with pytest.raises(KadrajError) as caught:
            async with internet.answer("GET", str(url)):
                pass
        await internet.aclose()
        assert caught.value.code is ErrorCode.UNREACHABLE
        assert [sent.target for sent in proxy.received] == ["video.example:443"]
