"""Coming to the roster, being ready, blocking weeks, leaving."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Programme
from allin.planning.roster import monday_of
from allin.programmes.models import Blocked, DutyMember, DutyWeek
from allin.programmes.models.duty.marks import mark_of
from allin.programmes.operations.duty import who
from allin.programmes.operations.duty.loads import level_of
from allin.programmes.operations.duty.losing import empty_places
from allin.programmes.permissions import can_run_roster, is_own_row
from allin.programmes.rules import duty as rules
from allin.vault import operations as vault
from allin.volunteers.models import Volunteer


def note(
    verb: str, row: DutyMember | DutyWeek, by: Person | None, now: dt.datetime
) -> None:
    """Write down that something was done; the row is opaque, so nobody is named."""
    audit.record(
        centre=row.centre,
        verb=f"programmes.{verb}",
        thing=f"programmes.{type(row).__name__}",
        thing_id=row.pk,
        by=by,
        now=now,
    )


@transaction.atomic
def join(
    *,
    programme: Programme,
    volunteer: Volunteer,
    channel: str,
    language: str,
    certificate_on: dt.date | None = None,
    refresher_due_on: dt.date | None = None,
    badge: str = "",
    by: Person,
    now: dt.datetime,
) -> DutyMember:
    """
    This will enter somebody on the roster, with the consent they gave.

    Who it is goes sealed to the vault. A newcomer is taken to have borne as much as
    who bore least, so that nobody is flooded.

    :param channel: how the consent was given, one of `rules.CHANNELS`
    :param language: in which the text of the consent was read
    :raises Refusal: not the coordination, already on it, somebody of another centre
    Source: docs/rules.md#R-E1
    """
    if not can_run_roster(by, programme.centre):
        raise Refusal(_("The coordination looks after this roster."))
    if volunteer.centre_id != programme.centre_id or volunteer.erased_at:
        raise Refusal(_("There is no such person here."), field="volunteer")
    locks.hold(who.LOCK, [programme.pk])
    subject = vault.new_subject(centre=programme.centre, now=now)
    vault.seal(subject_id=subject.pk, field=who.FIELD, text=str(volunteer.pk))
    vault.give_consent(
        subject_id=subject.pk,
        purpose=rules.PURPOSE,
        receiver=rules.RECEIVER,
        text_version=rules.TEXT_VERSION,
        language=language,
        channel=channel,
        expires_at=now + rules.CONSENT_FOR,
        now=now,
    )
    with spoken(), transaction.atomic():
        made = DutyMember.objects.create(
            centre=programme.centre,
            programme=programme,
            subject=subject.pk,
            mark=mark_of(programme.pk, volunteer.pk),
            badge=badge.strip()[:20],
            certificate_on=certificate_on,
            refresher_due_on=refresher_due_on,
            brought=level_of(programme, now=now),
            joined_at=now,
        )
    note("join_roster", made, by, now)
    return made


@transaction.atomic
def make_ready(
    *,
    companion: DutyMember,
    certificate_on: dt.date | None,
    refresher_due_on: dt.date | None,
    badge: str = "",
    by: Person,
    now: dt.datetime,
) -> DutyMember:
    """
    This will note certificate, refresher and badge of a companion.

    :raises Refusal: not the coordination; a refresher due before the certificate
    Source: docs/rules.md#R-E4
    """
    if not can_run_roster(by, companion.centre):
        raise Refusal(_("The coordination looks after this roster."))
    companion.certificate_on = certificate_on
    companion.refresher_due_on = refresher_due_on
    companion.badge = badge.strip()[:20]
    with spoken(), transaction.atomic():
        companion.save(update_fields=["certificate_on", "refresher_due_on", "badge"])
    note("make_ready", companion, by, now)
    return companion


@transaction.atomic
def block(
    *, companion: DutyMember, day: dt.date, by: Person, now: dt.datetime
) -> Blocked:
    """
    This will keep a companion free of the week a day lies in. Twice is harmless.

    :raises Refusal: a week that is published with them (then they ask to be
        relieved), one that is over, or somebody else's row
    Source: docs/rules.md#R-E5
    """
    if not (can_run_roster(by, companion.centre) or is_own_row(by, companion)):
        raise Refusal(_("The coordination looks after this roster."))
    monday = monday_of(day)
    if monday + dt.timedelta(days=7) <= now.astimezone(companion.centre.tz).date():
        raise Refusal(_("This week is over."), field="day")
    locks.hold(who.LOCK, [companion.programme_id])
    mine = DutyWeek.objects.binding().of_companion(companion.pk)
    if mine.filter(monday=monday).exists():
        raise Refusal(
            _("This week is published with this person. Somebody has to take it over."),
            field="day",
        )
    blocked, made = Blocked.objects.get_or_create(
        companion=companion, monday=monday, defaults={"centre": companion.centre}
    )
    if made:
        note("block_week", companion, by, now)
    return blocked


@transaction.atomic
def unblock(*, blocked: Blocked, by: Person, now: dt.datetime) -> None:
    """This will let a companion be planned for a week again. Twice is harmless."""
    companion = blocked.companion
    if not (can_run_roster(by, companion.centre) or is_own_row(by, companion)):
        raise Refusal(_("The coordination looks after this roster."))
    if Blocked.objects.filter(pk=blocked.pk).delete()[0]:
        note("unblock_week", companion, by, now)


@transaction.atomic
def leave(*, companion: DutyMember, by: Person | None, now: dt.datetime) -> None:
    """
    This will take somebody off the roster and destroy what says who it was.

    Promised weeks are given back; published ones are short until somebody is found.
    Figures stay and name nobody. Twice is harmless. The person may do it themselves:
    it takes their consent back.

    :raises Refusal: neither the coordination nor the person
    Source: docs/rules.md#R-E1
    """
    if by is not None and not (
        can_run_roster(by, companion.centre) or is_own_row(by, companion)
    ):
        raise Refusal(_("The coordination looks after this roster."))
    locks.hold(who.LOCK, [companion.programme_id])
    left = DutyMember.objects.standing().filter(pk=companion.pk)
    if not left.update(left_at=now, mark="", badge=""):
        return
    empty_places(companion, by=by, now=now)
    Blocked.objects.filter(companion=companion).delete()
    vault.erase(subject_id=companion.subject, why="left", now=now)
    note("leave_roster", companion, by, now)


def forget_gone(*, now: dt.datetime) -> int:
    """
    This will take off all rosters who no longer gives time; returns how many.

    Run by a job; twice is harmless. Source: docs/rules.md#R-E1
    """
    gone = 0
    rosters = Programme.objects.filter(
        pk__in=DutyMember.objects.standing().values("programme")
    ).select_related("centre")
    for programme in rosters:
        rows = who.roster_of(programme)
        people = who.people_of(rows, centre=programme.centre, by=None, now=now)
        for row in rows:
            person = people.get(row.pk)
            agreed = vault.allowed(
                subject_id=row.subject,
                purpose=rules.PURPOSE,
                receiver=rules.RECEIVER,
                now=now,
            )
            if agreed and (person is None or person.left_on is not None):
                leave(companion=row, by=None, now=now)
                gone += 1
    return gone
