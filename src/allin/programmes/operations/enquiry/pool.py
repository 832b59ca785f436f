"""Who could lead it, in which languages, and letting them know."""

import datetime as dt
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.core import languages
from allin.core.errors import Refusal
from allin.core.people import Centre, Person
from allin.outbox import operations as outbox
from allin.programmes.models import Assignment, Enquiry
from allin.programmes.operations.enquiry.links import guide_url
from allin.programmes.operations.keeping import check_plan, note
from allin.programmes.rules import enquiry as rules
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Qualification, Volunteer

AGAIN_AFTER = dt.timedelta(hours=20)  # nobody gets the same letter twice a day
MOST_LETTERS = 40


def pool(*, centre: Centre, qualification: str, day: dt.date) -> QuerySet[Volunteer]:
    """Return who has shown the qualification, counts on that day and is there."""
    valid = Qualification.objects.filter(
        centre_id=centre.pk, kind=qualification
    ).exclude(valid_until__lt=day)
    found: QuerySet[Volunteer] = (
        Volunteer.objects.standing()
        .filter(centre_id=centre.pk, pk__in=valid.values("volunteer_id"))
        .exclude(paused_until__gte=day)
        .order_by("name", "pk")
    )
    return found


def speaks(volunteer: Volunteer, code: str) -> bool:
    """Whether somebody speaks a language well enough to lead a group in it."""
    return bool((volunteer.native | volunteer.fluent) & languages.BIT[code])


def fluent(found: QuerySet[Volunteer], codes: list[str]) -> QuerySet[Volunteer]:
    """Keep those who speak at least one of the languages well."""
    bits = languages.mask(codes)
    return found.filter(
        Q(GreaterThan(F("native").bitand(bits), 0))
        | Q(GreaterThan(F("fluent").bitand(bits), 0))
    )


def languages_of(*, centre: Centre, template: str, day: dt.date) -> list[str]:
    """Return the languages somebody of a pool speaks well, in the house's order."""
    masks = pool(
        centre=centre, qualification=rules.QUALIFICATION_OF[template], day=day
    ).values_list("native", "fluent")
    spoken: int = reduce(or_, (one | other for one, other in masks), 0)
    return languages.codes_in(spoken)


def wanted_of(enquiry: Enquiry) -> list[Volunteer]:
    """Return who could take an enquiry on and has not yet, in the order of names."""
    day = enquiry.first_at.astimezone(enquiry.centre.tz).date()
    found = fluent(
        pool(
            centre=enquiry.centre,
            qualification=rules.QUALIFICATION_OF[enquiry.template],
            day=day,
        ),
        enquiry.spoken,
    )
    if enquiry.occasion is not None:
        coming = Assignment.objects.of(enquiry.occasion).coming()
        found = found.exclude(pk__in=coming.values("volunteer_id"))
    return list(found[:MOST_LETTERS])


@transaction.atomic
def spread(*, enquiry: Enquiry, by: Person, now: dt.datetime) -> int:
    """
    This will write to everybody who could take it on; the first yes counts.

    The letter holds a link and nothing of the group. Returns how many were asked.
    :raises Refusal: not the coordination, nobody is wanted any more, nobody speaks
        the language, or they were asked less than 20 hours ago
    Source: docs/rules.md#R-PT4
    """
    check_plan(enquiry.centre, by)
    if enquiry.stage != rules.LOOKING:
        raise Refusal(_("Nobody is wanted for this any more."))
    if enquiry.spread_at is not None and now - enquiry.spread_at < AGAIN_AFTER:
        raise Refusal(_("They were asked less than a day ago. Give them some time."))
    people = wanted_of(enquiry)
    if not people:
        raise Refusal(
            _("Nobody of the pool speaks %(languages)s well and is there on that day.")
            % {"languages": enquiry.languages_said}
        )
    for volunteer in people:
        _write(enquiry, volunteer, now)
        volunteers.note_asked(volunteer_id=volunteer.pk, now=now)
    Enquiry.objects.filter(pk=enquiry.pk).update(spread_at=now)
    note("spread_enquiry", enquiry, by=by, now=now, detail=f"people={len(people)}")
    return len(people)


def _write(enquiry: Enquiry, volunteer: Volunteer, now: dt.datetime) -> None:
    language = volunteer.language or "de"
    with override(language):
        outbox.write(
            centre=enquiry.centre,
            to_kind="volunteers.volunteer",
            to_id=volunteer.pk,
            body=_(
                "A group has asked for something you could do. What, when and where, "
                "and yes with one tap: %(url)s"
            )
            % {"url": guide_url(enquiry, volunteer)},
            language=language,
            now=now,
        )
