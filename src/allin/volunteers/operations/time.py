"""Promised time: commit, release, move, withdraw."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core import holders, locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.volunteers.models import Away, Commitment, Volunteer
from allin.volunteers.operations import limits
from allin.volunteers.permissions import can_go_beyond

LOCK = "volunteers.volunteer"
BEYOND = "beyond_limit"  # the field of a Refusal that the coordination may override
MOMENT = dt.timedelta(microseconds=1)


def _available(
    volunteer: Volunteer, starts_at: dt.datetime, ends_at: dt.datetime
) -> None:
    day = starts_at.astimezone(volunteer.centre.tz).date()
    last = max(day, (ends_at - MOMENT).astimezone(volunteer.centre.tz).date())
    if volunteer.left_on is not None and volunteer.left_on < day:
        raise Refusal(_("This person no longer gives time."))
    if volunteer.is_paused(day):
        raise Refusal(
            _("%(name)s is away until %(day)s.")
            % {"name": volunteer, "day": f"{volunteer.paused_until:%d.%m.%Y}"}
        )
    gone = Away.objects.filter(volunteer=volunteer).touching(day, last).first()
    if gone is not None:
        raise Refusal(
            _("%(name)s is away from %(first)s to %(last)s.")
            % {
                "name": volunteer,
                "first": f"{gone.starts_on:%d.%m.%Y}",
                "last": f"{gone.ends_on:%d.%m.%Y}",
            }
        )


def commit(
    *,
    volunteer: Volunteer,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    kind: str,
    holder_kind: str = "",
    holder_id: int = 0,
    beyond_limit: bool = False,
    by: Person | None,
    now: dt.datetime,
) -> Commitment:
    """
    This will promise a volunteer's time, [starts_at, ends_at), aware instants.

    Refused when the person is already taken then (on-call duty may overlap with
    anything but on-call duty), away, has left, or wants to give no more than that.
    The permission to ask for the time is the holder's to check.

    :param beyond_limit: the coordination has agreed with the person to more than the
        limits they set; written down with who did
    Source: docs/rules.md#R-V7, R-V16 (features V8)
    """
    if ends_at <= starts_at:
        raise Refusal(_("The end has to be after the start."))
    _available(volunteer, starts_at, ends_at)
    with spoken(), transaction.atomic():
        locks.hold(LOCK, [volunteer.pk])
        beyond = ""
        if kind != Commitment.DUTY:
            beyond = limits.broken(volunteer, starts_at, ends_at)
        if beyond and not (beyond_limit and by and can_go_beyond(by, volunteer)):
            raise Refusal(beyond, field=BEYOND)
        promised = Commitment.objects.create(
            centre_id=volunteer.centre_id,
            volunteer=volunteer,
            kind=kind,
            starts_at=starts_at,
            ends_at=ends_at,
            holder_kind=holder_kind,
            holder_id=holder_id,
            created_at=now,
            beyond_by=by.id if beyond and by else None,
        )
        audit.record(
            centre=volunteer.centre,
            verb="volunteers.commit_beyond" if beyond else "volunteers.commit",
            thing="volunteers.commitment",
            thing_id=promised.pk,
            by=by,
            now=now,
        )
    return promised


@transaction.atomic
def release(
    *, holder_kind: str, holder_id: int, by: Person | None, now: dt.datetime
) -> int:
    """
    This will give back all time a holder has; the holder asks, so it is not told.

    Returns how many promises were released. Doing it twice is harmless.
    """
    held = list(
        Commitment.objects.standing()
        .held_by(holder_kind, holder_id)
        .select_related("centre")
    )
    for promised in held:
        _free(promised, by=by, now=now)
    return len(held)


def move(
    *,
    holder_kind: str,
    holder_id: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Person | None,
    now: dt.datetime,
) -> None:
    """
    This will move the time a holder has to [starts_at, ends_at), aware instants.

    Refused when a person is already taken then or away; then nothing moves.
    """
    with spoken(), transaction.atomic():
        held = list(
            Commitment.objects.standing()
            .held_by(holder_kind, holder_id)
            .select_related("volunteer__centre")
            .order_by("volunteer_id")
        )
        locks.hold(LOCK, [promised.volunteer_id for promised in held])
        for promised in held:
            _available(promised.volunteer, starts_at, ends_at)
            if promised.kind != Commitment.DUTY and promised.beyond_by is None:
                beyond = limits.broken(
                    promised.volunteer, starts_at, ends_at, but=promised.pk
                )
                if beyond:
                    raise Refusal(beyond, field=BEYOND)
            promised.starts_at, promised.ends_at = starts_at, ends_at
            promised.save(update_fields=["starts_at", "ends_at"])
            audit.record(
                centre=promised.volunteer.centre,
                verb="volunteers.move",
                thing="volunteers.commitment",
                thing_id=promised.pk,
                by=by,
                now=now,
            )


@transaction.atomic
def withdraw(*, commitment: Commitment, by: Person, now: dt.datetime) -> None:
    """
    This will take promised time away from below, and tell whoever holds it.

    Refused when the holder refuses; then nothing happens. Twice is harmless.
    """
    if not commitment.active:
        return
    _free(commitment, by=by, now=now)
    holder = holders.of(commitment.holder_kind)
    if holder is not None:
        holder.released(commitment.holder_id, what="time", by=by, now=now)


def _free(promised: Commitment, *, by: Person | None, now: dt.datetime) -> None:
    promised.active = False
    promised.released_at = now
    promised.save(update_fields=["active", "released_at"])
    audit.record(
        centre=promised.centre,
        verb="volunteers.release",
        thing="volunteers.commitment",
        thing_id=promised.pk,
        by=by,
        now=now,
    )
