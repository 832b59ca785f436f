"""Who serves instead: the coordination puts somebody in, or one asks to be relieved."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from allin.centres import operations as centres
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.outbox import operations as outbox
from allin.planning.roster import Reason
from allin.programmes.models import DutyWeek, Swap, SwapAsk
from allin.programmes.operations.duty import who
from allin.programmes.operations.duty.joining import note
from allin.programmes.operations.duty.losing import close_swaps
from allin.programmes.operations.duty.planning import day_of, promise
from allin.programmes.operations.duty.roster import Roster, open_roster
from allin.programmes.permissions import can_run_roster, is_own_row
from allin.programmes.rules import duty as rules
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer

FASTER: Final = "faster"


@dataclass(frozen=True)
class Asked:
    """What asking came to: who was asked, and the links to pass on by any messenger."""

    swap: Swap
    links: dict[int, str]  # companion -> address


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(token: str, *, centre_id: int) -> SwapAsk | None:
    """Return the question a link belongs to, in whatever state, or None."""
    return (
        SwapAsk.objects.filter(token_hash=hash_of(token), centre_id=centre_id)
        .select_related("swap__week__centre", "swap__week__programme", "companion")
        .first()
    )


@locks.retried
@transaction.atomic
def put(
    *, week: DutyWeek, place: str, companion_id: int, by: Person, now: dt.datetime
) -> DutyWeek:
    """
    This will put somebody into a place of a week, instead of who has it.

    In a published week time is promised and given back in the same step; in one that
    runs, from now on. Open questions about the place are closed.

    :param place: one of DutyWeek.PLACES
    :raises Refusal: not the coordination, a week that is over, somebody who may not
        serve it, with the reason
    Source: docs/rules.md#R-E5, R-E6
    """
    if not can_run_roster(by, week.centre):
        raise Refusal(_("The coordination looks after this roster."))
    locks.hold(who.LOCK, [week.programme_id])
    row = _fresh(week)
    if row.ends_at <= now:
        raise Refusal(_("This week is over."))
    if place not in DutyWeek.PLACES:
        raise Refusal(_("Choose one of the two places."), field="place")
    if getattr(row, f"{place}_id") == companion_id:
        return row
    roster = open_roster(programme=row.programme, by=by, now=now)
    check_may(row, companion_id, roster)
    _hand_over(row, place, companion_id, roster, by=by, now=now)
    note("put_in_place", row, by, now)
    return row


def check_may(week: DutyWeek, companion_id: int, roster: Roster) -> None:
    """Refuse somebody who may not serve a week, and say what is in the way."""
    ways = roster.way_of(week)
    if companion_id not in ways:
        raise Refusal(_("There is no such person on the roster."), field="companion")
    reason = ways[companion_id]
    if reason is Reason.THERE:
        raise Refusal(
            _("Two different people share a week. This person is in it already."),
            field="companion",
        )
    if reason is not None:
        raise Refusal(
            _("The week of %(day)s: %(name)s cannot serve it: %(why)s.")
            % {
                "day": day_of(week),
                "name": roster.name_of(companion_id) or _("Somebody"),
                "why": rules.IN_THE_WAY[reason],
            },
            field="companion",
        )


def _fresh(week: DutyWeek) -> DutyWeek:
    found: DutyWeek = DutyWeek.objects.select_related(
        "centre", "programme__centre"
    ).get(pk=week.pk)
    return found


def _hand_over(
    week: DutyWeek,
    place: str,
    companion_id: int,
    roster: Roster,
    *,
    by: Person | None,
    now: dt.datetime,
) -> None:
    """Change who has a place; what was promised for it goes with it."""
    leaving = getattr(week, f"{place}_id")
    if week.state != DutyWeek.DRAFT:
        volunteers.release(
            holder_kind=who.HOLDER,
            holder_id=who.holder_id(week.pk, place),
            by=by,
            now=now,
        )
    if week.reserve_id == companion_id:
        week.reserve = None
    setattr(week, f"{place}_id", companion_id)
    if week.state != DutyWeek.DRAFT:
        promise(week, place, roster, companion_id, by=by, now=now)
    if week.state == DutyWeek.SHORT and len(week.team) == len(DutyWeek.PLACES):
        week.state = DutyWeek.PUBLISHED
    with spoken(), transaction.atomic():
        week.save(update_fields=[place, "reserve", "state"])
    if leaving is not None:
        close_swaps(week, leaving, state=Swap.DONE, now=now)


@locks.retried
@transaction.atomic
def relieve(
    *, week: DutyWeek, companion_id: int, by: Person, now: dt.datetime
) -> Asked:
    """
    This will look for somebody who takes over a place: "I can't".

    Only those are asked for whom everything still holds, all at once, by a neutral
    letter with a link. Until one says yes the week stays theirs.

    :raises Refusal: not in the week, the week has begun, nobody may take it over,
        others are being asked already, neither they nor the coordination
    Source: docs/rules.md#R-E6
    """
    locks.hold(who.LOCK, [week.programme_id])
    row = _fresh(week)
    place = row.place_of(companion_id)
    if not place or row.state == DutyWeek.DRAFT:
        raise Refusal(_("This person is not on duty in that week."))
    leaving = getattr(row, place)
    if not (can_run_roster(by, row.centre) or is_own_row(by, leaving)):
        raise Refusal(_("The coordination looks after this roster."))
    _not_begun(row, now)
    roster = open_roster(programme=row.programme, by=by, now=now)
    able = roster.takers(row)
    if not able:
        raise Refusal(
            _("Nobody can take over this week so that rest and limits hold.")
            + " "
            + _call(row),
        )
    with spoken(), transaction.atomic():
        swap = Swap.objects.create(
            centre=row.centre, week=row, leaving_id=companion_id, opened_at=now
        )
    links = {key: _ask(swap, key, roster.people[key], now=now) for key in able}
    note("ask_for_relief", row, by, now)
    return Asked(swap, links)


def _not_begun(week: DutyWeek, now: dt.datetime) -> None:
    if week.has_begun(now):
        raise Refusal(
            _("The week of %(day)s has begun; it cannot change hands by itself now.")
            % {"day": day_of(week)}
            + " "
            + _call(week)
        )


def _call(week: DutyWeek) -> str:
    if week.centre.phone:
        return _("Call the coordination: %(phone)s.") % {"phone": week.centre.phone}
    return _("Call the coordination.")


def _ask(swap: Swap, companion_id: int, person: Volunteer, *, now: dt.datetime) -> str:
    """Ask one person; the letter says neither what for nor on which list they are."""
    token = secrets.token_urlsafe(24)
    SwapAsk.objects.create(
        centre_id=swap.centre_id,
        swap=swap,
        companion_id=companion_id,
        token_hash=hash_of(token),
        asked_at=now,
    )
    link = centres.link(person.centre, "programmes:duty_take", token)
    language = person.language or "de"
    with translation.override(language):
        body = _(
            "There is a question to you. This link shows it, and you answer yes or no:"
            "\n\n%(link)s\n\nThe link is for you alone."
        ) % {"link": link}
    outbox.write(
        centre=person.centre,
        to_kind="volunteers.volunteer",
        to_id=person.pk,
        body=body,
        language=language,
        now=now,
    )
    return link


@locks.retried
@transaction.atomic
def take(*, ask: SwapAsk, by: Person | None, now: dt.datetime) -> SwapAsk:
    """
    This will say yes: the week is theirs, the one who left is free. First yes wins.

    A second tap is harmless. Who asks on behalf of somebody is the coordination.

    :param by: None when the link alone answers
    :raises Refusal: somebody was faster, the week has begun, it no longer holds
    Source: docs/rules.md#R-E6
    """
    locks.hold(who.LOCK, [ask.swap.week.programme_id])
    row = SwapAsk.objects.select_related("swap", "companion").get(pk=ask.pk)
    if row.answer == SwapAsk.YES:
        return row
    week = _fresh(ask.swap.week)
    _still_open(row, week, now)
    roster = open_roster(programme=week.programme, by=by, now=now)
    place = week.place_of(row.swap.leaving_id)
    if not place:
        raise Refusal(_("This question is closed. There is nothing left to do."))
    check_may(week, row.companion_id, roster)
    with spoken(), transaction.atomic():
        SwapAsk.objects.filter(pk=row.pk).update(answer=SwapAsk.YES, answered_at=now)
    others = SwapAsk.objects.filter(swap=row.swap, answer=SwapAsk.OPEN)
    others.update(answer=SwapAsk.TOO_LATE, answered_at=now)
    _hand_over(week, place, row.companion_id, roster, by=by, now=now)
    note("take_over", week, by, now)
    row.refresh_from_db()
    return row


def _still_open(ask: SwapAsk, week: DutyWeek, now: dt.datetime) -> None:
    if ask.answer == SwapAsk.TOO_LATE:
        raise Refusal(
            _("Somebody was a moment faster. Thank you for being ready."), field=FASTER
        )
    if ask.swap.state != Swap.OPEN or ask.answer not in {SwapAsk.OPEN, SwapAsk.NO}:
        raise Refusal(_("This question is closed. There is nothing left to do."))
    _not_begun(week, now)


@locks.retried
@transaction.atomic
def decline(*, ask: SwapAsk, by: Person | None, now: dt.datetime) -> SwapAsk:
    """This will note a no; a yes later is still possible while nobody was faster."""
    locks.hold(who.LOCK, [ask.swap.week.programme_id])
    noted = SwapAsk.objects.filter(pk=ask.pk, answer=SwapAsk.OPEN)
    if noted.update(answer=SwapAsk.NO, answered_at=now):
        note("decline_relief", ask.swap.week, by, now)
    ask.refresh_from_db()
    return ask


@locks.retried
@transaction.atomic
def take_back(*, swap: Swap, by: Person, now: dt.datetime) -> Swap:
    """
    This will stop looking: the one who asked serves after all. Twice is harmless.

    :raises Refusal: neither they nor the coordination
    """
    locks.hold(who.LOCK, [swap.week.programme_id])
    if not (can_run_roster(by, swap.centre) or is_own_row(by, swap.leaving)):
        raise Refusal(_("The coordination looks after this roster."))
    if Swap.objects.open().filter(pk=swap.pk).exists():
        close_swaps(swap.week, swap.leaving_id, state=Swap.TAKEN_BACK, now=now)
        note("take_back_relief", swap.week, by, now)
    swap.refresh_from_db()
    return swap


@transaction.atomic
def close_begun(*, now: dt.datetime) -> int:
    """
    This will close questions about weeks that have begun; returns how many.

    Run by a job; twice is harmless. The week stays with who had it.
    """
    begun = Swap.objects.open().filter(week__starts_at__lte=now).select_related("week")
    for swap in begun:
        close_swaps(swap.week, swap.leaving_id, state=Swap.OVER, now=now)
    return len(begun)
