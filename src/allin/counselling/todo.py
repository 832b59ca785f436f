"""
What waits for whom: frozen words for the first page and the menu, never models.

Language, district and sender may stand in the coordination's list; topic, note and
name stand nowhere but on the referral's own page.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from allin.centres.models import Centre
from allin.core import languages
from allin.core.people import Person
from allin.counselling.models import Appointment, Ask, Referral, Session, Slip
from allin.counselling.operations.status import answer_of
from allin.counselling.rules import IN_HANDS, UNACCEPTED, Origin, State


@dataclass(frozen=True)
class Waiting:
    """
    One referral as a line of a list.

    :param url: its own page
    :param referrer: the partner's short name, or how it came
    :param language: in words, in the language of the page
    :param since: when it came into its present state
    :param state: a value of rules.State
    :param urgent: a deadline is running; `deadline_on` may still be unknown
    :param asked: how many were asked and have not answered
    :param declined: how many said no
    :param appointment_at: when they meet, if it stands
    :param place: of the appointment, in words
    :param room_lost: the appointment's room went away and nothing replaced it
    """

    code: str
    url: str
    referrer: str
    language: str
    district: str
    received_at: dt.datetime
    since: dt.datetime
    state: str
    urgent: bool
    tells_sender: bool
    deadline_on: dt.date | None = None
    handed_on: dt.date | None = None
    asked: int = 0
    declined: int = 0
    appointment_at: dt.datetime | None = None
    room_lost: bool = False
    association: str = ""
    volunteer: str = ""
    outcome: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class Coming:
    """A slip that leads to an open hour of today."""

    code: str
    url: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    language: str
    redeemed: bool


def waiting(*, centre: Centre) -> list[Waiting]:
    """
    List what waits for the coordination, what is urgent first, then the oldest.

    That is: nobody asked yet, everybody asked said no or kept silent, or the room of
    an appointment went away. Three queries.
    """
    found = lines(
        Referral.objects.filter(centre=centre)
        .standing()
        .exclude(state=State.APPOINTMENT)
    )
    return _needy(found)


def _needy(found: Iterable[Waiting]) -> list[Waiting]:
    needy = [
        line
        for line in found
        if line.state == State.RECEIVED
        or line.room_lost
        or (line.state == State.ASKING and not line.asked)
        or (line.urgent and line.state == State.ASKING)
    ]
    return sorted(needy, key=lambda line: (not line.urgent, line.received_at))


def under_way(*, centre: Centre, most: int = 5) -> tuple[list[Waiting], int]:
    """List the open referrals for the first page, and how many there are in all."""
    standing = Referral.objects.filter(centre=centre).standing()
    found = lines(standing.order_by("-received_at")[:200])
    found.sort(key=lambda line: (_RANK[line.state], not line.urgent, line.received_at))
    return found[:most], standing.count()


MOST = 500  # referrals a morning is told from
# Who met has a day to say how it went, who has no date yet two weeks.
MET, NOT_MET = dt.timedelta(days=1), dt.timedelta(days=14)
_RANK: dict[str, int] = {
    State.RECEIVED: 0,
    State.ASKING: 0,
    State.ACCEPTED: 1,
    State.APPOINTMENT: 2,
}


def count_waiting(*, centre: Centre) -> int:
    """Count what `waiting` lists, for the menu. One query."""
    asked = Ask.objects.filter(
        referral=OuterRef("pk"), answer=Ask.Answer.OPEN, asked_at__isnull=False
    )
    return int(
        Referral.objects.filter(centre=centre)
        .unaccepted()
        .filter(Q(state=State.RECEIVED) | Q(urgency="deadline") | ~Exists(asked))
        .count()
    )


def changed_since(*, centre: Centre, since: dt.datetime) -> list[Waiting]:
    """List what was accepted or closed since then, newest first."""
    rows = Referral.objects.filter(
        Q(state__in=[State.ACCEPTED, State.APPOINTMENT]) | Q(state=State.CLOSED),
        centre=centre,
        since__gte=since,
    ).order_by("-since")
    return lines(rows[:20])


def mine(*, person: Person, centre: Centre) -> list[Waiting]:
    """List what the person has taken on and not closed, next appointment first."""
    rows = (
        Referral.objects.visible_to(person)
        .filter(centre=centre)
        .in_hands()
        .order_by("since")
    )
    found = lines(rows[:200])
    return sorted(
        found,
        key=lambda line: (
            line.appointment_at is None,
            line.appointment_at or line.since,
        ),
    )


def sent(*, person: Person, centre: Centre) -> list[tuple[Waiting, str]]:
    """
    List what the person's body has sent, with the coded answer, newest first.

    The answer is "", "received", "arrived", "not_arrived" or "closed"; the lines hold
    neither adviser nor appointment.
    """
    rows = (
        Referral.objects.sent_by(person)
        .filter(centre=centre)
        .select_related("partner")
        .order_by("-received_at")[:100]
    )
    talks: dict[int, list[str]] = {}
    for referral_id, outcome in Session.objects.filter(
        referral__in=[row.pk for row in rows]
    ).values_list("referral_id", "outcome"):
        talks.setdefault(referral_id, []).append(outcome)
    return [(_bare(row), answer_of(row, talks.get(row.pk, ()))) for row in rows]


def coming_today(*, centre: Centre, now: dt.datetime) -> list[Coming]:
    """List the slips that lead to an hour of today, in order of time."""
    day = now.astimezone(centre.tz).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Slip.objects.filter(
        centre=centre,
        starts_at__gte=day,
        starts_at__lt=day + dt.timedelta(days=1),
    ).order_by("starts_at", "code")
    return [
        Coming(
            code=slip.code,
            url=reverse("counselling:slip", args=[slip.code]),
            starts_at=slip.starts_at,
            ends_at=slip.ends_at,
            place=slip.place,
            language=_language(slip.language),
            redeemed=slip.is_redeemed,
        )
        for slip in rows
    ]


# What a line is made of: reading whole partners and volunteers takes twice the time.
_SHOWN = (
    "code", "language", "district", "urgency", "origin", "state", "outcome",
    "received_at", "since", "deadline_on", "handed_on", "tells_sender",
    "partner__name", "partner__short_name", "association__name",
    "association__short_name", "volunteer__name",
)  # fmt: skip


def lines(rows: "QuerySet[Referral]") -> list[Waiting]:
    """Say referrals as lines of a list, in the order given. Four queries."""
    joined = rows.select_related("partner", "association", "volunteer")
    found = list(joined.only(*_SHOWN))
    ids = [row.pk for row in found]
    asked, said_no = _answers(ids)
    meetings = _meetings(ids)
    minutes = _minutes(ids)
    return [
        Waiting(
            code=row.code,
            url=reverse("counselling:referral", args=[row.pk]),
            referrer=referrer(row),
            language=_language(row.language),
            district=row.district,
            received_at=row.received_at,
            since=row.since,
            state=row.state,
            urgent=row.is_urgent,
            deadline_on=row.deadline_on,
            handed_on=row.handed_on,
            asked=asked.get(row.pk, 0),
            declined=said_no.get(row.pk, 0),
            appointment_at=meetings.get(row.pk, (None, False))[0],
            room_lost=row.state == State.ACCEPTED
            and meetings.get(row.pk, (None, False))[1],
            association=row.association.called if row.association else "",
            volunteer=str(row.volunteer) if row.volunteer else "",
            outcome=row.outcome,
            minutes=minutes.get(row.pk, 0),
            tells_sender=row.tells_sender,
        )
        for row in found
    ]


def _bare(row: Referral) -> Waiting:
    return Waiting(
        code=row.code,
        url="",
        referrer=referrer(row),
        language=_language(row.language),
        district=row.district,
        received_at=row.received_at,
        since=row.received_at,
        state="",
        urgent=row.is_urgent,
        tells_sender=row.tells_sender,
    )


def referrer(row: Referral | Slip | Session) -> str:
    """Say who sent somebody: the partner's short name, else how they came."""
    if row.partner is not None:
        return str(row.partner.called)
    return str(Origin(row.origin).label)


