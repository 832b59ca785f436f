"""Dates and times on pages, in the centre's zone and the reader's language."""

import datetime as dt
from typing import Final

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from allin.core import clock as time_piece
from allin.core import fuzzy, money
from allin.ui import dates

register = template.Library()

Value = dt.datetime | dt.date | dt.time | None
NOTHING: Final = ""


def _here(value: dt.datetime) -> dt.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _today() -> dt.date:
    return timezone.localtime(time_piece.now()).date()


def _date(value: Value) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return _here(value).date()
    return value if isinstance(value, dt.date) else None


def _language() -> str:
    return get_language() or "de"


@register.filter
def day(value: Value) -> str:
    """Say a date: "Di, 10. März"."""
    date = _date(value)
    if date is None:
        return NOTHING
    return dates.day(date, _language(), this_year=_today().year)


@register.filter
def long_day(value: Value) -> str:
    """Say a date in full: "Dienstag, 10. März"."""
    date = _date(value)
    if date is None:
        return NOTHING
    return dates.long_day(date, _language(), this_year=_today().year)


@register.filter
def day_of_month(value: Value) -> str:
    """Say a date without its weekday: "10. März"."""
    date = _date(value)
    if date is None:
        return NOTHING
    return dates.date(date, _language(), this_year=_today().year)


@register.filter
def vague(value: "str | fuzzy.FuzzyDate | None") -> str:
    """Say of a date what is known of it: "30. September", "September 2020", "2020"."""
    date = fuzzy.known(value) if isinstance(value, str) else value
    if date is None:
        return NOTHING
    return dates.vague(date, _language(), this_year=_today().year)


@register.filter
def euros(value: money.Cents | None) -> str:
    """Say an amount of cents: "5.000 €"."""
    return NOTHING if value is None else money.said(value, _language())


@register.filter
def near_day(value: Value) -> str:
    """Say a date as "heute", "gestern", "morgen", else "Di, 10. März"."""
    date = _date(value)
    return (
        NOTHING if date is None else dates.near_day(date, _language(), today=_today())
    )


@register.filter
def clock(value: Value) -> str:
    """Say a time: "17 Uhr" or "9:40"."""
    if isinstance(value, dt.datetime):
        value = _here(value).time()
    return dates.clock(value, _language()) if isinstance(value, dt.time) else NOTHING


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Say date and time: "Di, 10. März, 9:40"."""
    if value is None:
        return NOTHING
    return dates.moment(_here(value), _language(), this_year=_today().year)


@register.filter
def when(value: dt.datetime | None) -> str:
    """Say date and time from today's view: "heute, 8:12", "gestern, 16:20"."""
    return (
        NOTHING
        if value is None
        else dates.when(_here(value), _language(), today=_today())
    )


@register.simple_tag
def span(starts: dt.datetime, ends: dt.datetime) -> str:
    """Say from when to when: "Di, 17. März, 17 bis 19 Uhr"."""
    return dates.span(_here(starts), _here(ends), _language(), this_year=_today().year)


@register.simple_tag
def hours(starts: Value, ends: Value) -> str:
    """Say only the hours: "17 bis 19 Uhr"."""
    times = [
        _here(value).time() if isinstance(value, dt.datetime) else value
        for value in (starts, ends)
    ]
    first, last = times
    if isinstance(first, dt.time) and isinstance(last, dt.time):
        return dates.hours(first, last, _language())
    return NOTHING
