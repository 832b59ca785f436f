import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit.operations import record
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.money import Cents
from allin.core.people import Person
from allin.reports.models import HourRate

MOST: Cents = 200_00


@dataclass(frozen=True)
class Rate:
    """
    A rate as somebody enters it.

    :ivar amount: cents an hour
    """

    name: str
    amount: Cents
    source: str
    valid_from: dt.date
    valid_until: dt.date | None = None


@transaction.atomic
def enter_rate(*, centre: Centre, rate: Rate, by: Person, now: dt.datetime) -> HourRate:
    """
    Enter what an hour of volunteer time is put at; there is no rate until then.

    :raises Refusal: if it ends before it begins, or is more than 200 euros
    Source: docs/rules.md#R-R10
    """
    if rate.valid_until is not None and rate.valid_until < rate.valid_from:
        raise Refusal(_("A rate has to end after it begins."), field="valid_until")
    if rate.amount > MOST:
        raise Refusal(_("More than 200 euros an hour is no rate."), field="amount")
    entered = HourRate.objects.create(
        centre=centre,
        name=rate.name,
        amount=rate.amount,
        source=rate.source,
        valid_from=rate.valid_from,
        valid_until=rate.valid_until,
        created_at=now,
    )
    _note("enter_rate", entered, by, now)
    return entered


@transaction.atomic
def drop_rate(*, rate: HourRate, by: Person, now: dt.datetime) -> HourRate:
    """Take a rate back; dossiers that were made with it stay as they are."""
    if rate.withdrawn_at is None:
        rate.withdrawn_at = now
        rate.save(update_fields=["withdrawn_at"])
        _note("drop_rate", rate, by, now)
    return rate


def _note(verb: str, rate: HourRate, by: Person, now: dt.datetime) -> None:
    record(
        centre=rate.centre,
        verb=f"reports.{verb}",
        thing="reports.HourRate",
        thing_id=rate.pk,
        by=by,
        now=now,
    )
