"""Asking: one, in order, or several at once; and whose turn it is next."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.audit import operations as audit
from allin.centres.operations import link
from allin.core import locks, recipients
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.counselling.models import Ask, Referral
from allin.counselling.operations.advance import advance
from allin.counselling.operations.candidates import everybody_for, need_of
from allin.counselling.operations.deadlines import due
from allin.counselling.permissions import can_coordinate
from allin.counselling.rules import UNACCEPTED, State
from allin.directory.models import Association
from allin.outbox import operations as outbox
from allin.planning.asking import Reason
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer
from allin.volunteers.rules import HARD

LOCK: Final = "counselling.referral"
AT_ONCE: Final = 5  # how many may be asked at the same time
LAST_CALL: Final = 3  # hours an answer has at least after the reminder


@dataclass(frozen=True)
class Asked:
    """
    A question just put.

    :param token: opens the answer page; kept nowhere, "" while the turn is to come
    """

    ask: Ask
    token: str = ""

    @property
    def address(self) -> str:
        """The whole address of the answer page."""
        return link(self.ask.centre, "counselling:answer", self.token)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def locked(referral_id: int) -> Referral:
    """Return a referral as it is now, held until the transaction ends."""
    locks.hold(LOCK, [referral_id])
    found: Referral = Referral.objects.select_related("centre", "topic").get(
        pk=referral_id
    )
    return found


@locks.retried
@transaction.atomic
def ask(
    *,
    referral: Referral,
    people: Sequence[Volunteer] = (),
    contacts: Sequence[Association] = (),
    mode: Ask.Mode,
    way: Ask.Way = Ask.Way.LETTER,
    by: Person,
    now: dt.datetime,
) -> list[Asked]:
    """
    This will ask people whether they can accompany somebody, in the order given.

    In order, the first is asked now and the next when it is their turn; at once, the
    first yes counts. What they read first is need, language, district and urgency.

    :param contacts: associations without named advisers: their contact person
    :param way: by letter, or with a link the coordination copies into a message
    :raises Refusal: if it is taken on already, nobody is named, or something hard
        speaks against one of them
    Source: docs/rules.md#R-A1 to R-A3 (R4, R12, R15)
    """
    now_is = _askable(referral, by)
    count = len(people) + len(contacts)
    if not count:
        raise Refusal(_("Nobody is chosen. Tick at least one person."))
    if mode == Ask.Mode.AT_ONCE and count > AT_ONCE:
        raise Refusal(
            _("At most %(n)d can be asked at once. The others in order.")
            % {"n": AT_ONCE}
        )
    _check(now_is, people, contacts, now)
    order = (
        Ask.objects.filter(referral=now_is).order_by("-order").values_list("order")
    ).first()
    first = (order[0] if order else 0) + 1
    waiting = Ask.objects.unanswered().filter(referral=now_is).exists()
    asked = []
    everyone: list[Volunteer | Association] = [*people, *contacts]
    for place, whom in enumerate(everyone):
        later = mode == Ask.Mode.IN_ORDER and (place > 0 or waiting)
        planned = _plan(now_is, whom, mode=mode, way=way, order=first + place, now=now)
        asked.append(Asked(planned) if later else put(planned, now=now))
    if now_is.state == State.RECEIVED:
        advance(referral=now_is, to=State.ASKING, by=by, now=now, note=mode)
    record("ask", now_is, by, now, detail=f"{mode} {count}")
    referral.refresh_from_db()
    return asked


def _askable(referral: Referral, by: Person) -> Referral:
    now_is = locked(referral.pk)
    if not can_coordinate(by, now_is.centre):
        raise Refusal(_("Only the coordination asks."))
    if now_is.state not in UNACCEPTED:
        raise Refusal(
            _("%(code)s is “%(state)s”. Nobody else is asked.")
            % {"code": now_is.code, "state": now_is.get_state_display()}
        )
    return now_is


def _check(
    referral: Referral,
    people: Sequence[Volunteer],
    contacts: Sequence[Association],
    now: dt.datetime,
) -> None:
    """Refuse whoever may not be asked; what the page showed may be an hour old."""
    need = need_of(referral, now=now)
    found = {
        one.pk: one
        for one in everybody_for(referral, need).filter(
            pk__in=[one.pk for one in people]
        )
    }
    for one in people:
        row = found.get(one.pk)
        if row is None or row.why.value & HARD:
            if row is not None and Reason.EXCLUDED in row.why:
                raise Refusal(_("One of them is not asked, at the person's wish."))
            raise Refusal(
                _("%(name)s cannot be asked any more. Look at the reasons again.")
                % {"name": one}
            )
    for association in contacts:
        if (
            association.centre_id != referral.centre_id
            or association.pk in need.excluded
        ):
            raise Refusal(_("One of them is not asked, at the person's wish."))


def _plan(
    referral: Referral,
    whom: Volunteer | Association,
    *,
    mode: Ask.Mode,
    way: Ask.Way,
    order: int,
    now: dt.datetime,
) -> Ask:
    adviser = whom if isinstance(whom, Volunteer) else None
    with spoken(), transaction.atomic():
        planned: Ask = Ask.objects.create(
            centre=referral.centre,
            referral=referral,
            volunteer=adviser,
            association_id=adviser.association_id if adviser else whom.pk,
            mode=mode,
            way=way,
            order=order,
            planned_at=now,
        )
    return planned


def put(planned: Ask, *, now: dt.datetime, told: bool = False) -> Asked:
    """
    This will put a planned question: token, due time, letter.

    :param told: it was put by telephone, so no letter is due
    """
    referral, centre = planned.referral, planned.centre
    hours = centre.number(
        "answer_urgent_hours" if referral.is_urgent else "answer_hours"
    )
    token = secrets.token_urlsafe(24)
    planned.asked_at = now
    planned.due_at = due(now, hours, zone=centre.tz, land=centre.land)
    planned.token_hash = hash_of(token)
    planned.save(update_fields=["asked_at", "due_at", "token_hash"])
    if planned.volunteer_id is not None:
        volunteers.note_asked(volunteer_id=planned.volunteer_id, now=now)
    asked = Asked(planned, token)
    if planned.way == Ask.Way.LETTER and not told:
        _write(asked, now)
    return asked


def to_whom(one: Ask) -> tuple[str, int]:
    """Return the kind and id under which letters reach who was asked."""
    if one.volunteer_id is not None:
        return "volunteers.volunteer", one.volunteer_id
    return "directory.association", one.association_id


def language_of(one: Ask) -> str:
    """Return in which language who was asked is written to."""
    reader = recipients.find(*to_whom(one))
    return reader.language if reader else "de"


def message(asked: Asked) -> str:
    """Return the neutral words for any messenger, in the reader's language."""
    with override(language_of(asked.ask)):
        return _(
            "Somebody could use your support. What it is about, and yes or no, here "
            "until %(day)s: %(address)s"
        ) % {"day": _day(asked.ask), "address": asked.address}


