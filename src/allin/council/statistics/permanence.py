"""Whether the centre is secured for good: what motion, money and staff say."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from allin.council.statistics import words
from allin.council.statistics.reading import Seen
from allin.funding import statistics as funding
from allin.funding.models import COORDINATION
from allin.funding.statistics.reading import Line, Promised
from allin.funding.statistics.words import capital, euros, of_line


@dataclass(frozen=True)
class Permanence:
    """
    The goal, and what is missing to it.

    :ivar goal: whether it is reached, in one sentence
    :ivar money: what is missing in euros, `staff` what becomes of the paid work;
        "" where nothing is entered about money
    :ivar assumed: the sums rest on assumptions
    """

    goal: str
    money: str = ""
    staff: str = ""
    assumed: bool = False


def permanence_of(seen: Seen) -> Permanence:
    """Return how far the centre is from being secured, on the day it is seen."""
    goal = words.permanence(seen)
    picture = funding.promised_of(
        centre=seen.motion.centre, day=seen.on, outlook=seen.outlook
    )
    if not picture.lines:
        return Permanence(goal)
    return Permanence(
        goal=goal,
        money=_money(picture),
        staff=" ".join(_staff(one) for one in _paid_work(picture)),
        assumed=any(one.assumed for one in picture.lines) or picture.until_assumed,
    )


def _money(picture: Promised) -> str:
    about = {
        "sum": euros(picture.missing),
        "year": euros(picture.yearly),
        "day": words.full_day(picture.last),
    }
    if picture.missing:
        return (
            _("Needed are %(year)s a year. Until %(day)s %(sum)s are missing.") % about
        )
    return _("Needed are %(year)s a year. Until %(day)s nothing is missing.") % about


def _paid_work(picture: Promised) -> list[Line]:
    return [one for one in picture.lines if one.posts or one.line.kind == COORDINATION]


def _staff(one: Line) -> str:
    about: dict[str, object] = {"what": of_line(one.line)}
    if one.unpaid_since:
        said = _("%(what)s has not been paid since %(day)s.")
        return capital(said % (about | {"day": words.full_day(one.unpaid_since)}))
    if one.covered_until:
        said = _("%(what)s is paid until %(day)s.")
        return capital(said % (about | {"day": words.full_day(one.covered_until)}))
    return capital(_("%(what)s is paid for all the time shown.") % about)
