"""What can be typed after `kadraj`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.metadata import COMMAND, NAME, VERSION


def parser(services: Sequence[str]) -> argparse.ArgumentParser:
    """The whole command line; without a command the window opens.

    `services` are the ids that `SERVICE` may be. Bad input ends the program with code 2.
    """
    root = argparse.ArgumentParser(
        prog=COMMAND,
        description=f"{NAME}: a desktop studio for AI video. Without a command the window opens.",
        epilog=(
            "Exit codes: 0 done, 1 trouble on this computer, 2 bad input, 3 key refused, "
            "4 no quota left, 5 unreachable or uncertain, 6 the service failed the job."
        ),
    )
    root.add_argument("--version", action="version", version=f"{NAME} {VERSION}")
    root.add_argument("--demo", action="store_true", help="open the window on the demo panels")
    root.add_argument(
        "--headless",
        action="store_true",
        help="with --demo: make four videos without a screen and say where they are",
    )
    root.add_argument(
        "--open",
        nargs="*",
        type=Path,
        default=[],
        metavar="PICTURE",
        help="put a picture into the window's composer, also when the window is open already",
    )
    root.add_argument("--debug", action="store_true", help="write more into the log")
    commands = root.add_subparsers(dest="command", metavar="COMMAND")

    login = commands.add_parser("login", help="check a key from standard input and remember it")
    _service(login, services)
    logout = commands.add_parser("logout", help="forget a key")
    _service(logout, services)

    generate = commands.add_parser("generate", help="make a video and download it")
    _service(generate, services)
    generate.add_argument("prompt", metavar="PROMPT")
    generate.add_argument("--image", type=Path, metavar="F", help="picture to begin with")
    generate.add_argument("--aspect", default="", metavar="R", help="frame, such as 16:9")
    generate.add_argument("--duration", type=int, metavar="S", help="length in seconds")
    generate.add_argument("--model", metavar="M")
    generate.add_argument("-o", "--output", type=Path, metavar="FILE", help="copy the video here")
    generate.add_argument(
        "--no-wait", action="store_true", help="return as soon as the service has the job"
    )
    _json(generate)

    _json(commands.add_parser("jobs", help="list the jobs"))
    commands.add_parser("follow", help="take up all open jobs until they are done")

    history = commands.add_parser("history", help="list a service's videos")
    _service(history, services)
    _json(history)

    download = commands.add_parser("download", help="download a video")
    _service(download, services)
    download.add_argument("job_id", metavar="JOB_ID")
    download.add_argument("-o", "--output", type=Path, metavar="FILE", help="copy the video here")

    panels = commands.add_parser("demo-panels", help="run the demo panels on this computer")
    panels.add_argument("--port", type=_port, default=0, metavar="P", help="of the first panel")
    panels.add_argument("--scenario", default="calm", metavar="NAME")

    rebuild = "make the library's database anew from its second copy and the videos' JSON files"
    _json(commands.add_parser("rebuild-library", help=rebuild))

    report = commands.add_parser("report", help="write a ZIP that helps to find a fault")
    report.add_argument("file", type=Path, metavar="FILE")
    report.add_argument("--with-prompts", action="store_true", help="put your prompts in, too")

    _json(commands.add_parser("doctor", help="look whether everything Kadraj needs is there"))
    return root


def _service(command: argparse.ArgumentParser, services: Sequence[str]) -> None:
    command.add_argument("service", choices=services, metavar="SERVICE", help=" or ".join(services))


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="write JSON to standard output")


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_532:
        raise argparse.ArgumentTypeError("0 to 65532")
    return port
