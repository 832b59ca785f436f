"""Who gives time: register, edit, pause, bind, show, leave, erase."""

import datetime as dt
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from allin.accounts.models import User
from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Association
from allin.volunteers import rules, subject
from allin.volunteers.models import Commitment, Hours, Qualification, Volunteer
from allin.volunteers.operations.time import withdraw
from allin.volunteers.permissions import can_edit, can_pause, is_self

THING = "volunteers.volunteer"
ONE_DAY = dt.timedelta(days=1)
DAYS = 2 * ONE_DAY  # wide enough for every zone


class Details(TypedDict, total=False):
    """What can be told about a volunteer; masks as in `rules`."""

    name: str
    phone: str
    email: str
    language: str
    gender: str
    native: int
    fluent: int
    some: int
    topics: int
    available: int
    districts: list[str]
    share: int
    legal_level: str
    guided_by: str
    guided_until: dt.date | None
    joined_on: dt.date | None
    user: User | None


def _today(volunteer: Volunteer, now: dt.datetime) -> dt.date:
    return now.astimezone(volunteer.centre.tz).date()


def _fill(volunteer: Volunteer, details: Details) -> None:
    for field, value in details.items():
        if field == "districts":
            names = details["districts"]
            value = f"|{'|'.join(names)}|" if names else ""  # noqa: PLW2901
        setattr(volunteer, field, value)
    # A language has one level: the best one that was told.
    volunteer.fluent &= ~volunteer.native
    volunteer.some &= ~(volunteer.native | volunteer.fluent)
    volunteer.name = " ".join(volunteer.name.split())


def _allowed(volunteer: Volunteer, by: Person) -> None:
    if not can_edit(by, volunteer):
        raise Refusal(_("Only the coordination or the own board may change this."))
    if volunteer.erased_at is not None:
        raise Refusal(_("This volunteer has been erased."))


def _record(
    verb: str, volunteer: Volunteer, by: Person | None, now: dt.datetime
) -> None:
    audit.record(
        centre=volunteer.centre,
        verb=f"volunteers.{verb}",
        thing=THING,
        thing_id=volunteer.pk,
        by=by,
        now=now,
    )


def register(
    *,
    association: Association,
    by: Person,
    now: dt.datetime,
    **details: Unpack[Details],
) -> Volunteer:
    """
    This will add somebody who gives time to an association.

    Languages, topics and half-days are masks; `share` is referrals a quarter. A
    language told at two levels keeps the better one. Refused to strangers of the
    association, and when the signed-in person already volunteers there.
    Source: docs/rules.md#R-V1
    """
    _allowed(Volunteer(centre_id=association.centre_id, association=association), by)
    return enter(association=association, by=by, now=now, **details)


def enter(
    *,
    association: Association,
    by: Person | None,
    now: dt.datetime,
    **details: Unpack[Details],
) -> Volunteer:
    """This will add somebody whom another operation has found out to be welcome."""
    volunteer = Volunteer(
        centre=association.centre, association=association, created_at=now
    )
    _fill(volunteer, details)
    with spoken(), transaction.atomic():
        volunteer.save()
        if volunteer.share:  # else nothing was agreed that could be caught up
            calibrate(volunteer=volunteer, now=now)
        _record("register", volunteer, by, now)
    return volunteer


def edit(
    *, volunteer: Volunteer, by: Person, now: dt.datetime, **details: Unpack[Details]
) -> Volunteer:
    """
    This will change what is known of a volunteer; what is not named stays.

    Refused to strangers of the association and for an erased volunteer.
    Source: docs/rules.md#R-V1
    """
    _allowed(volunteer, by)
    _fill(volunteer, details)
    with spoken(), transaction.atomic():
        volunteer.save()
        _record("edit", volunteer, by, now)
    return volunteer


