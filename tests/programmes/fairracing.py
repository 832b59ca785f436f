"""Fifty telephones want the last place in a shift at once. See tests.races."""

import datetime as dt

from allin.accounts.models import User
from allin.centres.models import Centre
from allin.core.people import Role, Visitor
from allin.directory.models import Association
from allin.programmes import operations as programmes
from allin.programmes.models import Festival
from allin.programmes.operations import festival as operations
from allin.vault import clients

NOW = dt.datetime(2026, 3, 10, 8, 40, tzinfo=dt.UTC)
OPENS = dt.datetime(2026, 6, 13, 10, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def _by(centre):
    return Visitor(
        id=User.objects.first().pk, roles=frozenset({Role("coordinator", centre.pk)})
    )


def _open():
    clients.make_key_file()
    centre = Centre.objects.create(slug="kassel", name="Kassel", created_at=NOW)
    User.objects.create_user("d@allin.example", "Derya", created_at=NOW)
    host = Association.objects.create(centre=centre, name="Brücke", created_at=NOW)
    by = _by(centre)
    setup = programmes.set_up(
        centre=centre, template="festival", name="Fest", by=by, now=NOW
    )
    operations.open_festival(
        programme=setup.programme, title="Fest", starts_at=OPENS,
        ends_at=OPENS + 10 * HOUR, place="Platz", host=host, by=by, now=NOW,
    )  # fmt: skip


def _shift(festival, post):
    return operations.add_shifts(
        festival=festival, post=post, starts_at=OPENS, ends_at=OPENS + HOUR,
        least=1, most=1, by=_by(festival.centre), now=NOW,
    )[0]  # fmt: skip


def prepare(round_):
    if not round_:
        _open()
    festival = Festival.objects.select_related("centre", "occasion", "host").get()
    act(_shift(festival, f"Warm {round_}"), 99)  # servers are warm
    return _shift(festival, f"Getränke {round_}")


def act(prepared, number):
    operations.sign_up(
        shift=prepared,
        contact=operations.Contact(f"Person {number}", f"+491512345{number:04}"),
        now=NOW,
    )
