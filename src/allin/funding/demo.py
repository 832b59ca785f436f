"""
The motion's own case: project money until 30 June 2020, two refusals, a bridge.

The motion states four things: 60,000 euros a year for rent and coordination, project
funding of two years until 30 June 2020, two applications refused, and rent borne by
association funding until the refusal. Whatever else a runway needs is an assumption
and entered as one. The demo lives today; its money is looked at from 14 October 2020
(docs/decisions/0006).
"""

import datetime as dt
from typing import Final

from allin.core import people
from allin.core.fuzzy import FuzzyDate
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.funding import operations
from allin.funding.models import COORDINATION, RENT, Application, Award, CostLine
from allin.funding.operations import Asked, Promise
from allin.funding.rules import pipeline

SEEN_ON: Final = dt.date(2020, 10, 14)
UNTIL_ON: Final = dt.date(2021, 6, 30)
BEGAN, ENDED = dt.date(2018, 7, 1), dt.date(2020, 6, 30)
REFUSED: Final = dt.date(2020, 9, 30)
COSTS: Final = ((RENT, 1_400_00), (COORDINATION, 3_600_00))


def make(story: Story) -> None:
    """Make costs, awards, applications and the day they are seen from."""
    story.say("Kosten, Förderung und zwei Absagen")
    user = story.cast["derya"]
    by = Visitor(
        id=user.pk,
        name=user.name,
        roles=frozenset({Role(people.COORDINATOR, story.centre.pk)}),
    )
    rent, coordination = (
        operations.enter_line(
            centre=story.centre, kind=kind, name="", amount=cents, first_on=BEGAN,
            assumed=True, by=by, now=story.now,
        )
        for kind, cents in COSTS
    )  # fmt: skip
    operations.enter_post(
        line=coordination, title="Begleitende Koordination", hundredths=None,
        assumed=False, by=by, now=story.now,
    )  # fmt: skip
    refused = _applications(story, by, [rent, coordination])
    _awards(story, by, rent, coordination, refused)
    operations.settle_outlook(
        centre=story.centre, seen_on=SEEN_ON, seen_assumed=True, until_on=UNTIL_ON,
        until_assumed=True, by=by, now=story.now,
    )  # fmt: skip


def _applications(story: Story, by: Person, lines: list[CostLine]) -> Application:
    """Make two applications that were refused, and the one the city has to decide."""
    federal, city = (
        operations.enter_funder(
            centre=story.centre, name=name, kind=kind, by=by, now=story.now
        )
        for name, kind in (("BAMF", "federal"), ("Stadt Kassel", "city"))
    )
    made = [
        operations.enter_application(
            centre=story.centre, asked=asked, kind=pipeline.SUBMITTED, on=None,
            assumed=False, by=by, now=story.now,
        )
        for asked in (
            Asked("House of Resources", federal, lines),
            Asked("Weiterer Antrag", federal),
            Asked(
                "Antrag an die Stadt", city, lines,
                pays_from=dt.date(2021, 1, 1), back_to=dt.date(2020, 7, 1),
                pays_assumed=True,
            ),
        )
    ]  # fmt: skip
    house, other, motion = made
    for one, reason in (
        (house, "Koordination und Miete: keine Anschlussförderung"),
        (other, "Zweck steht nicht im Antrag"),
    ):
        operations.take_step(
            application=one, kind=pipeline.REJECTED, on=FuzzyDate.of(REFUSED),
            assumed=True, reason=reason, by=by, now=story.now,
        )  # fmt: skip
    for body, on in (
        ("Ausschuss", dt.date(2020, 10, 28)),
        ("Stadtverordnete", dt.date(2020, 11, 9)),
    ):
        operations.take_step(
            application=motion, kind=pipeline.MEETING, on=FuzzyDate.of(on),
            assumed=True, body=body, by=by, now=story.now,
        )  # fmt: skip
    return house


def _awards(
    story: Story,
    by: Person,
    rent: CostLine,
    coordination: CostLine,
    refused: Application,
) -> None:
    """Make the project's money, and the rent from means for associations."""
    project = Promise(
        Award.PROJECT, [rent, coordination], BEGAN, ENDED, first_assumed=True
    )
    begins = ENDED + dt.timedelta(days=1)
    bridge = Promise(
        Award.ASSOCIATION,
        [rent],
        begins,
        REFUSED,
        decided=FuzzyDate.of(begins),
        decided_assumed=True,
        first_assumed=True,
        last_assumed=True,
        bridges=True,
        ended_by=refused,
    )
    for promise in (project, bridge):
        operations.enter_award(
            centre=story.centre, promise=promise, by=by, now=story.now
        )
