"""The translation check finds each kind of fault in a small tree, with Linguist's own tools."""

import ast
import sysconfig
from pathlib import Path

import pytest

from check_translations import find_faults, source_faults
from translation_files import LANGUAGES, build_all, update_all

SCRIPTS = Path(sysconfig.get_path("scripts"))

WINDOW = """
class Window:
    def retranslate(self, n: int) -> None:
        self.setWindowTitle("Kadraj")
        self.title.setText(self.tr("Generate"))
        self.model.setText(self.tr("Model"))
        self.hint.setText(self.tr("%1 of {total}"))
        self.count.setText(self.tr("%n video(s)", "", n))
"""
TURKISH = {
    "Generate": "Oluştur",
    "Model": "Model",
    "%1 of {total}": "{total} içinde %1",
    "%n video(s)": "%n video",
}
ENGLISH = ("%n video", "%n videos")


class Tree:
    """A small project whose translations are complete until a test spoils them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.window = root / "app" / "ui" / "window.py"
        self.window.parent.mkdir(parents=True)
        self.window.write_text(WINDOW, encoding="utf-8")
        update_all(root, SCRIPTS)
        self.turkish, self.english = (language.source_file(root) for language in LANGUAGES)
        self.same = root / "translations" / "same-in-turkish.txt"
        self.same.write_text("# names\nModel\n", encoding="utf-8")
        for source, text in TURKISH.items():
            self.translate(self.turkish, source, text)
        self.translate(self.english, "%n video(s)", *ENGLISH)

    def translate(self, file: Path, source: str, *forms: str) -> None:
        """Fill in the unfinished entry of `source`, as a translator would."""
        head, entry = file.read_text(encoding="utf-8").split(f"<source>{source}</source>")
        entry, end, tail = entry.partition("</translation>")
        entry = entry.replace(' type="unfinished"', "")
        if "<numerusform>" in entry:
            for form in forms:
                entry = entry.replace("<numerusform></", f"<numerusform>{form}</", 1)
        else:
            entry += forms[0]
        text = f"{head}<source>{source}</source>{entry}{end}{tail}"
        file.write_text(text, encoding="utf-8")

    def change(self, file: Path, old: str, new: str) -> None:
        """Replace `old`, which has to be there, in `file`."""
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def faults(self) -> list[str]:
        return find_faults(self.root, SCRIPTS)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_complete_translations_have_no_faults(tree: Tree) -> None:
    assert tree.faults() == []


def test_the_files_stay_as_they_are_when_collected_again(tree: Tree) -> None:
    before = [tree.turkish.read_bytes(), tree.english.read_bytes()]
    update_all(tree.root, SCRIPTS)
    assert [tree.turkish.read_bytes(), tree.english.read_bytes()] == before


def test_english_holds_plural_texts_alone(tree: Tree) -> None:
    text = tree.english.read_text(encoding="utf-8")
    assert "%n video(s)" in text
    assert "Generate" not in text


def test_built_files_follow_their_sources(tree: Tree) -> None:
    build_all(tree.root, SCRIPTS)
    built = [language.built_file(tree.root) for language in LANGUAGES]
    first = [path.read_bytes() for path in built]
    assert all(first)
    tree.change(tree.turkish, "Oluştur", "Üret")
    build_all(tree.root, SCRIPTS)
    assert [path.read_bytes() != old for path, old in zip(built, first, strict=True)] == [
        True,
        False,
    ]


def test_a_text_not_collected_is_found(tree: Tree) -> None:
    tree.change(tree.window, '"Generate"', '"Make a video"')
    assert tree.faults() == [
        "translations/kadraj_tr.ts: lacks Window: 'Make a video'",
        "translations/kadraj_tr.ts: has Window: 'Generate', used nowhere",
    ]


def test_a_missing_file_is_found(tree: Tree) -> None:
    tree.english.unlink()
    assert tree.faults() == ["translations/kadraj_en.ts: is missing"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<translation>Oluştur<", '<translation type="unfinished">Oluştur<', "marked unfinished"),
        (">Oluştur<", "><", "'Generate': is not translated"),
        (">%n video<", "><", "'%n video(s)': is not translated"),
        (">Oluştur<", ">Generate<", "'Generate' is the same as in English"),
        (">{total} içinde %1<", ">{total} içinde<", "placeholders differ: '{total} içinde'"),
        (">{total} içinde %1<", ">{toplam} içinde %1<", "placeholders differ"),
        (">%n video<", ">video<", "placeholders differ: 'video'"),
    ],
)
def test_a_faulty_turkish_text_is_found(tree: Tree, old: str, new: str, fault: str) -> None:
    tree.change(tree.turkish, old, new)
    [found] = tree.faults()
    assert fault in found


def test_a_missing_plural_form_is_found(tree: Tree) -> None:
    tree.change(tree.english, "<numerusform>%n videos</numerusform>", "")
    [found] = tree.faults()
    assert found.endswith("has 1 plural forms of 2")


def test_a_form_for_exactly_one_needs_no_number(tree: Tree) -> None:
    tree.change(tree.english, ">%n video<", ">one video<")
    assert tree.faults() == []
    tree.change(tree.english, ">%n videos<", ">many videos<")
    [found] = tree.faults()
    assert "placeholders differ: 'many videos'" in found


def test_a_listed_name_that_is_not_needed_is_found(tree: Tree) -> None:
    tree.change(tree.same, "Model", "Model\nSora")
    [found] = tree.faults()
    assert "'Sora' is listed" in found


def test_a_number_that_gets_no_plural_forms_is_found(tree: Tree) -> None:
    tree.change(
        tree.window, 'self.tr("%n video(s)", "", n)', 'translate("Window", "%n video(s)", None, n)'
    )
    assert any("has %n but no plural forms" in fault for fault in tree.faults())


def test_a_text_that_linguist_passes_over_is_found(tree: Tree) -> None:
    lost = 'QCoreApplication.translate("Window", "%n job(s)", "", len(jobs))'
    tree.change(tree.window, 'self.tr("Model")', f'self.tr("Model") + {lost}')
    [found] = tree.faults()
    assert found.startswith("app/ui/window.py:6: Linguist does not collect '%n job(s)'")


def test_a_text_without_context_is_found(tree: Tree) -> None:
    with tree.window.open("a", encoding="utf-8") as file:
        file.write('def waiting(self):\n    return self.tr("Waiting")\n')
    assert any("has no context" in fault for fault in tree.faults())


def test_a_literal_given_to_a_widget_is_found_where_it_stands(tree: Tree) -> None:
    tree.change(tree.window, 'self.tr("Model")', '"Model"')
    assert "app/ui/window.py:6: setText('Model') does not go through tr()" in tree.faults()


@pytest.mark.parametrize(
    "code",
    [
        'label.setToolTip("Copy")',
        'label.setText(f"{n} videos")',
        'label.setText("videos: " + str(n))',
        'label.setText("one" if n == 1 else self.tr("many"))',
        'label.setText("{} videos".format(n))',
        'field.setPlaceholderText("Prompt")',
        'view.setAccessibleName("Queue")',
        'QLabel("Queue", self)',
        'QPushButton(text="Queue")',
        'QLineEdit(placeholderText="Key")',
        'QAction(icon, "Quit", self)',
        'tabs.addTab(page, "Sora and Veo")',
        'box.addItem("Landscape", "16:9")',
        'QMessageBox.warning(self, self.tr("Wrong key"), "Try again")',
        'label.setText(self.tr(f"{n} videos"))',
        'label.setText(window.tr("many"))',
        'label.setText(tr("many"))',
        'label.setText(QCoreApplication.translate("Queue", f"{n} videos"))',
    ],
)
def test_a_text_past_translation_is_found(code: str) -> None:
    assert len(list(source_faults(ast.parse(code), {"many", "Wrong key"}))) == 1


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(self.tr("Queue"))',
        'label.setText(self.tr("%1 of %2").replace("%1", "a"))',
        'label.setText(f"{done} / {total}")',
        'label.setText("—")',
        'window.setWindowTitle("Kadraj")',
        'label.setObjectName("queue")',
        'label.setProperty("role", "title")',
        'box.addItem(self.tr("Landscape"), "landscape")',
        '_log.warning("No multimedia here")',
        'Tokens(text="#101010")',
        'label.setText(names["queue"])',
    ],
)
def test_a_text_that_nobody_translates_is_left_alone(code: str) -> None:
    assert list(source_faults(ast.parse(code), {"Queue", "%1 of %2", "Landscape"})) == []
