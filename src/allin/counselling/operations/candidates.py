"""Who could accompany somebody: everybody, with all that speaks against asking."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from allin.core.languages import BIT
from allin.counselling.models import Ask, Referral
from allin.counselling.rules import DayTime
from allin.directory.models import Association
from allin.directory.operations import Advice, professional_advice
from allin.planning.asking import Reason
from allin.volunteers import rules as times
from allin.volunteers.models import Volunteer, VolunteerQuerySet
from allin.volunteers.rules import HARD, Need

NAMED = 12  # people of the third group who are named; the others are counted
_WEEKEND = times.half_days((day, part) for day in (5, 6) for part in times.PARTS)


@dataclass(frozen=True)
class Counted:
    """People for whom the same one thing speaks against, not named."""

    reason: Reason
    people: int
    associations: int = 0


@dataclass(frozen=True)
class Candidates:
    """
    Everybody, in three groups.

    :param fits: in the order of asking; so is `but_for_a_wish`
    :param contacts: associations that named no adviser yet: their contact person
    :param not_possible: named, with `reasons`
    :param counted: not named: those excluded by the person, and the many
    """

    fits: list[Volunteer]
    but_for_a_wish: list[Volunteer]
    not_possible: list[Volunteer]
    contacts: list[Association] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    everybody: int = 0

    @property
    def out(self) -> int:
        """How many are not possible."""
        return self.everybody - len(self.fits) - len(self.but_for_a_wish)


def need_of(referral: Referral, *, now: dt.datetime) -> Need:
    """
    Return what is looked for, without a word about the person.

    With a running deadline volunteers only accompany and interpret; the legal
    question goes to professionals. Source: docs/rules.md#R-A2 (R15)
    """
    topic = referral.topic
    answers = list(
        Ask.objects.filter(referral=referral, volunteer__isnull=False).values_list(
            "volunteer_id", "answer"
        )
    )
    excluded = list(referral.exclusions.values_list("association_id", "volunteer_id"))
    said_no = {Ask.Answer.NO, Ask.Answer.GAVE_BACK, Ask.Answer.NO_ANSWER}
    return Need(
        day=now.astimezone(referral.centre.tz).date(),
        language=BIT.get(referral.language, 0),
        topic=topic.mask if topic and not referral.is_urgent else 0,
        legal=bool(topic and topic.legal and not referral.is_urgent),
        gender=referral.wish_gender,
        times=wished_times(referral.wish_time),
        district=referral.district,
        excluded=frozenset(pk for pk, _one in excluded if pk),
        excluded_people=frozenset(pk for _of, pk in excluded if pk),
        declined=frozenset(pk for pk, answer in answers if answer in said_no),
        asked=frozenset(pk for pk, answer in answers if answer == Ask.Answer.OPEN),
    )


@dataclass(frozen=True)
class Professional:
    """
    A professional service a deadline goes to first.

    :param is_late: it cannot be met before the deadline is over
    """

    advice: Advice
    is_late: bool


def professionals(*, referral: Referral, now: dt.datetime) -> list[Professional]:
    """
    Return the professional services for a running deadline; none without one.

    Never an association's open hour: volunteers only accompany and interpret.
    Source: docs/rules.md#R-A2 (R15)
    """
    if not referral.is_urgent or not referral.is_open:
        return []
    centre, last = referral.centre, referral.deadline_on
    return [
        Professional(
            one,
            is_late=last is not None
            and one.starts_at is not None
            and one.starts_at.astimezone(centre.tz).date() > last,
        )
        for one in professional_advice(centre=centre, now=now)
    ]


def wished_times(wish: str) -> int:
    """Return the half-days a wish means; 0 for none."""
    if wish == DayTime.WEEKEND:
        return _WEEKEND
    return times.every_day(wish) if wish in times.PARTS else 0


def everybody_for(referral: Referral, need: Need) -> VolunteerQuerySet:
    """Return all volunteers of the centre, with reasons, in the order of asking."""
    found: VolunteerQuerySet = (
        Volunteer.objects.standing()
        .filter(centre_id=referral.centre_id)
        .who_could(need)
    )
    return found


def candidates(*, referral: Referral, now: dt.datetime) -> Candidates:
    """Sort everybody into the three groups; at most six queries, however many."""
    need = need_of(referral, now=now)
    everybody = everybody_for(referral, need)
    possible = list(everybody.possible().select_related("association"))
    tally: Any = everybody.order_by()
    tally = tally.values("reasons").annotate(
        n=Count("pk"), of=Count("association_id", distinct=True)
    )
    rows = [(Reason(row["reasons"]), row["n"], row["of"]) for row in tally]
    against = everybody.impossible(but=Reason.LANGUAGE | Reason.EXCLUDED)
    named = list(against.select_related("association")[:NAMED])
    return Candidates(
        fits=[one for one in possible if not one.why],
        but_for_a_wish=[one for one in possible if one.why],
        not_possible=named,
        contacts=_contacts(referral, need),
        counted=_counted(rows, named=len(named)),
        everybody=sum(n for _why, n, _of in rows),
    )


def _counted(rows: list[tuple[Reason, int, int]], *, named: int) -> list[Counted]:
    excluded = sum(n for why, n, _of in rows if Reason.EXCLUDED in why)
    mute = [
        (n, of)
        for why, n, of in rows
        if Reason.LANGUAGE in why and Reason.EXCLUDED not in why
    ]
    others = sum(
        n
        for why, n, _of in rows
        if why.value & HARD
        and Reason.LANGUAGE not in why
        and Reason.EXCLUDED not in why
    )
    found = []
    if excluded:
        found.append(Counted(Reason.EXCLUDED, excluded))
    if mute:
        people = sum(n for n, _of in mute)
        found.append(Counted(Reason.LANGUAGE, people, max(of for _n, of in mute)))
    if others > named:
        found.append(Counted(Reason.NOTHING, others - named))
    return found


def _contacts(referral: Referral, need: Need) -> list[Association]:
    """Associations that speak the language and have named nobody yet."""
    with_people = (
        Volunteer.objects.standing()
        .filter(centre_id=referral.centre_id)
        .values("association_id")
    )
    asked = Ask.objects.filter(referral=referral, volunteer__isnull=True).values(
        "association_id"
    )
    rows = (
        Association.objects.of(referral.centre)
        .standing()
        .exclude(pk__in=need.excluded)
        .exclude(pk__in=with_people)
        .exclude(pk__in=asked)
        .exclude(contact_email="", contact_phone="")
    )
    return [one for one in rows if one.language_bits & need.language]
