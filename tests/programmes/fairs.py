"""A festival on a Saturday in June, for the tests of festivals."""

import datetime as dt

import pytest

from allin.directory.models import Association, Membership
from allin.programmes import operations as programmes
from allin.programmes.operations import festival as operations
from tests.conftest import BERLIN, NOW, make_user, visitor

HOUR = dt.timedelta(hours=1)


def june(clock, day=13):
    """Wall time in Kassel, on Saturday 13 June 2026 unless it says so."""
    hours, minutes = (int(part) for part in clock.split(":"))
    return dt.datetime(2026, 6, day, hours, minutes, tzinfo=BERLIN)


@pytest.fixture
def host(kassel):
    return Association.objects.create(
        centre=kassel, name="Horizonte e. V.", created_at=NOW
    )


@pytest.fixture
def guests(kassel):
    return Association.objects.create(centre=kassel, name="Tamam e. V.", created_at=NOW)


@pytest.fixture
def nour(kassel, guests):
    user = make_user("nour@tamam.example", "Nour Saleh")
    Membership.objects.create(
        centre=kassel, user=user, kind="board", association=guests, created_at=NOW
    )
    return user


@pytest.fixture
def board(nour, kassel, guests):
    return visitor(nour, "board", kassel, guests.pk)


@pytest.fixture
def fair_setup(kassel, coordinator):
    return programmes.set_up(
        centre=kassel, template="festival", name="Fest der Kulturen",
        by=coordinator, now=NOW,
    )  # fmt: skip


@pytest.fixture
def fair(fair_setup, coordinator, host):
    """Open from noon until 2 o'clock in the night, one stage, 20 minutes between."""
    made = operations.open_festival(
        programme=fair_setup.programme, title="Fest der Kulturen 2026",
        starts_at=june("12:00"), ends_at=june("2:00", 14), place="Königsplatz",
        host=host, stages=["Große Bühne"], change_over=20, area_metres=40,
        power_watts=20_000, fee=5_000, by=coordinator, now=NOW,
    )  # fmt: skip
    made.centre = fair_setup.centre
    return made


@pytest.fixture
def stage(fair):
    one = fair.stages.get()
    one.festival = fair
    return one


@pytest.fixture
def act(stage, coordinator):
    def put(name, starts, ends, **more):
        values = {
            "stage": stage, "act": name, "starts_at": starts, "ends_at": ends,
            "by": coordinator, "now": NOW,
        }  # fmt: skip
        return operations.add_slot(**values | more)

    return put


@pytest.fixture
def stand(fair, guests, board):
    def ask(**more):
        values = {
            "festival": fair, "association": guests, "offers": "Tee und Baklava",
            "food": True, "power_watts": 2_000, "water": True, "metres": 3,
            "by": board, "now": NOW,
        }  # fmt: skip
        return operations.apply(**values | more)

    return ask


@pytest.fixture
def shifts(fair, coordinator):
    def plan(post="Getränke", starts=None, ends=None, **more):
        values = {
            "festival": fair, "post": post, "starts_at": starts or june("14:00"),
            "ends_at": ends or june("16:00"), "least": 1, "most": 2,
            "by": coordinator, "now": NOW,
        }  # fmt: skip
        return operations.add_shifts(**values | more)

    return plan


def somebody(name="Lina Haddad", phone="+4915123456789", **more):
    return operations.Contact(name=name, phone=phone, **more)
