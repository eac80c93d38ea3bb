"""Check that the window can say everything in every language: `python check_translations.py`.

Prints one line per fault and ends with 1 when there is any. Runs in the project's environment,
whose Linguist tools it uses; `find_faults` describes what counts as a fault.
"""

import ast
import re
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from translation_files import LANGUAGES, Language, update

ROOT: Final = Path(__file__).resolve().parent.parent
SAME_IN_TURKISH: Final = "translations/same-in-turkish.txt"

ALLOWED_LITERALS: Final = frozenset({"Kadraj", "Sora", "Veo"})
"""Texts that a widget may be given as they stand: names, which are not translated."""

_TEXT_METHODS: Final = re.compile(
    r"set(?!DefaultSuffix)\w*(Text|Title|Tip|WhatsThis|Prefix|Suffix|AccessibleName|AccessibleDescription|Labels)"
    r"|(add|insert)(Action|Button|Item|Menu|Row|Tab|ToolBar)|showMessage|showText|drawText"
)
_TEXT_CLASSES: Final = re.compile(
    r"Q(Action|CheckBox|CommandLinkButton|DockWidget|GroupBox|Label|ListWidgetItem|Menu|MessageBox"
    r"|PushButton|RadioButton|StandardItem|TreeWidgetItem)"
)
_TEXT_KEYWORDS: Final = frozenset(
    {"accessibleName", "placeholderText", "statusTip", "text", "title", "toolTip", "windowTitle"}
)
_TEXT_POSITION: Final = {
    "tr": 0,
    "translate": 1,
    "QT_TR_NOOP": 0,
    "QT_TRANSLATE_NOOP": 1,
    "QT_TR_N_NOOP": 0,
    "QT_TRANSLATE_N_NOOP": 1,
}
_PLACEHOLDER: Final = re.compile(r"%L?(?:\d{1,2}|n)|\{\w*\}")


@dataclass(frozen=True)
class Key:
    """What makes a text one entry of a .ts file."""

    context: str
    source: str
    comment: str
    plural: bool

    def __str__(self) -> str:
        return f"{self.context}: {self.source!r}" + (f" ({self.comment})" if self.comment else "")


@dataclass(frozen=True)
class Entry:
    """The translation of a text: one form, or as many as the language has plural forms."""

    forms: tuple[str, ...]
    unfinished: bool


