"""Numbers, sizes, lengths and dates as the chosen language writes them."""

from datetime import UTC, date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

_DASH: Final = "–"
_LARGEST_UNIT: Final = 4  # TB
_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def clock(seconds: float) -> str:
    """A length as m:ss, or h:mm:ss from an hour on: `0:06`, `12:30`."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def length(seconds: float) -> str:
    """How long a video is, to the nearest second: `0:06`."""
    return clock(round(seconds))


def file_size(size: int) -> str:
    """Bytes for a person: `8.4 MB`, `8,4 MB`."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def size_progress(received: int, total: int) -> tuple[str, str]:
    """Bytes so far and in all, in the unit of the whole: `("8.4", "12.1 MB")`."""
    whole = file_size(total)
    power = 0
    while total >= 1024 ** (power + 1) and power < _LARGEST_UNIT:
        power += 1
    return QLocale().toString(received / 1024**power, "f", 1 if power else 0), whole


def whole_size(size: int) -> str:
    """A round figure such as a limit, without decimals: `10 MB`."""
    return QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def number(value: int) -> str:
    """A whole number with the language's grouping."""
    return QLocale().toString(value)


def percent(share: float) -> str:
    """A share of 0 to 1 in whole percent: `45%`, in Turkish `%45`."""
    text = QCoreApplication.translate("Numbers", "{percent}%")
    return text.format(percent=QLocale().toString(int(share * 100)))


def number_or_dash(value: int | None) -> str:
    """A number, or a dash where it is not known."""
    return _DASH if value is None else number(value)


def day_and_time(moment: datetime, now: datetime | None = None, *, seconds: bool = False) -> str:
    """A time near or far: `Today 14:32`, `Yesterday 09:10`, `20 September 2025`.

    With `seconds` it tells near ones apart: `Today 14:32:07`.
    """
    local = moment.astimezone()
    today = (now or datetime.now(UTC)).astimezone().date()
    clock_time = time_of_day(moment, seconds=seconds)
    days = (today - local.date()).days
    if days == 0:
        return QCoreApplication.translate("Dates", "Today {time}").format(time=clock_time)
    if days == 1:
        return QCoreApplication.translate("Dates", "Yesterday {time}").format(time=clock_time)
    return day(local.date(), today)


def day(of: date, today: date | None = None) -> str:
    """A day near or far: `Today`, `Yesterday`, `20 September 2025`."""
    days = ((today or datetime.now().astimezone().date()) - of).days
    if days == 0:
        return QCoreApplication.translate("Dates", "Today")
    if days == 1:
        return QCoreApplication.translate("Dates", "Yesterday")
    return full_day(of)


def full_day(of: date) -> str:
    """A day in full, whenever that is read: `20 September 2025`."""
    return QLocale().toString(QDate(of.year, of.month, of.day), "d MMMM yyyy")


def time_of_day(moment: datetime, *, seconds: bool = False) -> str:
    """The time alone, for what stands under its day: `14:32`, with `seconds` `14:32:07`."""
    local = _qt(moment.astimezone()).time()
    return QLocale().toString(local, "HH:mm:ss" if seconds else "HH:mm")


def month(of: date) -> str:
    """A month with its year: `November 2026`."""
    return QLocale().toString(QDate(of.year, of.month, 1), "MMMM yyyy")


def full_date(moment: datetime) -> str:
    """Date and time in full, for tooltips and details."""
    return QLocale().toString(_qt(moment.astimezone()), "d MMMM yyyy HH:mm:ss")


def day_and_seconds(moment: datetime) -> str:
    """A step among others, to the second: `20 Sep 14:32:07`."""
    local = moment.astimezone()
    day_of_year = QLocale().toString(QDate(local.year, local.month, local.day), "d MMM")
    return f"{day_of_year} {local:%H:%M:%S}"


def decimal(value: float) -> str:
    """A figure with one place after the point, if it has any: `6`, `6.1`, `6,1`."""
    text = QLocale().toString(float(value), "f", 1)
    return text[:-2] if text.endswith("0") else text


def sentence(text: str) -> str:
    """A text that begins with a capital, as the language writes it: `i` becomes `İ` in Turkish."""
    return capitals(text[:1]) + text[1:]


def capitals(text: str) -> str:
    """`text` in capitals, as Turkish writes them where Turkish is chosen: `SENİ BEKLİYOR`."""
    if QLocale().language() == QLocale.Language.Turkish:
        text = text.replace("i", "İ").replace("ı", "I")
    return text.upper()


def minutes_range(low: float, high: float) -> str:
    """Two lengths in seconds as a span of minutes: `2–3 min`, or in seconds below one minute.

    A line does not break before the unit.
    """
    first, last = max(1, round(low / 60)), max(1, round(high / 60))
    if high < 60:
        span = QCoreApplication.translate("Dates", "{low}–{high} s").format(
            low=round(low), high=max(round(high), round(low) + 1)
        )
    elif first == last:
        span = QCoreApplication.translate("Dates", "{minutes} min").format(minutes=first)
    else:
        span = QCoreApplication.translate("Dates", "{low}–{high} min").format(low=first, high=last)
    return span.replace(" ", _NO_BREAK_SPACE)


def _qt(local: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(int(local.timestamp() * 1000))
