import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core import merging
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Association, Membership, Offer
from allin.directory.operations.keeping import fill, keep, note
from allin.directory.rules.likeness import Entry, Likeness, likenesses
from allin.outbox import operations as outbox

RECIPIENT: Final = "directory.association"  # as letters know an association


@transaction.atomic
def found_association(
    *, centre: Centre, by: Person, now: dt.datetime, **values: object
) -> Association:
    """
    Enter an association.

    :param values: fields of the model; contact stays private unless told otherwise
    :raises Refusal: if there is already an entry with this name
    """
    association = Association(centre=centre, created_at=now)
    fill(association, values)
    keep(association)
    note("found", association, by=by, now=now)
    return association


@transaction.atomic
def edit_association(
    *, association: Association, by: Person, now: dt.datetime, **values: object
) -> Association:
    """
    Change an association's entry.

    :param values: the fields that change
    :raises Refusal: if another entry has this name
    """
    fill(association, values)
    keep(association)
    note("edit", association, by=by, now=now)
    return association


@transaction.atomic
def confirm_association(
    *, association: Association, by: Person, now: dt.datetime
) -> Association:
    """Confirm that an association's entry is right as it stands today."""
    association.confirmed_on = now.astimezone(association.centre.tz).date()
    association.confirmed_by_id = by.id
    keep(association)
    note("confirm", association, by=by, now=now)
    return association


@transaction.atomic
def leave(*, association: Association, by: Person, now: dt.datetime) -> None:
    """
    Let an association leave the centre: its offers end, its board loses access.

    Hours, bookings and figures of the past stay.
    """
    association.left_on = now.astimezone(association.centre.tz).date()
    keep(association)
    association.offers.update(state=Offer.ENDED)
    association.memberships.filter(ended_at__isnull=True).update(ended_at=now)
    note("leave", association, by=by, now=now)


def entry_of(association: Association) -> Entry:
    """Return what is compared of an association."""
    return Entry(
        id=association.pk,
        name=association.name,
        phone=association.contact_phone,
        email=association.contact_email,
        website=association.website,
    )


def similar(*, centre: Centre, entry: Entry) -> Sequence[tuple[Association, Likeness]]:
    """List the standing associations that may be the same as an entry (D7)."""
    known = {a.pk: a for a in Association.objects.of(centre).standing()}
    return [
        (known[like.id], like)
        for like in likenesses(entry, [entry_of(a) for a in known.values()])
    ]


@transaction.atomic
def merge(
    *, into: Association, other: Association, by: Person, now: dt.datetime
) -> Association:
    """
    Merge another entry into one: what is empty is filled, nothing is overwritten.

    Everything that names the other names this one from then on, in every room; its
    old page leads here.

    :raises Refusal: if they are of two centres, the same, or one is merged already; or
        if a room says what is in the way
    Source: docs/rules.md#R-D8
    """
    standing = Association.objects.standing().filter(centre_id=into.centre_id)
    locked = {a.pk: a for a in standing.filter(pk__in=(into.pk, other.pk))}
    if len(locked) != 2:  # noqa: PLR2004  (it takes two)
        raise Refusal(_("One of the two entries is no longer there."))
    into, other = locked[into.pk], locked[other.pk]
    for name in ("short_name", "about", "website", "member_since"):
        if not getattr(into, name):
            setattr(into, name, getattr(other, name))
    for part in ("name", "phone", "email"):
        if not getattr(into, f"contact_{part}"):
            setattr(into, f"contact_{part}", getattr(other, f"contact_{part}"))
            setattr(into, f"{part}_private", getattr(other, f"{part}_private"))
    into.note = "\n".join(filter(None, dict.fromkeys((into.note, other.note))))
    into.language_bits |= other.language_bits
    Offer.objects.filter(association=other).update(association=into)
    _move_board(into, other, now)
    outbox.redirect(kind=RECIPIENT, was=other.pk, becomes=into.pk)
    merging.follow(other=other.pk, into=into.pk, now=now)
    other.merged_into = into
    keep(other)
    Association.objects.filter(merged_into=other).update(merged_into=into)
    keep(into)
    note("merge", into, by=by, now=now)
    return into


def _move_board(into: Association, other: Association, now: dt.datetime) -> None:
    here = set(
        Membership.objects.standing()
        .filter(association=into)
        .values_list("user_id", flat=True)
    )
    theirs = Membership.objects.standing().filter(association=other)
    theirs.filter(user_id__in=here).update(ended_at=now)
    theirs.exclude(user_id__in=here).update(association=into)
