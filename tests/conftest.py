"""The cast: the same people in every test, so that a test reads by itself."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as stated

from allin.accounts.models import Grant, User
from allin.centres.models import Centre
from allin.centres.rules import ALL_MODULES
from allin.core.people import Role, Visitor
from allin.directory import search
from allin.directory.operations import standing
from allin.vault import clients

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 3, 10, 9, 40, tzinfo=BERLIN)  # a Tuesday


@pytest.fixture
def now():
    return NOW


# How long a test takes says how busy the machine is, not whether the rule holds.
stated.register_profile("calm", deadline=None)
stated.load_profile("calm")


@pytest.fixture(autouse=True)
def _clock_stands(monkeypatch):
    """Every test lives on Tuesday, 10 March 2026, 9:40 in Kassel, unless it says so."""
    monkeypatch.setenv("ALLIN_NOW", NOW.isoformat())


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    """Limits count by the minute; a test before this one asked for itself."""
    cache.clear()


@pytest.fixture(autouse=True)
def _the_record_goes_with_its_test(request):
    """
    Let SQLite empty its tables after a test that commits.

    It does so row by row, and a row of the record goes only when a checkpoint covers
    it: so everything is covered, and taken away, before the tables are emptied.
    """
    if connection.vendor != "sqlite" or not commits(request):
        yield
        return
    request.getfixturevalue("_django_db_helper")  # empties them after this one's end
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_checkpoint (centre_id, kind, last_seq, last_hash,"
            " entries, until, made_at, signature) SELECT centre_id, kind,"
            " max(seq) + 1000000, '', 0, max(at), max(at), '' FROM audit_entry"
            " GROUP BY centre_id, kind"
        )
        cursor.execute("DELETE FROM audit_entry")


def commits(request):
    """Whether a test really writes, instead of having all of it rolled back."""
    marker = request.node.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        return True
    return bool({"transactional_db", "live_server"} & {*request.fixturenames})


@pytest.fixture(autouse=True, scope="session")
def _vault_key():
    """The installation under test has a vault key."""
    clients.make_key_file()


@pytest.fixture
def kassel(db):
    return Centre.objects.create(
        slug="kassel",
        name="Servicestelle Kassel",
        districts=["Mitte", "Nordstadt", "Bettenhausen", "Wesertor", "Rothenditmold"],
        modules=list(ALL_MODULES),
        created_at=NOW,
    )


@pytest.fixture
def elsewhere(db):
    """The second centre: whatever is in it must stay unknown to the first."""
    return Centre.objects.create(
        slug="elsewhere",
        name="Servicestelle Anderswo",
        modules=list(ALL_MODULES),
        created_at=NOW,
    )


def make_user(email, name, centre=None, *kinds):
    user = User.objects.create_user(email, name, created_at=NOW)
    for kind in kinds:
        Grant.objects.create(centre=centre, user=user, kind=kind, granted_at=NOW)
    return user


def visitor(user, kind, centre, of_id=0):
    return Visitor(
        id=user.pk, name=user.name, roles=frozenset({Role(kind, centre.pk, of_id)})
    )


@pytest.fixture
def derya(kassel, elsewhere):
    """The coordinator in Kassel."""
    return make_user("derya@allin.example", "Derya Aksoy", kassel, "coordinator")


@pytest.fixture
def coordinator(derya, kassel):
    return visitor(derya, "coordinator", kassel)


@pytest.fixture
def foreign_coordinator(elsewhere, kassel):
    user = make_user("fremd@allin.example", "Frida Fremd", elsewhere, "coordinator")
    return visitor(user, "coordinator", elsewhere)


@pytest.fixture
def city_officer(kassel):
    user = make_user("stadt@allin.example", "Carla Stadt", kassel, "city")
    return visitor(user, "city", kassel)


@pytest.fixture
def funder(kassel):
    user = make_user("geld@allin.example", "Frank Fonds", kassel, "funder")
    return visitor(user, "funder", kassel)


@pytest.fixture
def stranger():
    return Visitor()


@pytest.fixture
def sign_in(client):
    """Sign a user in, second factor included; the client then acts as them."""

    def sign(user, which=client):
        which.force_login(user)
        session = which.session
        session["second_factor"] = True
        session.save()
        return which

    return sign


@pytest.fixture(autouse=True)
def _search_follows_at_once(monkeypatch):
    """No index outlives its test, and none is built behind a test's back."""
    monkeypatch.setattr(search, "shelf", search.Shelf(in_background=False))
    monkeypatch.setattr(standing, "shelf", standing.Shelf())
