"""The demo's volunteers: about 120 people of many origins, and a year of hours."""

import datetime as dt
from typing import Final

from allin.core import languages, people
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.directory.models import Association
from allin.volunteers import operations, rules
from allin.volunteers.demo.bulk import make_many
from allin.volunteers.demo.data import KNOWN, NAMES, SPARE
from allin.volunteers.demo.offers import make_offers
from allin.volunteers.models import Hours, Volunteer

PER_ASSOCIATION: Final = (8, 9)
SIZE_M: Final = 3_000
MONTHS: Final = 12
KINDS: Final = ("event", "organising", "interpreting", "accompaniment")
ONE_DAY: Final = dt.timedelta(days=1)


def make(story: Story) -> None:
    """Make the volunteers, their certificates, pauses and hours, by the operations."""
    story.say("120 Freiwillige und ihre Stunden")
    by = _coordination(story)
    adviser = _adviser(story, by)
    story.cast["volunteer"] = adviser
    everybody = [adviser]
    for association in story.cast["associations"]:
        everybody += _people_of(story, association, by)
    story.cast["volunteers"] = everybody
    _states(story, everybody, by)
    for volunteer in everybody:
        _hours(story, volunteer, by)
    _confirm(story, by)
    make_offers(story)


def make_region(story: Story) -> None:
    """Make the volunteers of a region beside those of the story."""
    story.say(f"{SIZE_M:,} Freiwillige".replace(",", "."))
    make_many(story, SIZE_M - len(story.cast["volunteers"]))


def _coordination(story: Story) -> Person:
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    return Visitor(id=user.pk, name=user.name, roles=frozenset({role}))


def _ago(story: Story, days: int) -> dt.datetime:
    return story.now - dt.timedelta(days=days)


def _adviser(story: Story, by: Person) -> Volunteer:
    user = story.cast["adviser"]
    volunteer = operations.register(
        association=story.cast["brücke"],
        by=by,
        now=_ago(story, 380),
        name=user.name,
        email=user.email,
        phone="+4915123456701",
        user=user,
        gender="f",
        native=languages.mask(["ar"]),
        fluent=languages.mask(["de", "en"]),
        available=rules.half_days(
            [(1, "morning"), (3, "morning"), (3, "afternoon"), (4, "afternoon")]
        ),
        share=4,
        joined_on=story.today - dt.timedelta(days=700),
    )
    _sign(story, volunteer, by, days=150)
    return volunteer


def _people_of(story: Story, association: Association, by: Person) -> list[Volunteer]:
    chance = story.random
    made = [
        _one(story, association, by, name=name, mother=mother, gender=gender)
        for name, of, mother, gender in KNOWN
        if of == association.name
    ]
    names = {volunteer.name for volunteer in made}
    spoken = [code for code in association.languages if code in NAMES] or [SPARE]
    while len(made) < chance.choice(PER_ASSOCIATION):
        mother = chance.choice(spoken)
        first, last = (chance.choice(part.split()) for part in NAMES[mother])
        name = (
            f"{first} {last}".replace("-", " ") if mother == "de" else f"{first} {last}"
        )
        if name in names:
            name = f"{name} {chance.choice('ABCDEFGHKLMNS')}."
        names.add(name)
        made.append(_one(story, association, by, name=name, mother=mother))
    return made


def _one(
    story: Story,
    association: Association,
    by: Person,
    *,
    name: str,
    mother: str,
    gender: str = "",
) -> Volunteer:
    chance = story.random
    slots = [
        (day, part)
        for day in range(7)
        for part in rules.PARTS
        if chance.random() < (0.3 if day < rules.WORKING_DAYS else 0.15)
    ]
    number = chance.randrange(10_000, 99_999)
    topics = list(story.cast["topics"].values())
    some_topics = chance.sample(topics, 3) if chance.random() < 0.4 else []
    volunteer = operations.register(
        association=association,
        by=by,
        now=_ago(story, 375 - chance.randrange(60)),
        name=name,
        email=f"person{number}@freiwillige.example",
        phone=f"+49151234{number}",
        gender=gender or chance.choice(("f", "f", "m", "m", "")),
        native=languages.mask([mother]),
        fluent=languages.mask(["de"]) if mother != "de" else languages.mask(["en"]),
        some=languages.mask([chance.choice(("en", "fr", "ru", "ar"))]),
        topics=sum(topic.mask for topic in some_topics),
        available=rules.half_days(slots or [(2, "evening")]),
        districts=chance.sample(story.centre.districts, 3)
        if chance.random() < 0.3
        else [],
        share=chance.choice((2, 2, 3, 3, 4)),
        joined_on=story.today - dt.timedelta(days=chance.randrange(380, 2600)),
    )
    if chance.random() < 0.92:
        _sign(story, volunteer, by, days=chance.randrange(10, 300))
    if chance.random() < 0.25:
        seen_on = story.today - dt.timedelta(days=chance.randrange(20, 360))
        operations.show(
            volunteer=volunteer,
            kind=chance.choice(("police", "guide", "interpreter")),
            seen_on=seen_on,
            seen_by="Derya Aksoy",
            valid_until=seen_on + dt.timedelta(days=5 * 365),
            by=by,
            now=story.now,
        )
    return volunteer


def _sign(story: Story, volunteer: Volunteer, by: Person, *, days: int) -> None:
    operations.bind(
        volunteer=volunteer,
        signed_on=story.today - dt.timedelta(days=days),
        by=by,
        now=_ago(story, days),
    )


def _states(story: Story, everybody: list[Volunteer], by: Person) -> None:
    """A few are away, guided, or have let their commitment run out."""
    away, guided, ended = everybody[7::17], everybody[3::11], everybody[13::29]
    for volunteer in away:
        until = story.today + dt.timedelta(days=story.random.randrange(5, 50))
        operations.pause(volunteer=volunteer, until=until, by=by, now=story.now)
    for volunteer in guided:
        operations.edit(
            volunteer=volunteer,
            by=by,
            now=_ago(story, 90),
            legal_level=rules.SUPERVISED,
            guided_by="Dr. Eva Lindner, Rechtsanwältin",
            guided_until=story.today + dt.timedelta(days=200),
        )
    for volunteer in ended:
        operations.bind(
            volunteer=volunteer,
            signed_on=story.today - dt.timedelta(days=400),
            until=story.today - dt.timedelta(days=35),
            by=by,
            now=_ago(story, 400),
        )


def _hours(story: Story, volunteer: Volunteer, by: Person) -> None:
    chance = story.random
    for _entry in range(chance.randrange(2, 7)):
        worked_on = story.today - dt.timedelta(days=chance.randrange(1, 360))
        operations.enter_hours(
            volunteer=volunteer,
            association=volunteer.association,
            kind=chance.choice(KINDS),
            minutes=chance.choice((45, 60, 90, 120, 180, 240)),
            worked_on=worked_on,
            by=by,
            now=min(
                story.now,
                story.now - dt.timedelta(days=(story.today - worked_on).days - 1),
            ),
        )


def _confirm(story: Story, by: Person) -> None:
    """Confirm what is older than three weeks; the rest waits for the board."""
    old = Hours.objects.waiting().filter(
        centre=story.centre, worked_on__lt=story.today - 21 * ONE_DAY
    )
    operations.confirm_hours(
        ids=list(old.values_list("pk", flat=True)), by=by, now=_ago(story, 2)
    )
