"""Settings are found, changed with mouse and keyboard, and count at once and at the next start."""

import os
from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels
from app.domain.proxies import Proxy, ProxyMode
from app.domain.settings import Settings
from app.store.places import Places
from app.store.settings_file import JsonSettings
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import DARK, LIGHT
from app.ui.widgets.segmented import SegmentedControl
from tests.e2e.child import Play
from tests.e2e.director import focused
from tests.e2e.stage import Stage

MODEL = "sora-3-square"


async def set_everything(play: Play) -> None:
    await play.find(QWidget, "composerPane_sora")
    await play.keys("ctrl+comma")
    await play.find(QWidget, "settingsDialog")
    play.photograph("settings")
    await look_in_vain(play)
    await change_the_looks(play)
    await name_files_and_move_them(play)
    await change_what_goes_on_in_the_background(play)
    with others_beside(play) as others:
        await give_addresses(play, others.veo_url)
        await go_through_a_proxy(play)
        await teach_the_services(play)
        await play.click("closeButton")
        await play.until(lambda: not play.sees("settingsDialog"), "settings closed")
        await make_what_was_set(play, others)
        await reset_and_take_that_back(play)
        await play.keys("alt+F4")
        await play.until(lambda: not play.sees("mainWindow"), "the window closed")


def others_beside(play: Play) -> ThreadedDemoPanels:
    """Panels that the user moves to."""
    folder = play.home.parent / "others"
    return ThreadedDemoPanels(DemoPanels(folder=folder, pace=0.5, draft=True, clip_seconds=1.0))


# -- One section after the other -------------------------------------------------------------------


async def look_for(play: Play, english: str, turkish: str) -> None:
    await play.write("settingsSearch", play.says(english, turkish))


async def kept(play: Play, wanted: Callable[[Settings], bool], what: str) -> None:
    """Waits until the settings' file says so."""
    file = JsonSettings(Places.from_environment(os.environ).settings_file)
    await play.until(lambda: wanted(file.load()), f"{what} kept")


async def refused(play: Play, name: str, english: str, turkish: str) -> None:
    """What was typed is explained under its field."""
    await play.read(play.says(english, turkish))
    line = await play.find(QLineEdit, name)
    said = next(
        label
        for label in line.window().findChildren(QLabel)
        if label.isVisible() and play.says(english, turkish) in label.text()
    )
    below = said.mapTo(line.window(), said.rect().topLeft())
    field = line.mapTo(line.window(), line.rect().bottomLeft())
    assert 0 < below.y() - field.y() < 2 * line.height(), "beside its field"


async def give(play: Play, name: str, text: str) -> None:
    await play.write(name, text)
    await play.keys("Return")


async def correct(
    play: Play, name: str, wrong: str, right: str, english: str, turkish: str
) -> None:
    """Gives the wrong text first, reads why it is not taken, and gives the right one."""
    await give(play, name, wrong)
    await refused(play, name, english, turkish)
    await give(play, name, right)


async def look_in_vain(play: Play) -> None:
    await look_for(play, "banana", "muz")
    await play.read(play.says("No setting for “banana”.", "“muz” için ayar yok."))


async def change_the_looks(play: Play) -> None:
    await look_for(play, "language", "DIL")
    await play.until(lambda: not play.sees("proxyChoice"), "the other settings gone")
    mine, other = play.says("English", "Türkçe"), play.says("Türkçe", "English")
    titles = play.says("Settings", "Ayarlar"), play.says("Ayarlar", "Settings")
    await play.choose("languageBox", other)
    await play.read(titles[1])
    await play.choose("languageBox", mine)  # in front, whatever it is called now
    await play.read(titles[0])
    await look_for(play, "theme", "tema")
    assert current_tokens() is DARK
    await play.click_text("themeChoice", play.says("Light", "Açık"))
    await play.until(lambda: current_tokens() is LIGHT, "the light theme on")


