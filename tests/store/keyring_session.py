"""Runs inside a D-Bus session of its own and uses the vault on the real Secret Service there.

Prints one JSON object with what happened; `test_keyring_vault.py` says what should have.
"""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from app.domain.errors import KadrajError
from app.domain.secrets import Secret
from app.store.keyring_vault import KeyringVault

KEY = "sk-çok-gizli-1234"


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
    return told


async def after_the_ring_has_gone() -> str:
    try:
        await KeyringVault("dev.kadraj.test").load("sora")
    except KadrajError as error:
        return str(error)
    return "answered"


def main() -> None:
    with subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as ring:
        assert ring.stdin is not None
        assert ring.stdout is not None
        ring.stdin.write(b"password of the test's keyring")
        ring.stdin.close()
        ring.stdout.readline()  # it tells where it listens when it is ready
        told = asyncio.run(use_the_vault())
        kept = Path.home() / ".local/share/keyrings"
        told["readable on disk"] = any(
            KEY.encode() in file.read_bytes() for file in kept.rglob("*") if file.is_file()
        )
        ring.terminate()
    told["gone"] = asyncio.run(after_the_ring_has_gone())
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
