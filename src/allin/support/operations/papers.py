"""Papers of associations: entered, renewed, ended; both sides are reminded."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.centres.operations import link
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Association
from allin.support import rules
from allin.support.models import Paper, Reminder
from allin.support.operations import telling
from allin.support.operations.asking import check_association, today
from allin.support.permissions import can_speak_for


@transaction.atomic
def enter_paper(
    *,
    association: Association,
    kind: str,
    dated_on: dt.date,
    valid_until: dt.date | None = None,
    title: str = "",
    lies: str = "",
    by: Person,
    now: dt.datetime,
) -> Paper:
    """
    This will enter a paper; an older one of the same kind ends, its dates stay known.

    :param valid_until: its last day; None where it has none
    :param lies: where it can be found, in words; no file is kept
    :raises Refusal: it would end before its date, is dated in the future, or is not
        theirs
    Source: docs/rules.md#R-S10 (D10, G5)
    """
    centre = association.centre
    if not can_speak_for(by, centre, association.pk):
        raise Refusal(_("A board enters papers of its own association."))
    check_association(association, centre)
    if dated_on > today(centre, now):
        raise Refusal(_("That day has not come yet."), field="dated_on")
    told = {
        "association": association,
        "kind": kind,
        "title": title if kind == "other" else "",
        "dated_on": dated_on,
        "valid_until": valid_until,
        "lies": lies,
    }
    same = Paper.objects.standing().filter(**told).first()
    if same is not None:
        return same
    older = Paper.objects.filter(
        association=association, kind=kind, title=told["title"], ended_at=None
    )
    with spoken(field="valid_until"), transaction.atomic():
        older.update(ended_at=now)
        paper: Paper = Paper.objects.create(
            centre=centre, entered_by=by.id, entered_at=now, **told
        )
    _record("enter_paper", paper, by, now)
    return paper


@transaction.atomic
def end_paper(*, paper: Paper, by: Person, now: dt.datetime) -> None:
    """
    This will note that a paper no longer matters. Twice changes nothing.

    :raises Refusal: it is not theirs
    """
    if not can_speak_for(by, paper.centre, paper.association_id):
        raise Refusal(_("A board enters papers of its own association."))
    if Paper.objects.filter(pk=paper.pk, ended_at=None).update(ended_at=now):
        _record("end_paper", paper, by, now)


def remind(*, now: dt.datetime) -> int:
    """
    This will write to boards and coordination about papers that end soon.

    90, 30 and 7 days before, once each, however often it runs; one letter for all
    papers of an association, one for all of a centre. Returns how many papers it was.
    Source: docs/rules.md#R-S11 (D10, G5)
    """
    return sum(_remind(centre, now) for centre in Centre.objects.order_by("pk"))


@transaction.atomic
def _remind(centre: Centre, now: dt.datetime) -> int:
    found = _due(centre, now)
    for association, number in found.items():
        telling.board(
            association=association,
            body=lambda number=number, one=association: _to_board(one, number),  # type: ignore[misc]
            by=None,
            now=now,
        )
    papers = sum(found.values())
    if papers:
        telling.coordination(
            centre=centre, body=lambda: _to_centre(centre, papers), by=None, now=now
        )
    return papers


def _due(centre: Centre, now: dt.datetime) -> dict[Association, int]:
    """Note each reminder that is due as written; count the papers per association."""
    day = today(centre, now)
    counts: dict[Association, int] = defaultdict(int)
    ending = Paper.objects.of(centre).ending(day, max(rules.REMIND))
    for paper in ending.select_related("association__centre").prefetch_related(
        "reminders"
    ):
        left = paper.days_left(day)
        sent = {one.days for one in paper.reminders.all()}
        due = None if left is None else rules.reminder_due(left, sent)
        if due is None:
            continue
        _reminder, fresh = Reminder.objects.get_or_create(
            paper=paper, days=due, defaults={"centre": centre, "written_at": now}
        )
        counts[paper.association] += fresh
    return {one: number for one, number in counts.items() if number}


def _to_board(association: Association, number: int) -> str:
    return ngettext(
        "A paper of %(name)s ends soon. Look which one, and what to do: %(address)s",
        "%(number)d papers of %(name)s end soon. Look which, and what to do: "
        "%(address)s",
        number,
    ) % {
        "number": number,
        "name": association.called,
        "address": link(association.centre, "support:papers_of", association.pk),
    }


def _to_centre(centre: Centre, number: int) -> str:
    return ngettext(
        "%(number)d paper of an association ends soon: %(address)s",
        "%(number)d papers of associations end soon: %(address)s",
        number,
    ) % {"number": number, "address": link(centre, "support:papers")}


def _record(verb: str, paper: Paper, by: Person, now: dt.datetime) -> None:
    telling.record(
        centre=paper.centre,
        verb=verb,
        thing="Paper",
        thing_id=paper.pk,
        by=by,
        now=now,
        detail=f"kind={paper.kind}",
    )