async def name_files_and_move_them(play: Play) -> None:
    await look_for(play, "library", "kitaplik")
    await play.write("namePatternEdit", "{renk} kadraj")
    await refused(
        play,
        "namePatternEdit",
        "Nothing is known by the name of {renk}.",
        "{renk} diye bir alan yok.",
    )
    play.photograph("settings-name-refused")
    await give(play, "namePatternEdit", play.says("{service} kadraj", "{servis} kadraj"))
    sample = await play.find(QLabel, "nameSample")
    await play.until(lambda: sample.text() == "sora kadraj.mp4", "the name that it makes")
    await play.click("downloadBox")
    await kept(play, lambda s: not s.download_automatically, "no download by itself")
    folder = play.home.parent / "videolar"
    folder.mkdir()
    await play.click("moveLibraryButton")
    await play.find(QWidget, "libraryDialog")
    await play.type_text(str(folder))
    await play.keys("Return")
    await play.read(play.says("All videos are in the new folder.", "Bütün videolar yeni klasörde."))
    path = await play.find(QLineEdit, "libraryPath")
    assert path.text() == str(folder)


async def change_what_goes_on_in_the_background(play: Play) -> None:
    await look_for(play, "background", "arka plan")
    await play.click("notificationsBox")
    sound = await play.find(QCheckBox, "notificationSoundBox")
    await play.until(lambda: not sound.isEnabled(), "nothing to sound for")
    await play.click("keepAwakeBox")
    await look_for(play, "size", "boyut")
    sizes = await play.find(QComboBox, "interfaceSizeBox")
    assert [sizes.itemData(row) for row in range(sizes.count())] == [100, 125, 150]
    await play.choose("interfaceSizeBox", play.says("125%", "%125"))
    await kept(play, lambda s: s.interface_size == 125, "the size")
    await look_for(play, "graphics", "ekran kart")
    await play.click("hardwareDecodingBox")
    await kept(
        play,
        lambda s: s.keep_awake and not s.notifications and not s.hardware_decoding,
        "the boxes",
    )


async def give_addresses(play: Play, veo: str) -> None:
    await look_for(play, "address", "adres")
    await correct(
        play,
        "addressEdit_veo",
        "ftp://panel.example",
        veo,
        "This is not an https address that Kadraj can use.",
        "Bu, Kadraj’ın kullanabileceği bir https adresi değil.",
    )
    await kept(play, lambda s: s.addresses["veo"] == veo, "the address")
    await play.read(
        play.says(
            "A key goes only where it was given for. Sign in for this address.",
            "Anahtar yalnızca verildiği adrese gider. Bu adres için giriş yap.",
        )
    )
    play.photograph("settings-address")


async def go_through_a_proxy(play: Play) -> None:
    await look_for(play, "proxy", "proxy")
    await play.click_text("proxyChoice", play.says("Manual", "Elle gir"))
    await give(play, "proxyEdit", "socks5://proxy.example:1080")
    await refused(
        play,
        "proxyEdit",
        "Kadraj goes through http and https proxies only.",
        "Kadraj yalnızca http ve https vekil sunuculardan geçer.",
    )
    play.photograph("settings-proxy-refused")
    await give(play, "proxyEdit", "proxy.example:8080")
    own = Proxy(ProxyMode.OWN, "http://proxy.example:8080")
    await kept(play, lambda s: s.proxy == own, "the proxy")


async def teach_the_services(play: Play) -> None:
    await look_for(play, "model", "model")
    await play.click("addModelButton_sora")
    await play.until(lambda: line_with_keyboard() == "modelNameEdit", "the new line")
    await play.type_text("sora 3")
    await play.keys("Tab")
    await play.type_text("1:1")
    await play.keys("Return")
    await play.read(
        play.says(
            "A model’s name is made of letters, digits and -._:/ without spaces.",
            "Model adı harf, rakam ve -._:/ işaretlerinden oluşur, boşluksuz.",
        )
    )
    play.photograph("settings-model-refused")
    await play.keys("shift+Tab", "ctrl+a")
    await play.type_text(MODEL)
    await play.keys("Return")
    await kept(play, lambda s: MODEL in str(s.tables.get("sora")), "the model")
    await look_for(play, "seconds", "SANIYE")
    await correct(
        play,
        "lengthsEdit_veo",
        "8, sekiz",
        "8",
        "Lengths are whole seconds up to 600: 4, 6, 8.",
        "Süreler 600’e kadar tam saniyedir: 4, 6, 8.",
    )
    await play.find(QPushButton, "usualTableButton_veo")
    await give(play, "ratiosEdit_veo", "16:9, 9:16, 4:5")
    play.photograph("settings-found")
    await kept(play, lambda s: "4:5" in str(s.tables.get("veo")), "the ratio")


