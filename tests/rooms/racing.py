"""Fifty boards want the same room at the same time. See tests.races."""

import datetime as dt

from allin.accounts.models import User
from allin.centres.models import Centre
from allin.core.people import Role, Visitor
from allin.directory.models import Association
from allin.rooms import operations
from allin.rooms.models import Room
from allin.rooms.operations import booking

NOW = dt.datetime(2026, 3, 10, 8, 40, tzinfo=dt.UTC)
FIVE = dt.datetime(2026, 3, 17, 16, tzinfo=dt.UTC)


def _open_house():
    centre = Centre.objects.create(slug="kassel", name="Kassel", created_at=NOW)
    user = User.objects.create_user("d@allin.example", "Derya", created_at=NOW)
    coordinator = Visitor(id=user.pk, roles=frozenset({Role("coordinator", centre.pk)}))
    for name in ("Büro 1", "Büro 2"):
        operations.settle_room(centre=centre, name=name, by=coordinator, now=NOW)
    Association.objects.bulk_create(
        Association(centre=centre, name=f"Verein {n}", created_at=NOW)
        for n in range(50)
    )


def prepare(round_):
    if not round_:
        _open_house()
    room = Room.objects.select_related("centre").first()
    user = User.objects.first()
    associations = list(Association.objects.all())
    _warm_up(room)
    return room, user.pk, associations, FIVE + dt.timedelta(weeks=round_)


def _warm_up(room):
    """Servers are warm: holidays, words and dates are loaded before anybody books."""
    wanted = {"starts_at": FIVE, "ends_at": FIVE + dt.timedelta(hours=1), "now": NOW}
    str(booking.refuse_taken(room=room, **wanted))


def act(prepared, number):
    room, user_id, associations, starts_at = prepared
    association = associations[number % len(associations)]
    role = Role("board", room.centre_id, association.pk)
    shift = dt.timedelta(minutes=15 * (number % 3))  # all of them overlap
    operations.book(
        room=room,
        starts_at=starts_at + shift,
        ends_at=starts_at + dt.timedelta(hours=2),
        by=Visitor(id=user_id, roles=frozenset({role})),
        association=association,
        now=NOW,
    )
