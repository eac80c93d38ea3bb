"""What `kadraj doctor` shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.cli.console import Console
from app.cli.exits import Exit
from app.cli.texts import Speech
from app.domain.settings import Language


class Level(StrEnum):
    """How much a finding matters: with a warning Kadraj does its work, but not all of it."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    `name` is for programs. For persons there are `row` and `note`, what it is and what was seen:
    lines of the command line's texts, filled in with `fields`. `detail` needs no translation: a
    version, a folder, an address.
    """

    name: str
    row: str
    level: Level = Level.OK
    detail: str = ""
    note: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)

    def heading(self, speech: Speech) -> str:
        """What was looked at, in words."""
        return speech.line(self.row, **self.fields)

    def seen(self, speech: Speech) -> str:
        """What was seen, in words where it takes any."""
        told = {**self.fields, "reason": speech.reason(str(self.fields.get("reason", "")))}
        if isinstance(free := self.fields.get("free"), int):
            told["free"] = speech.size(free)
        note = speech.line(self.note, **told) if self.note else ""
        return f"{self.detail} ({note})" if self.detail and note else self.detail or note


def show_findings(console: Console, findings: Sequence[Finding]) -> int:
    """Lists the findings, problems marked; 0 when there is none."""
    speech = console.speech
    rows = [
        (finding.heading(speech), speech.line(f"level_{finding.level}"), finding.seen(speech))
        for finding in findings
    ]
    heading, level, _ = (max(map(len, column)) for column in zip(*rows, strict=True))
    console.result(
        "\n".join(f"{row[0]:<{heading}}  {row[1]:<{level}}  {row[2]}".rstrip() for row in rows),
        findings_data(findings),
    )
    problem = any(finding.level is Level.PROBLEM for finding in findings)
    return Exit.THIS_COMPUTER if problem else Exit.DONE


def findings_data(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as JSON, which is English in every language."""
    english = Speech(Language.ENGLISH)
    return [
        {
            "name": finding.name,
            "ok": finding.level is Level.OK,
            "level": finding.level.value,
            "detail": finding.seen(english),
        }
        for finding in findings
    ]
