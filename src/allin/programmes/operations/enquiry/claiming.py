"""Taking something on: the first yes counts, and fixes the date."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core import languages, locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.programmes import operations as kernel_does
from allin.programmes.models import Assignment, Enquiry, Position, Setup
from allin.programmes.operations.enquiry.pool import pool, speaks
from allin.programmes.operations.keeping import note
from allin.programmes.operations.planning import Wanted
from allin.programmes.rules import education, kernel
from allin.programmes.rules import enquiry as rules
from allin.programmes.rules.settings import number
from allin.volunteers.models import Volunteer

LOCK = "programmes.enquiry"
OPEN_KINDS = frozenset({kernel.TOUR, kernel.TALK, kernel.OFFICE_HOUR})
QUALIFICATIONS = (*rules.QUALIFICATION_OF.values(), education.QUALIFICATION)


def claimable(*, volunteer: Volunteer, now: dt.datetime) -> list[Enquiry]:
    """Return what somebody could take on right now, the nearest wish first."""
    templates = [
        template
        for template, kind in rules.QUALIFICATION_OF.items()
        if _is_in_pool(volunteer, kind, now)
    ]
    if not templates:
        return []
    own = [code for code in languages.CODES if speaks(volunteer, code)]
    found = (
        Enquiry.objects.filter(centre_id=volunteer.centre_id, template__in=templates)
        .standing()
        .told()
    )
    return [
        one
        for one in found
        if one.stage == rules.LOOKING
        and (set(one.spoken) & set(own))
        and dates_of(one, now)
        and not _is_on(one, volunteer)
    ]


def takeable(*, volunteer: Volunteer, now: dt.datetime) -> list[Position]:
    """Return open places of what is planned already that somebody may simply take."""
    shown = {kind for kind in QUALIFICATIONS if _is_in_pool(volunteer, kind, now)}
    if not shown:
        return []
    found: Any = (
        Position.objects.filter(
            centre_id=volunteer.centre_id,
            qualification__in=shown,
            occasion__kind__in=OPEN_KINDS,
            occasion__starts_at__gt=now,
            occasion__enquiry__isnull=True,
        )
        .exclude(occasion__state=kernel.CANCELLED)
        .exclude(
            assignments__in=Assignment.objects.standing().filter(volunteer=volunteer)
        )
        .counted()
        .select_related(
            "centre", "occasion__centre", "occasion__room", "occasion__programme"
        )
        .order_by("occasion__starts_at", "pk")
    )
    return [
        one
        for one in found
        if one.coming < one.most
        and (not one.language or speaks(volunteer, one.language))
    ]


def dates_of(enquiry: Enquiry, now: dt.datetime) -> list[dt.datetime]:
    """Return the dates one can still say yes to: the fixed one, or the wishes."""
    dates = [enquiry.occasion.starts_at] if enquiry.occasion else enquiry.wishes
    return [at for at in dates if at > now]


def _is_in_pool(volunteer: Volunteer, qualification: str, now: dt.datetime) -> bool:
    day = now.astimezone(volunteer.centre.tz).date()
    return (
        pool(centre=volunteer.centre, qualification=qualification, day=day)
        .filter(pk=volunteer.pk)
        .exists()
    )


def _is_on(enquiry: Enquiry, volunteer: Volunteer) -> bool:
    return (
        enquiry.occasion is not None
        and Assignment.objects.of(enquiry.occasion)
        .coming()
        .filter(volunteer=volunteer)
        .exists()
    )


@locks.retried
@transaction.atomic
def claim(
    *,
    enquiry: Enquiry,
    volunteer: Volunteer,
    starts_at: dt.datetime,
    by: Person | None,
    now: dt.datetime,
) -> Enquiry:
    """
    This will take an enquiry on: the first yes fixes the date, the last one is enough.

    Saying yes twice is harmless.

    :param starts_at: one of `dates_of`
    :param by: None when the link of the letter was used
    :raises Refusal: somebody was faster, the date is no wish or has passed, the
        person is taken then, or has not shown the qualification or the language
    Source: docs/rules.md#R-PT4, R-PT5
    """
    locks.hold(LOCK, [enquiry.pk])
    one = Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)
    one = Enquiry.objects.told().get(pk=one.pk)
    if volunteer.centre_id != one.centre_id:
        raise Refusal(_("There is no such person here."))
    if _is_on(one, volunteer) and rules.NEXT[one.stage]:
        return one
    _check(one, starts_at, now)
    if one.occasion is None:
        _plan(one, starts_at, now)
    kernel_does.assign(
        position=_position_for(one, volunteer), volunteer=volunteer, by=None, now=now
    )
    note("claim_enquiry", one, by=by, now=now)
    told: Enquiry = Enquiry.objects.told().get(pk=one.pk)
    return told


def _check(one: Enquiry, starts_at: dt.datetime, now: dt.datetime) -> None:
    if one.stage in {rules.STAFFED, rules.AGREED}:
        raise Refusal(_("Somebody was a moment faster. Thank you for being ready."))
    if one.stage != rules.LOOKING:
        raise Refusal(_("This is no longer wanted. Thank you for being ready."))
    if starts_at not in dates_of(one, now):
        raise Refusal(
            _("The date is fixed by now, or it has passed. Look at the page again.")
        )


def _plan(one: Enquiry, starts_at: dt.datetime, now: dt.datetime) -> None:
    """The first yes makes the occasion, with a place for everybody it needs."""
    setup = Setup.objects.get(programme_id=one.programme_id)
    largest = number(one.template, setup.settings, "largest")
    each = rules.heads(one.template, one.size, largest)
    label = _("adviser") if one.template == kernel.TALKS else _("guide")
    one.occasion = kernel_does.plan_occasion(
        programme=one.programme,
        kind=rules.KIND_OF[one.template],
        title=one.institution,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=one.minutes),
        place=one.place,
        language=one.language,
        positions=[
            Wanted(
                label=label,
                qualification=rules.QUALIFICATION_OF[one.template],
                language=code,
                least=each,
                most=each,
            )
            for code in _languages(one)
        ],
        by=None,
        now=now,
    )
    one.save(update_fields=["occasion"])


def _languages(one: Enquiry) -> list[str]:
    """A tour has a guide for each language; a talk is given by one pair."""
    return one.spoken if one.template == kernel.TOURS else [one.language]


def _position_for(one: Enquiry, volunteer: Volunteer) -> Position:
    """Return the position somebody fits that is still open."""
    if one.occasion is None:  # it was made just before
        raise Refusal(_("This is no longer wanted. Thank you for being ready."))
    open_ones: Any = one.occasion.positions.counted().order_by("pk")
    for row in open_ones:
        position: Position = row
        if row.coming < row.most and speaks(volunteer, position.language):
            return position
    raise Refusal(
        _("What is still missing is somebody for another language. Thank you.")
    )


@locks.retried
@transaction.atomic
def take(
    *, position: Position, volunteer: Volunteer, by: Person | None, now: dt.datetime
) -> Assignment:
    """
    This will let somebody of the pool take an open place of what is planned already.

    :raises Refusal: nobody may simply take it, no place is left, or as for `claim`
    Source: docs/rules.md#R-PT4
    """
    if position.qualification == "" or position.occasion.kind not in OPEN_KINDS:
        raise Refusal(_("For this somebody is asked. The coordination can tell more."))
    if position.language and not speaks(volunteer, position.language):
        raise Refusal(_("This needs somebody who speaks the language well."))
    one: Assignment = kernel_does.assign(
        position=position, volunteer=volunteer, by=None, now=now
    )
    note("take_position", one, by=by, now=now)
    return one