@transaction.atomic
def pause(
    *, volunteer: Volunteer, until: dt.date | None, by: Person, now: dt.datetime
) -> None:
    """
    This will leave a volunteer in peace until a day, that day included.

    :param until: last day away, centre's calendar; None ends the pause now
    Refused for a day in the past or more than two years away.
    Source: docs/rules.md#R-V3
    """
    if not can_pause(by, volunteer):
        raise Refusal(_("Only the coordination or the own board may change this."))
    today = _today(volunteer, now)
    if until is not None and until < today:
        raise Refusal(
            _("That day is over. Choose today or a later day."), field="until"
        )
    if until is not None and until > today + rules.LONGEST_PAUSE:
        raise Refusal(_("A pause lasts up to two years."), field="until")
    was_away = volunteer.is_paused(today)
    volunteer.paused_until = until
    volunteer.save(update_fields=["paused_until"])
    if was_away and until is None:
        calibrate(volunteer=volunteer, now=now)
    _record("pause", volunteer, by, now)


@transaction.atomic
def bind(
    *,
    volunteer: Volunteer,
    signed_on: dt.date,
    until: dt.date | None = None,
    by: Person,
    now: dt.datetime,
) -> None:
    """
    This will note that a volunteer signed the commitment to confidentiality.

    :param signed_on: day of the signature, centre's calendar, not in the future
    :param until: last day it holds; one year after the signature unless told
    Refused for a signature in the future and an end before the signature.
    Source: docs/rules.md#R-V4 (domain.md 2.2, § 203 StGB)
    """
    _allowed(volunteer, by)
    ends = until or signed_on + rules.CONFIDENTIAL_FOR
    if signed_on > _today(volunteer, now):
        raise Refusal(_("That day has not come yet."), field="signed_on")
    if ends < signed_on:
        raise Refusal(_("The end lies before the signature."), field="until")
    volunteer.confidentiality_on = signed_on
    volunteer.confidentiality_until = ends
    volunteer.save(update_fields=["confidentiality_on", "confidentiality_until"])
    _record("bind", volunteer, by, now)


def show(
    *,
    volunteer: Volunteer,
    kind: str,
    seen_on: dt.date,
    seen_by: str,
    valid_until: dt.date | None = None,
    by: Person,
    now: dt.datetime,
) -> Qualification:
    """
    This will note that a certificate was seen: when, by whom, until when it counts.

    The certificate itself is never stored, nor anything it says. Refused for a day
    in the future, and when it was already noted for that day.
    Source: docs/rules.md#R-V5 (§ 72a SGB VIII, § 30a BZRG)
    """
    _allowed(volunteer, by)
    if seen_on > _today(volunteer, now):
        raise Refusal(_("That day has not come yet."), field="seen_on")
    with spoken(), transaction.atomic():
        seen = Qualification.objects.create(
            centre_id=volunteer.centre_id,
            volunteer=volunteer,
            kind=kind,
            seen_on=seen_on,
            seen_by=seen_by,
            valid_until=valid_until,
        )
        _record("show", volunteer, by, now)
    return seen


@transaction.atomic
def leave(*, volunteer: Volunteer, on: dt.date, by: Person, now: dt.datetime) -> None:
    """
    This will end somebody's volunteering and release the time they promised.

    :param on: last day, centre's calendar
    Erased 12 months later (docs/rules.md#R-V6). Refused when a holder of their time
    cannot let it go.
    """
    if not is_self(by, volunteer):
        _allowed(volunteer, by)
    for promised in Commitment.objects.standing().filter(
        volunteer=volunteer, ends_at__gt=now
    ):
        withdraw(commitment=promised, by=by, now=now)
    volunteer.left_on = on
    volunteer.save(update_fields=["left_on"])
    _record("leave", volunteer, by, now)


@transaction.atomic
def unregister(*, volunteer: Volunteer, by: Person, now: dt.datetime) -> None:
    """
    This will take back an entry made by mistake, as if it had never been.

    Refused when hours or promised times hang on it; then `erase` is the way.
    """
    _allowed(volunteer, by)
    if (
        Hours.objects.filter(volunteer=volunteer).exists()
        or Commitment.objects.filter(volunteer=volunteer).exists()
    ):
        raise Refusal(_("Hours or promised times hang on this person."))
    _record("unregister", volunteer, by, now)
    volunteer.delete()


