"""Letters to those who give their time: what, when, where; nothing about others."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from allin.centres.operations import link
from allin.core import recipients
from allin.core.people import Person
from allin.outbox import operations as outbox
from allin.programmes.models import Assignment, Occasion
from allin.programmes.rules import kernel as rules
from allin.ui import dates

VOLUNTEER = "volunteers.volunteer"


def when(occasion: Occasion, now: dt.datetime) -> str:
    """Return "Di, 17. März, 17 bis 19 Uhr", in the language that is active."""
    here = occasion.centre.tz
    return dates.span(
        occasion.starts_at.astimezone(here),
        occasion.ends_at.astimezone(here),
        get_language() or "de",
        this_year=now.astimezone(here).year,
    )


def line(occasion: Occasion, now: dt.datetime) -> str:
    """Say an occasion in one line; of a duty the time alone."""
    if occasion.kind == rules.DUTY:
        return when(occasion, now)
    return ", ".join(
        part for part in (occasion.title, when(occasion, now), occasion.where) if part
    )


def people_of(occasion: Occasion) -> list[Assignment]:
    """Return who is asked for an occasion or has promised to come."""
    return list(
        Assignment.objects.of(occasion)
        .filter(state__in=(rules.ASKED, rules.PROMISED))
        .select_related("volunteer", "centre")
    )


def tell(
    people: Iterable[Assignment],
    say: Callable[[], str],
    *,
    by: Person | None,
    now: dt.datetime,
) -> None:
    """Write to each in their own language; who did it themselves knows."""
    for one in people:
        own = by is not None and by.ids_of("volunteer", centre_id=one.centre_id)
        if own and one.volunteer_id in own:
            continue
        to = recipients.find(VOLUNTEER, one.volunteer_id)
        language = to.language if to else one.volunteer.language or "de"
        with override(language):
            outbox.write(
                centre=one.centre,
                to_kind=VOLUNTEER,
                to_id=one.volunteer_id,
                body=say(),
                language=language,
                now=now,
            )


def asked(one: Assignment, *, by: Person | None, now: dt.datetime) -> None:
    """Ask by letter, with the page where yes and no are one tap."""
    occasion = one.position.occasion

    def say() -> str:
        return _("Can you help?\n%(what)s\nYes or no, with one tap: %(url)s") % {
            "what": line(occasion, now),
            "url": link(one.centre, "programmes:own"),
        }

    tell([one], say, by=by, now=now)


def moved_words(occasion: Occasion, now: dt.datetime) -> str:
    """Say where and when an occasion is now."""
    return _("A date has changed. Now it is:\n%(what)s") % {"what": line(occasion, now)}


def cancelled_words(occasion: Occasion, now: dt.datetime) -> str:
    """Say that an occasion does not take place, and why."""
    said = _("This does not take place:\n%(what)s") % {"what": line(occasion, now)}
    why = occasion.cancelled_why
    return said + ("\n" + _("Reason: %(why)s") % {"why": why} if why else "")


def moved(occasion: Occasion, *, by: Person | None, now: dt.datetime) -> None:
    """Tell who helps that an occasion is at another time or place."""

    def say() -> str:
        url = link(occasion.centre, "programmes:own")
        own = _("All your dates: %(url)s") % {"url": url}
        return moved_words(occasion, now) + "\n" + own

    tell(people_of(occasion), say, by=by, now=now)


def cancelled(occasion: Occasion, *, by: Person | None, now: dt.datetime) -> None:
    """Tell who helps that an occasion does not take place."""
    tell(people_of(occasion), lambda: cancelled_words(occasion, now), by=by, now=now)
