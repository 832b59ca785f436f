"""The way of a motion as a timeline: what was, what is, what is to come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from allin.council.models import NextDate, Step
from allin.council.statistics import Seen, words
from allin.ui import dates


@dataclass(frozen=True)
class Moment:
    """
    One point of the timeline.

    :ivar state: past, now or future
    :ivar step: what happened, or None; `date` what is to come, or None
    :ivar votes: as announced, `factions` one a line
    :ivar passed: its day is over and nobody entered what came of it
    :ivar entered: who entered it and when, for the house alone
    :ivar before: what stood there before it was corrected
    """

    state: str
    when: str
    title: str
    assumed: bool
    body: str = ""
    step: Step | None = None
    date: NextDate | None = None
    votes: str = ""
    factions: tuple[str, ...] = ()
    passed: bool = False
    entered: str = ""
    before: tuple[str, ...] = ()


def moments(seen: Seen, names: Mapping[int, str]) -> list[Moment]:
    """Return the timeline, oldest first."""
    return [*_taken(seen, names), *_ahead(seen)]


def _taken(seen: Seen, names: Mapping[int, str]) -> Iterator[Moment]:
    old = {one.pk: one for one in seen.motion.steps.all()}
    for step in seen.steps:
        was = old.get(step.corrects_id or 0)
        yield Moment(
            state="now" if step == seen.last else "past",
            when=words.vague(step.date, seen) or _("not stated"),
            title=words.of_step(step),
            assumed=step.assumed,
            body=step.body,
            step=step,
            votes=words.votes(step.count) if step.count else "",
            factions=tuple(
                f"{one.faction}: {words.votes(one.count)}" for one in step.votes.all()
            ),
            entered=_entered(step, names, seen),
            before=tuple(words.changes(was, step, seen)) if was else (),
        )


def _entered(step: Step, names: Mapping[int, str], seen: Seen) -> str:
    """Say who entered a step; an erased person is a number."""
    number = step.entered_by or 0
    tz = seen.motion.centre.tz
    return _("Entered by %(who)s, %(day)s") % {
        "who": names.get(number) or number,
        "day": dates.date(
            step.entered_at.astimezone(tz).date(),
            words.language(),
            this_year=seen.today.year,
        ),
    }


def _ahead(seen: Seen) -> Iterator[Moment]:
    for passed, some in ((True, seen.unanswered), (False, seen.ahead)):
        for one in some:
            yield Moment(
                state="future",
                when=words.vague(one.date, seen),
                title=str(one.get_where_display()),
                assumed=one.assumed,
                body=one.body if one.body != str(one.get_where_display()) else "",
                date=one,
                passed=passed,
            )