def _language(code: str) -> str:
    return languages.name(code, get_language() or "de") if code else ""


def _answers(ids: Iterable[int]) -> tuple[dict[int, int], dict[int, int]]:
    asked: dict[int, int] = {}
    said_no: dict[int, int] = {}
    for referral_id, answer, asked_at in Ask.objects.filter(
        referral_id__in=ids
    ).values_list("referral_id", "answer", "asked_at"):
        if answer == Ask.Answer.OPEN and asked_at is not None:
            asked[referral_id] = asked.get(referral_id, 0) + 1
        elif answer == Ask.Answer.NO:
            said_no[referral_id] = said_no.get(referral_id, 0) + 1
    return asked, said_no


def _meetings(ids: Iterable[int]) -> dict[int, tuple[dt.datetime | None, bool]]:
    met: dict[int, tuple[dt.datetime | None, bool]] = {}
    for referral_id, state, starts_at in (
        Appointment.objects.filter(referral_id__in=ids)
        .order_by("pk")
        .values_list("referral_id", "state", "starts_at")
    ):
        stands = state == Appointment.State.STANDING
        met[referral_id] = (
            starts_at if stands else None,
            state == Appointment.State.LOST_ROOM,
        )
    return met


def _minutes(ids: Iterable[int]) -> dict[int, int]:
    spent: dict[int, int] = {}
    for referral_id, minutes in Session.objects.filter(referral_id__in=ids).values_list(
        "referral_id", "minutes"
    ):
        spent[referral_id] = spent.get(referral_id, 0) + minutes
    return spent


