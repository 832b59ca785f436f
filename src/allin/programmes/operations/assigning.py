"""Asking people for a position; what they answer."""

import datetime as dt

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.core import languages, locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.programmes.models import Assignment, Occasion, Position
from allin.programmes.operations import telling
from allin.programmes.operations.keeping import POSITION, check_plan, note
from allin.programmes.permissions import can_answer
from allin.programmes.rules import kernel as rules
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Qualification, Volunteer


def in_the_way(position: Position, volunteer: Volunteer) -> str:
    """
    Say why somebody does not fit a position, "" when they do.

    An expired qualification counts on the day of the occasion, centre's zone.
    Source: docs/rules.md#R-P7
    """
    day = position.occasion.starts_at.astimezone(position.centre.tz).date()
    if position.qualification:
        sentence = _unqualified(position, volunteer, day)
        if sentence:
            return sentence
    if position.language and not volunteer.level_of(position.language):
        return _("%(name)s does not speak %(language)s.") % {
            "name": volunteer,
            "language": languages.name(position.language, get_language() or "de"),
        }
    return ""


def _unqualified(position: Position, volunteer: Volunteer, day: dt.date) -> str:
    shown = Qualification.objects.filter(
        volunteer=volunteer, kind=position.qualification
    ).order_by("-seen_on")
    label = position.get_qualification_display()
    found = list(shown)
    if not found:
        return _("%(name)s has not shown this yet: %(what)s.") % {
            "name": volunteer,
            "what": label,
        }
    if any(one.valid_until is None or one.valid_until >= day for one in found):
        return ""
    last = max(one.valid_until for one in found if one.valid_until)
    return _("%(what)s of %(name)s has run out on %(day)s.") % {
        "what": label,
        "name": volunteer,
        "day": f"{last:%d.%m.%Y}",
    }


def _check(position: Position, volunteer: Volunteer, now: dt.datetime) -> None:
    occasion = position.occasion
    if volunteer.centre_id != position.centre_id:
        raise Refusal(_("There is no such person here."))
    if not occasion.is_standing:
        raise Refusal(_("This was cancelled."))
    if occasion.is_over(now):
        raise Refusal(_("This is over."))
    if volunteer.left_on is not None or volunteer.erased_at is not None:
        raise Refusal(_("This person no longer gives time."))
    why = in_the_way(position, volunteer)
    if why:
        raise Refusal(why)


def _put(position: Position, volunteer: Volunteer, now: dt.datetime) -> Assignment:
    with spoken(), transaction.atomic():
        return Assignment.objects.create(
            centre=position.centre,
            position=position,
            volunteer=volunteer,
            asked_at=now,
        )


@transaction.atomic
def ask(
    *, position: Position, volunteer: Volunteer, by: Person | None, now: dt.datetime
) -> Assignment:
    """
    This will ask somebody for a position; they answer on their page with one tap.

    More people may be asked than there are places: who says yes first, has one.

    :raises Refusal: not the coordination, over, cancelled, already asked, or
        qualification or language is missing
    Source: docs/rules.md#R-P7
    """
    check_plan(position.centre, by)
    _check(position, volunteer, now)
    one = _put(position, volunteer, now)
    telling.asked(one, by=by, now=now)
    note("ask", one, by=by, now=now)
    return one


@transaction.atomic
def assign(
    *, position: Position, volunteer: Volunteer, by: Person | None, now: dt.datetime
) -> Assignment:
    """
    This will put down somebody who has already said yes, by telephone or on paper.

    :raises Refusal: as for `ask` and `promise`
    """
    check_plan(position.centre, by)
    _check(position, volunteer, now)
    one = _put(position, volunteer, now)
    _promise(one, by=by, now=now)
    return one


def _locked(assignment: Assignment) -> Assignment:
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related(
            "centre",
            "volunteer__centre",
            "volunteer__association",
            "position__centre",
            "position__occasion__centre",
            "position__occasion__programme",
            "position__occasion__room",
        )
        .get(pk=assignment.pk)
    )


def _check_answers(one: Assignment, by: Person | None) -> None:
    if by is not None and not can_answer(by, one):
        raise Refusal(_("Everybody answers for themselves."))


