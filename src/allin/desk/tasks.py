"""What is to be done, gathered from the rooms: sentences with a button each."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.accounts.models import HeldBack, Invitation
from allin.centres.models import Centre, LegalText
from allin.centres.rules import COUNSELLING, VOLUNTEERS
from allin.core import ways
from allin.counselling import todo as counselling
from allin.counselling.todo import Waiting
from allin.desk import words
from allin.directory import statistics as directory
from allin.directory.models import Association
from allin.outbox.models import Letter
from allin.ui import dates
from allin.volunteers import statistics as volunteers

LATE_DAYS: Final = 3


@dataclass(frozen=True)
class Task:
    """
    One line of the work list.

    :param sentence: one sentence, without anything of a person seeking help but
        language and district
    :param primary: the first of all, and only that one
    """

    icon: str
    title: str
    sentence: str
    url: str
    label: str
    badge: str = ""
    tone: str = "wait"
    primary: bool = False


def now(*, centre: Centre, at: dt.datetime) -> list[Task]:
    """List what waits now, most pressing first; the first one is primary."""
    found = [
        *(_referrals(centre, at) if centre.has(COUNSELLING) else ()),
        *_letters(centre),
        *_held_back(centre, at),
    ]
    if found:
        found[0] = replace(found[0], primary=True)
    return found


def this_week(*, centre: Centre, at: dt.datetime) -> list[Task]:
    """List what can wait some days, but not weeks."""
    return [
        *(_hours(centre) if centre.has(VOLUNTEERS) else ()),
        *_unconfirmed(centre, at),
        *_texts(centre),
        *_lapsed(centre, at),
    ]


def _referrals(centre: Centre, at: dt.datetime) -> Iterator[Task]:
    for line in counselling.waiting(centre=centre):
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


def _letters(centre: Centre) -> Iterator[Task]:
    number = Letter.objects.troubled().filter(centre=centre).count()
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


def _held_back(centre: Centre, at: dt.datetime) -> Iterator[Task]:
    number = HeldBack.objects.waiting(centre, at).count()
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


def _hours(centre: Centre) -> Iterator[Task]:
    number = volunteers.waiting(centre=centre)
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
    standing = Association.objects.of(centre).standing()
    found = directory.overview(centre=centre, associations=standing, now=at)
    if found.unconfirmed:
        yield Task(
            icon="users-three",
            title=ngettext(
                "%(number)d association has not confirmed its details",
                "%(number)d associations have not confirmed their details",
                found.unconfirmed,
            )
            % {"number": found.unconfirmed},
            sentence=_("Publicly the entry then says “not confirmed”."),
            url=reverse("directory:associations"),
            label=_("Ask them"),
        )


def _texts(centre: Centre) -> Iterator[Task]:
    number = LegalText.objects.of(centre).waiting().count()
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


def _lapsed(centre: Centre, at: dt.datetime) -> Iterator[Task]:
    number = Invitation.objects.of(centre).lapsed(at).count()
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