def find_faults(root: Path, scripts: Path) -> list[str]:
    """Every fault of the translations in the tree at `root`, one line each.

    Faults are: texts of the sources that a .ts file lacks, and texts in it that no source uses;
    unfinished or empty translations; missing plural forms; Turkish that equals its English and is
    not listed in translations/same-in-turkish.txt, and lines there without use; placeholders that
    differ; texts that Linguist cannot collect rightly; bare literals given to widgets.
    """
    faults: list[str] = []
    collected: set[str] = set()
    for language in LANGUAGES:
        needed = _collect(root, language, scripts)
        collected |= {key.source for key in needed}
        faults += _file_faults(root, language, needed)
    for path in sorted((root / "app" / "ui").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = sorted(source_faults(tree, collected))
        faults += [f"{name}:{line}: {problem}" for line, problem in found]
    return faults


def _collect(root: Path, language: Language, scripts: Path) -> dict[Key, Entry]:
    """What the sources need translated, each entry with as many empty forms as it has to have."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "collected.ts")
        update(root, language, file, scripts)
        return read_entries(file)


def _file_faults(root: Path, language: Language, needed: dict[Key, Entry]) -> Iterator[str]:
    file = language.source_file(root)
    name = file.relative_to(root).as_posix()
    if not file.exists():
        yield f"{name}: is missing"
        return
    present = read_entries(file)
    yield from (f"{name}: lacks {key}" for key in needed if key not in present)
    yield from (f"{name}: has {key}, used nowhere" for key in present if key not in needed)
    yield from (f"{name}: {key}: {it}" for key in needed for it in key_faults(key))
    for key, entry in present.items():
        if key in needed:
            wanted_forms = len(needed[key].forms)
            yield from (f"{name}: {key}: {it}" for it in entry_faults(key, entry, wanted_forms))
    if language.code == "tr":
        yield from (f"{name}: {fault}" for fault in _sameness_faults(root, present))


def read_entries(file: Path) -> dict[Key, Entry]:
    """The entries of a .ts file in its order; obsolete ones count as entries too."""
    entries = {}
    # The file is the project's own, so it needs no guarding against hostile XML.
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314
        for message in context.iter("message"):
            plural = message.get("numerus") == "yes"
            key = Key(
                context.findtext("name") or "",
                message.findtext("source") or "",
                message.findtext("comment") or "",
                plural,
            )
            translation = message.find("translation")
            if translation is None:
                entries[key] = Entry((), unfinished=True)
                continue
            forms = translation.findall("numerusform") if plural else [translation]
            texts = tuple(form.text or "" for form in forms)
            entries[key] = Entry(texts, unfinished=translation.get("type") is not None)
    return entries


def key_faults(key: Key) -> Iterator[str]:
    """What is wrong with a text as the sources give it to Linguist."""
    if not key.context:
        yield 'has no context; write self.tr("…") in a class or translate("Context", "…")'
    if not key.plural and re.search(r"%L?n", key.source):
        yield 'has %n but no plural forms; only self.tr("…", "", n) has them'


def entry_faults(key: Key, entry: Entry, wanted_forms: int) -> Iterator[str]:
    """What is wrong with one translation by itself."""
    if key.plural and len(entry.forms) != wanted_forms:
        yield f"has {len(entry.forms)} plural forms of {wanted_forms}"
    if not all(form.strip() for form in entry.forms):
        yield "is not translated"
    elif entry.unfinished:
        yield "is marked unfinished"
    else:
        wanted = _placeholders(key.source)
        for number, form in enumerate(entry.forms):
            found = _placeholders(form)
            # A form for exactly one may spell the number out or leave it away.
            optional = {"%n", "%Ln"} if number == 0 and len(entry.forms) > 1 else set()
            if found - optional != wanted - optional:
                yield f"placeholders differ: {form!r}"


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def _sameness_faults(root: Path, entries: dict[Key, Entry]) -> Iterator[str]:
    listed = _lines(root / SAME_IN_TURKISH)
    same = {key.source for key, entry in entries.items() if key.source in entry.forms}
    yield from (
        f"{source!r} is the same as in English; if it should be, list it in {SAME_IN_TURKISH}"
        for source in sorted(same - listed)
    )
    yield from (
        f"{source!r} is listed in {SAME_IN_TURKISH} without need"
        for source in sorted(listed - same)
    )


def _lines(path: Path) -> set[str]:
    if not path.exists():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line.strip() and not line.startswith("#")}


def source_faults(tree: ast.AST, collected: Set[str]) -> Iterator[tuple[int, str]]:
    """Find line numbers and faults of texts in a source file that no language can replace.

    `collected` are the texts that Linguist found in the sources.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = _called_name(node.func)
        if called in _TEXT_POSITION:
            if called == "tr" and ast.unparse(node.func) != "self.tr":
                yield node.lineno, "Linguist gets the context wrong; write self.tr or translate"
            match node.args[_TEXT_POSITION[called] :]:
                case [ast.JoinedStr(), *_]:
                    yield node.lineno, "an f-string cannot be translated; fill in {name} afterwards"
                case [ast.Constant(value=str(text)), *_] if text not in collected:
                    yield node.lineno, f"Linguist does not collect {text!r} as it is written here"
            continue
        for argument in _texts_given(node, called):
            for text in _literal_texts(argument):
                if _needs_translation(text):
                    yield node.lineno, f"{called}({text!r}) does not go through tr()"


def _called_name(func: ast.expr) -> str:
    match func:
        case ast.Attribute(value=ast.Name(id="QMessageBox")):
            return "QMessageBox"  # QMessageBox.warning(…) and its like
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _texts_given(call: ast.Call, called: str) -> list[ast.expr]:
    """The arguments of `call` that a user gets to read."""
    if _TEXT_METHODS.fullmatch(called):
        # What follows an item's text is its data.
        return call.args[:1] if called == "addItem" else call.args
    named = [keyword.value for keyword in call.keywords if keyword.arg in _TEXT_KEYWORDS]
    if _TEXT_CLASSES.fullmatch(called):
        return [*call.args, *named]
    return named if re.match(r"Q[A-Z]", called) else []


def _literal_texts(node: ast.expr) -> Iterator[str]:
    """The literal parts of the text that `node` comes to; calls are looked at on their own."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _literal_texts(part)
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            yield from _literal_texts(left)
            yield from _literal_texts(right)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)))):
            yield text  # "text {}".format(…)


def _needs_translation(text: str) -> bool:
    return text not in ALLOWED_LITERALS and any(letter.isalpha() for letter in text)


def main() -> int:
    """Print the faults of this tree's translations; 1 if there are any."""
    faults = find_faults(ROOT, Path(sysconfig.get_path("scripts")))
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} faults. `python3 packaging/dev.py translate` collects the texts.")
        return 1
    print("Every text is there in every language.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
