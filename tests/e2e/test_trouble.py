"""Each trouble says its own in the window's language, and the window goes on working."""

from collections.abc import Mapping
from typing import Final

import pytest

from app.demo.scenarios import CALM, SCENARIOS
from app.domain.settings import Language
from tests.e2e.child import Play, Script
from tests.e2e.seeing import make_video
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")

_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "wrong-key": "The service refused this key. Check it for missing letters.",
        "failing": "Sora could not make it: “İçerik politikası nedeniyle reddedildi”",
        "server-error": "Sora has a fault of its own (error 500). Try a little later.",
        "html-200": "Sora answered with a web page instead of data. Check the service address.",
        "no network": "Sora cannot be reached. Check your network.",
    },
    "tr": {
        "wrong-key": "Servis bu anahtarı kabul etmedi. Eksik harf var mı, denetle.",
        "failing": "Sora yapamadı: “İçerik politikası nedeniyle reddedildi”",
        "server-error": "Sora tarafında bir arıza var (hata 500). Biraz sonra dene.",
        "html-200": "Sora veri yerine bir web sayfası gönderdi. Servis adresini denetle.",
        "no network": "Sora servisine ulaşılamıyor. Ağ bağlantını denetle.",
    },
}


async def trouble_in_english(play: Play) -> None:
    await _live_through_it(play, _SAID["en"])


async def trouble_in_turkish(play: Play) -> None:
    await _live_through_it(play, _SAID["tr"])


async def _live_through_it(play: Play, said: Mapping[str, str]) -> None:
    await play.until(lambda: play.sees("mainWindow"), "the window")
    for trouble in ("wrong-key", "failing"):
        play.panels.scenario = SCENARIOS[trouble]
        await play.write("promptEdit_sora", f"Bir deneme: {trouble}")
        await play.click("generateButton_sora")
        await play.row("queueList", said[trouble])
    for trouble in ("server-error", "html-200"):
        play.panels.scenario = SCENARIOS[trouble]
        await play.click("historyRefresh_sora")
        await play.read(said[trouble])
    play.panels.scenario = CALM
    play.stop_panels()
    await play.write("promptEdit_sora", "Ağ gelince yola çıkan bir gemi")
    await play.click("generateButton_sora")
    await play.row("queueList", said["no network"])
    play.start_panels()
    await play.until(lambda: said["no network"] not in str(play.rows("queueList")), "it goes on")
    await make_video(play, "sora", "Hepsinden sonra bir gün doğumu")


@pytest.mark.parametrize(
    ("language", "script"),
    [(Language.ENGLISH, trouble_in_english), (Language.TURKISH, trouble_in_turkish)],
    ids=["en", "tr"],
)
def test_each_trouble_is_told_and_survived(
    stage: Stage, language: Language, script: Script
) -> None:
    stage.settle(language)
    stage.play(script)
