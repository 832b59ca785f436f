"""What waits for whom: counts for the first pages, and the words for them."""

import datetime as dt
from typing import Any, Final

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.core.people import Person
from allin.programmes.models import (
    Assignment,
    CheckIn,
    DutyWeek,
    Enquiry,
    Occasion,
    Part,
    Path,
    Permit,
    Position,
    Series,
    Setup,
    Shift,
    Stand,
    Swap,
)
from allin.programmes.models.kernel import OccasionQuerySet
from allin.programmes.rules import kernel as rules

# By which way a row belongs to its programme; "programme_id" if it is not said.
PROGRAMME: Final = {
    "swaps": "week__programme_id",
    "talks": "deployment__programme_id",
    "tandems": "pair__programme_id",
    "permits": "festival__occasion__programme_id",
    "stands": "festival__occasion__programme_id",
    "shifts": "festival__occasion__programme_id",
}
# The programme whose page shows what waits; where one is set up twice, the list does.
SHOWN_BY: Final = {
    "weeks": rules.EMERGENCY,
    "swaps": rules.EMERGENCY,
    "talks": rules.EMERGENCY,
    "paths": rules.NATURALISATION,
    "tandems": rules.TANDEM,
    "permits": rules.FESTIVAL,
    "stands": rules.FESTIVAL,
    "shifts": rules.FESTIVAL,
}
GATHERED: Final = {
    "dates": "programmes:all_dates",
    "enquiries": "programmes:all_enquiries",
    "unclosed": "programmes:all_dates",
}
FOR_PARTNERS: Final = ("dates", "enquiries")


def count_own(*, person: Person, centre: Centre, now: dt.datetime) -> int:
    """Return how many questions wait for a volunteer's yes or no."""
    mine = Assignment.objects.filter(centre=centre, state=rules.ASKED).visible_to(
        person
    )
    coming = mine.filter(position__occasion__ends_at__gt=now)
    return coming.exclude(position__occasion__state=rules.CANCELLED).count()


def waiting(
    centre: Centre, now: dt.datetime, today: dt.date | None = None
) -> dict[str, QuerySet[Any]]:
    """
    Return rows of this centre by what is to be done about them.

    Each has the column `centre`; whoever asks counts them with those of other rooms.

    :param today: None is the centre's day of `now`
    """
    today = today or now.astimezone(centre.tz).date()
    here = {"centre": centre}
    return {
        "weeks": DutyWeek.objects.coming(now).filter(state=DutyWeek.SHORT, **here),
        "swaps": Swap.objects.open().filter(week__starts_at__gt=now, **here),
        "talks": Part.objects.to_debrief().filter(**here),
        "dates": lacking(centre, now),
        "enquiries": Enquiry.objects.of(centre)
        .standing()
        .exclude(occasion__state=rules.CONFIRMED),
        "paths": Path.objects.due(today).filter(**here),
        "tandems": CheckIn.objects.late(today).filter(**here),
        "unclosed": to_note(centre, now),
        "permits": Permit.objects.due(today).filter(**here),
        "stands": Stand.objects.waiting().filter(
            festival__occasion__ends_at__gt=now, **here
        ),
        "shifts": Shift.objects.to_note(now).filter(**here),
    }


def lacking(centre: Centre, now: dt.datetime) -> OccasionQuerySet:
    """Return the dates of the next two weeks that lack people, a room or a host."""
    short = Position.objects.filter(occasion=OuterRef("pk")).short()
    soon = Occasion.objects.of(centre).standing().between(now, now + rules.SOON)
    return soon.filter(
        Q(Exists(short))
        | Q(room_lost_at__isnull=False)
        | Q(association__left_on__isnull=False)
    )


def to_note(centre: Centre, now: dt.datetime) -> OccasionQuerySet:
    """Return the dates that are over and nobody noted who was there."""
    return Occasion.objects.of(centre).unclosed(now).exclude(kind=rules.SHIFT)


