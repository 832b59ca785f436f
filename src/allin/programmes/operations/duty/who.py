"""
Who a companion is: sealed, opened for those who must know, each time written down.

Nothing in this room's tables names a volunteer. What has to be found again without
opening anything, is found by keyed digests: the key lies outside the database.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from allin.core.people import VOLUNTEER, Centre, Person
from allin.directory.models import Programme
from allin.programmes.models import DutyMember, DutyWeek, Setup
from allin.programmes.models.duty.marks import digest, mark_of
from allin.programmes.rules import duty as rules
from allin.programmes.rules import kernel
from allin.vault import operations as vault
from allin.volunteers.models import Volunteer

FIELD: Final = "volunteer"
HOLDER: Final = "programmes.duty"
LOCK: Final = "programmes.duty"
_DIGITS: Final = 15  # of a hexadecimal digest: fits a database's big integer


def holder_id(week_id: int, place: str) -> int:
    """Return the number a promised week is held under; it leads back to no row."""
    return int(digest("holder", f"{week_id}:{place}")[:_DIGITS], 16)


def place_held(number: int, weeks: Iterable[DutyWeek]) -> tuple[DutyWeek, str] | None:
    """Return which place of which of these weeks is held under a number."""
    for week in weeks:
        for place in week.team:
            if holder_id(week.pk, place) == number:
                return week, place
    return None


def people_of(
    companions: Iterable[DutyMember],
    *,
    centre: Centre,
    by: Person | None,
    now: dt.datetime,
) -> dict[int, Volunteer]:
    """
    Open who these companions are; who has withdrawn the consent stays closed.

    Returned by the id of the companion. The opening stands in the record of reads.
    Source: docs/rules.md#R-E1
    """
    rows = list(companions)
    opened = vault.read_each(
        centre=centre,  # type: ignore[arg-type]
        subject_ids=[one.subject for one in rows],
        field=FIELD,
        by=by,
        purpose=rules.PURPOSE,
        receiver=rules.RECEIVER,
        now=now,
    )
    found = (
        Volunteer.objects.filter(centre_id=centre.pk, erased_at__isnull=True)
        .select_related("centre", "association__centre")
        .in_bulk([int(said) for said in opened.values()])
    )
    return {
        one.pk: found[int(opened[one.subject])]
        for one in rows
        if one.subject in opened and int(opened[one.subject]) in found
    }


def own_rows(person: Person, centre: Centre) -> list[DutyMember]:
    """Return the rows of the person themselves; nothing is opened for it."""
    ids = person.ids_of(VOLUNTEER, centre_id=centre.pk)
    if not ids:
        return []
    rosters = Setup.objects.filter(
        centre_id=centre.pk, template=kernel.EMERGENCY
    ).values_list("programme_id", flat=True)
    marks = [mark_of(programme, one) for programme in rosters for one in ids]
    return list(
        DutyMember.objects.standing()
        .filter(centre_id=centre.pk, mark__in=marks)
        .select_related("programme", "centre")
    )


def roster_of(programme: Programme) -> list[DutyMember]:
    """Return who belongs to a programme's roster at present, as they joined."""
    return list(
        DutyMember.objects.standing().filter(programme=programme).order_by("pk")
    )
