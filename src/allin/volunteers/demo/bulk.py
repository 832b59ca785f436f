"""Size M: a region's volunteers and their hours, in bulk."""

import datetime as dt

from allin.core import languages
from allin.core.story import Story
from allin.directory.models import Association
from allin.volunteers import rules
from allin.volunteers.demo.data import NAMES
from allin.volunteers.models import Hours, Volunteer

ENTRIES = 6  # hours a person, at most


def make_many(story: Story, count: int) -> list[Volunteer]:
    """Make `count` volunteers over all associations, each with some hours."""
    associations = list(Association.objects.of(story.centre).standing())
    made = Volunteer.objects.bulk_create(
        [_one(story, associations, number) for number in range(count)], batch_size=500
    )
    Hours.objects.bulk_create(
        [
            _entry(story, volunteer)
            for volunteer in made
            for _ in range(story.random.randrange(ENTRIES))
        ],
        batch_size=2_000,
    )
    return made


def _one(story: Story, associations: list[Association], number: int) -> Volunteer:
    chance = story.random
    mother = chance.choice(list(NAMES))
    first, last = (chance.choice(part.split()) for part in NAMES[mother])
    signed_on = story.today - dt.timedelta(days=chance.randrange(5, 340))
    german = languages.mask(["de"])
    return Volunteer(
        centre=story.centre,
        association=chance.choice(associations),
        name=f"{first} {last} {number}",
        email=f"m{number}@freiwillige.example",
        phone=f"+4915130{number:06}",
        gender=chance.choice(("f", "m", "")),
        native=languages.mask([mother]),
        fluent=german & ~languages.mask([mother]),
        topics=0 if chance.random() < 0.6 else chance.randrange(1, 1 << 8),
        available=chance.randrange(1, rules.WEEK),
        share=chance.choice((1, 2, 3, 4)),
        confidentiality_on=signed_on,
        confidentiality_until=signed_on + rules.CONFIDENTIAL_FOR,
        joined_on=signed_on,
        created_at=story.now - dt.timedelta(days=370),
    )


def _entry(story: Story, volunteer: Volunteer) -> Hours:
    chance = story.random
    days = chance.randrange(1, 360)
    worked_on = story.today - dt.timedelta(days=days)
    confirmed = days > 21
    then = story.now - dt.timedelta(days=days - 1)
    return Hours(
        centre=story.centre,
        volunteer=volunteer,
        association_id=volunteer.association_id,
        kind=chance.choice(("event", "organising", "interpreting")),
        minutes=chance.choice((45, 60, 90, 120, 180)),
        worked_on=worked_on,
        entered_at=then,
        confirmed_at=then if confirmed else None,
        confirmed_by=story.cast["derya"].pk if confirmed else None,
    )