def line_with_keyboard() -> str:
    widget = focused()
    return "" if widget is None else widget.objectName()


# -- What comes of it ------------------------------------------------------------------------------


async def sign_in_there(play: Play, others: DemoPanels) -> None:
    """Nobody has told the other panels a key so far."""
    generate = await play.find(QPushButton, "generateButton_veo")
    assert generate.text() == play.says("Sign in to generate", "Oluşturmak için giriş yap")
    assert not others.requests
    await play.click("generateButton_veo")
    await play.write("keyField_veo", DEMO_KEY)
    await play.click("continueButton")
    await play.until(lambda: not play.sees("signInDialog"), "the dialog gone")
    await play.until(lambda: generate.text() == play.says("Generate", "Oluştur"), "Veo ready")


async def make_what_was_set(play: Play, others: DemoPanels) -> None:
    models = await play.find(QComboBox, "modelChoice_sora")
    assert models.currentText() != MODEL
    await play.click_text("frameChoice_sora", "1:1")
    await play.until(lambda: models.currentText() == MODEL, "the model that makes this ratio")
    await play.click("tab_veo")
    await sign_in_there(play, others)
    await play.click_text("frameChoice_veo", "4:5")  # which the demo has not learned yet
    await play.click_text("frameChoice_veo", "9:16")
    await play.write("promptEdit_veo", "Sekiz saniyelik bir gün")
    play.photograph("offered")
    await play.click("generateButton_veo")
    cloud = await play.find(QPushButton, "historyNotDownloaded_veo")
    await play.until(lambda: cloud.text().endswith("1"), "the video, which stays where it is")
    assert "POST" not in {request.method for request in play.panels.requests}
    [asked] = [request.body for request in others.requests if request.method == "POST"]
    assert isinstance(asked, dict)
    assert (asked["duration_seconds"], asked["aspect_ratio"]) == (8, "9:16")
    folder = play.home.parent / "videolar"
    assert not list(folder.rglob("*.mp4"))
    await play.click("historyMore_veo")
    await play.choose_from_menu("downloadEverything")
    await play.until(lambda: cloud.text().endswith("0"), "the video here")
    [video] = folder.rglob("*.mp4")
    assert video.name == "veo kadraj.mp4"


async def reset_and_take_that_back(play: Play) -> None:
    await play.keys("ctrl+comma")
    await play.find(QWidget, "settingsDialog")
    await look_for(play, "reset", "sifirla")
    await play.click("resetSettingsButton")
    # The language is the computer's again, which is English here.
    await play.read("All settings are as they were at the beginning.")
    await kept(play, lambda s: s == Settings(library=s.library), "all as it was")
    play.photograph("settings-reset")
    await play.click_text("resetNotice", "Undo")
    await play.until(lambda: current_tokens() is LIGHT, "the light theme again")
    await kept(play, lambda s: MODEL in str(s.tables.get("sora")), "the model again")
    await play.click("closeButton")
    await play.until(lambda: not play.sees("settingsDialog"), "settings closed")


async def find_it_as_it_was_left(play: Play) -> None:
    await play.click("tab_veo")
    await play.read(play.says("Prompt", "İstem"))
    lengths = await play.find(SegmentedControl, "lengthChoice_veo")
    assert [button.text() for button in lengths.findChildren(QPushButton)] == [
        play.says("8 s", "8 sn")
    ]
    assert current_tokens() is LIGHT
    await kept(play, lambda s: s.keep_awake and s.proxy.mode is ProxyMode.OWN, "the rest")


def test_every_setting_counts_at_once_and_what_cannot_be_is_explained(
    each_language: Stage,
) -> None:
    each_language.play(set_everything, "--addresses-set")
    each_language.play(find_it_as_it_was_left)
