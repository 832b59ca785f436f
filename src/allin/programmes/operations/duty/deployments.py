"""What is written down afterwards, and the talk after it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres import operations as centres
from allin.core import languages, locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Programme
from allin.outbox import operations as outbox
from allin.programmes.models import Deployment, DutyMember, Part
from allin.programmes.operations.duty import who
from allin.programmes.permissions import can_run_roster, is_own_row
from allin.programmes.rules import duty as rules
from allin.vault import operations as vault
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer

# Hours say "accompaniment" and name no programme: a board that confirms them learns
# nothing of the roster.
KIND = "accompaniment"


@transaction.atomic
def log(
    *,
    programme: Programme,
    companions: Iterable[int],
    alarm_at: dt.datetime,
    arrived_at: dt.datetime,
    ended_at: dt.datetime,
    requested_by: str,
    keyword: str,
    district: str,
    spoken_codes: Iterable[str],
    adults: str,
    children: str,
    handed_to: str,
    follow_up: bool,
    by: Person,
    now: dt.datetime,
) -> Deployment:
    """
    This will write a deployment down, after it: lists and ranges, nobody's name.

    Everybody who went gets their hours, once, from the alarm to the end, and is
    talked with within 72 hours.

    :param companions: rows of companions who went
    :param alarm_at: aware; as `arrived_at` and `ended_at` in the past
    :raises Refusal: times out of order, longer than 16 hours, in the future or over
        60 days ago; nobody went; the alarm is written down already; neither the
        coordination nor somebody who went
    Source: docs/rules.md#R-E8, R-E9
    """
    _check_times(alarm_at, arrived_at, ended_at, now)
    locks.hold(who.LOCK, [programme.pk])
    rows = list(
        DutyMember.objects.standing().filter(
            programme=programme, pk__in=set(companions)
        )
    )
    if not rows:
        raise Refusal(_("Say who went."), field="companions")
    if not (
        can_run_roster(by, programme.centre) or any(is_own_row(by, row) for row in rows)
    ):
        raise Refusal(_("The coordination looks after this roster."))
    with spoken(), transaction.atomic():
        made = Deployment.objects.create(
            centre=programme.centre,
            programme=programme,
            alarm_at=alarm_at,
            arrived_at=arrived_at,
            ended_at=ended_at,
            requested_by=requested_by,
            keyword=keyword,
            district=district,
            spoken=languages.mask(list(spoken_codes)),
            adults=adults,
            children=children,
            handed_to=handed_to,
            follow_up=follow_up,
            logged_at=now,
        )
    people = who.people_of(rows, centre=programme.centre, by=by, now=now)
    for row in rows:
        _went(made, row, people.get(row.pk), by=by, now=now)
    _note("log_deployment", made, by, now)
    return made


def _check_times(
    alarm_at: dt.datetime,
    arrived_at: dt.datetime,
    ended_at: dt.datetime,
    now: dt.datetime,
) -> None:
    if ended_at > now:
        raise Refusal(
            _("That time has not come yet. A deployment is written down afterwards."),
            field="ended_at",
        )
    if alarm_at < now - rules.LATEST_LOG:
        raise Refusal(
            _("This is more than 60 days ago. The coordination can help."),
            field="alarm_at",
        )
    if arrived_at < alarm_at:
        raise Refusal(_("The arrival has to be after the alarm."), field="arrived_at")
    if ended_at <= arrived_at:
        raise Refusal(_("The end has to be after the arrival."), field="ended_at")
    if ended_at - alarm_at > rules.LONGEST:
        raise Refusal(
            _("That is more than 16 hours. Check the times, or enter two."),
            field="ended_at",
        )


def _went(
    deployment: Deployment,
    row: DutyMember,
    person: Volunteer | None,
    *,
    by: Person,
    now: dt.datetime,
) -> None:
    Part.objects.create(
        centre=deployment.centre,
        deployment=deployment,
        companion=row,
        minutes=deployment.minutes,
        debrief_by=deployment.ended_at + rules.DEBRIEF_WITHIN,
    )
    if person is None:  # the consent has lapsed: there is nobody to enter hours for
        return
    hours = volunteers.enter_hours(
        volunteer=person,
        association=person.association,
        kind=KIND,
        minutes=deployment.minutes,
        worked_on=deployment.alarm_at.astimezone(deployment.centre.tz).date(),
        by=by,
        now=now,
    )
    vault.seal(
        subject_id=row.subject, field=f"hours:{deployment.pk}", text=str(hours.pk)
    )


@transaction.atomic
def settle_debrief(*, part: Part, held: bool, by: Person, now: dt.datetime) -> Part:
    """
    This will note that the talk took place, or is not needed. Twice is harmless.

    :param held: False: they do without
    :raises Refusal: neither the coordination nor the person
    Source: docs/rules.md#R-E9
    """
    if not (can_run_roster(by, part.centre) or is_own_row(by, part.companion)):
        raise Refusal(_("The coordination looks after this roster."))
    told = {"debriefed_at": now} if held else {"waived_at": now}
    if Part.objects.to_debrief().filter(pk=part.pk).update(**told):
        verb = "hold_debrief" if held else "waive_debrief"
        _note(verb, part.deployment, by, now)
    part.refresh_from_db()
    return part


@transaction.atomic
def remind(*, now: dt.datetime) -> int:
    """
    This will remind who went of the talk, a day before the 72 hours are over, once.

    Run by a job; twice is harmless. The letter says neither what nor where.
    Source: docs/rules.md#R-E9
    """
    due = list(
        Part.objects.to_debrief()
        .filter(reminded_at__isnull=True, debrief_by__lte=now + rules.REMIND_BEFORE)
        .select_related("companion", "deployment__programme__centre")
    )
    by_centre: dict[int, list[Part]] = {}
    for part in due:
        by_centre.setdefault(part.centre_id, []).append(part)
    for parts in by_centre.values():
        centre = parts[0].deployment.programme.centre
        people = who.people_of(
            {part.companion for part in parts}, centre=centre, by=None, now=now
        )
        for part in parts:
            if part.companion_id in people:
                _write(people[part.companion_id], now)
    Part.objects.filter(pk__in=[part.pk for part in due]).update(reminded_at=now)
    return len(due)


def _write(person: Volunteer, now: dt.datetime) -> None:
    with translation.override(person.language or "de"):
        body = _(
            "Something on your own page waits for you: please look there or call the"
            " coordination.\n\n%(link)s"
        ) % {"link": centres.link(person.centre, "programmes:duty_mine")}
    outbox.write(
        centre=person.centre,
        to_kind="volunteers.volunteer",
        to_id=person.pk,
        body=body,
        language=person.language or "de",
        now=now,
    )


def _note(verb: str, row: Deployment, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=row.centre,
        verb=f"programmes.{verb}",
        thing="programmes.Deployment",
        thing_id=row.pk,
        by=by,
        now=now,
    )
