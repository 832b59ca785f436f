import datetime as dt

import pytest

from allin.core import languages
from allin.directory.models import Association, Partner
from allin.planning.recurrence import Rule
from allin.programmes import operations
from allin.rooms import operations as rooms
from allin.volunteers.models import Qualification, Volunteer
from tests.conftest import BERLIN, NOW, make_user, visitor


@pytest.fixture(autouse=True)
def _two_centres(kassel, elsewhere):
    """A centre is never alone."""


def at(clock, day=17, month=3, year=2026):
    """Wall time in Kassel, on Tuesday 17 March 2026 unless it says so."""
    hours, minutes = (int(part) for part in clock.split(":"))
    return dt.datetime(year, month, day, hours, minutes, tzinfo=BERLIN)


@pytest.fixture
def bridge(kassel):
    return Association.objects.create(
        centre=kassel, name="Brücke e. V.", created_at=NOW
    )


@pytest.fixture
def vhs(kassel):
    return Partner.objects.create(
        centre=kassel, name="vhs Region Kassel", kind="vhs", created_at=NOW
    )


@pytest.fixture
def hall(kassel, coordinator):
    return rooms.settle_room(
        centre=kassel, name="Versammlungsraum", seats=40, by=coordinator, now=NOW
    )


@pytest.fixture
def setup(kassel, coordinator, vhs):
    """A programme of seminar series, with the vhs."""
    return operations.set_up(
        centre=kassel,
        template="seminars",
        name="Verein leicht gemacht",
        partner=vhs,
        by=coordinator,
        now=NOW,
    )


@pytest.fixture
def plan(setup, coordinator):
    """Plan an occasion on Tuesday, 17 March, 17 to 19 o'clock, unless said else."""

    def make(title="Satzung verstehen", starts="17:00", ends="19:00", day=17, **more):
        values = {
            "programme": setup.programme,
            "kind": "seminar",
            "title": title,
            "starts_at": at(starts, day),
            "ends_at": at(ends, day),
            "by": coordinator,
            "now": NOW,
        } | more
        return operations.plan_occasion(**values)

    return make


@pytest.fixture
def make_volunteer(kassel, bridge):
    def make(name="Miriam Tekle", email="", **more):
        user = make_user(email, name) if email else None
        values = {"native": languages.mask(["ti"])} | more
        return Volunteer.objects.create(
            centre=kassel,
            association=bridge,
            name=name,
            email=email,
            user=user,
            created_at=NOW,
            **values,
        )

    return make


@pytest.fixture
def miriam(make_volunteer):
    return make_volunteer(email="miriam@allin.example")


@pytest.fixture
def as_miriam(miriam, kassel):
    return visitor(miriam.user, "volunteer", kassel, miriam.pk)


@pytest.fixture
def show(kassel):
    def make(volunteer, kind="guide", until=None):
        return Qualification.objects.create(
            centre=kassel,
            volunteer=volunteer,
            kind=kind,
            seen_on=NOW.date() - dt.timedelta(days=100),
            seen_by="Derya Aksoy",
            valid_until=until,
        )

    return make


@pytest.fixture
def leads():
    """A position for one who leads."""
    return operations.Wanted(label="Leitung")


@pytest.fixture
def museum(kassel):
    return Partner.objects.create(centre=kassel, name="Stadtmuseum", created_at=NOW)


@pytest.fixture
def tours(kassel, coordinator, museum):
    """Guided tours with the museum; 25 people a guide, a week's notice."""
    return operations.set_up(
        centre=kassel,
        template="tours",
        name="Führungen im Stadtmuseum",
        partner=museum,
        by=coordinator,
        now=NOW,
    )


@pytest.fixture
def talks(kassel, coordinator):
    """Security talks for older people with the police, two weeks' notice."""
    police = Partner.objects.create(centre=kassel, name="Polizei", created_at=NOW)
    return operations.set_up(
        centre=kassel,
        template="talks",
        name="Sicherheitsberatung",
        partner=police,
        by=coordinator,
        now=NOW,
    )


@pytest.fixture
def education(kassel, coordinator, vhs):
    """Education counsellors with the vhs."""
    return operations.set_up(
        centre=kassel,
        template="education",
        name="Bildungsberatung",
        partner=vhs,
        by=coordinator,
        now=NOW,
    )


@pytest.fixture
def make_guide(make_volunteer, show):
    """Somebody of a pool, who speaks a language well."""

    def make(name="Senait Berhane", language="ti", kind="museum", **more):
        guide = make_volunteer(name=name, native=languages.mask([language]), **more)
        show(guide, kind)
        return guide

    return make


@pytest.fixture
def course(setup, hall, coordinator):
    """Three Tuesdays from 17 March, two seats unless said else."""

    def make(capacity=2, dates=3, **more):
        rule = Rule(
            first=dt.date(2026, 3, 17),
            until=dt.date(2026, 3, 17) + dt.timedelta(weeks=dates - 1),
            starts=dt.time(17),
            ends=dt.time(19),
            zone=BERLIN,
        )
        values = {
            "programme": setup.programme,
            "kind": "seminar",
            "title": "Vereinsrecht",
            "rule": rule,
            "room": hall,
            "one_registration": True,
            "registers": "open",
            "public": True,
            "capacity": capacity,
            "by": coordinator,
            "now": NOW,
        } | more
        return operations.plan_weekly(**values).series

    return make


@pytest.fixture
def sign_up():
    def make(event, name="Samar", contact="samar@post.example", **more):
        values = {"language": "de", "by": None, "now": NOW} | more
        return operations.register(event=event, name=name, contact=contact, **values)

    return make