@transaction.atomic
def erase(*, volunteer: Volunteer, by: Person, now: dt.datetime) -> None:
    """
    This will make the person unknown: name, ways to reach them, all they told.

    Hours stay as figures of the association and name nobody. Doing it twice is
    harmless. Refused when a holder of their time cannot let it go.
    Source: docs/rules.md#R-V6
    """
    if volunteer.erased_at is not None:
        return
    if not is_self(by, volunteer):
        _allowed(volunteer, by)
    for promised in Commitment.objects.standing().filter(volunteer=volunteer):
        withdraw(commitment=promised, by=by, now=now)
    subject.forget(volunteer, now=now)
    _record("erase", volunteer, by, now)


@transaction.atomic
def erase_overdue(*, now: dt.datetime) -> int:
    """
    This will erase everybody who left more than 12 months ago; returns how many.

    Run by a job; twice is harmless. Source: docs/rules.md#R-V6 (domain.md 2.3)
    """
    due = Volunteer.objects.kept_too_long(now.date()).select_related("centre")
    for volunteer in due:
        subject.forget(volunteer, now=now)
        _record("erase", volunteer, None, now)
    return len(due)


def renew_feed(*, volunteer: Volunteer, by: Person, now: dt.datetime) -> None:
    """
    This will give the own calendar a new address; the old one is void at once.

    Refused to anybody but the volunteer, the own board and the coordination.
    """
    if not can_pause(by, volunteer):
        raise Refusal(_("Only the coordination or the own board may change this."))
    with transaction.atomic():
        volunteer.feed += 1
        volunteer.save(update_fields=["feed"])
        _record("renew_feed", volunteer, by, now)


def calibrate(*, volunteer: Volunteer, now: dt.datetime) -> None:
    """
    This will put a newcomer or returner where the others stand in this quarter.

    Neither flooded to catch up, nor left out (as planning.asking.credits_of).
    Source: docs/rules.md#R-V2
    """
    current = rules.quarter_of(_today(volunteer, now))
    others = Volunteer.objects.standing().filter(
        centre_id=volunteer.centre_id, share__gt=0
    )
    told = others.exclude(pk=volunteer.pk).aggregate(
        shares=Sum("share", default=0),
        had=Sum(F("had") + F("credit"), filter=Q(had_quarter=current), default=0),
    )
    own = volunteer.had_in(_today(volunteer, now))
    level = rules.level(volunteer.share, had=told["had"], shares=told["shares"])
    volunteer.credit, volunteer.had = max(0, level - own), own
    volunteer.had_quarter = current
    volunteer.save(update_fields=["credit", "had", "had_quarter"])


@transaction.atomic
def welcome_back(*, now: dt.datetime) -> int:
    """
    This will calibrate everybody whose pause ended yesterday; returns how many.

    Run by a job each day. Twice a day is harmless. Source: docs/rules.md#R-V2
    """
    back = [
        volunteer
        for volunteer in Volunteer.objects.standing()
        .filter(paused_until__range=(now.date() - DAYS, now.date()))
        .select_related("centre")
        if volunteer.paused_until == _today(volunteer, now) - ONE_DAY
    ]
    for volunteer in back:
        calibrate(volunteer=volunteer, now=now)
    return len(back)


def note_asked(*, volunteer_id: int, now: dt.datetime) -> None:
    """This will remember when somebody was last asked; fairness goes by it."""
    Volunteer.objects.filter(pk=volunteer_id).update(asked_at=now)


def note_taken(*, volunteer: Volunteer, now: dt.datetime) -> None:
    """
    This will count one referral against the agreed share of the running quarter.

    Quarters follow the calendar of the centre. Source: docs/rules.md#R-V2
    """
    current = rules.quarter_of(_today(volunteer, now))
    counted = Volunteer.objects.filter(pk=volunteer.pk, had_quarter=current).update(
        had=F("had") + 1
    )
    if not counted:
        Volunteer.objects.filter(pk=volunteer.pk).update(
            had=1, credit=0, had_quarter=current
        )


def note_given_back(*, volunteer: Volunteer, now: dt.datetime) -> None:
    """This will take one back from the share when a referral was given back."""
    current = rules.quarter_of(_today(volunteer, now))
    Volunteer.objects.filter(pk=volunteer.pk, had_quarter=current, had__gt=0).update(
        had=F("had") - 1
    )
