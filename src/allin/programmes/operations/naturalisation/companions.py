"""Companions: who could, who is asked, who hands over."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.centres.operations import link
from allin.core import recipients
from allin.core.errors import Refusal
from allin.core.people import VOLUNTEER, Person
from allin.core.violations import spoken
from allin.directory.models import Programme
from allin.outbox import operations as outbox
from allin.programmes.models import Companion, CompanionAsk, Path
from allin.programmes.operations.keeping import check_plan, note
from allin.programmes.operations.naturalisation.base import locked, today_of
from allin.volunteers.models import Volunteer

TO: Final = "volunteers.volunteer"


@dataclass(frozen=True)
class Asked:
    """
    A question just put.

    :param token: opens the answer page; kept nowhere
    """

    ask: CompanionAsk
    token: str

    @property
    def address(self) -> str:
        """The whole address of the answer page."""
        return link(self.ask.centre, "programmes:companion_answer", self.token)


@dataclass(frozen=True)
class Candidate:
    """
    A companion who could be asked, in words.

    :param level: how well they speak the language, "" for not at all
    :param accompanies: how many people at present
    :param away_until: the last day of a pause, or None
    """

    volunteer: Volunteer
    level: str
    accompanies: int
    asked_at: dt.datetime | None
    away_until: dt.date | None

    @property
    def fits(self) -> bool:
        return bool(self.level) and self.away_until is None


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_companion(
    *, programme: Programme, volunteer: Volunteer, by: Person, now: dt.datetime
) -> Companion:
    """
    This will note that a volunteer accompanies people in a programme.

    :raises Refusal: not the coordination, no volunteer of the centre, already one, or
        no promise of confidentiality holds
    Source: docs/rules.md#R-N9
    """
    check_plan(programme.centre, by)
    today = today_of(programme.centre, now)
    if volunteer.centre_id != programme.centre_id or volunteer.left_on is not None:
        raise Refusal(_("This person no longer gives time."), field="volunteer")
    if not volunteer.is_bound(today):
        raise Refusal(
            _("%(name)s has not promised confidentiality, or the promise has run out.")
            % {"name": volunteer},
            field="volunteer",
        )
    with spoken(field="volunteer"), transaction.atomic():
        made: Companion = Companion.objects.create(
            centre=programme.centre,
            programme=programme,
            volunteer=volunteer,
            since=today,
        )
    note("make_companion", made, by=by, now=now)
    return made


@transaction.atomic
def end_companion(*, companion: Companion, by: Person, now: dt.datetime) -> None:
    """This will note that somebody is a companion no longer; paths stay with them."""
    check_plan(companion.centre, by)
    ended = Companion.objects.filter(pk=companion.pk, ended_on__isnull=True)
    if ended.update(ended_on=today_of(companion.centre, now)):
        note("end_companion", companion, by=by, now=now)


def candidates(path: Path, *, now: dt.datetime) -> list[Candidate]:
    """
    Return the programme's companions for a path: who speaks the language first.

    Then who accompanies fewest, then who was asked longest ago. Nobody is scored.
    Who declined this one is left out.
    """
    today = today_of(path.centre, now)
    said_no = path.asks.filter(answer__in=("no", "given_back"))
    rows = (
        Volunteer.objects.filter(
            pk__in=Companion.objects.standing()
            .filter(programme_id=path.programme_id)
            .values("volunteer_id")
        )
        .exclude(pk__in=said_no.values("volunteer_id"))
        .select_related("association")
    )
    now_with = dict(
        Path.objects.standing()
        .filter(centre_id=path.centre_id, companion__isnull=False)
        .order_by()
        .values_list("companion_id")
        .annotate(number=Count("pk"))
    )
    asked = dict(
        CompanionAsk.objects.filter(centre_id=path.centre_id)
        .order_by()
        .values_list("volunteer_id")
        .annotate(at=Max("asked_at"))
    )
    found = [
        Candidate(
            volunteer=one,
            level=one.level_of(path.language),
            accompanies=now_with.get(one.pk, 0),
            asked_at=asked.get(one.pk),
            away_until=one.paused_until if one.is_paused(today) else None,
        )
        for one in rows
        if one.is_bound(today)
    ]
    early = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(
        found,
        key=lambda one: (
            not one.fits,
            one.accompanies,
            one.asked_at or early,
            one.volunteer.pk,
        ),
    )


@transaction.atomic
def ask_companion(
    *,
    path: Path,
    volunteer: Volunteer,
    letter: bool = True,
    by: Person,
    now: dt.datetime,
) -> Asked:
    """
    This will ask one companion; what they read is the programme and a language.

    :param letter: write to them; else the link is copied into any messenger
    :raises Refusal: not the coordination, over, somebody is asked or accompanies
        already, away, or no companion of this programme
    Source: docs/rules.md#R-N9
    """
    now_is = locked(path.pk)
    check_plan(now_is.centre, by)
    if now_is.is_over:
        raise Refusal(_("This accompaniment is over."))
    if now_is.companion_id is not None:
        raise Refusal(_("Somebody accompanies this person already."))
    found = {one.volunteer.pk: one for one in candidates(now_is, now=now)}
    one = found.get(volunteer.pk)
    if one is None or not one.fits:
        raise Refusal(
            _("%(name)s cannot be asked for this one.") % {"name": volunteer},
            field="volunteer",
        )
    token = secrets.token_urlsafe(24)
    with spoken(), transaction.atomic():
        asked: CompanionAsk = CompanionAsk.objects.create(
            centre=now_is.centre,
            path=now_is,
            volunteer=volunteer,
            token_hash=hash_of(token),
            asked_at=now,
        )
    put = Asked(asked, token)
    if letter:
        language = language_of(volunteer)
        with override(language):
            body = message(put)
        outbox.write(
            centre=now_is.centre,
            to_kind=TO,
            to_id=volunteer.pk,
            body=body,
            language=language,
            now=now,
        )
    note("ask_companion", asked, by=by, now=now)
    return put


def language_of(volunteer: Volunteer) -> str:
    """Return in which language a volunteer is written to."""
    to = recipients.find(TO, volunteer.pk)
    return to.language if to else volunteer.language or "de"


def message(asked: Asked) -> str:
    """Return the neutral words for any messenger, in the language that is active."""
    return _(
        "Somebody would like to be accompanied for a while. What it is about, and yes "
        "or no, here: %(address)s"
    ) % {"address": asked.address}


def by_token(token: str, *, centre_id: int) -> CompanionAsk | None:
    """Return the question a link belongs to, in whatever state, or None."""
    found: CompanionAsk | None = (
        CompanionAsk.objects.filter(token_hash=hash_of(token), centre_id=centre_id)
        .select_related("centre", "volunteer", "path__programme", "path__centre")
        .first()
    )
    return found


@transaction.atomic
def answer(
    *, ask: CompanionAsk, yes: bool, by: Person | None, now: dt.datetime
) -> CompanionAsk:
    """
    This will say yes or no for the asked companion. A second tap is harmless.

    :param by: None for who has the link and no account
    :raises Refusal: taken back, answered otherwise, or the accompaniment is over
    Source: docs/rules.md#R-N9
    """
    path = locked(ask.path_id)
    wanted = CompanionAsk.YES if yes else CompanionAsk.NO
    now_is: CompanionAsk = CompanionAsk.objects.get(pk=ask.pk)
    if now_is.answer == wanted:
        return now_is
    if now_is.answer != CompanionAsk.OPEN or path.is_over:
        raise Refusal(_("This question is closed. There is nothing left to do."))
    now_is.answer, now_is.answered_at = wanted, now
    with spoken(), transaction.atomic():
        now_is.save(update_fields=["answer", "answered_at"])
    if yes:
        Path.objects.filter(pk=path.pk).update(companion=now_is.volunteer)
    note("answer_companion", now_is, by=by, now=now, detail=wanted)
    return now_is


@transaction.atomic
def take_back(*, ask: CompanionAsk, by: Person, now: dt.datetime) -> None:
    """This will take an open question back, so that somebody else can be asked."""
    check_plan(ask.centre, by)
    open_ones = CompanionAsk.objects.unanswered().filter(pk=ask.pk)
    if open_ones.update(answer=CompanionAsk.CLOSED, answered_at=now):
        note("take_back_companion", ask, by=by, now=now)


@transaction.atomic
def hand_over(*, path: Path, by: Person, now: dt.datetime) -> None:
    """
    This will end a companion's part: they see nothing any more, somebody else is asked.

    The companion does it, or the coordination. Twice is harmless.
    Source: docs/rules.md#R-N10
    """
    now_is = locked(path.pk)
    own = now_is.companion_id is not None and by.holds(
        VOLUNTEER, centre_id=now_is.centre_id, of_id=now_is.companion_id
    )
    if not own:
        check_plan(now_is.centre, by)
    if now_is.companion_id is None:
        return
    CompanionAsk.objects.filter(path=now_is, answer=CompanionAsk.YES).update(
        answer=CompanionAsk.GIVEN_BACK, answered_at=now
    )
    Path.objects.filter(pk=now_is.pk).update(companion=None)
    note("hand_over", now_is, by=by, now=now)
