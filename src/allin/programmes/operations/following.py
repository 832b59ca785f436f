"""What follows when a room or somebody's time goes away from below, to the end."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _

from allin.core.people import Person
from allin.programmes.models import Assignment, Occasion
from allin.programmes.operations.changing import locked, move_people, tell_moved
from allin.programmes.operations.keeping import note
from allin.programmes.rules import kernel as rules
from allin.rooms.models import Booking


class OfOccasion:
    """An occasion learns what becomes of its room."""

    def released(
        self, holder_id: int, *, what: str, by: Person, now: dt.datetime
    ) -> None:
        """Without its room it is planned again, and waits for another one."""
        del what
        one = locked(holder_id)
        if not one.is_standing or one.is_held:
            return
        one.room, one.room_lost_at, one.state = None, now, rules.PLANNED
        one.save(update_fields=["room", "room_lost_at", "state"])
        note("room_lost", one, by=by, now=now)

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
        """Follow the room; refuse when somebody who promised cannot then."""
        del what
        one = locked(holder_id)
        held = Booking.objects.standing().held_by(Occasion.HOLDER, [one.pk]).first()
        one.starts_at, one.ends_at = starts_at, ends_at
        one.room = held.room if held else one.room
        one.save(update_fields=["starts_at", "ends_at", "room"])
        move_people(one, by=by, now=now)
        tell_moved(one, by=by, now=now)
        note("room_moved", one, by=by, now=now)

    def label(self, holder_id: int, *, person: Person) -> str:
        """Say what it is, for lists."""
        del person
        kind = Occasion.objects.filter(pk=holder_id).values_list("kind", flat=True)
        found = kind.first()
        return str(dict(rules.KINDS).get(found or "", _("event")))


class OfAssignment:
    """An assignment learns that the promised time is gone."""

    def released(
        self, holder_id: int, *, what: str, by: Person, now: dt.datetime
    ) -> None:
        """The place is open again; the coordination sees who is missing."""
        del what
        found = Assignment.objects.filter(pk=holder_id, state=rules.PROMISED)
        if found.update(state=rules.GIVEN_BACK, answered_at=now):
            one = Assignment.objects.select_related("centre").get(pk=holder_id)
            note("time_lost", one, by=by, now=now)

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
        """Nobody moves promised time but the occasion itself."""

    def label(self, holder_id: int, *, person: Person) -> str:
        """Say no more than that somebody is taken."""
        del holder_id, person
        return _("event")


OF_OCCASION: Final = OfOccasion()
OF_ASSIGNMENT: Final = OfAssignment()
