"""Requests and talks of a year."""

import datetime as dt
from collections.abc import Sequence

from allin.core import people
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.directory.models import Association
from allin.support import rules
from allin.support.demo import data
from allin.support.operations import advise, answer, ask, plan

YEAR = 365


def make(story: Story, by: Person) -> None:
    """Tell what was asked and answered, what is open, and every talk."""
    houses: Sequence[Association] = story.cast["associations"][:14]
    _answered(story, houses, by)
    _open(story, houses, by)
    _talks(story, houses, by)


def _board(story: Story, association: Association, by: Person) -> Person:
    """Return Brücke's board for its own requests, the coordination for the others."""
    user = story.cast.get("board")
    if user is None or association != story.cast.get("brücke"):
        return by
    role = Role(people.BOARD, story.centre.pk, association.pk)
    return Visitor(id=user.pk, name=user.name, roles=frozenset({role}))


def _answered(story: Story, houses: Sequence[Association], by: Person) -> None:
    chance = story.random
    days = sorted((chance.randrange(12, YEAR - 5) for _n in range(36)), reverse=True)
    for number, day in enumerate(days):
        topic, words, said, minutes = data.ASKED[number % len(data.ASKED)]
        association = houses[0] if number % 7 == 0 else chance.choice(houses[1:])
        asker = _board(story, association, by)
        at = story.now - dt.timedelta(days=day)
        request = ask(
            association=association,
            topic=topic,
            words=words,
            way="page" if asker is not by else "telephone",
            by=asker,
            now=at,
        )
        answer(
            request=request,
            words=said,
            minutes=minutes,
            result="solved",
            by=by,
            now=at + dt.timedelta(days=chance.randrange(1, 10), hours=2),
        )


def _open(story: Story, houses: Sequence[Association], by: Person) -> None:
    for number, (topic, words, step, days, way) in enumerate(data.OPEN):
        association = houses[0] if way == "page" else houses[number + 2]
        due_on = story.today + dt.timedelta(days=days)
        # One without a step was asked just now: its first step is not due yet.
        at = story.now - dt.timedelta(days=9 - days if step else 1, hours=number)
        request = ask(
            association=association,
            topic=topic,
            words=words,
            way=way,
            by=_board(story, association, by),
            now=at,
        )
        if step:
            plan(
                request=request,
                next_step=step,
                due_on=due_on,
                owner=story.cast["derya"],
                by=by,
                now=at + dt.timedelta(hours=1),
            )


def _talks(story: Story, houses: Sequence[Association], by: Person) -> None:
    chance = story.random
    topics = [topic for topic, _label in rules.TOPICS]
    for _n in range(data.TALKS):
        at = story.now - dt.timedelta(days=chance.randrange(1, YEAR))
        advise(
            association=chance.choice(houses),
            topic=chance.choices(topics, data.WEIGHTS)[0],
            minutes=chance.choice(data.MINUTES),
            result=chance.choices(
                [result for result, _label in rules.RESULTS], (7, 2, 1, 1)
            )[0],
            given_on=at.astimezone(story.centre.tz).date(),
            by=by,
            now=at,
        )
