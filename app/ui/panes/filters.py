"""What a grid can be narrowed down to, in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.clips import BEST_RATING, ClipOrder, ClipPlace, ClipQuery
from app.ui import formats
from app.ui.texts import service_title

RECENT_DAYS: Final = (1, 7, 30)
"""How many days, today among them, a grid can be narrowed down to with one click."""

_DAYS_A_MONTH: Final = 32  # at least


def since_days(query: ClipQuery, days: int) -> ClipQuery:
    """`query` for the last `days` days, today being the first of them."""
    return replace(query, since=_midnight(_today() - timedelta(days=days - 1)), until=None)


def of_month(query: ClipQuery, month: date) -> ClipQuery:
    """`query` for the month that `month` is in."""
    first = month.replace(day=1)
    following = (first + timedelta(days=_DAYS_A_MONTH)).replace(day=1)
    return replace(query, since=_midnight(first), until=_midnight(following))


def any_time(query: ClipQuery) -> ClipQuery:
    """`query` for all times."""
    return replace(query, since=None, until=None)


def recent_months(number: int) -> list[date]:
    """The first days of the last months, this one first."""
    months = [_today().replace(day=1)]
    while len(months) < number:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months


def narrowed(query: ClipQuery, service: str | None) -> list[tuple[str, ClipQuery]]:
    """Each thing `query` asks for beyond its grid's own service, with the query without it.

    The search text, whereabouts in the cloud and favourites are left out: they have their own
    controls in sight.
    """
    found: list[tuple[str, ClipQuery]] = []
    if query.service is not None and service is None:
        found.append((service_title(query.service), replace(query, service=None)))
    if query.place not in (None, ClipPlace.CLOUD):
        found.append((place_name(query.place), replace(query, place=None)))
    if query.aspect_ratio is not None:
        found.append((query.aspect_ratio, replace(query, aspect_ratio=None)))
    if query.since is not None:
        found.append((time_name(query), any_time(query)))
    if query.least_rating:
        found.append((rating_name(query.least_rating), replace(query, least_rating=0)))
    for tag in query.tags:
        rest = tuple(other for other in query.tags if other != tag)
        found.append((f"#{tag}", replace(query, tags=rest)))
    return found


def cleared(query: ClipQuery, service: str | None) -> ClipQuery:
    """The whole list of `service`, in the order of `query`."""
    return ClipQuery(service=service, order=query.order)


def place_name(place: ClipPlace | None) -> str:
    """Where a video is."""
    translate = QCoreApplication.translate
    match place:
        case ClipPlace.HERE:
            return translate("Filters", "Downloaded")
        case ClipPlace.CLOUD:
            return translate("Filters", "Not downloaded")
        case ClipPlace.ONLY_HERE:
            return translate("Filters", "Only on this computer")
        case None:
            return translate("Filters", "Everywhere")


def rating_name(least: int) -> str:
    """So many stars or more: `★ 4+`."""
    return f"★ {least}" if least == BEST_RATING else f"★ {least}+"


def recent_name(days: int) -> str:
    """`Today`, `Last 7 days`."""
    if days == 1:
        return formats.day(_today())
    return QCoreApplication.translate("Filters", "Last {days} days").format(days=days)


def time_name(query: ClipQuery) -> str:
    """The stretch of time a query asks for."""
    if query.since is None:
        return QCoreApplication.translate("Filters", "Any time")
    first = query.since.astimezone().date()
    if query.until is not None:
        return formats.month(first)
    return recent_name((_today() - first).days + 1)


def order_names() -> Mapping[ClipOrder, str]:
    """What the orders are called."""
    translate = QCoreApplication.translate
    return {
        ClipOrder.NEWEST: translate("Filters", "Newest first"),
        ClipOrder.OLDEST: translate("Filters", "Oldest first"),
        ClipOrder.BEST: translate("Filters", "Most stars first"),
        ClipOrder.LONGEST: translate("Filters", "Longest first"),
        ClipOrder.SHORTEST: translate("Filters", "Shortest first"),
        ClipOrder.PROMPT: translate("Filters", "By prompt"),
    }


def _today() -> date:
    return datetime.now().astimezone().date()


def _midnight(day: date) -> datetime:
    """The moment a day begins here, also where clocks are changed."""
    return datetime(day.year, day.month, day.day).astimezone()
