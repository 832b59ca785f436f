"""Forgetting: in time, or at once when the person takes the consent back."""

import datetime as dt
from typing import Final

from django.db import transaction

from allin.centres.models import Centre
from allin.core.people import Person
from allin.programmes.models import Path
from allin.programmes.operations.keeping import check_plan, note
from allin.programmes.operations.naturalisation.base import locked, today_of
from allin.programmes.rules import pathway as rules
from allin.programmes.rules.pathway import Stage
from allin.vault import operations as vault

ROUND: Final = 500


@transaction.atomic
def withdraw(*, path: Path, by: Person, now: dt.datetime) -> None:
    """
    This will end an accompaniment because the person takes everything back.

    Name, contact and what was noted are gone at once; the number stays.
    Source: docs/rules.md#R-N11
    """
    check_plan(path.centre, by)
    now_is = locked(path.pk)
    if not now_is.is_over:
        now_is.stage, now_is.reason = Stage.DROPPED, rules.CONSENT
        now_is.since, now_is.closed_on = now, today_of(now_is.centre, now)
        now_is.save()
    forget(path=now_is, why="withdrawn", by=by, now=now)
    path.refresh_from_db()


@transaction.atomic
def forget(*, path: Path, why: str, by: Person | None, now: dt.datetime) -> None:
    """
    This will leave of a path what counts: stage, reason, months; of the person nothing.

    Hours stay with whoever gave them, tied to nobody. Twice is harmless.

    :param why: "withdrawn" or "retention", as the erasure ledger says it
    Source: docs/rules.md#R-N11
    """
    now_is = locked(path.pk)
    if now_is.subject_id is not None:
        vault.erase(subject_id=now_is.subject_id, why=why, now=now)
    now_is.visits.all().delete()
    now_is.asks.all().delete()
    now_is.steps.all().delete()
    if not now_is.is_over:
        # Nobody noted anything for a year: it counts as one of those.
        now_is.stage, now_is.reason = Stage.DROPPED, "no_contact"
        now_is.closed_on = today_of(now_is.centre, now)
    now_is.subject_id, now_is.companion = None, None
    now_is.consented_at = None
    now_is.language, now_is.gaps, now_is.next_step = "", "", ""
    for day in ("next_on", "checked_on", "earliest_on", "filed_on", "remind_on"):
        setattr(now_is, day, None)
    now_is.reminded_on = now_is.decided_on = None
    now_is.save()
    note("forget_path", now_is, by=by, now=now, detail=why)


def forget_overdue(*, centre: Centre, now: dt.datetime) -> int:
    """This will forget every path of a centre whose day has come; return how many."""
    overdue = Path.objects.filter(centre=centre).to_forget(today_of(centre, now))
    found = list(overdue.select_related("centre")[:ROUND])
    for path in found:
        forget(path=path, why="retention", by=None, now=now)
    return len(found)
