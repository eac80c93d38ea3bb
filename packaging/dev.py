"""Kadraj for developers: `python3 packaging/dev.py COMMAND`, with nothing installed but Python.

Every command first makes `.venv` from the pinned requirements and, on Debian and its relatives,
installs the system packages it needs (as root) or prints the line that does. See `--help`.
"""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit("Kadraj needs Python 3.11, 3.12 or 3.13; this is " + sys.version.split()[0] + ".")

import argparse
import importlib.util
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import bundling
import debian_packages
import product
import project_checks
import system_libraries
import translation_files
from debian_packages import Purpose
from project_venv import Venv

ROOT: Final = Path(__file__).resolve().parent.parent
#: What goes wrong in ways that need no more words than their own.
_TOLD: Final = (
    bundling.TooLargeError,
    debian_packages.PackagesMissingError,
    product.UnknownMachineError,
    system_libraries.UnknownLibraryError,
    translation_files.LinguistError,
)


def main(arguments: list[str]) -> int:
    """Run the command in `arguments` and return its exit code."""
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command not in {"bench", "demo", "test", "tour"}:
        _parser().error("unrecognized arguments: " + " ".join(rest))
    venv = Venv(ROOT)
    try:
        return _obey(venv, options, rest)
    except _TOLD as problem:
        print(problem, file=sys.stderr)
    except subprocess.CalledProcessError as problem:
        print(f"This failed: {subprocess.list2cmdline(problem.cmd)}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def _obey(venv: Venv, options: argparse.Namespace, rest: list[str]) -> int:
    match options.command:
        case "setup":
            return _setup(venv, dev=options.dev)
        case "demo":
            return _demo(venv, rest)
        case "test":
            return _test(venv, rest, only=options.only)
        case "bench" | "tour" as part:
            return _part_of_tests(venv, part, rest)
        case "bundle":
            return _bundle(venv)
        case "package-test":
            return _package_test(venv)
        case "translate":
            return _translate(venv)
        case _:
            return _lock(venv)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    setup = commands.add_parser("setup", help="make .venv and install what Kadraj needs")
    setup.add_argument("--dev", action="store_true", help="what tests and tools need, too")
    commands.add_parser("demo", help="run Kadraj on its embedded demo panels", allow_abbrev=False)
    test = commands.add_parser(
        "test", help="run every check and test; further arguments go to pytest", allow_abbrev=False
    )
    test.add_argument("--only", choices=project_checks.NAMES, help="run this check alone")
    commands.add_parser(
        "tour",
        help="drive the demo by real input and picture every screen; arguments go to the tour",
        allow_abbrev=False,
    )
    commands.add_parser(
        "bench",
        help="measure how fast Kadraj is, beside references; arguments name parts of it",
        allow_abbrev=False,
    )
    commands.add_parser(
        "bundle", help="freeze Kadraj into a program of its own, pack it and try the packed one"
    )
    commands.add_parser(
        "package-test",
        help="install what was bundled into a clean Debian root, try it there, remove it (as root)",
    )
    commands.add_parser("translate", help="collect the texts into translations/ and build them")
    commands.add_parser("lock", help="pin the newest allowed releases of all requirements")
    return parser


def _setup(venv: Venv, *, dev: bool) -> int:
    wanted = [Purpose.QT, Purpose.SCREEN, *([Purpose.TESTS] if dev else [])]
    _prepare(venv, required=[], wanted=wanted, dev=dev)
    return 0


def _prepare(
    venv: Venv, *, required: list[Purpose], wanted: Sequence[Purpose] = (), dev: bool
) -> None:
    """Set up for a command that cannot run without the packages of `required`."""
    # Debian keeps apart what makes environments; other Pythons bring it.
    if importlib.util.find_spec("ensurepip") is None:
        required = [Purpose.VENV, *required]
    debian_packages.ensure(required, [*wanted, Purpose.FONTS])
    venv.set_up(dev=dev)
    translation_files.build_all(ROOT, venv.scripts)


def _demo(venv: Venv, arguments: list[str]) -> int:
    if has_display():
        _prepare(venv, required=[Purpose.QT, Purpose.SCREEN], dev=False)
        return _run(venv, "app", "--demo", *arguments)
    print("There is no display: the demo runs without a window.", flush=True)
    _prepare(venv, required=[Purpose.QT], dev=False)
    return _run(venv, "app", "--demo", "--headless", *arguments, QT_QPA_PLATFORM="offscreen")


def has_display() -> bool:
    """Whether a window could be seen here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _test(venv: Venv, arguments: list[str], *, only: str | None) -> int:
    needed = [Purpose.QT, Purpose.SCREEN, Purpose.TESTS, Purpose.BUNDLE]
    _prepare(venv, required=needed, dev=True)
    return project_checks.run(venv, arguments, only=only)


def _part_of_tests(venv: Venv, part: str, arguments: list[str]) -> int:
    _prepare(venv, required=[Purpose.QT, Purpose.SCREEN, Purpose.TESTS], dev=True)
    return _run(venv, f"tests.{part}", *arguments)


def _bundle(venv: Venv) -> int:
    needed = [Purpose.QT, Purpose.SCREEN, Purpose.FROZEN, Purpose.TESTS, Purpose.BUNDLE]
    _prepare(venv, required=needed, dev=True)
    bundling.bundle(venv)
    return 0


def _package_test(venv: Venv) -> int:
    needed = [Purpose.QT, Purpose.SCREEN, Purpose.TESTS, Purpose.PROOF]
    _prepare(venv, required=needed, dev=True)
    command = [str(venv.python), str(ROOT / "packaging" / "package_test.py")]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _translate(venv: Venv) -> int:
    _prepare(venv, required=[Purpose.QT], dev=False)
    translation_files.update_all(ROOT, venv.scripts)
    translation_files.build_all(ROOT, venv.scripts)
    return 0


def _lock(venv: Venv) -> int:
    _prepare(venv, required=[], dev=True)
    venv.lock()
    return 0


def _run(venv: Venv, module: str, *arguments: str, **environment: str) -> int:
    command = [str(venv.python), "-m", module, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
