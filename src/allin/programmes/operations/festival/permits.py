"""The checklist: what has to be asked for, until when, by whom."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.programmes.models import Festival, Permit
from allin.programmes.operations.festival import telling
from allin.programmes.operations.festival.stage import may_plan
from allin.programmes.rules import festival as rules


def _record(verb: str, permit: Permit, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=permit.centre,
        verb=f"programmes.{verb}",
        thing="programmes.Permit",
        thing_id=permit.pk,
        by=by,
        now=now,
    )


def examples(*, festival: Festival, now: dt.datetime) -> None:
    """
    This will begin the checklist with examples, to be checked by the coordination.

    Which of them apply, and until when, differs from town to town: they are no law.
    """
    opens = festival.occasion.starts_at.astimezone(festival.centre.tz).date()
    Permit.objects.bulk_create(
        Permit(
            centre=festival.centre,
            festival=festival,
            kind=one.kind,
            due_on=opens - dt.timedelta(days=one.days),
            example=True,
            created_at=now,
        )
        for one in rules.EXAMPLES
    )


def settle_permit(
    *,
    festival: Festival,
    kind: str,
    what: str,
    due_on: dt.date,
    responsible: str,
    permit: Permit | None = None,
    by: Person,
    now: dt.datetime,
) -> Permit:
    """
    This will put a line on the checklist, or change one; a changed example is checked.

    :param due_on: day until which it has to be done, centre's calendar
    Refused after the festival's last day. Source: docs/rules.md#R-FE7
    """
    may_plan(festival, by)
    last = festival.occasion.ends_at.astimezone(festival.centre.tz).date()
    if due_on > last:
        raise Refusal(_("By then the festival is over."), field="due_on")
    with spoken(field="what"), transaction.atomic():
        one = permit or Permit(
            centre=festival.centre, festival=festival, created_at=now
        )
        one.kind, one.what, one.due_on = kind, what, due_on
        one.responsible, one.example, one.reminded_at = responsible, False, None
        one.save()
        _record("settle_permit", one, by, now)
    return one


@transaction.atomic
def remind_permits(*, centre: Centre, now: dt.datetime) -> int:
    """
    This will write to the coordination which permits are due within a week.

    One letter a festival, each line once; another date is reminded of again. Returns
    how many lines it was. Run by a job, twice is harmless. Source: docs/rules.md#R-FE7
    """
    today = now.astimezone(centre.tz).date()
    due = Permit.objects.due(today).filter(centre=centre, reminded_at__isnull=True)
    by_festival: dict[Festival, list[Permit]] = {}
    for permit in due.select_related("festival__occasion"):
        by_festival.setdefault(permit.festival, []).append(permit)
    for festival, permits in by_festival.items():
        festival.centre = centre
        telling.permits_due(festival, permits, now=now)
    return sum(
        Permit.objects.filter(pk__in=[one.pk for one in permits]).update(
            reminded_at=now
        )
        for permits in by_festival.values()
    )


@transaction.atomic
def tick_permit(*, permit: Permit, done: bool, by: Person, now: dt.datetime) -> None:
    """This will note today that a permit is there, or that it is open after all."""
    may_plan(permit.festival, by)
    today = now.astimezone(permit.festival.centre.tz).date()
    permit.done_on = (permit.done_on or today) if done else None
    permit.dropped_at = None
    permit.example = False
    permit.save(update_fields=["done_on", "dropped_at", "example"])
    _record("tick_permit", permit, by, now)


@transaction.atomic
def drop_permit(*, permit: Permit, by: Person, now: dt.datetime) -> None:
    """This will note that a line of the checklist does not apply here."""
    may_plan(permit.festival, by)
    permit.dropped_at = permit.dropped_at or now
    permit.save(update_fields=["dropped_at"])
    _record("drop_permit", permit, by, now)
