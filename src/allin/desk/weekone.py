"""A new centre's first weeks: one step after another, each with its page."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.accounts.models import Grant
from allin.centres.models import Centre
from allin.core import people, ways
from allin.desk import words
from allin.directory.models import Association, Membership, OpenHour
from allin.outbox.models import Letter
from allin.rooms.models import Booking, Room

LASTS: Final = dt.timedelta(days=42)


@dataclass(frozen=True)
class Step:
    """
    One step of the first week.

    :param next_thing: what to do, for the lead sentence: "invite the boards"
    :param is_now: the first that is not done
    """

    icon: str
    title: str
    sentence: str
    url: str
    label: str
    done: bool
    next_thing: str
    is_now: bool = False


def day_number(centre: Centre, now: dt.datetime) -> int:
    """Return which day of the centre's life this is, from 1."""
    return words.days_since(centre.created_at, now, centre.tz) + 1


def steps(*, centre: Centre, now: dt.datetime) -> list[Step]:
    """Return the steps while one is open in the first six weeks, else nothing."""
    if now - centre.created_at > LASTS:
        return []
    found = [
        _associations(centre),
        _rooms(centre),
        _boards(centre),
        _hours(centre),
        _team(centre),
        _letter(centre),
    ]
    current = next((step for step in found if not step.done), None)
    if current is None:
        return []
    return [replace(step, is_now=step is current) for step in found]


def lead(found: list[Step]) -> str:
    """Say how far it is, and what is next."""
    done = sum(step.done for step in found)
    current = next(step for step in found if step.is_now)
    said = _("No step is done yet.")
    if done:
        said = ngettext(
            "%(number)s step is done.", "%(number)s steps are done.", done
        ) % {"number": words.number(done, first=True)}
    following = _("Next: %(thing)s.") % {"thing": current.next_thing}
    return f"{said} {following}"


def _associations(centre: Centre) -> Step:
    number = Association.objects.of(centre).standing().count()
    return Step(
        icon="users-three",
        title=_("Associations entered"),
        sentence=ngettext("%(number)d association.", "%(number)d associations.", number)
        % {"number": number},
        url=reverse("directory:associations")
        if number
        else ways.resolve("import") or reverse("directory:found"),
        label=_("See associations") if number else _("Import a list"),
        done=number > 0,
        next_thing=_("enter the associations"),
    )


def _rooms(centre: Centre) -> Step:
    rooms = Room.objects.filter(centre=centre).count()
    booked = Booking.objects.of(centre).standing().count()
    return Step(
        icon="door-open",
        title=_("Plan of the rooms entered"),
        sentence=_("Rooms: %(rooms)d, bookings: %(booked)d.")
        % {"rooms": rooms, "booked": booked},
        url=reverse("rooms:week")
        if rooms
        else ways.resolve("import") or reverse("directory:found"),
        label=_("See rooms") if rooms else _("Import the plan"),
        done=rooms > 0,
        next_thing=_("enter the rooms"),
    )


def _boards(centre: Centre) -> Step:
    every = Association.objects.of(centre).standing().count()
    with_board = (
        Membership.objects.standing()
        .filter(centre=centre, kind=people.BOARD)
        .values("association")
        .distinct()
        .count()
    )
    left = max(every - with_board, 0)
    return Step(
        icon="envelope",
        title=_("Boards invited"),
        sentence=_("%(some)d of %(all)d.") % {"some": with_board, "all": every},
        url=reverse("directory:associations"),
        label=_("Invite boards"),
        done=every > 0 and not left,
        next_thing=ngettext("invite %(number)s board", "invite %(number)s boards", left)
        % {"number": words.number(left)}
        if left
        else _("invite the boards"),
    )


def _hours(centre: Centre) -> Step:
    number = OpenHour.objects.filter(offer__centre=centre).count()
    return Step(
        icon="clock",
        title=_("First open hour entered"),
        sentence=_("From then on a partner can hand out slips."),
        url=reverse("directory:associations"),
        label=_("Enter an open hour") if not number else _("See open hours"),
        done=number > 0,
        next_thing=_("enter the first open hour"),
    )


def _team(centre: Centre) -> Step:
    helped = (
        Grant.objects.filter(
            centre=centre,
            kind__in=[people.COORDINATOR, people.DEPUTY],
            ended_at=None,
        ).count()
        > 1
    )
    return Step(
        icon="user-plus",
        title=_("Somebody stands in"),
        sentence=_("A deputy, for days when you are away."),
        url=reverse("accounts:team"),
        label=_("See the team") if helped else _("Invite a deputy"),
        done=helped,
        next_thing=_("invite a deputy"),
    )


def _letter(centre: Centre) -> Step:
    sent = Letter.objects.filter(centre=centre, state="sent").exists()
    return Step(
        icon="paper-plane-tilt",
        title=_("A first letter has gone out"),
        sentence=_("Every invitation is one. The list says whether it left."),
        url=ways.resolve("letters") or reverse("desk:first"),
        label=_("See letters"),
        done=sent,
        next_thing=_("see whether letters leave the house"),
    )
