"""The demo's festivals: last year's is settled, the next one is being prepared."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from allin.core import people
from allin.core.errors import Refusal
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.directory.models import Association, Programme
from allin.programmes import operations as programmes
from allin.programmes.demo.enquiry import DAY, SEEN_BY, coordination
from allin.programmes.demo.fairs import (
    ACTS,
    GREAT,
    HELPERS,
    LAST_YEAR,
    POSTS,
    SMALL,
    STALLS,
    Stall,
)
from allin.programmes.models import Festival, Setup, Shift, Stand
from allin.programmes.operations import festival as operations
from allin.programmes.rules import festival as rules
from allin.programmes.rules import kernel
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer

NAME: Final = "Fest der Kulturen"
AHEAD: Final = 45  # days at least, to the next Saturday
YEAR: Final = 364  # days, so that it is a Saturday again
COUNTED: Final = 3_200  # people who came last year
KITCHEN: Final = 8  # volunteers who have shown a food instruction


def make(story: Story) -> None:
    """Make last year's festival to its last cent, and the next one half-way."""
    story.say("Fest der Kulturen: das letzte und das nächste")
    by = coordination(story)
    setup = programmes.set_up(
        centre=story.centre,
        template=kernel.FESTIVAL,
        programme=Programme.objects.get(centre=story.centre, name=NAME),
        by=by,
        now=story.now - 700 * DAY,
    )
    day = story.today + AHEAD * DAY
    day += (5 - day.weekday()) % 7 * DAY
    _kitchen(story, by)
    _last(story, by, setup, day - YEAR * DAY)
    _next(story, by, setup, day)


def _at(story: Story, day: dt.date, clock: str) -> dt.datetime:
    wall = dt.datetime.combine(day, dt.time.fromisoformat(clock))
    return wall.replace(tzinfo=story.centre.tz).astimezone(dt.UTC)


def _houses(story: Story) -> dict[str, Association]:
    return {one.called: one for one in story.cast["associations"][:14]}


def _free(story: Story) -> list[Volunteer]:
    """Return the volunteers who are there all year, in their order."""
    return [
        one
        for one in story.cast["volunteers"]
        if one.left_on is None and one.paused_until is None
    ]


def _kitchen(story: Story, by: Person) -> None:
    """Let some have shown the food instruction; it counts beyond the next festival."""
    for one in _free(story)[-KITCHEN:]:
        volunteers.show(
            volunteer=one, kind=rules.FOOD, seen_on=story.today - 400 * DAY,
            seen_by=SEEN_BY, valid_until=story.today + 330 * DAY, by=by,
            now=story.now,
        )  # fmt: skip


def _open(
    story: Story, by: Person, setup: Setup, day: dt.date, then: dt.datetime
) -> Festival:
    return operations.open_festival(
        programme=setup.programme,
        title=f"{NAME} {day.year}",
        starts_at=_at(story, day, "12:00"),
        ends_at=_at(story, day, "22:00"),
        place="Königsplatz",
        host=story.cast["brücke"],
        stages=(GREAT, SMALL),
        change_over=20,
        area="Obere Königsstraße, zwischen Brunnen und Treppe",
        area_metres=48,
        power_watts=32_000,
        fee=3_000,
        apply_until=day - 21 * DAY,
        by=by,
        now=then,
    )


def _board(house: Association) -> Person:
    """Return somebody who asks for an association, as its board does by telephone."""
    role = Role(people.BOARD, house.centre_id, house.pk)
    return Visitor(roles=frozenset({role}))


def _asked(
    story: Story, festival: Festival, stall: Stall, then: dt.datetime
) -> Stand | None:
    house = _houses(story).get(stall.house)
    if house is None:
        return None
    return operations.apply(
        festival=festival, association=house, by=_board(house), now=then,
        **_wanted(stall),
    )  # fmt: skip


def _wanted(stall: Stall) -> operations.Wanted:
    return {
        "offers": stall.offers,
        "food": stall.food,
        "power_watts": stall.watts,
        "water": stall.water,
        "metres": stall.metres,
    }


def _acts(story: Story, festival: Festival, by: Person, then: dt.datetime) -> None:
    houses = _houses(story)
    stages = {one.name: one for one in festival.stages.all()}
    day = festival.occasion.starts_at.astimezone(story.centre.tz).date()
    for stage, act, house, starts, ends in ACTS:
        stages[stage].festival = festival
        operations.add_slot(
            stage=stages[stage], act=act, association=houses.get(house),
            starts_at=_at(story, day, starts), ends_at=_at(story, day, ends),
            by=by, now=then,
        )  # fmt: skip


def _shifts(
    story: Story, festival: Festival, by: Person, then: dt.datetime
) -> Iterator[Shift]:
    opens = festival.occasion.starts_at.astimezone(story.centre.tz).date()
    for post, after, starts, ends, times, least, most, food in POSTS:
        day = opens + after * DAY
        yield from operations.add_shifts(
            festival=festival, post=post, starts_at=_at(story, day, starts),
            ends_at=_at(story, day, ends), least=least, most=most, food=food,
            times=times, by=by, now=then,
        )  # fmt: skip


def _staff(
    story: Story, shifts: list[Shift], by: Person, then: dt.datetime, share: float
) -> None:
    """Put volunteers down who said yes by telephone, about a share of the places."""
    everybody = _free(story)
    helpers, cooks = everybody[:-KITCHEN], everybody[-KITCHEN:]
    for turn, shift in enumerate(shifts):
        food = shift.position.qualification == rules.FOOD
        able = cooks if food else helpers
        wanted = round(shift.position.most * share * story.random.uniform(0.6, 1.3))
        first = turn * 7 % len(able)
        put = 0
        for one in (able[first:] + able[:first])[: 3 * shift.position.most]:
            if put >= min(wanted, shift.position.most):
                break
            try:
                operations.put_down(shift=shift, volunteer=one, by=by, now=then)
            except Refusal:
                continue  # promised something else at that time
            put += 1


