import datetime as dt
import secrets

from django.db import transaction

from allin.accounts import operations as accounts
from allin.centres.models import Centre
from allin.core import people
from allin.core.people import Person
from allin.directory.models import (
    Association,
    Closure,
    Membership,
    Partner,
    PartnerAddress,
    Programme,
    Topic,
)
from allin.directory.operations.keeping import fill, keep, note

TOKEN_BYTES = 9  # 72 bits: nobody guesses one, and it still fits on a slip


@transaction.atomic
def enter_partner(
    *, centre: Centre, by: Person, now: dt.datetime, **values: object
) -> Partner:
    """
    Enter a body that sends people, or runs a programme with the centre.

    :raises Refusal: if there is already a partner of this name
    """
    partner = Partner(centre=centre, created_at=now)
    fill(partner, values)
    keep(partner)
    note("enter_partner", partner, by=by, now=now)
    return partner


@transaction.atomic
def edit_partner(
    *, partner: Partner, by: Person, now: dt.datetime, **values: object
) -> Partner:
    """
    Change a partner.

    :raises Refusal: if another partner has this name
    """
    fill(partner, values)
    keep(partner)
    note("edit_partner", partner, by=by, now=now)
    return partner


@transaction.atomic
def give_address(
    *, partner: Partner, label: str = "", by: Person, now: dt.datetime
) -> PartnerAddress:
    """
    Give a partner an address of its own for the referral form.

    Source: docs/rules.md#R-D6
    """
    address = PartnerAddress(
        centre=partner.centre,
        partner=partner,
        label=label,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        created_at=now,
    )
    keep(address)
    note("give_address", address, by=by, now=now)
    return address


@transaction.atomic
def revoke_address(*, address: PartnerAddress, by: Person, now: dt.datetime) -> None:
    """Let an address count no longer as its partner's; twice is the same as once."""
    revoked = PartnerAddress.objects.filter(
        pk=address.pk, revoked_at__isnull=True
    ).update(revoked_at=now, revoked_by=by.id)
    if revoked:
        note("revoke_address", address, by=by, now=now)


def partner_at(*, centre: Centre, token: str) -> Partner | None:
    """Return whose form address a token is; None when revoked, unknown or foreign."""
    address = (
        PartnerAddress.objects.valid()
        .filter(centre=centre, token=token)
        .select_related("partner")
        .first()
    )
    return address.partner if address else None


@transaction.atomic
def invite_to_board(
    *,
    association: Association,
    email: str,
    name: str,
    by: Person,
    now: dt.datetime,
    language: str = "",
) -> Membership:
    """
    Invite somebody to act for an association; a second factor is asked of them.

    :param language: of the letter, as in `accounts.invite`
    """
    return _invite(
        association, None, people.BOARD, email, name,
        by=by, now=now, language=language,
    )  # fmt: skip


@transaction.atomic
def invite_to_partner(
    *,
    partner: Partner,
    kind: str = people.REFERRER,
    email: str,
    name: str,
    by: Person,
    now: dt.datetime,
    language: str = "",
) -> Membership:
    """
    Invite somebody to act for a partner.

    :param kind: people.REFERRER, or people.PARTNER for who runs a programme
    :param language: of the letter, as in `accounts.invite`
    """
    return _invite(None, partner, kind, email, name, by=by, now=now, language=language)


def _invite(
    association: Association | None,
    partner: Partner | None,
    kind: str,
    email: str,
    name: str,
    *,
    by: Person,
    now: dt.datetime,
    language: str,
) -> Membership:
    of = association or partner
    assert of is not None  # noqa: S101  (one of the two callers above)
    centre = of.centre
    user = accounts.invite(
        centre=centre,
        email=email,
        name=name,
        kind=kind,
        by=by,
        now=now,
        language=language,
    )
    # An address that is on the board already looks and takes the same as a new one.
    membership, is_new = Membership.objects.standing().get_or_create(
        centre=centre,
        user=user,
        kind=kind,
        association=association,
        partner=partner,
        defaults={"created_at": now},
    )
    accounts.require_second_factor(user=user, centre=centre, now=now)
    if is_new:
        note("invite", membership, by=by, now=now)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Person, now: dt.datetime) -> None:
    """Let somebody act no longer for an association or partner, from now on."""
    ended = Membership.objects.standing().filter(pk=membership.pk)
    if ended.update(ended_at=now):
        note("end_membership", membership, by=by, now=now)


@transaction.atomic
def enter_programme(
    *, centre: Centre, by: Person, now: dt.datetime, **values: object
) -> Programme:
    """
    Enter a programme in the catalogue, so that hours and bookings can name it.

    :raises Refusal: if there is already one of this name
    """
    programme = Programme(centre=centre)
    fill(programme, values)
    keep(programme)
    note("enter_programme", programme, by=by, now=now)
    return programme


@transaction.atomic
def enter_topic(
    *, centre: Centre, by: Person, now: dt.datetime, **values: object
) -> Topic:
    """
    Enter a topic people can ask about; it gets the next free bit of the mask.

    :raises Refusal: if the key is taken, or all 63 places are
    """
    taken = Topic.objects.of(centre).values_list("bit", flat=True)
    topic = Topic(centre=centre, bit=max(taken, default=-1) + 1)
    fill(topic, values)
    keep(topic)
    note("enter_topic", topic, by=by, now=now)
    return topic


@transaction.atomic
def enter_closure(
    *, centre: Centre, by: Person, now: dt.datetime, **values: object
) -> Closure:
    """
    Enter days on which the house is closed, or school holidays; both days inclusive.

    :raises Refusal: if the last day is before the first
    """
    closure = Closure(centre=centre)
    fill(closure, values)
    keep(closure)
    note("enter_closure", closure, by=by, now=now)
    return closure


@transaction.atomic
def drop_closure(*, closure: Closure, by: Person, now: dt.datetime) -> None:
    """Open the house again on days that were entered as closed."""
    note("drop_closure", closure, by=by, now=now)
    closure.delete()
