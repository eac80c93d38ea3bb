"""The checks that a change to Kadraj has to pass, in the order they run; pytest comes last."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from project_venv import Venv

_HOSTED: Final = Path(__file__).resolve().parent.parent / ".github"
_WORKFLOWS: Final = tuple(str(path) for path in sorted(_HOSTED.glob("workflows/*.yml")))
_UPDATES: Final = str(_HOSTED / "dependabot.yml")
_SCHEMA: Final = ("{scripts}/check-jsonschema", "--builtin-schema")
_TOOLS: Final[dict[str, tuple[str, ...]]] = {
    "format": ("{python}", "-m", "ruff", "format", "--check"),
    "lint": ("{python}", "-m", "ruff", "check"),
    "types": ("{python}", "-m", "mypy"),
    "layers": ("{scripts}/lint-imports", "--no-logo"),
    "translations": ("{python}", "packaging/check_translations.py"),
    "workflows": (*_SCHEMA, "vendor.github-workflows", *_WORKFLOWS),
    "updates": (*_SCHEMA, "vendor.dependabot", _UPDATES),
}
NAMES: Final = (*_TOOLS, "tests")


def run(venv: Venv, pytest_arguments: list[str], *, only: str | None) -> int:
    """Run all checks, or the one named `only`, and return 0 when every one passed.

    All run even after one failed. `pytest_arguments` narrow or steer pytest.
    """
    failed = [
        name
        for name in ((only,) if only else NAMES)
        if not _passes(name, _command(venv, name, pytest_arguments), venv)
    ]
    if failed:
        print("\nFailed: " + ", ".join(failed), file=sys.stderr, flush=True)
    return 1 if failed else 0


def _command(venv: Venv, name: str, pytest_arguments: list[str]) -> list[str]:
    if name == "tests":
        return _pytest(venv, pytest_arguments)
    return [
        part.format(python=venv.python, scripts=venv.scripts.as_posix()) for part in _TOOLS[name]
    ]


def _pytest(venv: Venv, arguments: list[str]) -> list[str]:
    # Only all tests together reach every line and branch that pyproject.toml wants reached.
    steered = arguments or ["--cov"]
    # More of them than cores: tests wait for windows, disks and clocks much of their time.
    return [str(venv.python), "-m", "pytest", "-n", "4", "--dist", "loadgroup", *steered]


def _passes(name: str, command: list[str], venv: Venv) -> bool:
    print(f"\n== {name} " + "=" * (72 - len(name)), flush=True)
    # Faults quote texts with Turkish letters, which not every console's encoding has.
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=venv.root, env=environment, check=False).returncode == 0
