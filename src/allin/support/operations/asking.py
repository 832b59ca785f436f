"""An association asks; the coordination plans a step, and answers."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.accounts.models import Grant, User
from allin.centres.models import Centre
from allin.centres.operations import link
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Association
from allin.support import rules
from allin.support.models import STEERING, Request
from allin.support.operations import telling
from allin.support.operations.advising import advise
from allin.support.permissions import can_coordinate, can_speak_for

SECOND_TAP = dt.timedelta(minutes=2)


def today(centre: Centre, now: dt.datetime) -> dt.date:
    """Return the day it is for the centre."""
    return now.astimezone(centre.tz).date()


def check_coordinates(by: Person, centre: Centre) -> None:
    """Refuse whoever does not coordinate the centre."""
    if not can_coordinate(by, centre):
        raise Refusal(_("Only the coordination does that."))


def check_association(association: Association, centre: Centre) -> None:
    """Refuse an association of another centre, or one that has left."""
    if association.centre_id != centre.pk:
        raise Refusal(_("There is no such association here."), field="association")
    if association.left_on is not None or association.merged_into_id is not None:
        raise Refusal(_("This association has left the centre."), field="association")


@transaction.atomic
def ask(
    *,
    association: Association,
    topic: str,
    words: str,
    way: str,
    by: Person,
    now: dt.datetime,
) -> Request:
    """
    This will note what an association asks, with a day for the first step.

    The same words again within two minutes are a second tap and change nothing. What
    the coordination notes itself is its own from the start.

    :param words: the association's own, at most 2000 characters
    :raises Refusal: if the person does not speak for the association
    Source: docs/rules.md#R-S1, R-S2 (G1)
    """
    centre = association.centre
    if not can_speak_for(by, centre, association.pk):
        raise Refusal(_("A board asks for its own association."), field="association")
    check_association(association, centre)
    again = Request.objects.filter(
        association=association, topic=topic, words=words, asked_at__gt=now - SECOND_TAP
    ).first()
    if again is not None:
        return again
    coordinates = can_coordinate(by, centre)
    request = Request.objects.create(
        centre=centre,
        association=association,
        topic=topic,
        words=words,
        way=way,
        owner_id=by.id if coordinates else None,
        due_on=rules.days_to_first_step(today(centre, now)),
        asked_by=by.id,
        asked_at=now,
    )
    if not coordinates:
        telling.coordination(
            centre=centre,
            body=lambda: (
                _("An association asks for support: %(address)s")
                % {"address": link(centre, "support:request", request.pk)}
            ),
            by=by,
            now=now,
        )
    _record("ask", request, by, now, detail=f"topic={topic}")
    return request


def _locked(request: Request) -> Request:
    """Return the request as it is now, held until the transaction ends."""
    current: Request = (
        Request.objects.select_for_update(of=("self",))
        .select_related("centre", "association__centre")
        .get(pk=request.pk)
    )
    if not current.is_open:
        raise Refusal(_("This request is closed already."))
    return current


def owners(centre: Centre) -> list[User]:
    """List who can answer requests: the coordination, by name."""
    grants = Grant.objects.filter(
        centre=centre, kind__in=STEERING, ended_at=None, user__is_active=True
    )
    return list(
        User.objects.filter(pk__in=grants.values("user_id")).order_by("name", "pk")
    )


@transaction.atomic
def plan(
    *,
    request: Request,
    next_step: str,
    due_on: dt.date,
    owner: User | None,
    by: Person,
    now: dt.datetime,
) -> Request:
    """
    This will say who does what next, and by when.

    :param due_on: a day of the centre, not in the past
    :raises Refusal: it is closed, the day has passed, the owner does not coordinate
    Source: docs/rules.md#R-S2 (G1)
    """
    current = _locked(request)
    check_coordinates(by, current.centre)
    if due_on < today(current.centre, now):
        raise Refusal(_("That day has passed. Choose one to come."), field="due_on")
    if owner is not None and owner not in owners(current.centre):
        raise Refusal(_("Nobody of that name coordinates here."), field="owner")
    current.next_step, current.due_on, current.owner = next_step, due_on, owner
    current.state = Request.UNDER_WAY
    current.save(update_fields=["next_step", "due_on", "owner", "state"])
    _record("plan", current, by, now)
    return current


@transaction.atomic
def answer(
    *,
    request: Request,
    words: str,
    minutes: int,
    result: str,
    by: Person,
    now: dt.datetime,
) -> Request:
    """
    This will answer a request: the board reads it, and the talk counts as advice.

    :param minutes: what it took in all, 1 to 600
    :raises Refusal: somebody was faster, or the minutes cannot be
    Source: docs/rules.md#R-S3 (G1, G2)
    """
    current = _locked(request)
    check_coordinates(by, current.centre)
    current.answer, current.state, current.closed_at = words, Request.ANSWERED, now
    current.owner_id = current.owner_id or by.id
    current.save(update_fields=["answer", "state", "closed_at", "owner"])
    advise(
        association=current.association,
        topic=current.topic,
        minutes=minutes,
        result=result,
        given_on=today(current.centre, now),
        by=by,
        now=now,
        request=current,
    )
    telling.board(
        association=current.association,
        body=lambda: (
            _("The coordination has answered you: %(address)s")
            % {"address": link(current.centre, "support:request", current.pk)}
        ),
        by=by,
        now=now,
    )
    _record("answer", current, by, now)
    return current


@transaction.atomic
def withdraw(*, request: Request, by: Person, now: dt.datetime) -> Request:
    """
    This will close a request that is no longer needed.

    :raises Refusal: it is closed already, or not theirs
    Source: docs/rules.md#R-S3
    """
    current = _locked(request)
    if not can_speak_for(by, current.centre, current.association_id):
        raise Refusal(_("Only the association itself and the coordination do that."))
    current.state, current.closed_at = Request.WITHDRAWN, now
    current.save(update_fields=["state", "closed_at"])
    _record("withdraw", current, by, now)
    return current


def _record(
    verb: str, request: Request, by: Person, now: dt.datetime, *, detail: str = ""
) -> None:
    telling.record(
        centre=request.centre,
        verb=verb,
        thing="Request",
        thing_id=request.pk,
        by=by,
        now=now,
        detail=detail,
    )
