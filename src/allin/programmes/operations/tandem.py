"""Tandems: wishes, a proposal, two yeses, meetings, how it goes, an end."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from allin.centres.models import Centre
from allin.centres.operations import link
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import BOARD, Person
from allin.core.violations import spoken
from allin.directory.models import Association, Programme
from allin.outbox import operations as outbox
from allin.programmes.models import CheckIn, Pair, TandemMeeting, TookPart, Wish
from allin.programmes.operations.keeping import check_plan, keep, note
from allin.programmes.permissions import can_plan
from allin.programmes.rules import tandem as rules
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer

LOCK: Final = "programmes.pair"
TO: Final = "directory.association"
# Letters to associations are in German; said when they are written.
PROPOSED: Final = gettext_noop("A tandem is proposed to you. With whom, and yes or no:")
HAS_LEFT: Final = gettext_noop("Your tandem has ended: the other association has left.")
SIX_WEEKS: Final = gettext_noop("Six weeks have passed. How does your tandem go?")


@dataclass(frozen=True)
class Proposed:
    """A pair just proposed, with the links that open its question to each side."""

    pair: Pair
    first_token: str
    second_token: str


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _speaks_for(by: Person, association: Association) -> bool:
    return can_plan(by, association.centre) or by.holds(
        BOARD, centre_id=association.centre_id, of_id=association.pk
    )


def _check_side(pair: Pair, by: Person) -> None:
    if not any(_speaks_for(by, one) for one in (pair.first, pair.second)):
        raise Refusal(_("Only the two associations and the coordination do this."))


def _locked(pair_id: int) -> Pair:
    locks.hold(LOCK, [pair_id])
    found: Pair = Pair.objects.select_related(
        "centre", "programme", "first__centre", "second__centre"
    ).get(pk=pair_id)
    return found


def _today(centre: Centre, now: dt.datetime) -> dt.date:
    return now.astimezone(centre.tz).date()


@transaction.atomic
def wish(
    *,
    programme: Programme,
    association: Association,
    kind: str,
    topic: str,
    words: str = "",
    by: Person,
    now: dt.datetime,
) -> Wish:
    """
    This will note what an association offers or seeks; the board or the coordination.

    :raises Refusal: somebody else's association, one that has left, or said already
    Source: docs/rules.md#R-TA1
    """
    if association.centre_id != programme.centre_id or not _speaks_for(by, association):
        raise Refusal(_("There is nothing like that in this centre."))
    if association.left_on is not None or association.merged_into_id is not None:
        raise Refusal(_("This association is no longer part of the centre."))
    said = Wish(
        centre=programme.centre,
        programme=programme,
        association=association,
        kind=kind,
        topic=topic,
        words=words[: rules.LONGEST_TEXT],
        created_at=now,
    )
    keep(said)
    note("wish", said, by=by, now=now)
    return said


@transaction.atomic
def drop_wish(*, wish: Wish, by: Person, now: dt.datetime) -> None:
    """This will take a wish back. Twice is harmless."""
    if not _speaks_for(by, wish.association):
        raise Refusal(_("There is nothing like that in this centre."))
    if Wish.objects.filter(pk=wish.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=now
    ):
        note("drop_wish", wish, by=by, now=now)


def matches(programme: Programme) -> list[rules.Match]:
    """Return whose wishes complement each other and who is no tandem yet."""
    said = Wish.objects.standing().filter(programme=programme)
    taken = Pair.objects.standing().filter(centre_id=programme.centre_id)
    return rules.matches(
        (rules.Said(one.association_id, one.kind, one.topic) for one in said),
        taken.values_list("first_id", "second_id"),
    )


@transaction.atomic
def propose(
    *,
    programme: Programme,
    one: Association,
    other: Association,
    by: Person,
    now: dt.datetime,
) -> Proposed:
    """
    This will propose a tandem; both boards get a letter with a link.

    :raises Refusal: not the coordination, an association with itself, one that has
        left, or the two are proposed or under way already
    Source: docs/rules.md#R-TA2
    """
    check_plan(programme.centre, by)
    for side in (one, other):
        gone = side.left_on is not None or side.merged_into_id is not None
        if side.centre_id != programme.centre_id or gone:
            raise Refusal(_("This association is no longer part of the centre."))
    ids = rules.in_order(one.pk, other.pk)
    tokens = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    pair = Pair(
        centre=programme.centre,
        programme=programme,
        first_id=ids[0],
        second_id=ids[1],
        proposed_at=now,
        first_hash=hash_of(tokens[0]),
        second_hash=hash_of(tokens[1]),
    )
    keep(pair)
    for association_id, token in zip(ids, tokens, strict=True):
        _write(programme.centre, association_id, PROPOSED, now, token)
    note("propose_pair", pair, by=by, now=now)
    return Proposed(pair, *tokens)


def _write(
    centre: Centre, association_id: int, words: str, now: dt.datetime, token: str = ""
) -> None:
    """Write to an association in German, with a link to the question or its page."""
    name = "programmes:tandem_answer" if token else "programmes:tandem"
    args = (token,) if token else ()
    with override("de"):
        outbox.write(
            centre=centre,
            to_kind=TO,
            to_id=association_id,
            body=f"{_(words)} {link(centre, name, *args)}",
            language="de",
            now=now,
        )


@transaction.atomic
def new_link(
    *, pair: Pair, association: Association, by: Person, now: dt.datetime
) -> str:
    """This will make a new link for one side, to be copied; the old one is void."""
    check_plan(pair.centre, by)
    token = secrets.token_urlsafe(24)
    side = "first" if association.pk == pair.first_id else "second"
    Pair.objects.filter(pk=pair.pk).update(**{f"{side}_hash": hash_of(token)})
    note("new_link", pair, by=by, now=now)
    return link(pair.centre, "programmes:tandem_answer", token)


def by_token(token: str, *, centre_id: int) -> tuple[Pair, int] | None:
    """Return the pair a link belongs to and which association it asks, or None."""
    kept = hash_of(token)
    here = Pair.objects.filter(centre_id=centre_id).select_related(
        "centre", "programme", "first__centre", "second__centre"
    )
    for side in ("first", "second"):
        found = here.filter(**{f"{side}_hash": kept}).first()
        if found is not None:
            return found, int(getattr(found, f"{side}_id"))
    return None


@transaction.atomic
def answer(
    *,
    pair: Pair,
    association_id: int,
    yes: bool,
    by: Person | None,
    now: dt.datetime,
) -> Pair:
    """
    This will say yes or no for one association; with the second yes it begins.

    :param by: None for who has the link. A second tap is harmless
    :raises Refusal: somebody else's, or it is answered otherwise
    Source: docs/rules.md#R-TA3
    """
    now_is = _locked(pair.pk)
    side = "first" if association_id == now_is.first_id else "second"
    ours = getattr(now_is, side)
    if association_id != ours.pk or (by is not None and not _speaks_for(by, ours)):
        raise Refusal(_("Everybody answers for their own association."))
    if yes and now_is.state in rules.STANDING and now_is.has_said_yes(ours.pk):
        return now_is
    if not now_is.is_proposed:
        if not yes and now_is.state == rules.DECLINED:
            return now_is
        raise Refusal(_("This question is closed. There is nothing left to do."))
    if yes:
        setattr(now_is, f"{side}_yes_at", now)
        if now_is.first_yes_at and now_is.second_yes_at:
            today = _today(now_is.centre, now)
            now_is.state, now_is.started_on = rules.ACTIVE, today
            now_is.check_on = rules.next_check(today, today)
    else:
        now_is.state = rules.DECLINED
    with spoken(), transaction.atomic():
        now_is.save()
    note("answer_pair", now_is, by=by, now=now, detail="yes" if yes else "no")
    return now_is


@transaction.atomic
def agree_goal(*, pair: Pair, goal: str, by: Person, now: dt.datetime) -> None:
    """This will note what the two want to reach together."""
    now_is = _locked(pair.pk)
    _check_side(now_is, by)
    if not now_is.is_active:
        raise Refusal(_("This tandem is not under way."))
    Pair.objects.filter(pk=now_is.pk).update(goal=goal[: rules.LONGEST_TEXT])
    note("agree_goal", now_is, by=by, now=now)


@transaction.atomic
def meet(
    *,
    pair: Pair,
    held_on: dt.date,
    minutes: int,
    what: str,
    people: Sequence[Volunteer] = (),
    by: Person,
    now: dt.datetime,
) -> TandemMeeting:
    """
    This will note a meeting; hours of who took part are entered once.

    :param minutes: 1 to 960
    :param people: volunteers of the two associations
    :raises Refusal: not under way, a day before it began or to come, entered already,
        or somebody of a third association
    Source: docs/rules.md#R-TA4
    """
    now_is = _locked(pair.pk)
    _check_side(now_is, by)
    if not now_is.is_active or now_is.started_on is None:
        raise Refusal(_("This tandem is not under way."))
    if held_on > _today(now_is.centre, now):
        raise Refusal(_("This day has not come yet."), field="held_on")
    if held_on < now_is.started_on:
        raise Refusal(_("The tandem had not begun on that day."), field="held_on")
    if any(
        one.association_id not in {now_is.first_id, now_is.second_id} for one in people
    ):
        raise Refusal(_("Only people of the two associations."), field="people")
    meeting = TandemMeeting(
        centre=now_is.centre,
        pair=now_is,
        held_on=held_on,
        minutes=minutes,
        what=what[: rules.LONGEST_TEXT],
        noted_at=now,
    )
    keep(meeting)
    for one in people:
        hours = volunteers.enter_hours(
            volunteer=one,
            association=one.association,
            programme=now_is.programme,
            kind="organising",
            minutes=minutes,
            worked_on=held_on,
            by=by,
            now=now,
        )
        TookPart.objects.create(
            centre=now_is.centre, meeting=meeting, volunteer=one, hours=hours
        )
    note("meet_pair", meeting, by=by, now=now)
    return meeting


@transaction.atomic
def say_how(*, pair: Pair, going: str, by: Person, now: dt.datetime) -> CheckIn:
    """
    This will answer the open round: how does it go? Saying it again changes the word.

    :raises Refusal: not under way, or no such word
    Source: docs/rules.md#R-TA5
    """
    now_is = _locked(pair.pk)
    _check_side(now_is, by)
    if not now_is.is_active:
        raise Refusal(_("This tandem is not under way."))
    if going not in rules.Going.values:
        raise Refusal(_("Choose how it goes."), field="going")
    check = now_is.checks.first() or CheckIn(
        centre=now_is.centre, pair=now_is, due_on=_today(now_is.centre, now)
    )
    check.going, check.answered_at = going, now
    with spoken(), transaction.atomic():
        check.save()
    note("say_how", check, by=by, now=now, detail=going)
    return check


@transaction.atomic
def end(*, pair: Pair, reason: str, by: Person | None, now: dt.datetime) -> None:
    """
    This will end a tandem, with a reason. Meetings and hours stay. Twice is harmless.

    :param by: None when the house ends it, because an association has left
    :raises Refusal: no reason, or somebody else's
    Source: docs/rules.md#R-TA6
    """
    now_is = _locked(pair.pk)
    if by is not None:
        _check_side(now_is, by)
    if now_is.state not in rules.STANDING:
        return
    if reason not in dict(rules.REASONS):
        raise Refusal(_("Choose why it ended."), field="reason")
    now_is.state, now_is.reason = rules.ENDED, reason
    now_is.ended_on, now_is.check_on = _today(now_is.centre, now), None
    now_is.save()
    note("end_pair", now_is, by=by, now=now, detail=reason)


@transaction.atomic
def run_over(*, centre: Centre, now: dt.datetime) -> int:
    """
    This will end tandems whose partner has left, and ask the others every six weeks.

    The association that stays gets a letter. Safe to run twice.
    Source: docs/rules.md#R-TA5, R-TA6
    """
    today, asked = _today(centre, now), 0
    here = Pair.objects.filter(centre=centre).select_related("first", "second")
    for pair in list(here.abandoned()):
        end(pair=pair, reason=rules.LEFT, by=None, now=now)
        for side in (pair.first, pair.second):
            if side.left_on is None and side.merged_into_id is None:
                _write(centre, side.pk, HAS_LEFT, now)
    for pair in list(here.active().filter(check_on__lte=today)):
        due_on = pair.check_on or today
        _made, is_new = CheckIn.objects.get_or_create(
            pair=pair, due_on=due_on, defaults={"centre": centre}
        )
        if is_new and pair.started_on is not None:
            Pair.objects.filter(pk=pair.pk).update(
                check_on=rules.next_check(pair.started_on, today)
            )
            for association_id in (pair.first_id, pair.second_id):
                _write(centre, association_id, SIX_WEEKS, now)
            asked += 1
    return asked
