"""The cast of the demo: one person a role. All of them are invented."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allin.accounts import operations, rules
from allin.accounts.models import User
from allin.centres.models import Centre
from allin.core import people
from allin.core.story import Story


@dataclass(frozen=True)
class Actor:
    """
    One of the cast; `story.cast[key]` is the user.

    :param kind: the role, granted here if it is one of accounts', otherwise by the
        room it belongs to (directory: board and referrers, volunteers: adviser)
    """

    key: str
    name: str
    email: str
    kind: str
    story: Promise


CAST: Final = (
    Actor("derya", "Derya Aksoy", "derya@allin.example", people.COORDINATOR,
          _("sees what waits, passes referrals on, writes the report")),
    Actor("deputy", "Jonas Reimann", "jonas@allin.example", people.DEPUTY,
          _("stands in when the coordination is away")),
    Actor("board", "Mariam Haddad", "mariam@allin.example", people.BOARD,
          _("books rooms for the association, confirms hours")),
    Actor("adviser", "Amal Rahimi", "amal@allin.example", people.VOLUNTEER,
          _("is asked, accepts, meets people, notes minutes")),
    Actor("caritas", "Birgit Lohmann", "birgit@allin.example", people.REFERRER,
          _("sends people for Caritas, by slip or with contact")),
    Actor("diakonie", "Thomas Wicke", "thomas@allin.example", people.REFERRER,
          _("sends people for Diakonie")),
    Actor("museum", "Inge Roth", "inge@allin.example", people.PARTNER,
          _("runs programmes with us for the city, confirms tours")),
    Actor("police", "Ralf Dorn", "ralf@allin.example", people.PARTNER,
          _("runs the talks on security with us, for the police")),
    Actor("city", "Carla Stadler", "carla@allin.example", people.CITY,
          _("sees figures, and nothing about anybody")),
    Actor("funder", "Frank Fonds", "frank@allin.example", people.FUNDER,
          _("sees figures and the report")),
    Actor("other", "Wiebke Sommer", "wiebke@allin.example", people.COORDINATOR,
          _("opened a second centre this week")),
)  # fmt: skip


def make(story: Story) -> None:
    """Make the cast's users and grant the roles accounts knows."""
    story.say("Wer hier arbeitet")
    long_ago = story.now - dt.timedelta(days=390)
    for actor in CAST:
        user = User.objects.filter(email=actor.email).first()
        if user is None:
            user = User.objects.create_user(
                actor.email, actor.name, language="de", created_at=long_ago
            )
        story.cast[actor.key] = user
        centre = story.cast["other_centre"] if actor.key == "other" else story.centre
        then = centre.created_at
        if actor.kind in rules.GRANTED_HERE:
            _grant(centre, user, actor.kind, then)


def _grant(centre: Centre, user: User, kind: str, then: dt.datetime) -> None:
    operations.grant_role(centre=centre, user=user, kind=kind, now=then)
    if kind in rules.TWICE:
        operations.require_second_factor(user=user, centre=centre, now=then)
