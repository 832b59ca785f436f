"""What the frame of every page shows: centre, person, menu by role, demo strip."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.centres.rules import (
    COUNCIL,
    COUNSELLING,
    DIRECTORY,
    FUNDING,
    PROGRAMMES,
    REPORTS,
    ROOMS,
    SUPPORT,
    VOLUNTEERS,
)
from allin.config.middleware import languages_of
from allin.core import clock, people
from allin.core.people import Person
from allin.counselling import todo as counselling
from allin.desk import roles
from allin.programmes import todo as programmes
from allin.ui.menu import Item
from allin.volunteers import statistics as volunteers

# How many things wait there for this person: (person, centre, now) -> number.
Count = Callable[[Person, Centre, dt.datetime], int]
COUNTS: dict[str, Count] = {
    "counselling": lambda _person, centre, _now: counselling.count_waiting(
        centre=centre
    ),
    "volunteers": lambda _person, centre, _now: volunteers.waiting(centre=centre),
    "own_dates": lambda person, centre, now: programmes.count_own(
        person=person, centre=centre, now=now
    ),
}


@dataclass(frozen=True)
class Place:
    """
    One place a role may have in its menu.

    :param names: URL names, the first that exists is the place
    :param module: the module it belongs to; off means no place
    """

    key: str
    label: Promise
    names: Sequence[str]
    icon: str
    module: str = ""
    phone: bool = False


TODAY: Final = Place("today", _("Today"), ("desk:first",), "sun-horizon", phone=True)
REFERRALS: Final = Place(
    "counselling", _("Referrals"), ("counselling:referrals",),
    "handshake", COUNSELLING, phone=True,
)  # fmt: skip
ROOMS_PLACE: Final = Place(
    "rooms", _("Rooms"), ("rooms:week",),
    "door-open", ROOMS, phone=True,
)  # fmt: skip
ASSOCIATIONS: Final = Place(
    "directory", _("Associations"), ("directory:associations",),
    "users-three", DIRECTORY,
)  # fmt: skip
PEOPLE: Final = Place(
    "volunteers", _("Volunteering"), ("volunteers:index",),
    "hand-heart", VOLUNTEERS,
)  # fmt: skip
SUPPORT_PLACE: Final = Place(
    "support", _("Support"), ("support:index",), "briefcase", SUPPORT,
)  # fmt: skip
PROGRAMMES_PLACE: Final = Place(
    "programmes", _("Programmes"), ("programmes:index",), "calendar-dots", PROGRAMMES,
)  # fmt: skip
# What a programme's partner has of it.
ASKED: Final = Place(
    "asked", _("Enquiries"), ("programmes:all_enquiries",),
    "users-three", PROGRAMMES, phone=True,
)  # fmt: skip
DATES: Final = Place(
    "dates", _("Dates"), ("programmes:all_dates",),
    "calendar-dots", PROGRAMMES, phone=True,
)  # fmt: skip
REACHED: Final = Place(
    "reached", _("Figures"), ("programmes:all_figures",),
    "chart-bar", PROGRAMMES, phone=True,
)  # fmt: skip
# What somebody who gives time has promised, and what they could take on.
OWN_DATES: Final = Place(
    "own_dates", _("Dates"), ("programmes:own",),
    "calendar-dots", PROGRAMMES, phone=True,
)  # fmt: skip
OWN_DUTIES: Final = Place(
    "own_duties", _("Duties"), ("programmes:pool",), "hand-heart", PROGRAMMES,
)  # fmt: skip
MONEY: Final = Place(
    "funding", _("Money"), ("funding:runway",), "coins", FUNDING,
)  # fmt: skip
MOTION: Final = Place(
    "council", _("Motion"), ("council:index",), "bank", COUNCIL,
)  # fmt: skip
# City and funders have three places; all of them fit the phone's bar.
PLAIN_MOTION: Final = replace(MOTION, phone=True)
REPORT: Final = Place(
    "reports", _("Report"), ("reports:report", "reports:index"),
    "chart-bar", REPORTS, phone=True,
)  # fmt: skip
HOURS: Final = Place(
    "hours", _("Hours"), ("volunteers:hours",),
    "clock", VOLUNTEERS, phone=True,
)  # fmt: skip
OWN_HOURS: Final = Place(
    "own_hours", _("Hours"), ("volunteers:own",), "clock", VOLUNTEERS, phone=True,
)  # fmt: skip
OVERVIEW: Final = Place("today", _("Overview"), ("desk:first",), "sun-horizon",
                        phone=True)  # fmt: skip
TASKS: Final = Place("today", _("Tasks"), ("desk:first",), "calendar-check", phone=True)
OWN_ASSOCIATION: Final = Place(
    "association", _("Association"), ("directory:own",), "users-three",
)  # fmt: skip
REFER: Final = Place(
    "refer", _("Refer"), ("counselling:refer",), "handshake",
    COUNSELLING, phone=True,
)  # fmt: skip
HISTORY: Final = Place("today", _("History"), ("desk:first",), "list", phone=True)
ARRIVALS: Final = Place(
    "arrive", _("Arrivals"), ("counselling:arrive",), "ticket", COUNSELLING,
)  # fmt: skip
FIGURES: Final = Place("today", _("Figures"), ("desk:first",), "chart-bar", phone=True)
SETTINGS: Final = Place(
    "centre", _("Settings"), ("centres:show",), "sliders-horizontal"
)

PLACES: Final[dict[str, tuple[Place, ...]]] = {
    people.COORDINATOR: (
        TODAY, REFERRALS, ROOMS_PLACE, ASSOCIATIONS, SUPPORT_PLACE, PEOPLE,
        PROGRAMMES_PLACE, MONEY, MOTION, REPORT, SETTINGS,
    ),
    people.DEPUTY: (
        TODAY, REFERRALS, ROOMS_PLACE, ASSOCIATIONS, SUPPORT_PLACE, PEOPLE,
        PROGRAMMES_PLACE, MONEY, MOTION, REPORT, SETTINGS,
    ),
    people.BOARD: (
        OVERVIEW, ARRIVALS, ROOMS_PLACE, OWN_ASSOCIATION, SUPPORT_PLACE, HOURS,
        PROGRAMMES_PLACE,
    ),
    people.VOLUNTEER: (TASKS, OWN_DATES, OWN_HOURS, OWN_DUTIES, ARRIVALS),
    people.REFERRER: (REFER, HISTORY),
    people.PARTNER: (ASKED, DATES, REACHED),
    people.CITY: (FIGURES, REPORT, PLAIN_MOTION),
    people.FUNDER: (FIGURES, REPORT, PLAIN_MOTION),
    people.AUDITOR: (OVERVIEW, MONEY, MOTION, REPORT, SETTINGS),
    people.PROTECTION: (OVERVIEW, SETTINGS),
}  # fmt: skip

# Whose pages somebody in danger may sit beside: one click leads away from them.
LEAVE_QUICKLY: Final = frozenset({people.VOLUNTEER, people.REFERRER})


def _address(names: Sequence[str]) -> str:
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def menu_of(request: HttpRequest, person: Person, centre: Centre | None) -> list[Item]:
    """Return the menu of the role the person acts in; a stranger has none."""
    role = roles.role_of(person)
    if role is None or centre is None:
        return []
    now, items = clock.now(), []
    counted: dict[str, int] = getattr(request, "counted", {})
    here = request.get_full_path().partition("?")[0]
    first = reverse("desk:first")
    for place in PLACES[role.kind]:
        url = _address(place.names)
        if not url or (place.module and not centre.has(place.module)):
            continue
        number = counted.get(place.key)
        if number is None:
            count = COUNTS.get(place.key)
            number = count(person, centre, now) if count else 0
        current = here == url or (url != first and here.startswith(url))
        items.append(
            Item(
                key=place.key,
                label=str(place.label),
                url=url,
                icon=place.icon,
                count=number,
                current=current,
                phone=place.phone,
            )
        )
    return items


def _today(centre: Centre) -> dt.date:
    return clock.now().astimezone(centre.tz).date()


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: everything `ui/base.html` needs, for every page."""
    person = getattr(request, "person", None)
    centre = getattr(request, "centre", None)
    role = roles.role_of(person) if person is not None else None
    return {
        "centre": centre,
        "away": centre is not None and centre.is_away_on(_today(centre)),
        "person": person,
        "role_label": roles.label_of(role) if role else "",
        "home": reverse("desk:first"),
        "theme": getattr(getattr(request, "user", None), "theme", ""),
        "demo": settings.DEMO,
        "may_leave_quickly": role is not None and role.kind in LEAVE_QUICKLY,
        "menu": menu_of(request, person, centre) if person is not None else [],
        "languages": tuple(languages_of(request)),
        "unreviewed": get_language() in settings.UNREVIEWED,
    }
