"""The coordination's list, and a referral's own page."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock, languages
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.counselling import permissions, todo
from allin.counselling.forms.answers import told_on
from allin.counselling.forms.sessions import CloseForm, HandOnForm
from allin.counselling.models import Appointment, Ask, Referral
from allin.counselling.operations import close as closing
from allin.counselling.operations.candidates import professionals
from allin.counselling.operations.status import renew_pin
from allin.counselling.operations.withdraw import withdraw
from allin.counselling.rules import IN_HANDS, State

PER_PAGE = 30


@requires(permissions.can_open)
def referrals(request: Request) -> HttpResponse:
    """Every referral the person may open: code, from, language, district, state."""
    rows = Referral.objects.visible_to(request.person).filter(centre=request.centre)
    finished = request.GET.get("state") == "finished"
    rows = rows.exclude(pk__in=rows.standing()) if finished else rows.standing()
    codes = rows.pressing_first().values_list("pk", flat=True)
    page = Paginator(codes, PER_PAGE).get_page(request.GET.get("page"))
    lines = todo.lines(Referral.objects.filter(pk__in=list(page)).pressing_first())
    context = {
        "page": page,
        "lines": [(line, todo.is_left_open(line, clock.now())) for line in lines],
        "finished": finished,
        "coordinates": permissions.can_coordinate(request.person, request.centre),
        "waiting": todo.count_waiting(centre=request.centre),
    }
    return render(request, "counselling/referrals.html", context)


def one_of(request: Request, referral_id: int) -> Referral:
    """Return a referral the person may open, or there is no such page."""
    found: Referral = get_object_or_404(
        Referral.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .select_related("centre", "topic", "partner", "association", "volunteer"),
        pk=referral_id,
    )
    return found


@requires(permissions.can_open)
def referral(request: Request, referral_id: int) -> HttpResponse:
    """Everything but the person: topic, wishes, history, what to do next."""
    found = one_of(request, referral_id)
    steers = permissions.can_coordinate(request.person, request.centre)
    context = {
        "referral": found,
        "steers": steers,
        "closes": permissions.can_close(request.person, found),
        "in_hands": found.state in IN_HANDS,
        "language": languages.name(found.language, request.LANGUAGE_CODE),
        "referrer": todo.referrer(found),
        "exclusions": found.exclusions.count() if steers else 0,
        "hand_on_form": HandOnForm(),
        "professional": professionals(referral=found, now=clock.now()),
    }
    return render(request, "counselling/referral.html", context | _course(found))


def _course(found: Referral) -> dict[str, Any]:
    """What happened so far: steps, questions, the appointment, talks."""
    return {
        "meeting": Appointment.objects.standing().filter(referral=found).first(),
        "history": found.steps.all(),
        "asks": Ask.objects.filter(referral=found, asked_at__isnull=False)
        .select_related("volunteer", "association")
        .order_by("asked_at", "pk"),
        "sessions": found.sessions.order_by("held_on", "pk"),
        "named": found.asks.filter(answer=Ask.Answer.YES)
        .values_list("named", flat=True)
        .first(),
    }


@requires(permissions.can_open)
def close(request: Request, referral_id: int) -> HttpResponse:
    """Outcome, minutes, done."""
    found = one_of(request, referral_id)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with told_on(form):
            closing.close(
                referral=found,
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _said_after_closing(found))
            return redirect("counselling:referral", referral_id=found.pk)
    context = {"referral": found, "form": form}
    return render(request, "counselling/close.html", context)


def _said_after_closing(found: Referral) -> str:
    if found.state != State.CLOSED:
        return _("Noted. It stays open for the next talk.")
    return _("Closed. The person's details will be deleted on %(day)s.") % {
        "day": f"{found.forget_on:%d.%m.%Y}"
    }


@require_POST
@requires(permissions.can_coordinate)
def decline(request: Request, referral_id: int) -> HttpResponse:
    """Say that nobody can take it on."""
    found = one_of(request, referral_id)
    try:
        closing.decline(referral=found, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Noted. The need counts as not met."))
    return redirect("counselling:referral", referral_id=found.pk)


@require_POST
@requires(permissions.can_coordinate)
def hand_on(request: Request, referral_id: int) -> HttpResponse:
    """Note on which day a deadline went to a professional service."""
    found = one_of(request, referral_id)
    form = HandOnForm(request.POST)
    if form.is_valid():
        try:
            closing.hand_on(
                referral=found, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("Noted. Volunteers may still accompany."))
    else:
        messages.error(request, _("Day and service are both needed."))
    return redirect("counselling:referral", referral_id=found.pk)


@require_POST
@requires(permissions.can_coordinate)
def take_back(request: Request, referral_id: int) -> HttpResponse:
    """The person called and takes everything back."""
    found = one_of(request, referral_id)
    withdraw(referral=found, by=request.person, now=clock.now(), note="telephone")
    messages.success(
        request, _("Taken back. Name, contact and everything told are deleted.")
    )
    return redirect("counselling:referral", referral_id=found.pk)


@require_POST
@requires(permissions.can_coordinate)
def new_pin(request: Request, referral_id: int, whose: str) -> HttpResponse:
    """Give the person or the sender a new PIN, shown once on this page."""
    found = one_of(request, referral_id)
    pin = renew_pin(referral=found, whose=whose, by=request.person, now=clock.now())
    context = {"referral": found, "whose": whose, "pin": pin}
    return render(request, "counselling/new_pin.html", context)
