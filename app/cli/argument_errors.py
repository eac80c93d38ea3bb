"""What is said of wrong input, in Kadraj's words: argparse itself knows English only."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

#: argparse's sentences and one in its manner, what they name, in both languages, English first.
_SENTENCES: Final[Sequence[tuple[re.Pattern[str], tuple[str, str]]]] = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (
            r"the following arguments are required: (?P<what>.*)",
            ("missing: {what}", "eksik: {what}"),
        ),
        (r"unrecognized arguments: (?P<what>.*)", ("unknown: {what}", "bilinmiyor: {what}")),
        (
            r"not allowed with a command: (?P<what>.*)",
            (
                "only for the window, not for a command: {what}",
                "yalnızca pencere için, komut için değil: {what}",
            ),
        ),
        (
            r"argument (?P<name>.+?): (?P<message>.*)",
            ("{name}: {message}", "{name}: {message}"),
        ),
        (
            r"invalid choice: (?P<value>.*?) \(choose from (?P<choices>.*)\)",
            ("{value} is not one of: {choices}", "{value} şunlardan biri değil: {choices}"),
        ),
        (
            r"invalid \S+ value: (?P<value>.*)",
            ("{value} is not a whole number", "{value} bir tam sayı değil"),
        ),
        (r"expected one argument", ("a value is missing", "değeri eksik")),
        (r"expected at least one argument", ("a value is missing", "değeri eksik")),
        (
            r"ignored explicit argument (?P<value>.*)",
            ("takes no value: {value}", "değer almaz: {value}"),
        ),
        (
            r"ambiguous option: (?P<option>.*) could match (?P<matches>.*)",
            ("{option} may be: {matches}", "{option} şunlardan biri olabilir: {matches}"),
        ),
    )
)


def retold(message: str, index: int) -> str:
    """A sentence of argparse's in the language of `index`; as it came where nobody knows it."""
    for pattern, words in _SENTENCES:
        if found := pattern.fullmatch(message):
            named: Mapping[str, str] = found.groupdict()
            told = {name: text.replace("'", "") for name, text in named.items()}
            if "message" in told:
                told["message"] = retold(found["message"], index)
            return words[index].format(**told)
    return message
