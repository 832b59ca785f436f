"""Asking for money: funders, applications, and their steps to the decision."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.fuzzy import FuzzyDate
from allin.core.money import Cents
from allin.core.people import Person
from allin.core.violations import spoken
from allin.funding.models import Application, CostLine, Funder, Step
from allin.funding.operations.costs import check_day
from allin.funding.operations.record import check_lines, check_may, twin, written
from allin.funding.rules import pipeline


@dataclass(frozen=True)
class Asked:
    """
    What an application asks for.

    :ivar amount: cents in all; None: not stated
    :ivar pays_from: the day it would begin to pay `lines`; None: no scenario
    :ivar back_to: the day it could pay back to
    :ivar amount_assumed: likewise `pays_assumed` for both days
    """

    title: str
    funder: Funder | None = None
    lines: Sequence[CostLine] = ()
    amount: Cents | None = None
    amount_assumed: bool = False
    pays_from: dt.date | None = None
    back_to: dt.date | None = None
    pays_assumed: bool = False


def enter_funder(
    *, centre: Centre, name: str, kind: str, by: Person, now: dt.datetime
) -> Funder:
    """
    Enter somebody who is asked for money or gives it.

    :raises Refusal: not the coordination, or already entered
    """
    check_may(by, centre)
    with spoken(field="name"), transaction.atomic():
        funder = Funder.objects.create(
            centre=centre, name=name.strip(), kind=kind, entered_at=now
        )
        written("enter_funder", funder, by, now)
    return funder


@transaction.atomic
def enter_application(
    *,
    centre: Centre,
    asked: Asked,
    kind: str,
    on: FuzzyDate | None,
    assumed: bool,
    by: Person,
    now: dt.datetime,
) -> Application:
    """
    Enter an application with the step it has reached.

    :param kind: idea, draft, submitted; approved or rejected where only that is known
    :param on: when it took that step, as far as known
    :raises Refusal: not the coordination, a decision that is still to come
    """
    check_may(by, centre)
    _check(asked, centre)
    same = {"centre": centre, "title": asked.title.strip(), "funder": asked.funder}
    if (made := twin(Application, now, **same)) is not None:
        return made
    application = Application(entered_at=now, **same)
    _fill(application, asked)
    written("enter_application", application, by, now)
    take_step(
        application=application, kind=kind, on=on, assumed=assumed, by=by, now=now
    )
    return application


@transaction.atomic
def change_application(
    *, application: Application, asked: Asked, by: Person, now: dt.datetime
) -> Application:
    """
    Change what an application asks for; its steps stay.

    :raises Refusal: not the coordination
    """
    check_may(by, application.centre)
    _check(asked, application.centre)
    application.title, application.funder = asked.title.strip(), asked.funder
    _fill(application, asked)
    written("change_application", application, by, now)
    return application


def _check(asked: Asked, centre: Centre) -> None:
    check_lines(asked.lines, centre, needed=asked.pays_from is not None)
    check_day(asked.pays_from, "pays_from")
    check_day(asked.back_to, "back_to")
    if asked.back_to is not None and asked.pays_from is None:
        raise Refusal(_("Say also from when it would pay on."), field="pays_from")
    if asked.back_to and asked.pays_from and asked.back_to >= asked.pays_from:
        raise Refusal(
            _("Paying back has to reach further back than paying on."),
            field="back_to",
        )


def _fill(application: Application, asked: Asked) -> None:
    application.amount = asked.amount
    application.amount_assumed = asked.amount_assumed and asked.amount is not None
    application.pays_from, application.back_to = asked.pays_from, asked.back_to
    application.pays_assumed = asked.pays_assumed and asked.pays_from is not None
    application.save()
    application.lines.set(asked.lines)


def take_step(
    *,
    application: Application,
    kind: str,
    on: FuzzyDate | None,
    by: Person,
    now: dt.datetime,
    assumed: bool = False,
    body: str = "",
    reason: str = "",
) -> Step:
    """
    Enter the next step of an application, or a date at which it is decided.

    :param body: who decides, for such a date
    :param reason: of a decision
    :raises Refusal: not the coordination, a step that does not follow, a date that
        surely lies before an earlier step, a decision that is still to come
    """
    check_may(by, application.centre)
    standing = Step.objects.standing().filter(application=application)
    taken = [step.as_taken for step in standing]
    kept = str(on) if on else ""
    same = {"application": application, "kind": kind, "on": kept, "body": body.strip()}
    if (made := twin(Step, now, **same)) is not None:
        return made
    _check_follows(taken, kind)
    _check_date(taken, kind, on, now.astimezone(application.centre.tz).date())
    with spoken(field="kind"), transaction.atomic():
        step = Step.objects.create(
            centre=application.centre,
            assumed=assumed and on is not None,
            reason=reason.strip(),
            entered_at=now,
            **same,
        )
        written("take_step", step, by, now)
    return step


def _check_follows(taken: Iterable[pipeline.Taken], kind: str) -> None:
    state = pipeline.state_of(taken)
    if kind in pipeline.MAY_FOLLOW[state]:
        return
    if state in pipeline.DECIDED:
        raise Refusal(
            _("It is decided: %(state)s. Withdraw that step first.")
            % {"state": pipeline.NAMES[state]},
            field="kind",
        )
    raise Refusal(
        _("“%(step)s” does not follow “%(state)s”.")
        % {"step": pipeline.NAMES[kind], "state": pipeline.NAMES.get(state, "–")},
        field="kind",
    )


def _check_date(
    taken: Sequence[pipeline.Taken], kind: str, on: FuzzyDate | None, today: dt.date
) -> None:
    if kind == pipeline.MEETING:
        if on is None:
            raise Refusal(_("On which day is it?"), field="on")
        return
    if on is not None and on.first > today:
        raise Refusal(
            _("That day is still to come. Enter it as “%(meeting)s”.")
            % {"meeting": pipeline.NAMES[pipeline.MEETING]},
            field="on",
        )
    earlier = pipeline.surely_too_early(taken, on)
    if earlier is not None:
        raise Refusal(
            _("That lies before “%(step)s”. Check both dates.")
            % {"step": pipeline.NAMES[earlier.kind]},
            field="on",
        )