@dataclass(frozen=True)
class Morning:
    """
    What the coordination's first page needs, asked for together.

    :param waiting: as `waiting`
    :param under_way: the first of the open ones, as `under_way`
    :param total: how many are open
    :param changed: as `changed_since`
    :param meetings: those who meet today, in order of time
    :param left_open: how many were taken on and left: see `is_left_open`
    :param in_menu: as `count_waiting`; None where there are more than were read
    """

    waiting: list[Waiting]
    under_way: list[Waiting]
    total: int
    changed: list[Waiting]
    coming: list[Coming]
    meetings: list[Waiting]
    left_open: int = 0
    in_menu: int | None = None


def morning(
    *, centre: Centre, now: dt.datetime, since: dt.datetime, most: int = 5
) -> Morning:
    """Tell how the day begins, in five queries however many there are."""
    found = lines(
        Referral.objects.filter(
            Q(state__in=list(_RANK)) | Q(state=State.CLOSED, since__gte=since),
            centre=centre,
        )[:MOST]
    )
    standing = [line for line in found if line.state in _RANK]
    waits = _needy(standing)
    settled = {State.ACCEPTED, State.APPOINTMENT, State.CLOSED}
    changed = [line for line in found if line.state in settled and line.since >= since]
    return Morning(
        waiting=waits,
        under_way=sorted(
            standing,
            key=lambda line: (_RANK[line.state], not line.urgent, line.received_at),
        )[:most],
        total=len(standing),
        changed=sorted(changed, key=lambda line: line.since, reverse=True)[:20],
        coming=coming_today(centre=centre, now=now),
        meetings=_meet_today(standing, centre, now),
        left_open=sum(is_left_open(line, now) for line in standing),
        in_menu=sum(line.state in UNACCEPTED for line in waits)
        if len(found) < MOST
        else None,
    )


def is_left_open(line: Waiting, now: dt.datetime) -> bool:
    """
    Say whether somebody took a referral on and never came back to it.

    The appointment was more than a day ago, or none was made in two weeks. What is
    never closed is never counted, and its day of forgetting is never fixed.
    """
    if line.room_lost or line.state not in IN_HANDS:
        return False
    if line.appointment_at is not None:
        return line.appointment_at + MET < now
    return line.since + NOT_MET < now


def _meet_today(
    found: Iterable[Waiting], centre: Centre, now: dt.datetime
) -> list[Waiting]:
    today = now.astimezone(centre.tz).date()
    timed = [(line.appointment_at, line) for line in found if line.appointment_at]
    of_today = [
        (at, line) for at, line in timed if at.astimezone(centre.tz).date() == today
    ]
    return [line for _at, line in sorted(of_today, key=lambda pair: pair[0])]
