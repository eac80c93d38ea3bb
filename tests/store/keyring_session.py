"""Runs inside a D-Bus session of its own and uses the vault on the real Secret Service there.

Writes one JSON object with what happened into the file it is given, for what the bus starts may
print; `test_keyring_vault.py` says what should have.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import secretstorage
from jeepney import DBusAddress, HeaderFields, MatchRule, new_method_call
from jeepney.bus_messages import Monitoring
from jeepney.io.blocking import open_dbus_connection

from app.domain.errors import KadrajError
from app.domain.secrets import Secret
from app.store.keyring_vault import KeyringVault

KEY = "sk-çok-gizli-1234"
#: What the Secret Service is asked before the system's window comes, and for it to come.
QUESTIONS = {"CreateCollection", "Unlock", "Prompt"}


@contextmanager
def overheard() -> Iterator[Callable[[], set[str]]]:
    """Tells which methods of the Secret Service were called by whoever since this began."""
    service = "/org/freedesktop/secrets"
    end = new_method_call(
        DBusAddress(service, "org.freedesktop.secrets", "org.freedesktop.DBus.Peer"), "Ping"
    )
    rule = MatchRule(type="method_call", path_namespace=service)
    with closing(open_dbus_connection()) as ear, closing(open_dbus_connection()) as mouth:
        ear.send_and_get_reply(Monitoring().BecomeMonitor([rule.serialise()]))

        def called() -> set[str]:
            mouth.send_and_get_reply(end)
            heard: list[str] = []
            while "Ping" not in heard:
                heard.append(ear.receive().header.fields[HeaderFields.member])
            return set(heard)

        yield called


async def asked_by(call: Coroutine[Any, Any, object]) -> tuple[str, set[str]]:
    """What came of a call, and what the system was to ask the user for it."""
    with overheard() as called:
        try:
            outcome = repr(await call)
        except KadrajError as error:
            outcome = str(error)
        return outcome, called() & QUESTIONS


def keyrings() -> list[str]:
    with closing(secretstorage.dbus_init()) as bus:
        return [ring.collection_path for ring in secretstorage.get_all_collections(bus)]


async def look_where_no_keyring_is() -> dict[str, object]:
    """As on the first day of a user; nobody can answer here, so that none is made at last."""
    vault = KeyringVault("dev.kadraj.test")
    before = keyrings()
    told: dict[str, object] = {
        "there is a service": await vault.describe() == "SecretService Keyring",
        "nothing to load": await asked_by(vault.load("sora")) == ("None", set()),
        "nothing to forget": await asked_by(vault.forget("sora")) == ("None", set()),
    }
    outcome, questions = await asked_by(vault.save("sora", Secret(KEY)))
    told["the first key makes one"] = "CreateCollection" in questions and "Prompt" in questions
    told["if the user agrees"] = outcome == "keyring_unavailable(reason=InitError)"
    told["none made"] = keyrings() == before
    return told


async def look_into_a_locked_keyring() -> dict[str, object]:
    vault = KeyringVault("dev.kadraj.test")
    nothing = await asked_by(vault.load("veo")), await asked_by(vault.forget("veo"))
    outcome, questions = await asked_by(vault.load("sora"))
    return {
        "other keys are nobody's business": nothing == (("None", set()), ("None", set())),
        "ours has it opened": questions == {"Unlock", "Prompt"},
        "or stays": outcome == "keyring_unavailable(reason=KeyringLocked)",
    }


async def use_the_vault() -> dict[str, object]:
    vault, other = KeyringVault("dev.kadraj.test"), KeyringVault("dev.kadraj.test@elsewhere")
    told: dict[str, object] = {"ring": await vault.describe()}
    told["before"] = await vault.load("sora") is None
    await vault.save("sora", Secret("old"))
    await vault.save("sora", Secret(KEY))
    told["kept"] = await vault.load("sora") == Secret(KEY)
    told["other service"] = await vault.load("veo") is None
    told["other home"] = await other.load("sora") is None
    told["other run"] = await KeyringVault("dev.kadraj.test").load("sora") == Secret(KEY)
    await vault.forget("sora")
    await vault.forget("sora")
    told["after"] = await vault.load("sora") is None
    await vault.save("sora", Secret(KEY))
    return told


def main() -> None:
    told = asyncio.run(look_where_no_keyring_is())  # the bus starts the service, which is empty
    with subprocess.Popen(
        ["gnome-keyring-daemon", "--replace", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as ring:
        assert ring.stdin is not None
        assert ring.stdout is not None
        ring.stdin.write(b"password of the test's keyring")
        ring.stdin.close()
        ring.stdout.readline()  # it tells where it listens when it is ready
        told |= asyncio.run(use_the_vault())
        kept = Path.home() / ".local/share/keyrings"
        told["readable on disk"] = any(
            KEY.encode() in file.read_bytes() for file in kept.rglob("*") if file.is_file()
        )
        ring.terminate()
    told |= asyncio.run(look_into_a_locked_keyring())  # the bus starts it again
    Path(sys.argv[1]).write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main()