def addresses(centre: Centre) -> dict[str, str]:
    """Return the page that shows what waits, for every name of `waiting`. One query."""
    setups: dict[str, list[int]] = {}
    for template, programme_id in Setup.objects.of(centre).values_list(
        "template", "programme_id"
    ):
        setups.setdefault(template, []).append(programme_id)
    led = {name: reverse(address) for name, address in GATHERED.items()}
    for name, template in SHOWN_BY.items():
        ids = setups.get(template, [])
        led[name] = (
            reverse("programmes:programme", args=ids)
            if len(ids) == 1
            else reverse("programmes:index")
        )
    return led


def by_programme(centre: Centre, now: dt.datetime) -> dict[int, dict[str, int]]:
    """Count what waits: programme -> what -> number, in one query."""
    first, *others = (
        rows.order_by()
        .values(of=F(PROGRAMME.get(name, "programme_id")))
        .annotate(number=Count("pk"))
        .values_list("of", Value(name, output_field=CharField()), "number")
        for name, rows in waiting(centre, now).items()
    )
    found: dict[int, dict[str, int]] = {}
    for programme_id, name, number in first.union(*others, all=True):
        found.setdefault(programme_id, {})[name] = number
    return found


def for_anybody(
    centre: Centre, now: dt.datetime
) -> list[tuple[str, str, tuple[int, ...]]]:
    """
    Return what somebody without an account may do here.

    Each is its name in words, the address by name, and what the address takes.
    """
    found: list[tuple[str, str, tuple[int, ...]]] = []
    open_dates = Occasion.objects.of(centre).coming(now)
    if open_dates.filter(series__in=Series.objects.of(centre).public()).exists():
        found.append((_("Seminars, courses and tours: register"), "open_series", ()))
    words = {
        rules.EDUCATION: (_("Office hours on school and training"), "office_hours"),
        rules.TOURS: (_("Ask for a guided tour"), "enquire"),
        rules.TALKS: (_("Ask for a talk on security"), "enquire"),
    }
    setups = Setup.objects.of(centre).filter(template__in=words)
    for template, programme_id in setups.values_list("template", "programme_id"):
        name, address = words[template]
        found.append((name, address, (programme_id,)))
    return found


def said(name: str, number: int) -> str:
    """Return in words what waits, such as "3 groups wait for an answer"."""
    words = {
        "weeks": ngettext(
            "In %(n)d duty week somebody is missing",
            "In %(n)d duty weeks somebody is missing",
            number,
        ),
        "swaps": ngettext(
            "For %(n)d duty week somebody else is looked for",
            "For %(n)d duty weeks somebody else is looked for",
            number,
        ),
        "talks": ngettext(
            "%(n)d talk after a deployment is still open",
            "%(n)d talks after a deployment are still open",
            number,
        ),
        "dates": ngettext(
            "For %(n)d date somebody or a room is missing",
            "For %(n)d dates somebody or a room is missing",
            number,
        ),
        "enquiries": ngettext(
            "%(n)d group waits for an answer", "%(n)d groups wait for an answer", number
        ),
        "paths": ngettext(
            "%(n)d step to citizenship is due",
            "%(n)d steps to citizenship are due",
            number,
        ),
        "tandems": ngettext(
            "%(n)d tandem has not answered",
            "%(n)d tandems have not answered",
            number,
        ),
        "permits": ngettext(
            "%(n)d permit of a festival is due",
            "%(n)d permits of a festival are due",
            number,
        ),
        "stands": ngettext(
            "%(n)d stand at a festival waits for a decision",
            "%(n)d stands at a festival wait for a decision",
            number,
        ),
        "shifts": ngettext(
            "For %(n)d shift of a festival nobody has noted who was there",
            "For %(n)d shifts of a festival nobody has noted who was there",
            number,
        ),
        "unclosed": ngettext(
            "For %(n)d date nobody has noted who was there",
            "For %(n)d dates nobody has noted who was there",
            number,
        ),
    }
    return words[name] % {"n": number}
