import datetime as dt
import re

import pytest

from allin.directory.models import Association, Membership
from allin.rooms import operations as rooms
from allin.support import operations
from tests.conftest import BERLIN, NOW, make_user, visitor


def make_association(centre, name, **more):
    return Association.objects.create(centre=centre, name=name, created_at=NOW, **more)


def make_board(centre, association, email, name):
    user = make_user(email, name)
    Membership.objects.create(
        centre=centre, user=user, kind="board", association=association, created_at=NOW
    )
    return user


@pytest.fixture
def bridge(kassel):
    return make_association(kassel, "Brücke e. V.")


@pytest.fixture
def circle(kassel):
    return make_association(
        kassel, "Frauentreff", contact_email="post@frauentreff.example"
    )


@pytest.fixture
def nour(kassel, bridge):
    """On the board of Brücke."""
    return make_board(kassel, bridge, "nour@bruecke.example", "Nour Saleh")


@pytest.fixture
def board(nour, kassel, bridge):
    return visitor(nour, "board", kassel, bridge.pk)


@pytest.fixture
def mina(kassel, circle):
    """On the board of the Frauentreff, which is none of Brücke's business."""
    return make_board(kassel, circle, "mina@treff.example", "Mina Karimi")


@pytest.fixture
def ask(board, bridge, now):
    """Ask as Brücke's board: ask("Wie geht das?")."""

    def asking(words="Wie ändern wir unsere Satzung?", **more):
        told = {
            "association": bridge,
            "topic": "statutes",
            "way": "page",
            "by": board,
            "now": now,
        }
        return operations.ask(words=words, **told | more)

    return asking


@pytest.fixture
def advise(coordinator, bridge, now):
    """Note a talk with Brücke: advise(30)."""

    def advising(minutes=30, **more):
        told = {
            "association": bridge,
            "topic": "tax",
            "result": "solved",
            "given_on": dt.date(2026, 3, 10),
            "by": coordinator,
            "now": now,
        }
        return operations.advise(minutes=minutes, **told | more)

    return advising


@pytest.fixture
def page(client):
    """Fetch a page of Kassel: page("/support/"), or send it: page(…, topic="tax")."""

    def get(address, status=200, **data):
        path = f"/kassel{address}"
        answer = client.post(path, data) if data else client.get(path)
        assert answer.status_code == status, answer.content.decode()[-1500:]
        return answer

    return get


def words(answer):
    """Return what a page says, without its markup."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


@pytest.fixture
def hall(coordinator, kassel):
    return rooms.settle_room(
        centre=kassel, name="Versammlungsraum", by=coordinator, now=NOW
    )


@pytest.fixture
def plan_meeting(coordinator, kassel, hall, now):
    """Plan a workshop for Tuesday, 17 March, 17 to 19: plan_meeting("Anträge")."""

    def planning(title="Anträge schreiben", starts=17, ends=19, **more):
        told = {
            "centre": kassel,
            "kind": "workshop",
            "topic": "applications",
            "starts_at": at(starts),
            "ends_at": at(ends),
            "room": hall,
            "by": coordinator,
            "now": now,
        }
        return operations.plan_meeting(title=title, **told | more)

    return planning


def at(hour, day=17):
    """Return an hour of a day of March 2026 in Kassel."""
    return dt.datetime(2026, 3, day, hour, tzinfo=BERLIN)
