"""What the tour's user writes, in both languages."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """Prompts of a tour. `made` are service, ratio and prompt of the videos made before;
    `rows` are a table, of which the last row asks for a frame that no service has."""

    made: tuple[tuple[str, str, str], ...]
    written: str
    running: tuple[tuple[str, str], ...]
    uncertain: str
    failing: str
    waiting: tuple[str, ...]
    picture: str
    wrong_key: str
    pictures: tuple[str, ...]
    tags: tuple[str, ...]
    rows: tuple[str, ...]
    twice: str


WORDS: Final = {
    "en": Words(
        made=(
            ("sora", "16:9", "City rain on a taxi window"),
            ("veo", "16:9", "Wind over tea fields, Rize"),
            ("sora", "16:9", "Fog over Cappadocia, balloons"),
            ("veo", "16:9", "Turkish coffee poured, macro"),
            ("sora", "9:16", "Paper boat on a spring stream"),
            ("sora", "16:9", "Jellyfish in deep blue, slow"),
            ("veo", "16:9", "Snow falling on pine woods at night"),
            ("sora", "16:9", "Sunset behind the Bosphorus bridge"),
            ("sora", "16:9", "Lanterns rise over a lake at dusk"),
        ),
        written="A lone lighthouse on a cliff, waves breaking below, beam sweeping through sea "
        "mist, cinematic, slow push in",
        running=(
            ("sora", "Waves against the lighthouse at night"),
            ("veo", "Bring this portrait to life, soft smile"),
            ("sora", "Deep sea creature drifting past"),
        ),
        uncertain="Market street in the rain, neon",
        failing="A famous face on a market stall",
        waiting=("Balloons lift off, time-lapse", "Tea harvest, close-up of hands"),
        picture="portrait.jpg",
        wrong_key="kdrj-veo-0000",
        pictures=("harbour.jpg", "mountain.jpg", "garden.jpg"),
        tags=("night", "slow"),
        rows=(
            "prompt, frame",
            "Fishing boats at dawn, 16:9",
            "A cat asleep on a warm wall, 9:16",
            "Clouds racing over a plain, 4:3",
        ),
        twice="Kites over a windy beach",
    ),
    "tr": Words(
        made=(
            ("sora", "16:9", "Taksi camında şehir yağmuru"),
            ("veo", "16:9", "Rize’de çay bahçelerinde rüzgâr"),
            ("sora", "16:9", "Kapadokya’da sis, balonlar"),
            ("veo", "16:9", "Fincana dökülen Türk kahvesi, makro"),
            ("sora", "9:16", "Bahar deresinde kâğıttan kayık"),
            ("sora", "16:9", "Derin mavide denizanası, yavaş"),
            ("veo", "16:9", "Gece çam ormanına yağan kar"),
            ("sora", "16:9", "Boğaz köprüsünün ardında gün batımı"),
            ("sora", "16:9", "Alacakaranlıkta göl üzerinde yükselen fenerler"),
        ),
        written="Kayalıkta yalnız bir deniz feneri, altında kırılan dalgalar, deniz sisini "
        "tarayan ışık, sinematik, yavaş yaklaşma",
        running=(
            ("sora", "Gece deniz fenerine vuran dalgalar"),
            ("veo", "Bu portreyi canlandır, hafif gülümseme"),
            ("sora", "Süzülen derin deniz canlısı"),
        ),
        uncertain="Yağmurda çarşı, neon ışıklar",
        failing="Pazar tezgâhında ünlü bir yüz",
        waiting=("Havalanan balonlar, hızlandırılmış", "Çay hasadı, ellerin yakın çekimi"),
        picture="portre.jpg",
        wrong_key="kdrj-veo-0000",
        pictures=("liman.jpg", "dağ.jpg", "bahçe.jpg"),
        tags=("gece", "yavaş"),
        rows=(
            "istem, kadraj",
            "Şafakta balıkçı tekneleri, 16:9",
            "Sıcak duvarda uyuyan kedi, 9:16",
            "Ova üzerinde hızla geçen bulutlar, 4:3",
        ),
        twice="Rüzgârlı kumsalda uçurtmalar",
    ),
}
