"""The command line works where Qt cannot be loaded, so nothing behind it may load it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TELL = "; import sys; print(sorted({n.split('.')[0] for n in sys.modules} & {'PySide6', 'qasync'}))"


@pytest.mark.parametrize(
    "work",
    [
        "import app.cli.main",
        "import app.bootstrap, app.diagnosis, app.__main__, app.demo.panels",
        "from app.__main__ import main; assert main(['jobs']) == 0",
        "from app.__main__ import main; main(['doctor', '--json'])",
        "from app.__main__ import main; assert main(['generate', 'sora', '']) == 3",
    ],
)
def test_no_command_loads_qt(work: str, tmp_path: Path) -> None:
    nowhere = {f"KADRAJ_{name}_URL": "http://127.0.0.1:9" for name in ("SORA", "VEO")}
    ring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = subprocess.run(
        [sys.executable, "-c", work + TELL],
        cwd=ROOT,
        env={"KADRAJ_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8", **nowhere, **ring},
        capture_output=True,
        text=True,
        check=False,
        timeout=40,
    )
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
