"""The demo's people who would like to help: two wait, one has not confirmed."""

import datetime as dt
from typing import Final

from allin.core import languages
from allin.core.story import Story
from allin.volunteers import operations

OFFERS: Final = (
    ("Oksana Melnyk", "oksana@post.example", "uk", ["event", "learning"], 30),
    ("Bilal Farouk", "+4915123456744", "ar", ["interpreting"], 52),
    ("Mira Petrova", "mira@post.example", "bg", ["open"], 0),
)


def make_offers(story: Story) -> None:
    """Make the offers; those with hours were confirmed so many hours ago."""
    districts = story.centre.districts or [""]
    for place, (name, contact, mother, wants, hours) in enumerate(OFFERS):
        made = operations.register_interest(
            centre=story.centre,
            name=name,
            contact=contact,
            language="ar" if mother == "ar" else "de",
            native=languages.mask([mother]),
            some=languages.mask(["de"]),
            wants=wants,
            association=story.cast["brücke"] if mother == "ar" else None,
            district=districts[place % len(districts)],
            chance=story.random,
            now=story.now - dt.timedelta(hours=hours + 1),
        )
        if hours:
            operations.confirm_interest(
                interest=made.interest,
                chance=story.random,
                now=story.now - dt.timedelta(hours=hours),
            )
