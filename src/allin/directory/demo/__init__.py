"""The demo's associations, partners and topics: made by the operations themselves."""

import datetime as dt
from typing import Final

from allin.core import people
from allin.core.languages import mask
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.directory import operations
from allin.directory.demo.bulk import make_many
from allin.directory.demo.data import ADVICE, HOUSES, PARTNERS, PROGRAMMES, House, Told
from allin.directory.models import Association, Membership, Offer, Partner, Topic

TOLD_BEFORE: Final = dt.timedelta(days=390)
SIZE_M: Final = 200


def make(story: Story) -> None:
    """Make topics, 14 associations with offers, partners with form addresses."""
    story.say("14 Vereine und was sie anbieten")
    by = _coordination(story)
    long_ago = story.now - TOLD_BEFORE
    operations.furnish(centre=story.centre, by=by, now=long_ago)
    topics = {topic.key: topic for topic in Topic.objects.of(story.centre)}
    story.cast["topics"] = topics
    houses = [_association(story, house, topics, by) for house in HOUSES]
    story.cast["associations"] = houses
    story.cast["brücke"] = houses[0]
    _board(story, houses[0])
    _partners(story, by)


def make_region(story: Story) -> None:
    """Make the associations of a region beside those of the story."""
    story.say(f"{SIZE_M} Vereine")
    make_many(story, SIZE_M - len(story.cast["associations"]))


def _coordination(story: Story) -> Person:
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    return Visitor(id=user.pk, name=user.name, roles=frozenset({role}))


def _association(
    story: Story, house: House, topics: dict[str, Topic], by: Person
) -> Association:
    association = operations.found_association(
        centre=story.centre,
        name=house.name,
        short_name=house.short,
        legal_form=house.form,
        about=house.about,
        language_bits=mask(house.languages.split(",")),
        contact_name=house.contact,
        contact_phone=house.phone,
        contact_email=f"vorstand@{house.number}.verein.example",
        phone_private=house.phone_private,
        email_private=house.phone_private,
        member_since=dt.date(2018, 7, 1),
        by=by,
        now=story.now - TOLD_BEFORE,
    )
    operations.confirm_association(
        association=association, by=by, now=story.now - dt.timedelta(days=40)
    )
    for told in house.offers:
        _offer(story, association, told, topics, by)
    return association


def _offer(
    story: Story,
    association: Association,
    told: Told,
    topics: dict[str, Topic],
    by: Person,
) -> None:
    legal: dict[str, object] = {}
    if told.supervisor:
        legal = {
            "legal_level": "supervised",
            "supervisor": told.supervisor,
            "instructed_on": story.today - dt.timedelta(days=120),
            "supervised_until": story.today + dt.timedelta(days=245),
        }
    offer = operations.enter_offer(
        association=association,
        topics=[topics[key] for key in told.topics.split(",")],
        title=told.title,
        titles={"en": told.en, "ar": told.ar},
        language_bits=mask(told.languages.split(",")),
        place="Treppe 4" if told.room else "",
        room_name=told.room,
        step_free=told.step_free,
        by_appointment=told.appointment,
        takes_walk_in=told.walk_in,
        full_until=story.today + dt.timedelta(days=told.full_days)
        if told.full_days
        else None,
        state=Offer.DRAFT if told.draft else Offer.PUBLISHED,
        by=by,
        now=story.now - TOLD_BEFORE,
        **legal,
    )
    for text in told.hours:
        _hour(story, offer, text, by)
    if told.confirmed is not None:
        operations.confirm(
            offer=offer, by=by, now=story.now - dt.timedelta(days=told.confirmed)
        )


def _hour(story: Story, offer: Offer, text: str, by: Person) -> None:
    day, _, span = text.partition(" ")
    weekday, _, nths = day.partition("/")
    starts, _, ends = span.partition("-")
    operations.enter_hour(
        offer=offer,
        weekday=int(weekday),
        nths=[int(nth) for nth in nths.split(",") if nth],
        starts=dt.time.fromisoformat(starts),
        ends=dt.time.fromisoformat(ends),
        by=by,
        now=story.now - TOLD_BEFORE,
    )


def _board(story: Story, association: Association) -> None:
    """Put the cast on the board; they were invited long ago, no letter is due."""
    Membership.objects.get_or_create(
        centre=story.centre,
        user=story.cast["board"],
        kind=people.BOARD,
        association=association,
        defaults={"created_at": story.now - TOLD_BEFORE},
    )


def _partners(story: Story, by: Person) -> None:
    long_ago = story.now - TOLD_BEFORE
    for key, name, short, kind, secrecy, labels in PARTNERS:
        partner = operations.enter_partner(
            centre=story.centre,
            name=name,
            short_name=short,
            kind=kind,
            bound_to_secrecy=secrecy,
            by=by,
            now=long_ago,
        )
        story.cast[key] = partner
        for label in labels:
            operations.give_address(partner=partner, label=label, by=by, now=long_ago)
        _acts(story, partner, kind)
    for key, place, phone, hours in ADVICE:
        operations.edit_partner(
            partner=story.cast[key],
            migration_advice=True,
            advice_place=place,
            advice_phone=phone,
            by=by,
            now=long_ago,
        )
        for text in hours:
            _advice(story.cast[key], text, by, long_ago)
    for name, key, about in PROGRAMMES:
        operations.enter_programme(
            centre=story.centre,
            name=name,
            about=about,
            partner=story.cast[key],
            starts_on=dt.date(2019, 1, 1),
            by=by,
            now=long_ago,
        )


def _advice(partner: Partner, text: str, by: Person, now: dt.datetime) -> None:
    weekday, _, span = text.partition(" ")
    starts, _, ends = span.partition("-")
    operations.enter_advice_hour(
        partner=partner,
        weekday=int(weekday),
        starts=dt.time.fromisoformat(starts),
        ends=dt.time.fromisoformat(ends),
        by=by,
        now=now,
    )


# Who acts for a partner: refers people, or runs programmes with the centre.
ACTS: Final = {
    "caritas": ("caritas", people.REFERRER),
    "diakonie": ("diakonie", people.REFERRER),
    "city": ("museum", people.PARTNER),
    "police": ("police", people.PARTNER),
}


def _acts(story: Story, partner: Partner, key: str) -> None:
    who, kind = ACTS.get(key, ("", ""))
    user = story.cast.get(who)
    if user is not None:
        Membership.objects.get_or_create(
            centre=story.centre,
            user=user,
            kind=kind,
            partner=partner,
            defaults={"created_at": story.now - TOLD_BEFORE},
        )
