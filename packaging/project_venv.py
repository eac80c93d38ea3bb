"""The project's own environment in .venv: made, filled from the pinned requirements, kept current.

A stamp tells what was installed last, so that a command run again starts at once.
"""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

REQUIREMENTS: Final = "packaging/requirements.txt"
DEV_REQUIREMENTS: Final = "packaging/requirements-dev.txt"
_SAID_IN_LOCKS: Final = "# Made by `python3 packaging/dev.py lock` from pyproject.toml.\n"


class Venv:
    """The virtual environment of the tree at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")

    def set_up(self, *, dev: bool) -> None:
        """Make the environment hold the requirements, and the project in editable mode.

        With `dev` those of the tests and tools too. Raises `subprocess.CalledProcessError` when a
        step fails.
        """
        running, developing = (
            stamp(self.root, requirements) for requirements in (REQUIREMENTS, DEV_REQUIREMENTS)
        )
        # What developing needs includes what running needs.
        if self._stamp() in ({developing} if dev else {running, developing}):
            return
        self._make()
        requirements = DEV_REQUIREMENTS if dev else REQUIREMENTS
        print(f"Installing {requirements} into .venv", flush=True)
        self._pip("--require-hashes", "--only-binary", ":all:", "-r", requirements)
        # setuptools is among the requirements, so the build needs nothing from outside.
        self._pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", ".")
        self._stamp_file.write_text(developing if dev else running, encoding="utf-8")

    def lock(self) -> None:
        """Pin the newest releases pyproject.toml allows, for every platform, with their hashes."""
        with Path(self.root, "pyproject.toml").open("rb") as file:
            build_requires = tomllib.load(file)["build-system"]["requires"]
        for path, extra in ((REQUIREMENTS, []), (DEV_REQUIREMENTS, ["--extra", "dev"])):
            command = [
                *(str(self.scripts / "uv"), "pip", "compile", "--quiet", "--upgrade"),
                *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
                *("--generate-hashes", "--no-header", "--no-annotate"),
                *("--no-emit-index-url", "--no-emit-find-links"),
                *(*extra, "pyproject.toml", "-"),
            ]
            done = subprocess.run(
                command,
                cwd=self.root,
                input="\n".join(build_requires),
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            Path(self.root, path).write_text(_SAID_IN_LOCKS + done.stdout, encoding="utf-8")

    @property
    def _stamp_file(self) -> Path:
        return self.folder / "kadraj-stamp"

    def _stamp(self) -> str:
        try:
            return self._stamp_file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _make(self) -> None:
        self._stamp_file.unlink(missing_ok=True)
        if not self._serves_this_python():
            print("Making .venv", flush=True)
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(self.folder)], check=True)

    def _serves_this_python(self) -> bool:
        """Whether .venv has a pip that runs under the Python that runs this script."""
        asked = "import pip, sys; print(sys.version)"
        try:
            done = subprocess.run(
                [str(self.python), "-c", asked], capture_output=True, text=True, check=False
            )
        except OSError:
            return False
        return done.returncode == 0 and done.stdout.strip() == sys.version

    def _pip(self, *arguments: str) -> None:
        command = [str(self.python), "-m", "pip", "--disable-pip-version-check", "install"]
        subprocess.run([*command, "--quiet", *arguments], cwd=self.root, check=True)


def stamp(root: Path, requirements: str) -> str:
    """A digest of everything that decides what `requirements` puts into the environment.

    That is the pinned versions, the project's own metadata (not its tools' settings), where the
    tree lies and which Python it is.
    """
    with Path(root, "pyproject.toml").open("rb") as file:
        metadata = tomllib.load(file)
    metadata["tool"] = metadata.get("tool", {}).get("setuptools")
    decisive = [
        Path(root, requirements).read_text(encoding="utf-8"),
        metadata,
        str(root.resolve()),
        sys.version,
    ]
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode()).hexdigest()