def _day(one: Ask) -> str:
    wall = one.due_at.astimezone(one.centre.tz) if one.due_at else None
    return f"{wall:%d.%m. %H:%M}" if wall else ""


def _write(asked: Asked, now: dt.datetime) -> None:
    kind, to_id = to_whom(asked.ask)
    outbox.write(
        centre=asked.ask.centre,
        to_kind=kind,
        to_id=to_id,
        body=message(asked),
        language=language_of(asked.ask),
        now=now,
    )


@locks.retried
@transaction.atomic
def copy(*, ask: Ask, by: Person, now: dt.datetime) -> Asked:
    """
    This will make a new link for an open question, to be copied into a message.

    The earlier link of the same question stops working: nobody keeps a token.
    Source: docs/rules.md#R-A3 (R12)
    """
    _askable(ask.referral, by)
    still: Ask = (
        Ask.objects.select_related("centre", "referral").unanswered().get(pk=ask.pk)
    )
    if still.asked_at is None:
        still.way = Ask.Way.COPIED
        still.save(update_fields=["way"])
        return put(still, now=now)
    token = secrets.token_urlsafe(24)
    still.token_hash, still.way = hash_of(token), Ask.Way.COPIED
    still.save(update_fields=["token_hash", "way"])
    record("copy", still.referral, by, now)
    return Asked(still, token)


