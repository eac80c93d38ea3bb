"""What happens while nobody looks at the window, with the desktop's services on the other side."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROMPT = "Tom & <b>Jerry</b> run " + "on and on " * 10


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt asks the system")
def test_jobs_that_end_while_nobody_looks_are_told_of_once(tmp_path: Path) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.background.away", str(tmp_path)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "LANG": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    one, several, failed = told["one"], told["several"], told["failed"]

    # One video: its prompt, short, in one line, and as words, whatever it looks like.
    assert (one["program"], one["title"], one["replaces"]) == ("Kadraj", "1 video ready", 0)
    assert one["text"].startswith("Tom &amp; &lt;b&gt;Jerry&lt;/b&gt; run on and on")
    assert len(one["text"]) < 110
    assert one["text"].endswith("…")
    assert one["actions"] == ["default", "Kadraj"]
    assert one["hints"]["suppress-sound"] is True
    assert one["hints"]["desktop-entry"] == "dev.kadraj.Kadraj"
    # A click brought the window and the video; one on another program's did not.
    assert told["shown"]
    # The next one was seen as it came. Then nobody looked again: three, and still one notification.
    assert several["title"] == "3 videos ready"
    assert several["text"] == ""
    # Whoever looks needs no notification.
    assert told["closed"] == {"closed": several["id"]}
    assert (failed["title"], failed["text"]) == ("1 job failed", "Refused")
    assert failed["hints"]["sound-name"] == "complete"
    assert told["in the queue"]

    assert told["awake"] == {"awake": 1}
    assert told["asleep"] == {"asleep": 1}

    plain = told["plain"]
    assert plain["text"] == "Tom & <b>Jerry</b>"
    assert plain["actions"] == []
    assert plain["hints"]["suppress-sound"] is True