def _sign_up(shifts: list[Shift], then: dt.datetime, many: int) -> None:
    """Let people without an account take shifts, each with two of them at most."""
    open_ones = [one for one in shifts if not one.position.qualification]
    for number, (name, channel, language) in enumerate(HELPERS[:many]):
        mail = "@" in channel
        contact = operations.Contact(
            name, "" if mail else channel, channel if mail else "", language
        )
        shift = open_ones[number * 2 % len(open_ones)]
        asked = then + number * dt.timedelta(hours=5)
        try:
            helper = operations.sign_up(shift=shift, contact=contact, now=asked)
            if number % 3 == 0:
                more = open_ones[(number * 2 + 9) % len(open_ones)]
                operations.take_shift(helper=helper, shift=more, now=asked)
        except Refusal:
            continue  # full, or at the same time


def _last(story: Story, by: Person, setup: Setup, day: dt.date) -> None:
    """Tell last year's: everything decided, done, counted and settled."""
    then = _at(story, day - 90 * DAY, "10:00")
    festival = _open(story, by, setup, day, then)
    stands = [
        (operations.accept(
            stand=stand, number=stall.number, by=by, now=then + 40 * DAY,
            **_wanted(stall),
        ), stall)
        for stall in STALLS[:LAST_YEAR]
        if (stand := _asked(story, festival, stall, then + 9 * DAY)) is not None
    ]  # fmt: skip
    operations.give_out_plan(festival=festival, by=by, now=then + 60 * DAY)
    _acts(story, festival, by, then + 50 * DAY)
    shifts = list(_shifts(story, festival, by, then + 30 * DAY))
    _staff(story, shifts, by, then + 50 * DAY, 0.9)
    _sign_up(shifts, then + 55 * DAY, 5)
    for permit in festival.permits.all():
        at = _at(story, permit.due_on - 4 * DAY, "11:00")
        operations.tick_permit(permit=permit, done=True, by=by, now=at)
    after = _at(story, day + 2 * DAY, "10:00")
    for shift in shifts:
        _was_there(story, shift, by, after)
    for stand, stall in stands:
        lent, counted = stall.till
        operations.settle_stand(
            stand=stand, lent=lent, counted=counted, fee=3_000, by=by,
            now=after + DAY,
        )  # fmt: skip
    operations.close_festival(
        festival=festival, headcount=COUNTED, by=by, now=after + DAY
    )


def _was_there(story: Story, shift: Shift, by: Person, after: dt.datetime) -> None:
    usual = programmes.usual_minutes(shift.position.occasion)
    came = {
        one.pk: usual if story.random.random() < 0.94 else 0
        for one in shift.position.assignments.standing().order_by("pk")
    }
    operations.note_shift(shift=shift, minutes=came, by=by, now=after)


def _next(story: Story, by: Person, setup: Setup, day: dt.date) -> None:
    """Tell the next one: some stands wait, some shifts lack people, permits are due."""
    then = story.now - 30 * DAY
    festival = _open(story, by, setup, day, then)
    for number, stall in enumerate(STALLS):
        stand = _asked(story, festival, stall, then + (8 + number) * DAY)
        if stand is not None and stall.number:
            _decide(stand, stall, by, then + (22 + number % 4) * DAY)
    operations.give_out_plan(festival=festival, by=by, now=story.now - 4 * DAY)
    _revise(festival, by, story.now - DAY)
    _acts(story, festival, by, story.now - 9 * DAY)
    shifts = list(_shifts(story, festival, by, story.now - 8 * DAY))
    _staff(story, shifts, by, story.now - 6 * DAY, 0.45)
    _sign_up(shifts, story.now - 3 * DAY, len(HELPERS))
    _permits(story, festival, by)


def _decide(stand: Stand, stall: Stall, by: Person, then: dt.datetime) -> None:
    if stall.number == "-":
        operations.decline(stand=stand, why=stall.why, by=by, now=then)
        return
    number = "" if stall.number == "?" else stall.number
    operations.accept(stand=stand, number=number, by=by, now=then, **_wanted(stall))


def _revise(festival: Festival, by: Person, then: dt.datetime) -> None:
    """Move one stand after the plan was given out: its board has not been told yet."""
    stand = festival.stands.get(number="B2")
    wanted: operations.Wanted = {
        "offers": stand.offers, "food": stand.food, "water": stand.water,
        "power_watts": stand.power_watts, "metres": 4,
    }  # fmt: skip
    operations.accept(stand=stand, number="B7", by=by, now=then, **wanted)


def _permits(story: Story, festival: Festival, by: Person) -> None:
    """Have the first done, the next due in some days, one that does not apply."""
    lines = list(festival.permits.all())
    operations.tick_permit(permit=lines[0], done=True, by=by, now=story.now - 12 * DAY)
    for line, who, days in zip(
        lines[1:4], (SEEN_BY, "Yusuf Kaya", ""), (5, 12, 20), strict=True
    ):
        operations.settle_permit(
            festival=festival, permit=line, kind=line.kind, what=line.what,
            due_on=story.today + days * DAY, responsible=who, by=by,
            now=story.now - 12 * DAY,
        )  # fmt: skip
