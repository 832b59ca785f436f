"""When a person goes, their places get empty, and who counts on it sees it."""

import datetime as dt

from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.programmes.models import DutyMember, DutyWeek, Swap, SwapAsk
from allin.programmes.operations.duty import who
from allin.volunteers import operations as volunteers


def empty_places(companion: DutyMember, *, by: Person | None, now: dt.datetime) -> None:
    """Free all coming places of somebody, and the time promised for them."""
    for week in DutyWeek.objects.coming(now).of_companion(companion.pk):
        place = week.place_of(companion.pk)
        if place:
            volunteers.release(
                holder_kind=who.HOLDER,
                holder_id=who.holder_id(week.pk, place),
                by=by,
                now=now,
            )
        empty(week, place or DutyWeek.RESERVE, by=by, now=now)


def empty(week: DutyWeek, place: str, *, by: Person | None, now: dt.datetime) -> None:
    """Leave a place of a week empty; a published week is short from now on."""
    leaving = getattr(week, f"{place}_id")
    setattr(week, place, None)
    if week.state == DutyWeek.PUBLISHED and place != DutyWeek.RESERVE:
        week.state = DutyWeek.SHORT
    week.save(update_fields=[place, "state"])
    close_swaps(week, leaving, state=Swap.OVER, now=now)
    audit.record(
        centre=week.centre,
        verb="programmes.empty_place",
        thing="programmes.DutyWeek",
        thing_id=week.pk,
        by=by,
        now=now,
    )


def close_swaps(
    week: DutyWeek, leaving: int | None, *, state: str, now: dt.datetime
) -> None:
    """Close what still looks for somebody for a place; those asked are told so."""
    swaps = Swap.objects.open().filter(week=week, leaving=leaving)
    SwapAsk.objects.filter(swap__in=swaps, answer=SwapAsk.OPEN).update(
        answer=SwapAsk.CLOSED, answered_at=now
    )
    swaps.update(state=state, closed_at=now)


class OfDuty:
    """What `volunteers` calls when promised time goes away or moves."""

    def released(
        self, holder_id: int, *, what: str, by: Person, now: dt.datetime
    ) -> None:
        """Leave the place empty whose time was taken away."""
        del what
        weeks = DutyWeek.objects.binding().coming(now).select_related("centre")
        held = who.place_held(holder_id, weeks)
        if held is None:
            return
        week, place = held
        locks.hold(who.LOCK, [week.programme_id])
        empty(week, place, by=by, now=now)

    def moved(
        self,
        holder_id: int,
        *,
        what: str,
        starts_at: dt.datetime,
        ends_at: dt.datetime,
        by: Person,
        now: dt.datetime,
    ) -> None:
        """Refuse: a duty week begins and ends when it does."""
        del holder_id, what, starts_at, ends_at, by, now
        raise Refusal(_("A week of duty cannot be moved; it can be taken over."))

    def label(self, holder_id: int, *, person: Person) -> str:
        """Return a neutral word."""
        del holder_id, person
        return _("on call")


OF_DUTY = OfDuty()
