"""What a furnished centre has of tours, talks and education counsellors."""

import datetime as dt

from allin.programmes import operations
from allin.programmes.models import Theme
from allin.programmes.operations import education
from allin.programmes.operations import enquiry as groups
from allin.programmes.rules import kernel
from allin.volunteers.models import Qualification
from tests.conftest import NOW

DAY = (NOW + dt.timedelta(days=21)).date()


def enquiries(house):
    """Put a group that asks, and an office hour where somebody is missing."""
    things = house.things
    for kind in ("museum", "education"):
        Qualification.objects.create(
            centre=house.centre,
            volunteer=things.volunteer,
            kind=kind,
            seen_on=NOW.date() - dt.timedelta(days=9),
            seen_by="Jonas",
        )
    things.tours = _set_up(house, kernel.TOURS, "Rothenditmold")
    things.education = _set_up(house, kernel.EDUCATION, "Bettenhausen")
    _group(house)
    _hour(house)


def _set_up(house, template, name):
    return operations.set_up(
        centre=house.centre,
        template=template,
        name=f"{name} {house.centre.slug}",
        by=house.things.boss,
        now=NOW,
    )


def _group(house):
    things = house.things
    things.enquiry = groups.enquire(
        setup=things.tours,
        wish=groups.Wish(
            group="course",
            institution="Nordstadt",
            language="ar",
            size=12,
            wishes=((DAY, dt.time(10)),),
            anyway=True,
        ),
        contact=groups.Contact("Samar", "+49561700124"),
        way="telephone",
        by=things.boss,
        now=NOW,
    )


def _hour(house):
    things = house.things
    education.furnish(setup=things.education)
    hour = operations.plan_occasion(
        programme=things.education.programme,
        kind=kernel.OFFICE_HOUR,
        title="Offene Sprechstunde",
        starts_at=NOW + dt.timedelta(days=8),
        ends_at=NOW + dt.timedelta(days=8, hours=2),
        language="ar",
        place="Treppe",
        positions=[operations.Wanted(label="Sprechstunde", qualification="education")],
        by=things.boss,
        now=NOW,
    )
    things.seat = hour.positions.get()
    things.walk_in = education.count(
        setup=things.education,
        theme=Theme.objects.filter(centre=house.centre).first(),
        language="ar",
        outcome="helped",
        by=things.boss,
        now=NOW,
    )


def addresses(things):
    """Return route -> what stands in its address, where it is special."""
    tours = {"programme_id": things.tours.programme_id}
    education_ = {"programme_id": things.education.programme_id}
    return {
        "programmes:claim": {
            "token": _last(groups.guide_url(things.enquiry, things.volunteer))
        },
        "programmes:count_visits": education_,
        "programmes:enquire": tours,
        "programmes:enquiry_status": {"code": things.enquiry.code},
        "programmes:note_enquiry": tours,
        "programmes:office_hours": education_,
        "programmes:partner_answer": {
            "token": _last(groups.partner_url(things.enquiry))
        },
        "programmes:plan_hours": education_,
        "programmes:plan_public": tours,
        "programmes:take_position": {"position_id": things.seat.pk},
        "programmes:themes": tours,
        "programmes:undo_visit": {"visit_id": things.walk_in.pk},
    }


def _last(url):
    return url.rstrip("/").rpartition("/")[2]
