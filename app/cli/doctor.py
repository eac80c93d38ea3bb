"""What `kadraj doctor` shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.cli.console import Console
from app.cli.exits import Exit


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, whether it is as it should be, and what was seen."""

    name: str
    good: bool
    detail: str


def show_findings(console: Console, findings: Sequence[Finding]) -> int:
    """Lists the findings, problems marked; 0 when there is none."""
    words = {True: console.speech.line("good"), False: console.speech.line("bad")}
    width = max(len(finding.name) for finding in findings)
    console.result(
        "\n".join(
            f"{finding.name:<{width}}  {words[finding.good]:<8}  {finding.detail}"
            for finding in findings
        ),
        [
            {"name": finding.name, "ok": finding.good, "detail": finding.detail}
            for finding in findings
        ],
    )
    good = all(finding.good for finding in findings)
    return Exit.DONE if good else Exit.THIS_COMPUTER
