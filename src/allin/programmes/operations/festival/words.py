"""What is said of festivals: in the reader's language, the centre's zone."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.ui import dates


def language() -> str:
    """Return the language of whoever reads."""
    return get_language() or "de"


def moment(at: dt.datetime, centre: Centre, now: dt.datetime) -> str:
    """Return "Sa, 13. Juni, 14:30"."""
    here = centre.tz
    return dates.moment(
        at.astimezone(here), language(), this_year=now.astimezone(here).year
    )


def span(
    starts_at: dt.datetime, ends_at: dt.datetime, centre: Centre, now: dt.datetime
) -> str:
    """Return "Sa, 13. Juni, 14 bis 15 Uhr"."""
    here = centre.tz
    return dates.span(
        starts_at.astimezone(here),
        ends_at.astimezone(here),
        language(),
        this_year=now.astimezone(here).year,
    )


def day(on: dt.date, now: dt.datetime, centre: Centre) -> str:
    """Return "Sa, 13. Juni"."""
    return dates.day(on, language(), this_year=now.astimezone(centre.tz).year)


def power(watts: int) -> str:
    """Return "3,5 kW", "800 W" or "no power"."""
    if not watts:
        return _("no power")
    if watts < 1000:  # noqa: PLR2004  (a kilowatt)
        return f"{watts} W"
    said = f"{watts / 1000:.1f}".removesuffix(".0")
    return f"{said.replace('.', ',') if language() == 'de' else said} kW"


def hours(minutes: int) -> str:
    """Return "96,5 Stunden" of what people gave, in halves."""
    halves = round(minutes / 30) / 2
    said = f"{halves:.1f}".removesuffix(".0")
    said = said.replace(".", ",") if language() == "de" else said
    return _("%(hours)s hours") % {"hours": said}
