"""Forgetting: what has reached its day goes, the figures stay."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from allin.centres.models import Centre
from allin.counselling import subject
from allin.counselling.models import (
    Appointment,
    DeletionReport,
    Referral,
    Session,
    Slip,
)
from allin.counselling.operations import fact
from allin.counselling.operations.advance import advance
from allin.counselling.operations.keeping import keep_until
from allin.counselling.operations.release import let_go
from allin.counselling.rules import OPEN, State, Unmet

AT_ONCE = 500  # rows in one run and kind; the next run takes the rest


@transaction.atomic
def forget(*, centre: Centre, now: dt.datetime) -> DeletionReport | None:
    """
    This will forget everything of a centre whose day has passed; None if nothing has.

    What nobody accepted (or nobody closed within a year) expires: the person goes at
    once, the code stays a week. What is finished goes whole. Facts stay. Safe to run
    twice; each run that did something leaves a report of counts and opaque ids.
    Source: docs/rules.md#R-C9
    """
    today = now.astimezone(centre.tz).date()
    subjects: list[str] = []
    expired = _expire(centre, today, now, subjects)
    gone = _finish(centre, today, now, subjects)
    slips = _drop(Slip.objects.filter(centre=centre).overdue(today))
    sessions = _drop(Session.objects.filter(centre=centre).overdue(today))
    if not (expired or gone or slips or sessions):
        return None
    return DeletionReport.objects.create(
        centre=centre,
        made_at=now,
        referrals=gone,
        expired=expired,
        slips=slips,
        sessions=sessions,
        subjects=subjects,
    )


def _expire(
    centre: Centre, today: dt.date, now: dt.datetime, subjects: list[str]
) -> int:
    stale = list(
        Referral.objects.filter(centre=centre, state__in=OPEN)
        .overdue(today)
        .select_related("centre", "topic")
        .order_by("pk")[:AT_ONCE]
    )
    for referral in stale:
        if referral.subject_id:
            subjects.append(str(referral.subject_id))
        let_go(
            referral=referral,
            appointment=Appointment.State.CANCELLED,
            by=None,
            now=now,
        )
        if referral.state in {State.RECEIVED, State.ASKING}:
            fact.add_unmet(referral, why=Unmet.EXPIRED, now=now)
        subject.erase(referral=referral, why="expired", now=now)
        advance(
            referral=referral,
            to=State.EXPIRED,
            by=None,
            now=now,
            forget_on=keep_until(centre, now, "withdrawn"),
            volunteer=None,
            association=None,
        )
    return len(stale)


def _finish(
    centre: Centre, today: dt.date, now: dt.datetime, subjects: list[str]
) -> int:
    finished = list(
        Referral.objects.filter(centre=centre)
        .exclude(state__in=OPEN)
        .overdue(today)
        .select_related("centre")
        .order_by("pk")[:AT_ONCE]
    )
    for referral in finished:
        if referral.subject_id:
            subjects.append(str(referral.subject_id))
        subject.erase(referral=referral, why="retention", now=now)
    Referral.objects.filter(pk__in=[referral.pk for referral in finished]).delete()
    return len(finished)


def _drop(rows: QuerySet[Slip] | QuerySet[Session]) -> int:
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    rows.model.objects.filter(pk__in=ids).delete()
    return len(ids)
