"""Taking it back: at once, everywhere, by who has the code and the PIN."""

import datetime as dt

from django.db import transaction

from allin.audit import operations as audit
from allin.centres.rules import FEEDBACK
from allin.core.people import Person
from allin.counselling import subject
from allin.counselling.models import Appointment, DeletionReport, Referral
from allin.counselling.operations import fact
from allin.counselling.operations.advance import advance
from allin.counselling.operations.keeping import keep_until
from allin.counselling.operations.release import let_go
from allin.counselling.rules import State, Unmet
from allin.vault import operations as vault


@transaction.atomic
def withdraw(
    *, referral: Referral, by: Person | None, now: dt.datetime, note: str = "person"
) -> Referral:
    """
    This will take a referral back: nobody can open anything of it from now on.

    Open questions are closed, the appointment is cancelled, the person is erased;
    what is left is the code with the word "withdrawn", for a week. After closing, the
    person's details go and the state stays. Twice is harmless.

    :param note: who took it back: "person", "sender", "telephone"
    Source: docs/rules.md#R-C6 (R6)
    """
    if referral.state in {State.WITHDRAWN, State.EXPIRED}:
        return referral
    let_go(referral=referral, appointment=Appointment.State.CANCELLED, by=by, now=now)
    was_open = referral.is_open
    received_before = referral.sessions.filter(people__gt=0).exists()
    if was_open and not received_before:
        fact.add_unmet(referral, why=Unmet.WITHDRAWN, now=now)
    if referral.subject_id is not None:
        DeletionReport.objects.create(
            centre=referral.centre,
            made_at=now,
            withdrawn=1,
            subjects=[str(referral.subject_id)],
        )
    subject.erase(referral=referral, why="withdrawn", now=now)
    until = keep_until(referral.centre, now, "withdrawn")
    if was_open:
        return advance(
            referral=referral,
            to=State.WITHDRAWN,
            by=by,
            now=now,
            note=note,
            forget_on=until,
            volunteer=None,
            association=None,
        )
    Referral.objects.filter(pk=referral.pk).update(forget_on=until)
    audit.record(
        centre=referral.centre,
        verb="counselling.withdraw",
        thing="counselling.Referral",
        thing_id=referral.pk,
        by=by,
        now=now,
        detail=note,
    )
    referral.refresh_from_db()
    return referral


@transaction.atomic
def stop_feedback(
    *, referral: Referral, by: Person | None, now: dt.datetime
) -> Referral:
    """
    This will take back one tick only: the sender learns nothing from now on.

    Source: docs/rules.md#R-C6
    """
    if referral.subject_id is not None:
        vault.withdraw_consent(
            subject_id=referral.subject_id, purpose=FEEDBACK, now=now
        )
    Referral.objects.filter(pk=referral.pk).update(tells_sender=False)
    audit.record(
        centre=referral.centre,
        verb="counselling.stop_feedback",
        thing="counselling.Referral",
        thing_id=referral.pk,
        by=by,
        now=now,
    )
    referral.refresh_from_db()
    return referral
