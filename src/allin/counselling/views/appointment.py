"""Signed in: the person, and when the two meet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.counselling import permissions
from allin.counselling.models import Ask, Referral
from allin.counselling.operations import answer as answering
from allin.counselling.operations import appointment as meeting
from allin.counselling.rules import IN_HANDS
from allin.counselling.views import meet
from allin.counselling.views.referral import one_of


def _in_hands(request: Request, referral_id: int) -> Referral:
    found = one_of(request, referral_id)
    if found.state not in IN_HANDS or not permissions.can_close(request.person, found):
        raise Http404
    return found


@requires(permissions.can_open)
def appointment(request: Request, referral_id: int) -> HttpResponse:
    """Choose when and where the two meet."""
    found, now = _in_hands(request, referral_id), clock.now()
    form = meet.agree_form(found, request.POST or None, now=now)
    if meet.settle(form, found, by=request.person, now=now):
        messages.success(request, _("The appointment is made."))
        return redirect("counselling:appointment", found.pk)
    stands = meet.standing(found)
    context = {
        "referral": found,
        "form": form,
        "meeting": stands,
        "lent": meeting.equipment_of(stands),
        "begun": meet.has_begun(stands, now),
        "own": permissions.is_in_hands_of(request.person, found),
    }
    return render(request, "counselling/appointment.html", context)


@requires(permissions.can_open)
def move(request: Request, referral_id: int) -> HttpResponse:
    """Choose another time or place; the old one stands until then."""
    found, now = _in_hands(request, referral_id), clock.now()
    stands = meet.standing(found)
    if stands is None or stands.starts_at is None:
        return redirect("counselling:appointment", found.pk)
    form = meet.agree_form(found, request.POST or None, now=now, stands=stands)
    if meet.settle(form, found, by=request.person, now=now):
        messages.success(request, _("The appointment is moved."))
        return redirect("counselling:appointment", found.pk)
    context = {"referral": found, "form": form, "meeting": meet.standing(found)}
    return render(request, "counselling/move.html", context)


@require_POST
@requires(permissions.can_open)
def cancel(request: Request, referral_id: int) -> HttpResponse:
    """Cancel the appointment; who took it on keeps it."""
    found = _in_hands(request, referral_id)
    stands = meet.standing(found)
    if stands is not None:
        meeting.cancel(appointment=stands, by=request.person, now=clock.now())
        messages.success(request, _said_of_cancelling(request, found))
    return redirect("counselling:appointment", found.pk)


def _said_of_cancelling(request: Request, found: Referral) -> str:
    """Say who tells the person: whoever can open how to reach them."""
    if permissions.is_in_hands_of(request.person, found):
        return _(
            "The appointment is cancelled. Choose another time, and call the person: "
            "else they see it only with code and PIN."
        )
    return _(
        "The appointment is cancelled. Who took it on gets a letter and calls the "
        "person."
    )


def _own_ask(request: Request, found: Referral) -> Ask:
    one: Ask | None = (
        Ask.objects.filter(referral=found, answer=Ask.Answer.YES)
        .select_related("volunteer__centre", "referral__centre", "centre")
        .first()
    )
    if one is None or not permissions.is_in_hands_of(request.person, found):
        raise Http404
    return one


@never_cache
@require_POST
@requires(permissions.can_open)
def open_person(request: Request, referral_id: int) -> HttpResponse:
    """Open name and contact, and write down that it was done."""
    found = _in_hands(request, referral_id)
    one = _own_ask(request, found)
    try:
        opened = answering.open_signed_in(ask=one, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("counselling:appointment", found.pk)
    context = {"referral": found, "opened": opened}
    response = render(request, "counselling/open_person.html", context)
    response.headers["Refresh"] = "600;url=../appointment/"
    return response


@require_POST
@requires(permissions.can_open)
def give_back(request: Request, referral_id: int) -> HttpResponse:
    """Give it back: access closes at once."""
    found = _in_hands(request, referral_id)
    known = request.POST.get("reason") == Ask.Reason.KNOWN
    answering.give_back(
        ask=_own_ask(request, found),
        reason=Ask.Reason.KNOWN if known else Ask.Reason.NO_TIME,
        by=request.person,
        now=clock.now(),
    )
    said = _("Given back. Nothing of the person is open to you any more.")
    messages.success(request, said)
    return redirect("counselling:referrals")
