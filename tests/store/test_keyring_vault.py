"""Keys: in a real keyring, or refused at once and without a word of the key."""

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from app.domain.errors import ErrorCode, KadrajError
from app.domain.secrets import Secret
from app.store.keyring_vault import KeyringVault

pytestmark = pytest.mark.anyio
ROOT = Path(__file__).parents[2]
KEY = Secret("sk-very-secret")


class Ring(KeyringBackend):
    """A ring of this test that behaves as one somewhere might.

    It cannot be made without arguments, so that keyring never picks it by itself.
    """

    priority: ClassVar[float] = 5

    def __init__(self, trouble: Exception | None, *, forgetful: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble = trouble
        self.forgetful = forgetful
        self.may_answer = threading.Event()
        self.may_answer.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.may_answer.wait(60)
        if self.trouble:
            raise self.trouble
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.trouble:
            raise self.trouble
        if not self.forgetful:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.trouble:
            raise self.trouble
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not found")
        del self.kept[service, username]


class WeakRing(Ring):
    """One that keyring itself does not recommend."""

    priority: ClassVar[float] = 0.5


@pytest.fixture(autouse=True)
def the_usual_ring_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)


async def refusal(vault: KeyringVault) -> str | int | float | None:
    with pytest.raises(KadrajError) as caught:
        await vault.save("sora", KEY)
    assert caught.value.code is ErrorCode.KEYRING_UNAVAILABLE
    assert KEY.reveal() not in f"{caught.value!r}{caught.value}{caught.value.__context__!r}"
    return caught.value.params["reason"]


@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")
def test_with_a_real_secret_service(tmp_path: Path) -> None:
    home, runtime, report = tmp_path / "home", tmp_path / "run", tmp_path / "told.json"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
    }
    program = [sys.executable, "-m", "tests.store.keyring_session"]
    done = subprocess.run(
        ["dbus-run-session", "--", *program, str(report)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(report.read_text("utf-8"))
    assert told.pop("ring") == "SecretService Keyring"
    assert told.pop("readable on disk") is False
    assert all(told.values()), told
    assert list(home.rglob("*.keyring"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a keyring")
def test_without_any_bus_it_says_so_quickly(tmp_path: Path) -> None:
    program = (
        "import asyncio\n"
        "from app.domain.errors import KadrajError\n"
        "from app.store.keyring_vault import KeyringVault\n"
        "try:\n"
        "    asyncio.run(KeyringVault('dev.kadraj.test').describe())\n"
        "except KadrajError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=15,
    )
    assert done.stdout == "keyring_unavailable(reason=no_keyring)\n", done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize(
    "kind", [null.Keyring, fail.Keyring, partial(WeakRing, None)], ids=["null", "fail", "weak"]
)
async def test_rings_that_keep_no_secret_are_refused(kind: Callable[[], KeyringBackend]) -> None:
    keyring.set_keyring(kind())
    assert await refusal(KeyringVault("test")) == "no_keyring"


async def test_the_plaintext_ring_is_refused_whatever_it_claims() -> None:
    class Plaintext(Ring):
        pass

    Plaintext.__module__ = "keyrings.alt.file"
    keyring.set_keyring(Plaintext(None))
    assert await refusal(KeyringVault("test")) == "no_keyring"


async def test_of_several_rings_a_trusted_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    weak, good = WeakRing(None), Ring(None)
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [weak, good])
    several: Callable[[], KeyringBackend] = chainer.ChainerBackend
    keyring.set_keyring(several())
    vault = KeyringVault("test")
    await vault.save("sora", KEY)
    assert await vault.load("sora") == KEY
    assert good.kept == {("test", "sora"): KEY.reveal()}
    assert weak.kept == {}


async def test_a_key_is_there_only_for_the_address_it_was_kept_for() -> None:
    keyring.set_keyring(ring := Ring(None))
    unusual = ""
    vault = KeyringVault("test", lambda _service: unusual)
    await vault.save("sora", Secret("two words"))
    assert ring.kept == {("test", "sora"): "two words"}, "as it is for the usual address"
    unusual = "https://elsewhere.example"
    assert await vault.load("sora") is None
    await vault.save("sora", Secret("two others"))
    assert await vault.load("sora") == Secret("two others")
    unusual = ""
    assert await vault.load("sora") is None
    unusual = "https://elsewhere.example"
    await vault.forget("sora")
    assert await vault.load("sora") is None


@pytest.mark.parametrize(
    "trouble",
    [
        KeyringLocked("no"),
        InitError("no"),
        RuntimeError(f"could not keep {KEY.reveal()}"),
        PasswordDeleteError("no"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_trouble_is_told_by_its_kind_only(trouble: Exception) -> None:
    keyring.set_keyring(Ring(trouble))
    vault = KeyringVault("test")
    assert await refusal(vault) == type(trouble).__name__
    for call in (vault.load("sora"), vault.forget("sora")):
        with pytest.raises(KadrajError) as caught:
            await call
        assert caught.value.params == {"reason": type(trouble).__name__}


async def test_a_key_that_was_not_kept_is_noticed() -> None:
    keyring.set_keyring(Ring(None, forgetful=True))
    assert await refusal(KeyringVault("test")) == "not_kept"


async def test_forgetting_what_is_not_there_is_no_error() -> None:
    keyring.set_keyring(Ring(None))
    await KeyringVault("test").forget("sora")


async def test_a_ring_that_waits_for_the_user_does_not_hold_up_the_program() -> None:
    ring = Ring(None)
    ring.may_answer.clear()
    keyring.set_keyring(ring)
    vault = KeyringVault("test", patience=0.05)
    both = await asyncio.gather(vault.load("sora"), vault.load("veo"), return_exceptions=True)
    assert [str(error) for error in both] == ["keyring_unavailable(reason=timeout)"] * 2

    # While the question is open nobody waits again; when it is answered the vault works.
    start = time.monotonic()
    vault._patience = 30
    assert await refusal(vault) == "timeout"
    assert time.monotonic() - start < 5
    assert vault._stuck is not None
    ring.may_answer.set()
    await asyncio.wrap_future(vault._stuck)
    await vault.save("sora", KEY)
    assert await vault.load("sora") == KEY


@pytest.mark.skipif(sys.platform == "win32", reason="the stuck ring is written for POSIX")
def test_a_stuck_ring_does_not_keep_the_program_from_ending() -> None:
    program = (
        "import asyncio, threading, keyring\n"
        "from keyring.backend import KeyringBackend\n"
        "from app.store.keyring_vault import KeyringVault\n"
        "class Stuck(KeyringBackend):\n"
        "    priority = 5\n"
        "    def get_password(self, service, username):\n"
        "        threading.Event().wait()\n"
        "    def set_password(self, service, username, password): ...\n"
        "keyring.set_keyring(Stuck())\n"
        "asyncio.run(KeyringVault('test', patience=0.05).load('sora'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1
    assert done.stderr.endswith("keyring_unavailable(reason=timeout)\n")
