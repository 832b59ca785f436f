"""Fifty telephones want the last seat at the same time. See tests.races."""

import datetime as dt

from allin.accounts.models import User
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Role, Visitor
from allin.planning.recurrence import Rule
from allin.programmes import operations
from allin.programmes.models import Setup
from allin.vault import clients

NOW = dt.datetime(2026, 3, 10, 8, 40, tzinfo=dt.UTC)


def _by(centre):
    return Visitor(
        id=User.objects.first().pk,
        roles=frozenset({Role("coordinator", centre.pk)}),
    )


def _open_house():
    clients.make_key_file()
    centre = Centre.objects.create(slug="kassel", name="Kassel", created_at=NOW)
    User.objects.create_user("d@allin.example", "Derya", created_at=NOW)
    operations.set_up(
        centre=centre, template="seminars", name="Seminare", by=_by(centre), now=NOW
    )


def _series(setup, title):
    rule = Rule(
        first=dt.date(2026, 3, 17),
        until=dt.date(2026, 3, 31),
        starts=dt.time(17),
        ends=dt.time(19),
        zone=setup.centre.tz,
    )
    return operations.plan_weekly(
        programme=setup.programme,
        kind="seminar",
        title=title,
        rule=rule,
        one_registration=True,
        registers="open",
        capacity=1,
        by=_by(setup.centre),
        now=NOW,
    ).series


def prepare(round_):
    if not round_:
        _open_house()
    setup = Setup.objects.select_related("programme", "centre").get()
    # Servers are warm: words and keys are loaded before anybody registers.
    for number in range(2):
        operations.register(event=_series(setup, "Warm"), **_who(number))
    return _series(setup, f"Runde {round_}")


def _who(number):
    return {
        "name": f"Person {number}",
        "contact": f"person{number}@post.example",
        "language": "de",
        "by": None,
        "now": NOW,
    }


def act(prepared, number):
    one = operations.register(event=prepared, **_who(number))
    if one.state != "registered":
        raise Refusal("Warteliste")
