"""What a dossier says, gathered from the statistics of the rooms alone."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allin.centres.models import Centre
from allin.council import statistics as council
from allin.council.statistics import MotionFacts
from allin.directory import statistics as directory
from allin.directory.statistics import Belonging
from allin.funding import statistics as funding
from allin.funding.statistics import MoneyFacts
from allin.programmes import statistics as programmes
from allin.programmes.statistics import Commission, Deeds
from allin.reports.models import HourRate
from allin.reports.rules import Figures
from allin.reports.rules.periods import Period
from allin.rooms import statistics as rooms
from allin.support import statistics as support


@dataclass(frozen=True)
class Matter:
    """
    Everything the two pages say, before it is put into words.

    :ivar sources: figures of the whole period, or of each of its quarters
    :ivar catalogue: programme id -> programme and who commissioned it
    :ivar deeds: programme id -> what it did that is no date anybody can come to
    :ivar rate: what an hour is put at on the last day; None: no value is named
    :ivar shares: percent of the coordination's time by area, and whether assumed
    """

    centre: Centre
    period: Period
    sources: Sequence[Figures]
    today: dt.date
    belonging: Belonging
    rooms: Sequence[str]
    catalogue: Mapping[int, Commission]
    deeds: Mapping[int, Deeds]
    rate: HourRate | None
    coordination: support.Figures
    shares: Sequence[tuple[str, int, bool]]


def gather(
    *, centre: Centre, period: Period, sources: Sequence[Figures], today: dt.date
) -> Matter:
    """Gather what is true of the period, and how things stand today."""
    first, last = period.first, period.last
    catalogue = programmes.reach(centre=centre, first=period.first, after=period.after)
    return Matter(
        centre=centre,
        period=period,
        sources=sources,
        today=today,
        belonging=directory.belonging(centre=centre, first=first, last=last),
        rooms=sorted(rooms.names(centre=centre).values()),
        catalogue={one.programme_id: one for one in catalogue},
        deeds=programmes.deeds(centre=centre, first=first, after=period.after),
        rate=HourRate.objects.of(centre).valid_on(period.last).first(),
        coordination=support.figures(centre=centre, first=first, last=last),
        shares=[
            (one.area.key, one.percent, one.assumed > 0)
            for one in support.shares(centre=centre, first=first, last=last)
            if one.percent
        ],
    )


def money_of(matter: Matter) -> MoneyFacts | None:
    """Return the money in the language of the moment."""
    return funding.facts(centre=matter.centre, today=matter.today)


def motion_of(matter: Matter) -> MotionFacts | None:
    """Return the motion in the language of the moment."""
    return council.facts(centre=matter.centre, today=matter.today)


def area_label(key: str) -> str:
    """Return the name of an area of the coordination's time."""
    return support.area_label(key)
