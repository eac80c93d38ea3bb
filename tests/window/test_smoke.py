"""The program tries itself, as it is here, in a home where nothing is yet."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
POINTS: Final = ["window", "videos", "downloads", "stills", "playing", "keyring", "languages"]


def test_all_of_it_works_by_its_own_word(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "--smoke"],
        cwd=ROOT,
        env={
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(tmp_path),
            "TMPDIR": str(tmp_path),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "LANG": "C.UTF-8",
            "PYTHONWARNINGS": "error",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )
    told = [line.split(":")[0].split() for line in done.stdout.splitlines()]
    assert told == [["ok", point] for point in POINTS], done.stdout + done.stderr
    assert done.returncode == 0, done.stderr
    left = [path.name for path in tmp_path.iterdir() if path.name.lower().startswith("kadraj")]
    assert not left, "the home it was tried in is thrown away"
    assert not (tmp_path / ".local").exists(), "nothing came to the user's own home"
