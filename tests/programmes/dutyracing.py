"""Twelve companions say yes to the same week at once. See tests.races."""

from allin.accounts.models import User
from allin.centres.models import Centre
from allin.core.people import Role, Visitor
from allin.programmes.models import DutyWeek, Swap, SwapAsk
from allin.programmes.operations import duty
from allin.vault import clients
from tests.conftest import NOW
from tests.programmes import dutycast
from tests.programmes.dutycast import D

NAMES = [f"Person {n}" for n in range(20)]


def prepare(round_):
    if not round_:
        clients.make_key_file()
        centre = Centre.objects.create(slug="kassel", name="Kassel", created_at=NOW)
        user = User.objects.create_user("d@allin.example", "Derya", created_at=NOW)
        role = Role("coordinator", centre.pk)
        by = Visitor(id=user.pk, roles=frozenset({role}))
        programme, _people = dutycast.make_roster(centre, by, NAMES, rest=0)
        dutycast.published(programme, by, after=D(2026, 4, 6))
    centre, user = Centre.objects.get(), User.objects.first()
    by = Visitor(id=user.pk, roles=frozenset({Role("coordinator", centre.pk)}))
    Swap.objects.open().update(state=Swap.OVER)
    week = list(DutyWeek.objects.order_by("monday"))[round_]
    asked = duty.relieve(week=week, companion_id=week.first_id, by=by, now=NOW)
    asks = list(SwapAsk.objects.filter(swap=asked.swap).order_by("pk"))
    assert len(asks) >= 12, len(asks)
    return asks


def act(prepared, number):
    # One ask each: a second yes of the same person is harmless and would count twice.
    duty.take(ask=prepared[number], by=None, now=NOW)
