"""The guides: true to the panels' own pages and to the window, searched, read and copied from."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.demo.panels import DEMO_KEY
from app.domain.settings import Language
from app.ui.dialogs.guide import GuideDialog
from app.ui.dialogs.keys import KeysDialog
from app.ui.dialogs.prompt_list import PromptList
from app.ui.guide_text import USER_GUIDE, Code, Kind, Words, load_guide
from app.ui.language import LanguageSwitch
from app.ui.panes.composer import ComposerPane
from app.ui.panes.top_bar import TopBar
from app.ui.widgets.code_card import CodeCard
from tests.ui.composing import Desk, on_the_panels, part, shown, until
from tests.ui.port import PortBridge

SEEDS = Path(__file__).parents[1] / "seeds"
LANGUAGES = ("en", "tr")
TRANSLATIONS = Path(__file__).parents[2] / "translations" / "kadraj_tr.ts"
PORTABLE = QKeySequence.SequenceFormat.PortableText
KEY = re.compile(r"((Ctrl|Alt|Shift)\+)*(\S|F\d+|Space|Boşluk|Home|End|Esc|Del|Enter)")
LABELLED = {
    "←": "Left",
    "→": "Right",
    "↑": "Up",
    "↓": "Down",
    "Boşluk": "Space",
    "Enter": "Return",
}
SERVICES = {"sora": "sora2-panel.txt", "veo": "veo3-panel.txt"}

# Menus that come up, where there is no screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def objects_in(text: str) -> Iterator[Any]:
    """All JSON objects that stand in a text by themselves."""
    place = text.find("{")
    while place >= 0:
        try:
            found, end = json.JSONDecoder().raw_decode(text, place)
        except ValueError:
            end = place + 1
        else:
            yield found
        place = text.find("{", end)


def codes(service: str, language: str, kind: Kind) -> list[str]:
    sections = load_guide(service, language)
    return [
        block.text
        for section in sections
        for block in section.blocks
        if isinstance(block, Code) and block.kind is kind
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", SERVICES)
def test_every_example_is_the_panels_own_and_none_is_missing(service: str, language: str) -> None:
    seed = (SEEDS / SERVICES[service]).read_text(encoding="utf-8")
    seed = seed.replace("\N{NO-BREAK SPACE}", " ")
    plain = codes(service, language, Kind.PLAIN)
    told = [json.loads(text) for text in plain if text.startswith("{")]
    for example in told:
        if "(optional)" in str(example.get("image")):
            example["image"] = example["image"].replace("optional", "opsiyonel")
    own = [found for found in objects_in(seed.split("API Dokümantasyonu")[1]) if found]
    # At the end the page says the request for text once more, as a line for curl.
    assert [found for found in own if found not in told] == [
        {"prompt": "A beautiful sunset over mountains", "aspect_ratio": "16:9",
         "duration_seconds": 6}
    ] * (service == "veo")  # fmt: skip
    assert all(example in own for example in told)
    address = next(line for line in seed.splitlines() if line.startswith("https://"))
    assert plain[0] == address
    for line in ("GET /", "POST /generate", "GET /status/{job_id}", "GET /videos"):
        assert line in seed
        assert any(text.splitlines()[0] == line for text in plain)
    words = "\n".join(block.text for block in load_guide(service, language)[-1].blocks)
    assert "daily_limit_remaining" in words
    assert "10 MB" in words
    assert "3" in words
    assert "5" in words


@pytest.mark.parametrize("service", SERVICES)
def test_both_languages_say_the_same(service: str) -> None:
    english, turkish = (load_guide(service, language) for language in LANGUAGES)
    assert [len(section.blocks) for section in english] == [
        len(section.blocks) for section in turkish
    ]
    for kind in Kind:
        ours = [text.replace("optional", "opsiyonel") for text in codes(service, "en", kind)]
        assert ours == codes(service, "tr", kind)
    assert not {section.title for section in english} & {section.title for section in turkish}


def what_can_be_read(language: str) -> "re.Pattern[str]":
    """All texts of the window in a language, with room for what is filled in."""
    found: set[str] = set()
    for message in ET.parse(TRANSLATIONS).getroot().iter("message"):
        source, translation = message.find("source"), message.find("translation")
        assert source is not None
        assert translation is not None
        if language == "en":
            found.add(source.text or "")
        else:
            forms = [form.text or "" for form in translation.iter("numerusform")]
            found |= {translation.text or "", *forms}
    texts = (re.escape(text.removesuffix("…")) for text in found)
    filled = (re.sub(r"\\{\w+\\}", ".+", text) for text in texts)
    return re.compile("|".join(sorted({*filled} - {"", ".+"})))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_user_guide_names_what_there_is(qapp: QApplication, language: str) -> None:
    words = [
        block
        for section in load_guide(USER_GUIDE, language)
        for block in section.blocks
        if isinstance(block, Words)
    ]
    readable = what_can_be_read(language)
    names = {name.removesuffix("…") for block in words for name in block.names}
    assert len(names) > 50
    assert [name for name in names if readable.fullmatch(name) is None] == []
    listed = {
        QKeySequence(keys).toString(PORTABLE)
        for section in KeysDialog(4).sections
        for entry in section.entries
        for keys in ("0", "1", "2", "3", "4", "5") * entry.span + entry.keys
    }
    keys = {key for block in words for key in block.keys if KEY.fullmatch(key)}
    assert len(keys) > 40
    assert [key for key in keys if portable(key) not in listed] == []


def portable(key: str) -> str:
    """A key of the guide, as Qt writes it everywhere."""
    for label, name in LABELLED.items():
        key = key.replace(label, name)
    return QKeySequence(key).toString(PORTABLE)


def test_the_user_guide_says_the_same_in_both_languages() -> None:
    english, turkish = (load_guide(USER_GUIDE, language) for language in LANGUAGES)
    assert [[type(block) for block in section.blocks] for section in english] == [
        [type(block) for block in section.blocks] for section in turkish
    ]
    for ours, theirs in zip(english[1:], turkish[1:], strict=True):
        assert ours.title != theirs.title


def cards(guide: QWidget) -> list[CodeCard]:
    return [card for card in guide.findChildren(CodeCard) if card.isVisible()]


def titles(guide: QWidget) -> list[str]:
    contents = part(guide, QListWidget, "guideContents")
    return [contents.item(row).text() for row in range(contents.count())]


def copied_from(card: CodeCard) -> str:
    QTest.mouseClick(part(card, QPushButton, "copyCode"), Qt.MouseButton.LeftButton)
    return QGuiApplication.clipboard().text()


def test_it_is_opened_searched_and_copied_from(
    qapp: QApplication, tmp_path: Path, language: LanguageSwitch
) -> None:
    async def play(desk: Desk) -> None:
        window = QWidget()
        bar = TopBar(desk.bridge, demo=True, parent=window)
        pane = ComposerPane(desk.bridge, "veo", desk.memory, window)
        async with shown(window):
            bar.choose("sora")
            action = bar.findChild(QAction, "guideAction")
            assert action is not None
            assert action.text() == "API guide…"
            action.trigger()
            guide = part(window, GuideDialog, "guideDialog")
            assert guide.isVisible()
            assert "5. Read the history" in titles(guide)

            # Examples go to the address in force, in the language that was chosen, without a key.
            made = next(card for card in cards(guide) if card.text.startswith("curl -X"))
            assert made.text.startswith(f"curl -X POST {desk.panels.sora_url}/generate")
            QTest.mouseClick(
                part(made, QPushButton, "codeVariant_Python"), Qt.MouseButton.LeftButton
            )
            text = copied_from(made)
            assert text == made.text
            assert "urllib.request" in text
            assert "your_api_key_here" in text
            assert part(made, QPushButton, "copyCode").text() == "Copied"
            asked = cards(guide)[-1]
            assert f"{desk.panels.sora_url}/videos" in copied_from(asked)
            assert "urllib.request" in asked.text
            assert all(DEMO_KEY not in card.text for card in cards(guide))

            search = part(guide, QLineEdit, "guideSearch")
            QTest.keyClicks(search, "10 mb webp")
            assert titles(guide) == ["Limits and notes"]
            QTest.keyClicks(search, "zz")
            assert titles(guide) == []
            assert any(
                label.text() == "Nothing about that." and label.isVisible()
                for label in guide.findChildren(QLabel)
            )
            QTest.keyClick(search, Qt.Key.Key_Escape)
            QTest.keyClick(search, Qt.Key.Key_Down)
            contents = part(guide, QListWidget, "guideContents")
            assert guide.focusWidget() is contents
            QTest.keyClick(contents, Qt.Key.Key_End)
            area = guide._area.verticalScrollBar()
            await until(lambda: area.value() > 0, "gone down")

            language.use(Language.TURKISH)
            await until(lambda: "5. Geçmişi oku" in titles(guide), "in Turkish")
            language.use(Language.ENGLISH)
            await until(lambda: "5. Read the history" in titles(guide), "in English")

            # The guide to the program is beside them, and from Help it is the first.
            user = bar.findChild(QAction, "userGuideAction")
            assert user is not None
            assert user.text() == "User guide…"
            user.trigger()
            assert titles(guide)[:2] == ["Kadraj", "First steps"]
            QTest.keyClicks(search, "under a wipe")
            assert titles(guide) == ["Cull and compare"]
            search.clear()
            bar.choose("library")
            action.trigger()
            assert titles(guide)[0] == "Sora2 panel"

            # From the other composer the same window shows the other panel.
            part(pane, QToolButton, "moreButton_veo").click()
            await until(lambda: pane.findChild(QMenu, "moreMenu") is not None, "menu")
            menu = part(pane, QMenu, "moreMenu")
            next(a for a in menu.actions() if a.text() == "API guide…").trigger()
            menu.close()
            assert len(window.findChildren(GuideDialog)) == 1
            assert titles(guide)[0] == "Veo3 panel"

            # Who has searched has not read yet.
            assert guide.focusWidget() is search
            QTest.keyClick(search, Qt.Key.Key_Return)
            assert guide.isVisible()
            QTest.mouseClick(
                part(guide, QPushButton, "closeGuideButton"), Qt.MouseButton.LeftButton
            )
            assert not guide.isVisible()

    on_the_panels(qapp, tmp_path, play)


def test_no_dialog_is_larger_than_its_window(qtbot: QtBot, tmp_path: Path) -> None:
    bridge, window = PortBridge().as_bridge(), QWidget()
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    qtbot.addWidget(window)
    window.resize(1024, 640)
    for dialog in (GuideDialog(bridge, window), PromptList(bridge, memory, window)):
        assert dialog.height() < window.height()
        assert dialog.minimumHeight() < window.height()
