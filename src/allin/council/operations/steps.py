"""What a motion goes through: taking a step, correcting it, taking it back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.fuzzy import FuzzyDate
from allin.core.people import Person
from allin.core.violations import spoken
from allin.council.models import BudgetLine, Motion, NextDate, Step, Vote
from allin.council.operations.record import (
    check_may,
    check_stands,
    today_of,
    written,
)
from allin.council.rules import states, votes
from allin.council.rules.states import Flaw, Taken
from allin.council.rules.votes import Count, FactionVote
from allin.funding.models import CORRECTED
from allin.funding.operations.record import twin
from allin.ui import dates


@dataclass(frozen=True)
class Told:
    """
    What somebody says of a step.

    :ivar kind: the state it leads to; `result` where that state has one
    :ivar on: when, as far as known; `assumed`: nobody has stated it
    :ivar body: which committee or council; `speaker` speaks to it there
    :ivar paper: its document as people quote it, `url` where it can be read
    :ivar count: votes as announced; None: not written down
    :ivar factions: how each faction voted; none: not written down
    :ivar comes_of: the date at which it happened
    """

    kind: str
    result: str = ""
    on: FuzzyDate | None = None
    assumed: bool = False
    body: str = ""
    paper: str = ""
    url: str = ""
    speaker: str = ""
    note: str = ""
    count: Count | None = None
    factions: tuple[FactionVote, ...] = ()
    comes_of: NextDate | None = None

    @property
    def as_taken(self) -> Taken:
        has_result = self.kind in states.RESULTS_OF
        return Taken(self.kind, self.on, self.result if has_result else "")

    @property
    def columns(self) -> dict[str, object]:
        count = self.count
        return {
            "kind": self.kind,
            "result": self.as_taken.result,
            "on": str(self.on) if self.on else "",
            "body": self.body.strip(),
            "paper": self.paper.strip(),
            "url": self.url.strip(),
            "speaker": self.speaker.strip(),
            "note": self.note.strip(),
            "yes": count.yes if count else None,
            "no": count.no if count else None,
            "abstained": count.abstained if count else None,
            "comes_of": self.comes_of,
        }


def take_step(*, motion: Motion, told: Told, by: Person, now: dt.datetime) -> Step:
    """
    Enter what a motion went through next.

    :raises Refusal: not the coordination, a step that does not follow or has another
        result, a date that surely lies before an earlier step or is still to come,
        votes whose sums do not fit, the budget without a budget line
    Source: docs/rules.md#R-M1
    """
    check_may(by, motion.centre)
    check_stands(motion)
    if (made := twin(Step, now, motion=motion, **told.columns)) is not None:
        return made
    before = list(Step.objects.standing().filter(motion=motion))
    _check(motion, [step.as_taken for step in before], len(before), told, now)
    place = before[-1].place + 1 if before else 1
    with spoken(field="kind"), transaction.atomic():
        step = _make(motion, told, place=place, by=by, now=now)
        written("take_step", step, by, now)
    return step


def correct_step(*, step: Step, told: Told, by: Person, now: dt.datetime) -> Step:
    """
    Enter what a step really was; what stood there before is kept.

    :raises Refusal: as `take_step`; steps after it that would no longer follow;
        somebody corrected it a moment ago
    Source: docs/rules.md#R-M5
    """
    motion = step.motion
    check_may(by, motion.centre)
    same = {"motion": motion, "corrects": step, **told.columns}
    if (made := twin(Step, now, **same)) is not None:
        return made
    check_stands(motion)
    check_stands(step)
    standing = list(Step.objects.standing().filter(motion=motion))
    taken = [one.as_taken for one in standing]
    at = [one.pk for one in standing].index(step.pk)
    _check(motion, taken, at, told, now)
    with spoken(field="kind"), transaction.atomic():
        step.withdraw(CORRECTED, now)
        made = _make(motion, told, place=step.place, by=by, now=now, corrects=step)
        written("correct_step", made, by, now)
    return made


def withdraw_step(*, step: Step, why: str, now: dt.datetime) -> None:
    """
    Take a step back; who may is asked by `withdraw`.

    :raises Refusal: if a step after it would no longer follow, or nothing were left
    """
    standing = list(Step.objects.standing().filter(motion=step.motion))
    rest = [one.as_taken for one in standing if one.pk != step.pk]
    if not rest:
        raise Refusal(
            _("It is the only step. Withdraw the whole motion instead."), field="why"
        )
    if (found := states.flaw(rest)) is not None:
        raise Refusal(
            _("Without it “%(later)s” would not follow. Withdraw that first.")
            % {"later": states.NAMES[rest[found.at].kind]},
            field="why",
        )
    step.withdraw(why, now)


def _make(
    motion: Motion,
    told: Told,
    *,
    place: int,
    by: Person,
    now: dt.datetime,
    corrects: Step | None = None,
) -> Step:
    step = Step.objects.create(
        centre=motion.centre,
        motion=motion,
        place=place,
        corrects=corrects,
        assumed=told.assumed and told.on is not None,
        entered_at=now,
        entered_by=by.id,
        **told.columns,
    )
    Vote.objects.bulk_create(
        Vote(
            centre=motion.centre,
            step=step,
            faction=one.faction,
            yes=one.count.yes,
            no=one.count.no,
            abstained=one.count.abstained,
        )
        for one in told.factions
    )
    return step


def _check(
    motion: Motion, taken: Sequence[Taken], at: int, told: Told, now: dt.datetime
) -> None:
    """Refuse a step that cannot stand at a place among the others."""
    _check_ahead(told, today_of(motion.centre, now))
    row = [*taken[:at], told.as_taken, *taken[at + 1 :]]
    if (found := states.flaw(row)) is not None:
        raise _refusal(row, found, at)
    _check_votes(told)
    _check_date(motion, told)
    if told.kind == states.BUDGETED:
        lines = BudgetLine.objects.standing().filter(motion=motion).exclude(line="")
        if not lines.exists():
            raise Refusal(
                _(
                    "Enter first in which budget line and year the money stands."
                    " Without a budget line nothing is paid."
                ),
                field="kind",
            )


def _check_ahead(told: Told, today: dt.date) -> None:
    if told.on is not None and told.on.first > today:
        raise Refusal(
            _("That day is still to come. Enter it as the next date."), field="on"
        )


def _check_date(motion: Motion, told: Told) -> None:
    date = told.comes_of
    if date is not None and (date.motion_id != motion.pk or not date.is_standing):
        raise Refusal(_("This date is no longer entered."), field="comes_of")


def _check_votes(told: Told) -> None:
    if told.count is None:
        if told.factions:
            raise Refusal(_("How many voted in all?"), field="yes")
        return
    names = [one.faction.casefold() for one in told.factions]
    if len(set(names)) < len(names):
        raise Refusal(_("A faction stands there twice."), field="factions")
    if not told.count.cast:
        raise Refusal(
            _("Nobody voted? Leave the votes empty if they are not known."), field="yes"
        )
    if votes.sums_differ(told.count, told.factions):
        raise Refusal(_sums(told.count, told.factions), field="factions")
    if votes.contradicts(told.count, told.as_taken.result):
        raise Refusal(
            _("%(yes)d for and %(no)d against: that is not “%(result)s”.")
            % {
                "yes": told.count.yes,
                "no": told.count.no,
                "result": states.RESULT_NAMES[told.result],
            },
            field="result",
        )


def _sums(announced: Count, factions: Sequence[FactionVote]) -> str:
    found = votes.total(factions)
    return _(
        "The factions come to %(yes)d for, %(no)d against, %(abstained)d abstained."
        " Announced are %(yes_all)d, %(no_all)d and %(abstained_all)d."
    ) % {
        "yes": found.yes,
        "no": found.no,
        "abstained": found.abstained,
        "yes_all": announced.yes,
        "no_all": announced.no,
        "abstained_all": announced.abstained,
    }


def _refusal(row: Sequence[Taken], found: Flaw, at: int) -> Refusal:
    """Say what is wrong with a row of steps in which the one at `at` is new."""
    step = row[found.at]
    name = states.NAMES[step.kind]
    if found.at != at:
        return _later(name, found)
    if found.why == "result":
        return Refusal(_result(row, at), field="result")
    if found.why == "follows":
        return Refusal(_follows(row[:at], str(name)), field="kind")
    earlier = row[found.other]
    about = {
        "step": states.NAMES[earlier.kind],
        "day": dates.vague(earlier.on, get_language() or "de", this_year=0)
        if earlier.on
        else "",
    }
    if found.why == "filing":
        return Refusal(
            _("The motion was filed later: %(day)s. Check both dates.") % about,
            field="on",
        )
    return Refusal(
        _("That lies before “%(step)s” (%(day)s). Check both dates.") % about,
        field="on",
    )


def _later(name: object, found: Flaw) -> Refusal:
    if found.why in {"order", "filing"}:
        return Refusal(
            _("Then “%(later)s” would lie before it. Check both dates.")
            % {"later": name},
            field="on",
        )
    return Refusal(
        _("Then “%(later)s” would no longer follow. Correct or withdraw that first.")
        % {"later": name},
        field="kind",
    )


def _result(row: Sequence[Taken], at: int) -> str:
    if row[at].kind == states.DECIDED and row[at].result:
        return _(
            "Nobody has dealt with it who could adopt or reject it. Until then a motion"
            " can be withdrawn, lapse or be settled otherwise."
        )
    return _("Say with which result.")


def _follows(before: Sequence[Taken], name: str) -> str:
    state = states.state_of(before)
    if state == states.CLOSED:
        return _("The motion is closed. Withdraw that step first.")
    may = ", ".join(
        _("“%(name)s”") % {"name": states.NAMES[one]}
        for one in states.following(before)
    )
    if not state:
        return _("A motion begins otherwise. Possible is: %(may)s.") % {"may": may}
    return _("“%(step)s” does not follow “%(state)s”. Possible is: %(may)s.") % {
        "step": name,
        "state": states.NAMES[state],
        "may": may,
    }
