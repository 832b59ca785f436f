"""What the demo's rows are drawn from: hours, people, and whose turn it is."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from allin.core.people import COORDINATOR, Person, Role, Visitor
from allin.core.story import Story
from allin.counselling.demo import data
from allin.directory.models import Association, Partner, Topic
from allin.directory.operations import OpenSlot, next_open_hours
from allin.volunteers.models import Volunteer

T = TypeVar("T")
YEAR = dt.timedelta(days=362)


@dataclass
class Scene:
    """
    The stage of a year.

    :ivar slots: every open hour of the year behind us, in order
    :ivar coming: those of the week to come
    :ivar advisers: association id -> its volunteers
    """

    story: Story
    by: Person
    slots: list[OpenSlot]
    coming: list[OpenSlot]
    topics_of: dict[int, list[Topic]]
    advisers: dict[int, list[Volunteer]]

    def pick(self, weights: Mapping[T, int]) -> T:
        """Draw one of some things, each as often as its weight says."""
        return self.story.random.choices(list(weights), list(weights.values()))[0]

    def language(self, spoken: list[str]) -> str:
        """Draw a language people come with, of those that are spoken there."""
        here = {
            code: weight
            for code, weight in data.LANGUAGE_WEIGHTS.items()
            if code in spoken
        }
        return self.pick(here) if here else spoken[0]

    def district(self) -> str:
        """Draw a district of the centre, or none."""
        known = {*self.story.centre.districts, ""}
        return self.pick(
            {
                name: weight
                for name, weight in data.DISTRICT_WEIGHTS.items()
                if name in known
            }
        )

    def partner(self) -> Partner | None:
        """Draw who sends, or nobody."""
        partner: Partner | None = self.story.cast.get(self.pick(data.SENDER_WEIGHTS))
        return partner

    def topic(self, offered: list[Topic]) -> Topic:
        """Draw what somebody came for, of what is offered."""
        weights = {
            number: data.TOPIC_WEIGHTS.get(topic.key, 6)
            for number, topic in enumerate(offered)
        }
        return offered[self.pick(weights)]

    def adviser(self, association: Association) -> Volunteer | None:
        """Draw somebody of an association."""
        people = self.advisers.get(association.pk)
        return self.story.random.choice(people) if people else None

    def contact(self) -> tuple[str, str, str]:
        """Draw a first name, an invented number, a note."""
        number = self.story.random.randrange(1_000_000, 9_999_999)
        return (
            self.story.random.choice(data.FIRST_NAMES),
            f"+491511{number}",
            self.story.random.choice(data.NOTES),
        )


def coordination(story: Story) -> Person:
    """Return the coordinator as operations know her."""
    user = story.cast["derya"]
    role = Role(COORDINATOR, story.centre.pk)
    return Visitor(id=user.pk, name=user.name, roles=frozenset({role}))


def empty(story: Story) -> Scene:
    """Return a stage without hours: what is drawn in bulk needs none."""
    return Scene(story, coordination(story), [], [], {}, {})


def lay(story: Story) -> Scene:
    """Look up everything once, so that a year of people takes seconds."""
    began = story.now - YEAR
    every = next_open_hours(
        centre=story.centre, topic=None, language="", now=began, days=YEAR.days + 8
    )
    offers = {slot.offer.pk: slot.offer for slot in every}
    advisers: dict[int, list[Volunteer]] = {}
    known = [volunteer.pk for volunteer in story.cast.get("volunteers", ())]
    for volunteer in (
        Volunteer.objects.filter(pk__in=known, paused_until__isnull=True)
        .select_related("association", "centre")
        .order_by("pk")
    ):
        advisers.setdefault(volunteer.association_id, []).append(volunteer)
    return Scene(
        story=story,
        by=coordination(story),
        slots=[slot for slot in every if slot.ends_at <= story.now],
        coming=[slot for slot in every if slot.ends_at > story.now],
        topics_of={pk: list(offer.topics.all()) for pk, offer in offers.items()},
        advisers=advisers,
    )
