"""Days, times and figures as each language writes them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from app.domain.settings import Language
from app.ui import formats
from app.ui.language import LanguageSwitch

DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, 5, 9, tzinfo=UTC).astimezone().replace(hour=12)
MEGABYTE = 1024 * 1024


@pytest.fixture(params=[Language.ENGLISH, Language.TURKISH], ids=["en", "tr"])
def turkish(request: pytest.FixtureRequest, language: LanguageSwitch) -> bool:
    """Each language, on a computer that has habits of neither."""
    language.use(request.param)
    is_turkish: bool = request.param is Language.TURKISH
    where = QLocale.Country.Turkey if is_turkish else QLocale.Country.UnitedKingdom
    QLocale.setDefault(
        QLocale(QLocale.Language.Turkish if is_turkish else QLocale.Language.English, where)
    )
    return is_turkish


def test_days_and_times_are_written_as_they_are_read(turkish: bool) -> None:
    long_ago, later = DAY - timedelta(days=3), NOON + timedelta(days=9)
    assert formats.day(DAY, later.date()) == ("21 Kasım 2026" if turkish else "21 November 2026")
    assert formats.day(DAY, DAY) == ("Bugün" if turkish else "Today")
    assert formats.day(DAY, DAY + timedelta(days=1)) == ("Dün" if turkish else "Yesterday")
    assert formats.day(long_ago, DAY) == ("18 Kasım 2026" if turkish else "18 November 2026")
    assert formats.month(DAY) == ("Kasım 2026" if turkish else "November 2026")
    assert formats.day_and_time(NOON, NOON) == ("Bugün 12:05" if turkish else "Today 12:05")
    assert formats.day_and_time(NOON, later) == formats.day(DAY, later.date())
    full = "21 Kasım 2026 12:05:09" if turkish else "21 November 2026 12:05:09"
    assert formats.full_date(NOON) == full
    assert formats.time_of_day(NOON) == "12:05"
    assert formats.time_of_day(NOON, seconds=True) == "12:05:09"
    assert formats.day_and_seconds(NOON) == ("21 Kas 12:05:09" if turkish else "21 Nov 12:05:09")


def test_figures_are_written_as_they_are_read(turkish: bool) -> None:
    assert formats.file_size(round(8.4 * MEGABYTE)) == ("8,4 MB" if turkish else "8.4 MB")
    assert formats.percent(0.45) == ("%45" if turkish else "45%")
    assert formats.decimal(6.1) == ("6,1" if turkish else "6.1")
    assert formats.number(12_500) == ("12.500" if turkish else "12,500")
    span = "2–3 dk" if turkish else "2–3 min"
    assert formats.minutes_range(110, 190) == span.replace(" ", "\N{NO-BREAK SPACE}")
    assert formats.capitals("istanbul ılık") == ("İSTANBUL ILIK" if turkish else "ISTANBUL ILIK")
