"""A path from the first talk to its end: moved on, looked at again, reminded."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.centres.models import Centre
from allin.centres.operations import link
from allin.core import recipients
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.outbox import operations as outbox
from allin.programmes.models import Path, PathStep, Visit
from allin.programmes.operations.naturalisation.base import (
    check_steers,
    locked,
    store,
    today_of,
)
from allin.programmes.rules import naturalisation as law
from allin.programmes.rules import pathway as rules
from allin.programmes.rules.pathway import Gap, Stage
from allin.vault import operations as vault
from allin.volunteers import operations as volunteers


@transaction.atomic
def advance(
    *,
    path: Path,
    to: str,
    filed_on: dt.date | None = None,
    reason: str = "",
    by: Person,
    now: dt.datetime,
) -> Path:
    """
    This will move a path to its next stage. A second tap changes nothing.

    :param filed_on: day of the application, centre's zone; needed for "filed"
    :param reason: one of rules.REASONS; needed for "ended early"
    :raises Refusal: no such step, gaps are open, the day has not come, no reason
    Source: docs/rules.md#R-N2, R-N3
    """
    now_is = locked(path.pk)
    check_steers(now_is, by)
    if now_is.stage == to:
        return now_is
    if not rules.may_become(now_is.stage, to):
        raise Refusal(
            _("After “%(was)s” comes something else than “%(to)s”.")
            % {"was": now_is.get_stage_display(), "to": Stage(to).label}
        )
    today = today_of(now_is.centre, now)
    if to == Stage.FILED:
        _file(now_is, filed_on or today, today)
    if to == Stage.DOCUMENTS and now_is.open_gaps:
        raise Refusal(
            _("Still open: %(gaps)s. Look at the requirements again first.")
            % {"gaps": ", ".join(now_is.gap_words)}
        )
    _enter(now_is, Stage(to), reason, today)
    PathStep.objects.create(
        centre=now_is.centre, path=now_is, was=path.stage, became=to, at=now
    )
    now_is.since = now
    store(now_is, "advance_path", by=by, now=now)
    if now_is.is_over and now_is.subject_id is not None:
        _close_vault(now_is)
        now_is.asks.unanswered().update(answer="closed", answered_at=now)
    path.refresh_from_db()
    return now_is


def _enter(path: Path, to: Stage, reason: str, today: dt.date) -> None:
    path.stage = to
    if to in rules.AT_THE_OFFICE and path.filed_on is not None:
        after = max(today, path.filed_on)
        path.remind_on = path.remind_on or rules.next_reminder(path.filed_on, after)
    else:
        path.remind_on = None
    if to in {Stage.GRANTED, Stage.REJECTED} and path.filed_on is not None:
        path.decided_on = today
        path.months = rules.whole_months(path.filed_on, today)
    if to == Stage.DROPPED:
        if reason not in dict(rules.REASONS):
            raise Refusal(_("Choose why it ended early."), field="reason")
        path.reason = reason
    if to in rules.OVER:
        path.closed_on = today
        path.next_step, path.next_on = "", None


def _file(path: Path, filed_on: dt.date, today: dt.date) -> None:
    if filed_on > today:
        raise Refusal(_("This day has not come yet."), field="filed_on")
    if filed_on < path.opened_on - rules.KEEP_OPEN * 5:
        raise Refusal(_("That is long ago. Look at the year again."), field="filed_on")
    path.filed_on = filed_on
    path.gaps = ""


def _close_vault(path: Path) -> None:
    end = dt.datetime.combine(path.forget_on, dt.time(), tzinfo=path.centre.tz)
    subject_id = path.subject_id
    assert subject_id is not None  # noqa: S101  (asked before)
    vault.keep_until(subject_id=subject_id, until=end + dt.timedelta(days=1))


@transaction.atomic
def plan_next(
    *, path: Path, step: str, on: dt.date, by: Person, now: dt.datetime
) -> Path:
    """
    This will note what is to be done next, and until when (centre's zone).

    :raises Refusal: over, a day that is past or more than two years away
    Source: docs/rules.md#R-N4
    """
    now_is = locked(path.pk)
    check_steers(now_is, by)
    today = today_of(now_is.centre, now)
    if now_is.is_over:
        raise Refusal(_("This accompaniment is over."))
    if step not in dict(rules.NEXT_STEPS):
        raise Refusal(_("Choose what comes next."), field="step")
    if not today <= on <= today + dt.timedelta(days=731):
        raise Refusal(_("Choose a day from today to two years ahead."), field="on")
    now_is.next_step, now_is.next_on = step, on
    store(now_is, "plan_next", by=by, now=now)
    return now_is


@transaction.atomic
def look_again(
    *,
    path: Path,
    since: dt.date | None,
    gaps: Collection[str],
    by: Person,
    now: dt.datetime,
) -> Path:
    """
    This will note what the requirements of today leave open. The answers are not kept.

    The first day of stay becomes the earliest day of filing and is forgotten; without
    it, the day known before stays. A stay that is too short is a gap by itself.

    :raises Refusal: filed already, or a day that has not come
    Source: docs/rules.md#R-N5
    """
    now_is = locked(path.pk)
    check_steers(now_is, by)
    today = today_of(now_is.centre, now)
    if not now_is.before_filing:
        raise Refusal(_("The application is filed. The office looks at it now."))
    if since is not None:
        if since > today:
            raise Refusal(_("This day has not come yet."), field="since")
        now_is.earliest_on = law.earliest_filing(since)
    found = {one for one in gaps if one in Gap.values} - {Gap.TIME.value}
    if now_is.earliest_on is not None and now_is.earliest_on > today:
        found.add(Gap.TIME.value)
    kept = [one for one in Gap.values if one in found]
    now_is.gaps = f"|{'|'.join(kept)}|" if kept else ""
    now_is.checked_on = today
    store(now_is, "look_again", by=by, now=now)
    return now_is


@transaction.atomic
def note_asked(*, path: Path, by: Person, now: dt.datetime) -> Path:
    """
    This will note that somebody asked the office, and fix the next day of asking.

    :raises Refusal: the office does not have the application
    Source: docs/rules.md#R-N6
    """
    now_is = locked(path.pk)
    check_steers(now_is, by)
    if not now_is.is_with_the_office or now_is.filed_on is None:
        raise Refusal(_("The office does not have this application."))
    today = today_of(now_is.centre, now)
    now_is.remind_on = rules.next_reminder(now_is.filed_on, today)
    store(now_is, "note_asked", by=by, now=now)
    return now_is


@transaction.atomic
def note_visit(
    *,
    path: Path,
    held_on: dt.date,
    minutes: int,
    by: Person,
    now: dt.datetime,
) -> Visit:
    """
    This will note time the companion gave, and enter their hours once.

    The same day again corrects the minutes; the hours follow.

    :param minutes: 1 to 960
    :raises Refusal: nobody accompanies, or as `volunteers.enter_hours`
    Source: docs/rules.md#R-N7
    """
    now_is = locked(path.pk)
    check_steers(now_is, by)
    companion = now_is.companion
    if companion is None:
        raise Refusal(_("Nobody accompanies this person yet."))
    visit = Visit.objects.filter(
        path=now_is, volunteer=companion, held_on=held_on
    ).first()
    if visit is not None and visit.hours is not None:
        if visit.minutes != minutes:
            visit.hours = volunteers.carry_over(
                hours=visit.hours, minutes=minutes, by=by, now=now
            )
    else:
        hours = volunteers.enter_hours(
            volunteer=companion,
            association=companion.association,
            programme=now_is.programme,
            kind="accompaniment",
            minutes=minutes,
            worked_on=held_on,
            by=by,
            now=now,
        )
        visit = visit or Visit(
            centre=now_is.centre, path=now_is, volunteer=companion, held_on=held_on
        )
        visit.hours = hours
    visit.minutes = minutes
    with spoken(), transaction.atomic():
        visit.save()
    store(now_is, "note_visit", by=by, now=now)
    return visit


@transaction.atomic
def remind(*, centre: Centre, now: dt.datetime) -> int:
    """
    This will write to companions whose application waits for three months again.

    One letter for each day that is due; it names no person and no office.
    Source: docs/rules.md#R-N6
    """
    today, written = today_of(centre, now), 0
    due = Path.objects.filter(centre=centre, companion__isnull=False)
    for path in due.to_ask_about(today).select_related("centre", "companion"):
        if path.reminded_on == path.remind_on or path.companion is None:
            continue
        to = recipients.find("volunteers.volunteer", path.companion.pk)
        language = to.language if to else path.companion.language or "de"
        with override(language):
            outbox.write(
                centre=centre,
                to_kind="volunteers.volunteer",
                to_id=path.companion.pk,
                body=_(
                    "Three months have passed. Time to ask how it stands, and to note "
                    "it here: %(url)s"
                )
                % {"url": link(centre, "programmes:path", path.pk)},
                language=language,
                now=now,
            )
        Path.objects.filter(pk=path.pk).update(reminded_on=path.remind_on)
        written += 1
    return written
