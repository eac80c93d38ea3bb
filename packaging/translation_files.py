"""Qt Linguist's files: texts are collected into translations/*.ts and built into *.qm.

The .ts files are kept in Git; the .qm files are built from them by `dev.py setup` and are not.
English has a .ts of its own for plural forms only: every other English text is the source itself.

Python texts reach Linguist only as literals: `self.tr("text")`, `self.tr("%n job(s)", "", n)`,
`QCoreApplication.translate("Context", "text")` and `QT_TRANSLATE_NOOP("Context", "text")`. Plural
forms are seen in the second shape alone, written in a class; `translate` with a number loses them
or, where the number is not a plain name, the whole text. `translate` may go by that name, but an
alias called `tr` has its first argument taken for the text. F-strings are collected with their
braces as they stand and never match at run time. `check_translations.py` finds all these mistakes.
"""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class Language:
    """A language of the window: its code and whether only plural texts need an entry."""

    code: str
    plural_only: bool

    def source_file(self, root: Path) -> Path:
        """The .ts file of this language in the tree at `root`."""
        return root / "translations" / f"kadraj_{self.code}.ts"

    def built_file(self, root: Path) -> Path:
        """The .qm file of this language in the tree at `root`."""
        return root / "resources" / "translations" / f"kadraj_{self.code}.qm"


LANGUAGES: Final = (Language("tr", plural_only=False), Language("en", plural_only=True))


class LinguistError(Exception):
    """A Linguist tool failed or complained; the message is what it said."""


def update(root: Path, language: Language, target: Path, scripts: Path) -> None:
    """Merge the texts of `root`/app into the .ts file `target`, dropping those no longer used.

    `scripts` is the folder with PySide6's command line tools. The outcome depends on the sources
    and on `target`'s present content alone.
    """
    sources = sorted((root / "app").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        # Linguist skips Python files in folders, so each is named; a list has no length limit.
        names = Path(folder, "sources.lst")
        names.write_text("".join(f"{path.as_posix()}\n" for path in sources), encoding="utf-8")
        command = [
            str(scripts / "pyside6-lupdate"),
            f"@{names}",
            *("-locations", "none"),
            *("-source-language", "en"),
            *("-target-language", language.code),
            "-no-obsolete",
            "-sort-messages",
            "-silent",
            *(["-pluralonly"] if language.plural_only else []),
            *("-ts", str(target)),
        ]
        _run(command)


def update_all(root: Path, scripts: Path) -> None:
    """Bring every .ts file up to date with the sources."""
    for language in LANGUAGES:
        language.source_file(root).parent.mkdir(exist_ok=True)
        update(root, language, language.source_file(root), scripts)


def build_all(root: Path, scripts: Path) -> None:
    """Build every .qm file that is older than its .ts file, or not there."""
    for language in LANGUAGES:
        source, built = language.source_file(root), language.built_file(root)
        if built.exists() and built.stat().st_mtime > source.stat().st_mtime:
            continue
        built.parent.mkdir(parents=True, exist_ok=True)
        # A running program has the old file mapped and would end where that changes: it keeps it.
        new = built.with_suffix(".new")
        _run([str(scripts / "pyside6-lrelease"), "-silent", str(source), "-qm", str(new)])
        new.replace(built)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    if done.returncode != 0:
        raise LinguistError(said or f"{command[0]} ended with {done.returncode}")
