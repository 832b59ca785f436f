"""Workshops and rounds of a year, and papers with their dates."""

import datetime as dt
from collections.abc import Sequence

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.story import Story
from allin.directory.models import Association
from allin.planning.recurrence import between
from allin.support import operations
from allin.support.demo import data
from allin.support.models import Meeting

DAY = dt.timedelta(days=1)


def make(story: Story, by: Person) -> None:
    """Tell what was held, what is to come, and what each association has on paper."""
    houses: Sequence[Association] = story.cast["associations"][:14]
    for kind, title, topic, days, invitation in data.MEETINGS:
        meeting = _plan(story, kind, title, topic, days, invitation, by)
        if meeting is None:
            continue
        _invite(story, meeting, houses, by)
        if days < 0:
            _hold(story, meeting, houses, by)
    _papers(story, houses, by)


def _plan(  # noqa: PLR0917  (a line of the table)
    story: Story,
    kind: str,
    title: str,
    topic: str,
    days: int,
    invitation: str,
    by: Person,
) -> Meeting | None:
    on = story.today + days * DAY
    # Evenings of working days; the first that has the hall free.
    for later in range(12):
        day = on + later * DAY
        if day.weekday() > 4 or (day < story.today) != (days < 0):
            continue
        span = between(day, dt.time(19, 30), dt.time(21, 30), story.centre.tz)
        try:
            return operations.plan_meeting(
                centre=story.centre,
                kind=kind,
                title=title,
                topic=topic,
                starts_at=span.starts_at,
                ends_at=span.ends_at,
                room=story.cast["rooms"][2],
                invitation=invitation,
                by=by,
                now=min(span.starts_at - 28 * DAY, story.now - DAY),
            )
        except Refusal:
            continue  # somebody has the hall that evening
    return None


def _invite(
    story: Story, meeting: Meeting, houses: Sequence[Association], by: Person
) -> None:
    chance = story.random
    asked_at = min(meeting.starts_at - 21 * DAY, story.now - DAY)
    operations.invite(meeting=meeting, associations=houses, by=by, now=asked_at)
    for house in houses:
        # Brücke's board answers itself, when somebody looks at the demo.
        coming = meeting.starts_at > story.now
        if chance.random() < (0.5 if coming else 0.8) and not (
            coming and house == story.cast["brücke"]
        ):
            heads = chance.choice((0, 1, 1, 2, 2, 3))
            operations.sign_up(
                meeting=meeting, association=house, heads=heads, by=by, now=asked_at
            )
    if meeting.is_round:
        topics = [topic for topic, _number in operations.proposals(meeting)][:3]
        operations.add_points(
            meeting=meeting, topics=topics, title="Termine", by=by, now=asked_at
        )


def _hold(
    story: Story, meeting: Meeting, houses: Sequence[Association], by: Person
) -> None:
    chance = story.random
    now = min(meeting.ends_at + DAY / 2, story.now)
    attended = {
        one.association_id: max(one.heads - chance.choice((0, 0, 0, 1)), 0)
        for one in meeting.sign_ups.order_by("pk")
    }
    points = list(meeting.agenda.all())
    operations.hold_meeting(
        meeting=meeting,
        attended=attended,
        minutes=chance.choice((180, 210, 240, 300)),
        words=data.MINUTES_OF_ROUND if meeting.is_round else "",
        results={
            point.pk: data.RESULTS[number % len(data.RESULTS)]
            for number, point in enumerate(points)
        },
        by=by,
        now=now,
    )
    title, url = data.MATERIAL[meeting.pk % len(data.MATERIAL)]
    operations.add_material(meeting=meeting, title=title, url=url, by=by, now=now)
    if meeting.is_round:
        _tasks(story, meeting, houses, by, now)


def _tasks(
    story: Story,
    meeting: Meeting,
    houses: Sequence[Association],
    by: Person,
    now: dt.datetime,
) -> None:
    for number, (title, days) in enumerate(data.TASKS):
        due_on = now.astimezone(story.centre.tz).date() + days * DAY
        task = operations.give_task(
            meeting=meeting,
            title=title,
            association=None if number == 0 else houses[number - 1],
            due_on=due_on,
            by=by,
            now=now,
        )
        recent = now > story.now - 60 * DAY
        if not recent:
            operations.finish_task(task=task, by=by, now=now + (days - 1) * DAY)


def _papers(story: Story, houses: Sequence[Association], by: Person) -> None:
    """Two years of a board, three of a tax notice; some end soon, one has ended."""
    for number, house in enumerate(houses[:-2]):
        for kind, age, lasts, lies in data.PAPERS:
            dated_on = story.today - (age + number * 13) * DAY
            operations.enter_paper(
                association=house,
                kind=kind,
                dated_on=dated_on,
                valid_until=dated_on + lasts * DAY if lasts else None,
                lies=lies,
                by=by,
                now=story.now - (300 - number) * DAY,
            )
    for weeks in range(40, -1, -1):
        operations.remind(now=story.now - weeks * 7 * DAY)
