"""Signing up without an account, by phone or with a link of one's own."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.centres.operations import link
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import BOARD, Person, Role, Visitor
from allin.directory.models import Association
from allin.outbox import operations as outbox
from allin.programmes.models import Assignment, Festival, Helper, Shift
from allin.programmes.operations.assigning import assign, give_back
from allin.programmes.operations.festival import parting
from allin.programmes.operations.festival.stage import may_plan
from allin.programmes.operations.festival.standing import Line
from allin.programmes.rules import festival as rules
from allin.programmes.rules import kernel
from allin.programmes.rules.festival import Span, Why
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Commitment, Qualification, Volunteer


@dataclass(frozen=True)
class Contact:
    """Somebody who wants to help: a name and one way to reach them."""

    name: str
    phone: str = ""
    email: str = ""
    language: str = "de"


@dataclass(frozen=True)
class Standing:
    """What a person has promised already, and what they have shown."""

    volunteer: Volunteer | None = None
    spans: Sequence[Span] = ()
    mine: frozenset[int] = frozenset()  # positions
    food_until: dt.date | None = None

    def may_food(self, day: dt.date) -> bool:
        return self.food_until is not None and self.food_until >= day


def standing_of(helper: Helper | None) -> Standing:
    """Return what somebody has promised and shown; nothing of a stranger."""
    if helper is None:
        return Standing()
    volunteer = helper.volunteer
    promised = Commitment.objects.standing().filter(
        volunteer=volunteer, ends_at__gt=helper.created_at
    )
    mine = Assignment.objects.standing().filter(volunteer=volunteer)
    shown = Qualification.objects.filter(volunteer=volunteer, kind=rules.FOOD)
    until = [one.valid_until or dt.date.max for one in shown]
    return Standing(
        volunteer=volunteer,
        spans=list(promised.values_list("starts_at", "ends_at")),
        mine=frozenset(mine.values_list("position_id", flat=True)),
        food_until=max(until, default=None),
    )


def why_not(line: Line, who: Standing, now: dt.datetime, zone: dt.tzinfo) -> Why | None:
    """Return what speaks against taking a shift."""
    return rules.why_not(
        (line.starts_at, line.ends_at),
        now=now,
        free=line.most - line.coming,
        mine=line.position_id in who.mine,
        taken=who.spans,
        needs_food=line.food,
        may_food=line.food and who.may_food(line.starts_at.astimezone(zone).date()),
    )


def _check(shift: Shift, now: dt.datetime) -> None:
    occasion = shift.position.occasion
    if not (occasion.is_standing and shift.festival.occasion.is_standing):
        raise Refusal(_("This shift was cancelled."))
    if occasion.starts_at <= now:
        raise Refusal(_("This shift has begun already. Ask at the place."))


def _take(shift: Shift, volunteer: Volunteer, now: dt.datetime) -> Assignment:
    """Promise a shift, with the sentences a helper reads."""
    _check(shift, now)
    position = shift.position
    position.centre = shift.festival.centre  # the same row, read once
    if position.qualification == rules.FOOD:
        day = position.occasion.starts_at.astimezone(position.centre.tz).date()
        seen = Qualification.objects.filter(volunteer=volunteer, kind=rules.FOOD)
        if not seen.exclude(valid_until__lt=day).exists():
            raise Refusal(food_sentence())
    return assign(position=position, volunteer=volunteer, by=None, now=now)


def food_sentence() -> str:
    """Say what a shift with food needs."""
    return _(
        "A shift with food needs an instruction that counts on that day (§ 43 IfSG). "
        "Show it to the centre; until then another shift is possible."
    )


@locks.retried
@transaction.atomic
def sign_up(
    *,
    shift: Shift,
    contact: Contact,
    association: Association | None = None,
    now: dt.datetime,
) -> Helper:
    """
    This will take a place in a shift for somebody without an account.

    They become a volunteer of the association they name, else of the host, who is
    asked for nothing else; with an e-mail address they get a letter with their link.
    Of two who want the last place, one gets it. Refused when the shift is full, has
    begun or was cancelled, and with food (nobody has seen an instruction yet).
    Source: docs/rules.md#R-FE6
    """
    _check(shift, now)
    if shift.position.qualification == rules.FOOD:
        raise Refusal(food_sentence())
    festival = shift.festival
    whose = association or festival.host
    if whose.centre_id != festival.centre_id:
        raise Refusal(_("There is no such association here."), field="association")
    # The host takes in who signs up: the house acts for it.
    whose.centre = festival.centre
    house = Visitor(roles=frozenset({Role(BOARD, festival.centre_id, whose.pk)}))
    volunteer = volunteers.register(
        association=whose,
        by=house,
        now=now,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        language=contact.language,
        share=0,
        available=0,
        joined_on=now.astimezone(festival.centre.tz).date(),
    )
    helper = _new(festival, volunteer, now, newcomer=True)
    _take(shift, volunteer, now)
    if contact.email:
        _write(helper, now)
    return helper


def _helper(
    festival: Festival, volunteer: Volunteer, now: dt.datetime, *, newcomer: bool
) -> Helper:
    there: Helper | None = (
        Helper.objects.standing().filter(festival=festival, volunteer=volunteer).first()
    )
    return there or _new(festival, volunteer, now, newcomer=newcomer)


def _new(
    festival: Festival, volunteer: Volunteer, now: dt.datetime, *, newcomer: bool
) -> Helper:
    return Helper.objects.create(
        centre=festival.centre,
        festival=festival,
        volunteer=volunteer,
        nonce=secrets.token_hex(8),
        newcomer=newcomer,
        created_at=now,
    )


def _write(helper: Helper, now: dt.datetime) -> None:
    outbox.write(
        centre=helper.festival.centre,
        to_kind="volunteers.volunteer",
        to_id=helper.volunteer_id,
        body=_(
            "Thank you for helping at “%(festival)s”.\n"
            "Your page shows your shifts; there you can change or leave:\n%(link)s"
        )
        % {
            "festival": helper.festival.occasion.title,
            "link": link(helper.festival.centre, "programmes:helper", helper.token),
        },
        language=helper.volunteer.language,
        now=now,
    )


@locks.retried
@transaction.atomic
def take_shift(*, helper: Helper, shift: Shift, now: dt.datetime) -> Assignment:
    """
    This will take one more shift for somebody who has a link.

    Refused when it clashes with one they have, is full, has begun, or needs a food
    instruction nobody has seen. Taking it twice is harmless.
    Source: docs/rules.md#R-FE6
    """
    if helper.left_at is not None:
        raise Refusal(_("You have left this festival. You can sign up again."))
    if shift.festival_id != helper.festival_id:
        raise Refusal(_("This shift belongs to another festival."))
    own: Assignment | None = (
        Assignment.objects.standing()
        .filter(position=shift.position, volunteer=helper.volunteer)
        .first()
    )
    return own or _take(shift, helper.volunteer, now)


@transaction.atomic
def leave_shift(*, helper: Helper, shift: Shift, now: dt.datetime) -> None:
    """
    This will give a shift back, so that somebody else can take it; twice is harmless.

    Refused once it has begun.
    """
    own = Assignment.objects.filter(
        position=shift.position, volunteer=helper.volunteer, state=kernel.PROMISED
    )
    for one in own:
        give_back(assignment=one, by=None, now=now)


@transaction.atomic
def leave_festival(*, helper: Helper, now: dt.datetime) -> None:
    """
    This will give back every shift to come and forget who signed up for it alone.

    What was worked stays as hours that name nobody. Twice is harmless. Somebody who
    was a volunteer before stays one. Source: docs/rules.md#R-FE9
    """
    if helper.left_at is not None:
        return
    coming = Assignment.objects.filter(
        volunteer=helper.volunteer,
        state=kernel.PROMISED,
        position__shift__festival=helper.festival,
        position__occasion__starts_at__gt=now,
    )
    for one in coming:
        give_back(assignment=one, by=None, now=now)
    helper.left_at = now
    helper.save(update_fields=["left_at"])
    if Helper.objects.for_it_alone().filter(pk=helper.pk).exists():
        parting.forget(helper, now)


@locks.retried
@transaction.atomic
def put_down(
    *, shift: Shift, volunteer: Volunteer, by: Person, now: dt.datetime
) -> Helper:
    """
    This will put a volunteer down for a shift, who said yes by telephone.

    Refused as in `take_shift`, and to anybody but the coordination.
    """
    may_plan(shift.festival, by)
    helper = _helper(shift.festival, volunteer, now, newcomer=False)
    _take(shift, volunteer, now)
    return helper