@transaction.atomic
def go_on(*, referral: Referral, by: Person | None, now: dt.datetime) -> None:
    """
    This will ask whoever is next in order; when nobody is left, it waits again.

    Whoever cannot be asked any more (away since, declined elsewhere) is passed over.
    Source: docs/rules.md#R-A4 (R9)
    """
    open_now = Ask.objects.unanswered().filter(referral=referral)
    if open_now.asked().exists():
        return
    for planned in open_now.order_by("order", "pk").select_related(
        "centre", "referral__topic"
    ):
        if _still_possible(planned, now):
            put(planned, now=now)
            return
        planned.answer, planned.answered_at = Ask.Answer.CLOSED, now
        planned.save(update_fields=["answer", "answered_at"])
    if referral.state == State.ASKING:
        advance(referral=referral, to=State.RECEIVED, by=by, now=now, note="nobody")


def _still_possible(planned: Ask, now: dt.datetime) -> bool:
    need = need_of(planned.referral, now=now)
    if planned.volunteer_id is None:
        return planned.association_id not in need.excluded
    row = everybody_for(planned.referral, need).filter(pk=planned.volunteer_id).first()
    return row is not None and not row.why.value & HARD & ~Reason.ASKED.value


def run_over(*, now: dt.datetime) -> int:
    """
    This will remind who has not answered, and go on when the time is over.

    Run by a job, as often as one likes. Nobody is passed over without a reminder and
    some waking hours after it: if the house was off over a deadline, the reminder
    goes out first. Returns how many questions it touched.
    Source: docs/rules.md#R-A4 (R9)
    """
    touched = 0
    late = Ask.objects.asked().overdue(now).order_by("due_at", "pk")
    soon = (
        Ask.objects.asked()
        .unanswered()
        .filter(
            reminded_at__isnull=True, due_at__lt=now + dt.timedelta(hours=LAST_CALL)
        )
    )
    for ask_id in [*soon.values_list("pk", flat=True)]:
        touched += _remind(ask_id, now)
    for ask_id in [*late.values_list("pk", flat=True)]:
        touched += _lapse(ask_id, now)
    return touched


@locks.retried
@transaction.atomic
def _remind(ask_id: int, now: dt.datetime) -> int:
    one: Ask = Ask.objects.select_related("centre", "referral").get(pk=ask_id)
    referral = locked(one.referral_id)
    latest = due(now, LAST_CALL, zone=one.centre.tz, land=one.centre.land)
    token = secrets.token_urlsafe(24)
    due_at = max(latest, one.due_at or latest)
    kept = one.token_hash if one.way != Ask.Way.LETTER else hash_of(token)
    reminded = (
        Ask.objects.unanswered()
        .filter(pk=ask_id, reminded_at__isnull=True)
        .update(reminded_at=now, due_at=due_at, token_hash=kept)
    )
    if not reminded or referral.state not in UNACCEPTED:
        return 0
    one.due_at = due_at
    if one.way == Ask.Way.LETTER:
        _write(Asked(one, token), now)
    return 1


@locks.retried
@transaction.atomic
def _lapse(ask_id: int, now: dt.datetime) -> int:
    one = Ask.objects.get(pk=ask_id)
    referral = locked(one.referral_id)
    lapsed = (
        Ask.objects.overdue(now)
        .filter(pk=ask_id, reminded_at__isnull=False)
        .update(answer=Ask.Answer.NO_ANSWER, answered_at=now)
    )
    if lapsed:
        record("lapse", referral, None, now)
        go_on(referral=referral, by=None, now=now)
    return lapsed


def record(
    verb: str,
    referral: Referral,
    by: Person | None,
    now: dt.datetime,
    detail: str = "",
) -> None:
    """Write one line of the record of acts about a referral."""
    audit.record(
        centre=referral.centre,
        verb=f"counselling.{verb}",
        thing="counselling.Referral",
        thing_id=referral.pk,
        by=by,
        now=now,
        detail=detail,
    )
