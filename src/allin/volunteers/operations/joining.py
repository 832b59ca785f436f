"""A volunteer is invited to sign in: by letter, and by a link that works once."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.accounts import operations as accounts
from allin.accounts.models import Invitation
from allin.audit import operations as audit
from allin.core import people
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.volunteers.models import Volunteer
from allin.volunteers.permissions import can_invite


@transaction.atomic
def invite(*, volunteer: Volunteer, by: Person, now: dt.datetime) -> Invitation:
    """
    This will invite a volunteer to sign in, in the language of their letters.

    Inviting again makes a new link; the earlier one lapses. A second factor is asked
    of them, because their tasks open names. Refused to anybody but the coordination,
    without an e-mail address, and for whoever has stopped.
    Source: docs/rules.md#R-V12
    """
    row: Volunteer = (
        Volunteer.objects.select_for_update()
        .select_related("centre")
        .get(pk=volunteer.pk)
    )
    if not can_invite(by, row.centre):
        raise Refusal(_("Only the coordination invites volunteers."))
    if row.erased_at is not None or row.left_on is not None:
        raise Refusal(_("Whoever has stopped is not invited."))
    if not row.email:
        raise Refusal(_("There is no e-mail address yet. Enter one first."))
    user = accounts.invite(
        centre=row.centre,
        email=row.email,
        name=row.name,
        kind=people.VOLUNTEER,
        by=by,
        now=now,
        language=row.language,
    )
    if row.user_id != user.pk:
        with spoken(), transaction.atomic():
            row.user = user
            row.save(update_fields=["user"])
    accounts.require_second_factor(user=user, centre=row.centre, now=now)
    audit.record(
        centre=row.centre,
        verb="volunteers.invite",
        thing="volunteers.volunteer",
        thing_id=row.pk,
        by=by,
        now=now,
    )
    made = accounts.newest(centre=row.centre, user=user, kind=people.VOLUNTEER)
    assert made is not None  # noqa: S101  (written a moment ago)
    return made
