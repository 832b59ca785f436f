"""Size M: a region's associations, in bulk."""

import datetime as dt
from typing import Final

from allin.core.languages import CODES, mask
from allin.core.story import Story
from allin.directory.models import Association, Edition, Offer, OpenHour, Topic

FIRST: Final = (
    "Brücke", "Haus", "Treff", "Forum", "Garten", "Netzwerk", "Initiative", "Kreis",
    "Werkstatt", "Stimme", "Heimat", "Fenster", "Tor", "Insel",
)  # fmt: skip
OF: Final = (
    "der Kulturen", "der Frauen", "der Nachbarn", "der Jugend", "Nordhessen",
    "am Hafen", "im Westen", "der Sprachen", "der Familien", "Fulda", "Weser",
    "der Älteren", "der Bücher", "Morgenland", "der Musik",
)  # fmt: skip
TITLES: Final = (
    "Hilfe bei Briefen", "Rat in der Familie", "Arbeit finden", "Wohnen",
    "Schule und Kita", "Deutsch üben",
)  # fmt: skip


def make_many(story: Story, count: int) -> list[Association]:
    """Make `count` associations, each with one or two offers and open hours."""
    then = story.now - dt.timedelta(days=390)
    centre, chance = story.centre, story.random
    names = [f"{first} {of} {n}" for n in (1, 2) for first in FIRST for of in OF]
    associations = Association.objects.bulk_create(
        Association(
            centre=centre,
            name=f"{name} e. V.",
            short_name=name[:40],
            language_bits=mask(chance.sample(CODES[:30], 2)),
            confirmed_on=story.today - dt.timedelta(days=chance.randrange(1, 170)),
            created_at=then,
        )
        for name in names[:count]
    )
    offers = Offer.objects.bulk_create(
        Offer(
            centre=centre,
            association=association,
            title=title,
            language_bits=association.language_bits,
            place="Im Verein",
            step_free=chance.random() < 0.6,
            state=Offer.PUBLISHED,
            confirmed_on=story.today - dt.timedelta(days=chance.randrange(1, 170)),
            confirmed_as="coordinator",
            created_at=then,
        )
        for association in associations
        for title in chance.sample(TITLES, chance.choice((1, 1, 2)))
    )
    topics = list(Topic.objects.of(centre).filter(legal=False))
    Offer.topics.through.objects.bulk_create(
        Offer.topics.through(offer_id=offer.pk, topic_id=chance.choice(topics).pk)
        for offer in offers
    )
    OpenHour.objects.bulk_create(
        OpenHour(
            centre=centre,
            offer=offer,
            weekday=chance.randrange(6),
            starts=dt.time(start := chance.randrange(9, 18)),
            ends=dt.time(start + 2),
        )
        for offer in offers
    )
    Edition.moves_on(centre)
    return associations
