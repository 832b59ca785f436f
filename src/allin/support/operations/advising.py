"""Advice given: noted in twenty seconds, corrected with the old value kept."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Association
from allin.support import rules
from allin.support.models import Advice, Request
from allin.support.operations import telling
from allin.support.permissions import can_coordinate

SECOND_TAP = dt.timedelta(minutes=2)
OLDEST = dt.timedelta(days=731)


def _check(
    association: Association,
    minutes: int,
    given_on: dt.date,
    by: Person,
    now: dt.datetime,
) -> None:
    centre = association.centre
    today = now.astimezone(centre.tz).date()
    if not can_coordinate(by, centre):
        raise Refusal(_("Only the coordination does that."))
    if not 1 <= minutes <= rules.LONGEST:
        raise Refusal(_("A talk takes between 1 minute and 10 hours."), field="minutes")
    if given_on > today:
        raise Refusal(
            _("That day has not come yet. Advice is noted afterwards."),
            field="given_on",
        )
    if given_on < today - OLDEST:
        raise Refusal(_("That day is more than two years ago."), field="given_on")


@transaction.atomic
def advise(
    *,
    association: Association,
    topic: str,
    minutes: int,
    result: str,
    given_on: dt.date,
    by: Person,
    now: dt.datetime,
    request: Request | None = None,
) -> Advice:
    """
    This will note one talk with an association.

    The same again within two minutes is a second tap and changes nothing.

    :param minutes: 1 to 600
    :param given_on: day of the centre, not in the future, at most two years ago
    :raises Refusal: the day or the minutes cannot be, or the person does not coordinate
    Source: docs/rules.md#R-S4 (G2)
    """
    _check(association, minutes, given_on, by, now)
    told = {
        "association": association,
        "request": request,
        "topic": topic,
        "minutes": minutes,
        "result": result,
        "given_on": given_on,
    }
    again = (
        Advice.objects.standing()
        .filter(noted_at__gt=now - SECOND_TAP, noted_by=by.id, **told)
        .first()
    )
    if again is not None:
        return again
    advice: Advice = Advice.objects.create(
        centre=association.centre, noted_by=by.id, noted_at=now, **told
    )
    _record("advise", advice, by, now)
    return advice


@transaction.atomic
def correct_advice(
    *,
    advice: Advice,
    association: Association,
    topic: str,
    minutes: int,
    result: str,
    given_on: dt.date,
    by: Person,
    now: dt.datetime,
) -> Advice:
    """
    This will replace what was noted of a talk; the old value stays behind the new.

    :raises Refusal: somebody corrected it meanwhile; else as `advise`
    Source: docs/rules.md#R-S5 (G2)
    """
    _check(association, minutes, given_on, by, now)
    if association.centre_id != advice.centre_id:
        raise Refusal(_("There is no such association here."), field="association")
    replaced = Advice.objects.standing().filter(pk=advice.pk).update(replaced_at=now)
    if not replaced:
        raise Refusal(_("Somebody has corrected this meanwhile. Look at it again."))
    new: Advice = Advice.objects.create(
        centre=advice.centre,
        association=association,
        request_id=advice.request_id if association == advice.association else None,
        topic=topic,
        minutes=minutes,
        result=result,
        given_on=given_on,
        noted_by=by.id,
        noted_at=now,
        corrects=advice,
    )
    _record("correct_advice", new, by, now)
    return new


def _record(verb: str, advice: Advice, by: Person, now: dt.datetime) -> None:
    telling.record(
        centre=advice.centre,
        verb=verb,
        thing="Advice",
        thing_id=advice.pk,
        by=by,
        now=now,
        detail=f"topic={advice.topic} minutes={advice.minutes}",
    )
