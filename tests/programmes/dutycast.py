"""Companions for the tests of emergency accompaniment: seven of them, all ready."""

import datetime as dt

from allin.directory.models import Association, Programme
from allin.programmes.models import DutyWeek, Setup
from allin.programmes.operations import duty
from allin.volunteers.models import Volunteer
from tests.conftest import NOW

D = dt.date
FIRST, AFTER = D(2026, 3, 16), D(2026, 6, 1)
NAMES = ("Amina", "Bilal", "Canan", "Dilan", "Emir", "Fatma", "Galip")


def make_roster(centre, by, names=NAMES, **settings):
    """A programme with companions; returns (programme, {name: companion})."""
    association = Association.objects.filter(centre=centre).first()
    association = association or Association.objects.create(
        centre=centre, name="Horizonte e. V.", created_at=NOW
    )
    programme = Programme.objects.create(centre=centre, name="Notfallbegleitung")
    Setup.objects.create(
        centre=centre,
        programme=programme,
        template="emergency",
        settings={"rest": 1} | settings,
        set_up_at=NOW,
    )
    return programme, {
        name: join(programme, volunteer(centre, association, name), by)
        for name in names
    }


def volunteer(centre, association, name, **more):
    values = {
        "email": f"{name.lower()}@frei.example",
        "phone": "+49561123456",
        "confidentiality_on": D(2026, 1, 1),
        "confidentiality_until": D(2026, 12, 31),
    } | more
    return Volunteer.objects.create(
        centre=centre, association=association, name=name, created_at=NOW, **values
    )


def join(programme, person, by, **more):
    values = {"certificate_on": D(2025, 2, 1), "refresher_due_on": D(2027, 12, 1)}
    return duty.join(
        programme=programme,
        volunteer=person,
        channel="paper",
        language="de",
        by=by,
        now=NOW,
        **(values | more),
    )


def plan(programme, by, first=FIRST, after=AFTER):
    return duty.generate(
        programme=programme, first=first, after=after, by=by, now=NOW, seconds=1
    )


def published(programme, by, **more):
    plan(programme, by, **more)
    rows = DutyWeek.objects.filter(programme=programme)
    duty.publish(programme=programme, weeks=rows, by=by, now=NOW)
    return list(rows.order_by("monday"))


def person_of(companion, by):
    people = duty.people_of([companion], centre=companion.centre, by=by, now=NOW)
    return people[companion.pk]
