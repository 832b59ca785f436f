"""What is to be done, gathered from the rooms: sentences with a button each."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any, Final

from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.accounts.models import HeldBack, Invitation
from allin.centres.models import Centre, LegalText
from allin.centres.operations import missing_pages
from allin.centres.rules import COUNCIL, FUNDING, PROGRAMMES, SUPPORT, VOLUNTEERS
from allin.core import ways
from allin.core.prepared import Prepared
from allin.council import todo as council
from allin.counselling.todo import Waiting
from allin.desk import lasting, motions, programming, supporting, words
from allin.desk.task import Task
from allin.directory import statistics as directory
from allin.funding import todo as funding
from allin.outbox.models import Letter
from allin.programmes import todo as programmes
from allin.support import todo as support
from allin.ui import dates
from allin.volunteers.models import Hours, Interest

LATE_DAYS: Final = 3
WITH_DAYS: Final = (SUPPORT, PROGRAMMES, COUNCIL)  # whose rows wait from a day on


def gather(
    *, centre: Centre, waiting: Sequence[Waiting], at: dt.datetime, left_open: int = 0
) -> dict[str, Any]:
    """
    List what waits now and what can wait some days; the very first is primary.

    `left_open` is how many referrals were taken on and left; `hours` is how many
    entries of hours wait, for the menu says it too.
    """
    count = counts(centre, at)
    money = None
    if centre.has(FUNDING):
        money = funding.ahead(centre, at.astimezone(centre.tz).date())
    led = programmes.addresses(centre) if centre.has(PROGRAMMES) else {}
    urgent = [
        *_referrals(waiting, centre, at),
        *supporting.urgent(count),
        *programming.urgent(count, led),
        *lasting.urgent(money),
        *motions.urgent(count, centre, at),
        *(_offers(count["offers"]) if centre.has(VOLUNTEERS) else ()),
        *_letters(count["letters"]),
        *_held_back(count["held"]),
    ]
    later = [
        *_left_open(left_open),
        *(_hours(count["hours"]) if centre.has(VOLUNTEERS) else ()),
        *supporting.later(count),
        *programming.later(count, led),
        *lasting.later(money),
        *motions.later(count, centre, at),
        *_unconfirmed(centre, at),
        *_texts(count["texts"]),
        *_pages(missing_pages(centre)),
        *_lapsed(count["lapsed"]),
    ]
    if urgent:
        urgent[0] = replace(urgent[0], primary=True)
    return {
        "urgent": urgent,
        "later": later,
        "count": len(urgent) + len(later),
        "hours": count["hours"],
    }


def counts(centre: Centre, at: dt.datetime) -> Counter[str]:
    """Count what waits in eight rooms, in one query; of the rest nothing waits."""
    rooms = tuple(room for room in WITH_DAYS if centre.has(room))
    given: dict[str, Any] = {"centre": centre.pk, "now": at}
    if rooms:
        given["today"] = at.astimezone(centre.tz).date()
    return Counter(dict(_question(rooms).rows(**given)))


@cache
def _question(rooms: tuple[str, ...]) -> Prepared:
    """Return the query for a centre with these rooms; it is put into words once."""
    return Prepared(partial(_numbers, rooms))


def _numbers(
    rooms: Collection[str],
    *,
    centre: int,
    now: dt.datetime,
    today: dt.date | None = None,
) -> QuerySet[Any, Any]:
    """Return a line for each thing something waits of: its name, how many."""
    here = Centre(pk=centre)
    rows: dict[str, QuerySet[Any]] = {
        "letters": Letter.objects.troubled().filter(centre=here),
        "held": HeldBack.objects.waiting(here, now),
        "hours": Hours.objects.waiting().filter(centre=here),
        "offers": Interest.objects.waiting().filter(centre=here),
        "texts": LegalText.objects.of(here).waiting(),
        "lapsed": Invitation.objects.of(here).lapsed(now),
    }
    if SUPPORT in rooms:
        rows |= support.waiting(here, now, today)
    if PROGRAMMES in rooms:
        asked = programmes.waiting(here, now, today)
        rows |= {f"programmes_{name}": some for name, some in asked.items()}
    if COUNCIL in rooms:
        rows |= council.waiting(here, now, today)
    first, *others = (
        some.order_by()
        .values("centre")
        .annotate(number=Count("pk"))
        .values_list(Value(name, output_field=CharField()), "number")
        for name, some in rows.items()
    )
    lines: QuerySet[Any, Any] = first.union(*others, all=True)
    return lines


def _referrals(
    waiting: Sequence[Waiting], centre: Centre, at: dt.datetime
) -> Iterator[Task]:
    for line in waiting:
        late = words.days_since(line.since, at, centre.tz)
        badge, tone = "", "wait"
        if line.urgent:
            badge, tone = _("urgent"), "urgent"
        elif late >= LATE_DAYS:
            badge = ngettext("%(days)d day", "%(days)d days", late) % {"days": late}
        yield Task(
            icon="handshake",
            title=_("Referral %(code)s") % {"code": line.code},
            sentence=_why(line, centre),
            url=line.url,
            label=_label(line),
            badge=badge,
            tone=tone,
        )


def _why(line: Waiting, centre: Centre) -> str:
    place = ", ".join(part for part in (line.language, line.district) if part)
    parts = [f"{place}." if place else ""]
    if line.deadline_on:
        year = line.received_at.astimezone(centre.tz).year
        day = dates.date(line.deadline_on, words.language(), this_year=year)
        parts.append(_("A deadline runs out on %(day)s.") % {"day": day})
    if line.room_lost:
        parts.append(_("The room of the appointment is no longer there."))
    elif line.declined:
        many = words.number(line.declined, first=True)
        parts.append(
            ngettext("%(many)s has declined.", "%(many)s have declined.", line.declined)
            % {"many": many}
        )
    elif line.asked:
        parts.append(_("Asked, no answer yet."))
    else:
        parts.append(
            _("Came from: %(who)s, nobody asked yet.") % {"who": line.referrer}
        )
    return " ".join(part for part in parts if part)


def _label(line: Waiting) -> str:
    if line.urgent and not line.handed_on:
        return _("Hand on the deadline")
    if line.room_lost:
        return _("Find a room")
    return _("See suggestions")


def _left_open(number: int) -> Iterator[Task]:
    if number:
        yield Task(
            icon="handshake",
            title=ngettext(
                "%(number)d referral was taken on and is not closed",
                "%(number)d referrals were taken on and are not closed",
                number,
            )
            % {"number": number},
            sentence=_("The appointment is over, or there is none after two weeks."),
            url=reverse("counselling:referrals"),
            label=_("Ask how it went"),
        )


def _offers(number: int) -> Iterator[Task]:
    if number:
        yield Task(
            icon="hand-heart",
            title=ngettext(
                "%(number)d person would like to help",
                "%(number)d people would like to help",
                number,
            )
            % {"number": number},
            sentence=_("They confirmed it and wait to be welcomed."),
            url=reverse("volunteers:interests"),
            label=_("Look and answer"),
        )


def _letters(number: int) -> Iterator[Task]:
    if number:
        yield Task(
            icon="envelope",
            title=ngettext(
                "%(number)d letter did not arrive",
                "%(number)d letters did not arrive",
                number,
            )
            % {"number": number},
            sentence=_("The address is wrong, or the mail server refuses."),
            url=ways.resolve("letters") or reverse("desk:first"),
            label=_("Look at letters"),
            badge=_("check"),
            tone="bad",
        )


def _held_back(number: int) -> Iterator[Task]:
    if number:
        yield Task(
            icon="prohibit",
            title=ngettext(
                "%(number)d message held back", "%(number)d messages held back", number
            )
            % {"number": number},
            sentence=_("It looks like a machine's and is kept for a day."),
            url=reverse("accounts:held_back"),
            label=_("Look and decide"),
        )


def _hours(number: int) -> Iterator[Task]:
    if number:
        yield Task(
            icon="hand-heart",
            title=ngettext(
                "%(number)d entry of hours waits for confirmation",
                "%(number)d entries of hours wait for confirmation",
                number,
            )
            % {"number": number},
            sentence=_("Boards or you confirm them, in one go."),
            url=reverse("volunteers:hours"),
            label=_("Look through all"),
        )


def _unconfirmed(centre: Centre, at: dt.datetime) -> Iterator[Task]:
    number, overdue = directory.unconfirmed(centre=centre, now=at)
    if overdue:
        yield Task(
            icon="users-three",
            title=ngettext(
                "%(number)d association has not answered",
                "%(number)d associations have not answered",
                overdue,
            )
            % {"number": overdue},
            sentence=_("A letter asked them weeks ago whether the entry is right."),
            url=reverse("directory:associations"),
            label=_("Call them"),
            badge=_("overdue"),
            tone="bad",
        )
    if number > overdue:
        number -= overdue
        yield Task(
            icon="users-three",
            title=ngettext(
                "%(number)d association has not confirmed its details",
                "%(number)d associations have not confirmed their details",
                number,
            )
            % {"number": number},
            sentence=_("Publicly the entry then says “not confirmed”."),
            url=reverse("directory:associations"),
            label=_("Ask them"),
        )


def _texts(number: int) -> Iterator[Task]:
    if number:
        yield Task(
            icon="file-text",
            title=ngettext(
                "%(number)d legal text is not reviewed",
                "%(number)d legal texts are not reviewed",
                number,
            )
            % {"number": number},
            sentence=_("Until then it is not shown to anybody."),
            url=reverse("centres:texts"),
            label=_("Look at texts"),
        )


def _pages(missing: Sequence[str]) -> Iterator[Task]:
    if missing:
        yield Task(
            icon="file-text",
            title=_("Still to be written: %(pages)s") % {"pages": ", ".join(missing)},
            sentence=_("Every page leads there. A draft is ready."),
            url=reverse("centres:texts"),
            label=_("Look at texts"),
        )


def _lapsed(number: int) -> Iterator[Task]:
    if number:
        yield Task(
            icon="user",
            title=ngettext(
                "%(number)d invitation has lapsed",
                "%(number)d invitations have lapsed",
                number,
            )
            % {"number": number},
            sentence=_("Nobody used the link in seven days."),
            url=reverse("accounts:team"),
            label=_("Invite again"),
        )
