"""The slip: the next open hour that fits, and nothing about anybody."""

import datetime as dt
import random
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import BOARD, VOLUNTEER, Person
from allin.counselling.models import Session, Slip
from allin.counselling.operations.codes import CHANCE, new_code
from allin.counselling.operations.count import enter
from allin.counselling.operations.keeping import keep_until
from allin.counselling.permissions import can_redeem
from allin.counselling.rules import Origin, Outcome, Way
from allin.directory.models import Offer, Partner, Topic
from allin.directory.operations import OpenSlot, next_open_hours
from allin.volunteers.models import Volunteer

USUAL_MINUTES = 30
CHOICES = 3  # the next hour, and two others


def fitting_hours(
    *,
    centre: Centre,
    topic: Topic,
    language: str,
    now: dt.datetime,
    offer: Offer | None = None,
) -> Sequence[OpenSlot]:
    """
    Return the next open hours a slip can lead to, at most three, soonest first.

    :param offer: one somebody has chosen already: its next hour comes first, if it
        has one for this topic and language
    """
    chosen = (
        next_open_hours(
            centre=centre, topic=topic, language=language, now=now, offer=offer
        )[:1]
        if offer
        else ()
    )
    others = [
        slot
        for slot in next_open_hours(
            centre=centre, topic=topic, language=language, now=now
        )
        if slot not in chosen
    ]
    return [*chosen, *others][:CHOICES]


@transaction.atomic
def make_slip(
    *,
    centre: Centre,
    topic: Topic,
    language: str,
    district: str,
    slot: OpenSlot,
    partner: Partner | None,
    way: Way,
    by: Person | None,
    now: dt.datetime,
    chance: random.Random = CHANCE,
) -> Slip:
    """
    This will make a slip for an open hour, with a code and without a person.

    :param slot: one of `fitting_hours`; refused once it has begun to end
    :param partner: who sends, when it is known; None counts as "came by themselves"
    Source: docs/rules.md#R-C2
    """
    if slot.ends_at <= now:
        raise Refusal(_("This open hour is over. Look for the next one."))
    slip = Slip.objects.create(
        centre=centre,
        code=new_code(centre.pk, chance),
        topic=topic,
        language=language,
        district=district,
        offer=slot.offer,
        association_id=slot.offer.association_id,
        place=slot.place or centre.address or centre.name,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        partner=partner,
        origin=Origin.PARTNER if partner else Origin.SELF,
        way=way,
        made_at=now,
        forget_on=keep_until(centre, slot.ends_at, "unaccepted"),
    )
    audit.record(
        centre=centre,
        verb="counselling.make_slip",
        thing="counselling.Slip",
        thing_id=slip.pk,
        by=by,
        now=now,
    )
    return slip


@transaction.atomic
def redeem_slip(*, slip: Slip, by: Person, now: dt.datetime) -> Session:
    """
    This will note that somebody came with the slip: session, fact and hours at once.

    Minutes and outcome begin as usual (30, helped) and can be corrected afterwards.
    Twice is harmless: the session of the first time comes back.
    :raises Refusal: if the person does not receive people in this centre
    Source: docs/rules.md#R-C3
    """
    if not can_redeem(by, slip):
        raise Refusal(_("Only who receives people in the centre can do this."))
    taken = Slip.objects.waiting().filter(pk=slip.pk).update(redeemed_at=now)
    if not taken:
        return Session.objects.get(slip_id=slip.pk)
    slip.refresh_from_db(from_queryset=Slip.objects.select_related("centre", "topic"))
    association_id, volunteer = _who_receives(slip, by)
    return enter(
        centre=slip.centre,
        kind=Session.Kind.SLIP,
        topic_key=slip.topic.key,
        language=slip.language,
        district=slip.district,
        association_id=association_id,
        volunteer=volunteer,
        partner_id=slip.partner_id,
        origin=slip.origin,
        minutes=USUAL_MINUTES,
        outcome=Outcome.HELPED,
        slip=slip,
        by=by,
        now=now,
    )


def _who_receives(slip: Slip, by: Person) -> tuple[int | None, Volunteer | None]:
    """An adviser or board receives for their own association, else the slip's."""
    for volunteer in Volunteer.objects.filter(
        centre_id=slip.centre_id, pk__in=by.ids_of(VOLUNTEER, centre_id=slip.centre_id)
    ):
        return volunteer.association_id, volunteer
    for association_id in by.ids_of(BOARD, centre_id=slip.centre_id):
        return association_id, None
    return slip.association_id, None