@transaction.atomic
def promise(
    *, assignment: Assignment, by: Person | None, now: dt.datetime
) -> Assignment:
    """
    This will say yes: the time is promised, and nobody is in two places.

    Saying yes twice is harmless.

    :raises Refusal: somebody else's, over, cancelled, no place left, the person is
        taken at that time, or qualification or language is missing
    Source: docs/rules.md#R-P8
    """
    one = _locked(assignment)
    _check_answers(one, by)
    if one.state == rules.PROMISED:
        return one
    if one.state not in (rules.ASKED, rules.DECLINED):
        raise Refusal(_("This can no longer be answered."))
    _check(one.position, one.volunteer, now)
    return _promise(one, by=by, now=now)


def _promise(one: Assignment, *, by: Person | None, now: dt.datetime) -> Assignment:
    position = one.position
    locks.hold(POSITION, [position.pk])
    coming = position.assignments.coming().exclude(pk=one.pk).count()
    if coming >= position.most:
        raise Refusal(
            _("All places are taken by now. Thank you for being ready to help.")
        )
    occasion = position.occasion
    volunteers.commit(
        volunteer=one.volunteer,
        starts_at=occasion.starts_at,
        ends_at=occasion.ends_at,
        kind=rules.COMMITMENT_OF.get(occasion.kind, rules.COMMITMENT),
        holder_kind=Assignment.HOLDER,
        holder_id=one.pk,
        by=by,
        now=now,
    )
    one.state, one.answered_at = rules.PROMISED, now
    with spoken(), transaction.atomic():
        one.save(update_fields=["state", "answered_at"])
    note("promise", one, by=by, now=now)
    return one


@transaction.atomic
def decline(
    *, assignment: Assignment, by: Person | None, now: dt.datetime
) -> Assignment:
    """
    This will say no to what one was asked for. Twice is harmless.

    :raises Refusal: somebody else's, or already promised: then it is given back
    """
    one = _locked(assignment)
    _check_answers(one, by)
    if one.state == rules.DECLINED:
        return one
    if one.state != rules.ASKED:
        raise Refusal(_("You have promised this already. You can give it back."))
    one.state, one.answered_at = rules.DECLINED, now
    one.save(update_fields=["state", "answered_at"])
    note("decline", one, by=by, now=now)
    return one


@transaction.atomic
def give_back(
    *, assignment: Assignment, by: Person | None, now: dt.datetime
) -> Assignment:
    """
    This will give a promise back, so that somebody else can be asked.

    Twice is harmless.

    :raises Refusal: somebody else's, or it has begun already
    Source: docs/rules.md#R-P9
    """
    one = _locked(assignment)
    _check_answers(one, by)
    if one.state == rules.GIVEN_BACK:
        return one
    if one.state not in (rules.ASKED, rules.PROMISED):
        raise Refusal(_("This can no longer be given back."))
    if one.position.occasion.starts_at <= now:
        raise Refusal(_("It has begun already. The coordination notes who was there."))
    volunteers.release(holder_kind=Assignment.HOLDER, holder_id=one.pk, by=by, now=now)
    one.state, one.answered_at = rules.GIVEN_BACK, now
    one.save(update_fields=["state", "answered_at"])
    note("give_back", one, by=by, now=now)
    return one


def could(position: Position, *, most: int = 200) -> list[Volunteer]:
    """Return who could be asked: they fit, are there, and were not asked yet."""
    occasion: Occasion = position.occasion
    day = occasion.starts_at.astimezone(position.centre.tz).date()
    found = (
        Volunteer.objects.standing()
        .filter(centre_id=position.centre_id)
        .exclude(paused_until__gte=day)
        .exclude(pk__in=position.assignments.standing().values("volunteer_id"))
        .select_related("association")
        .order_by("name", "pk")
    )
    if position.language:
        found = found.speaking(position.language)
    if position.qualification:
        valid = Qualification.objects.filter(kind=position.qualification).exclude(
            valid_until__lt=day
        )
        found = found.filter(pk__in=valid.values("volunteer_id"))
    return list(found[:most])
