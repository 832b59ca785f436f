"""`allin demo`: a centre of invented people, a year around today."""

import argparse
import datetime as dt
import importlib
import random
import time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from allin.centres.demo import OTHER_SLUG, SLUG, open_kassel
from allin.centres.models import Centre
from allin.config import home, schema
from allin.core import clock
from allin.core.story import Story
from allin.vault import clients
from allin.vault import operations as vault

ROOMS = (
    "centres", "accounts", "directory", "rooms", "volunteers", "counselling",
    "programmes", "support", "funding", "council",
)  # fmt: skip
# Size M is the story of size S, with a region around it in bulk.
REGION = ("directory", "rooms", "volunteers", "counselling")
# What looks back at all of it: every number is there, every letter is written.
LAST = ("reports", "outbox")
OPENS = dt.time(9, 40)


def run(options: argparse.Namespace) -> int:
    """Build the demo next to its place, and swap it in when it is complete."""
    begun = time.monotonic()
    building, place = settings.HOME, options.handed
    if place.exists():
        home.lock(place).close()  # nobody serves the old one right now
    clients.make_key_file(settings.VAULT_KEY_FILE)
    if connection.vendor == "postgresql":
        _empty_the_server()
    schema.bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # nothing is lost if the power fails now
            cursor.execute("PRAGMA synchronous=OFF")
    tell(options)
    connection.close()
    home.swap_in(building, place)
    seconds = time.monotonic() - begun
    print(_("The demo is ready, after %(seconds)d seconds.") % {"seconds": seconds})
    return 0


def tell(options: argparse.Namespace) -> Story:
    """Have every room tell its part of the story, in the order of the house."""
    now = moment(options.today)
    centre = open_kassel(now)
    story = Story(
        centre=centre,
        size=options.size,
        today=now.astimezone(centre.tz).date(),
        now=now,
        random=random.Random(options.seed),  # noqa: S311  (invented people)
        say=lambda words: print(f"  {words} …", flush=True),
    )
    for room in ROOMS:
        _has_told(room, story)
    for room in REGION if story.size == "M" else ():
        with transaction.atomic():
            _teller(room).make_region(story)
    for room in LAST:
        _has_told(room, story)
    with transaction.atomic():
        vault.erase_overdue(now=now)  # as the nights of that year would have done
    return story


def _has_told(room: str, story: Story) -> None:
    with transaction.atomic():
        _teller(room).make(story)


def _teller(room: str) -> Any:
    return importlib.import_module(f"allin.{room}.demo")


def moment(today: str) -> dt.datetime:
    """
    Return the instant the demo is told from: the morning of a given day, else the
    last morning that has been, so that nobody in the story works at midnight.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    if today:
        day = dt.date.fromisoformat(today)
        return dt.datetime.combine(day, OPENS, tzinfo=zone).astimezone(dt.UTC)
    here = clock.now().astimezone(zone)
    morning = dt.datetime.combine(here.date(), OPENS, tzinfo=zone)
    if morning > here:
        morning -= dt.timedelta(days=1)
    return morning.astimezone(dt.UTC)


def _empty_the_server() -> None:
    """Empty a PostgreSQL database that a demo filled before; refuse any other."""
    if "centres_centre" not in connection.introspection.table_names():
        return
    others = Centre.objects.exclude(slug__in=(SLUG, OTHER_SLUG))
    if others.exists() or not home.is_demo(settings.HOME):
        raise home.NotReadyError(
            noop("The database holds a centre that is not a demo.")
        )
    call_command("flush", verbosity=0, interactive=False)
