"""Seminars, for everybody: what there is, registering, the own page by code."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request
from allin.core.people import STRANGER
from allin.programmes import exports, operations, subject
from allin.programmes.forms.dates import tried
from allin.programmes.forms.seminars import SignUpForm
from allin.programmes.models import Registration, Series
from allin.programmes.operations import registering
from allin.programmes.rules import kernel
from allin.programmes.rules import seminars as rules
from allin.programmes.views.common import page

LIMITS: Final = ((60, 30), (3600, 200))
DO: Final = {
    "accept": operations.accept_offer,
    "leave": operations.cancel_registration,
}


def open_series(request: Request) -> HttpResponse:
    """List what anybody may register for."""
    now = clock.now()
    listed = []
    for one in Series.objects.of(request.centre).public().select_related("centre"):
        dates = registering.dates_of(one)
        if any(date.starts_at > now for date in dates):
            listed.append((one, dates, _free(one)))
    listed.sort(key=lambda row: row[1][0].starts_at)
    return render(request, "programmes/seminars/open.html", {"listed": listed})


def _free(one: Series) -> int | None:
    """Return how many seats are free; None when there is no limit."""
    if one.capacity is None:
        return None
    taken, waiting = registering.counts(one)
    return 0 if waiting else max(0, one.capacity - taken)


def sign_up(request: Request, series_id: int) -> HttpResponse:
    """Register with a name and one way to be reached, without an account."""
    one = get_object_or_404(
        Series.objects.of(request.centre).public().select_related("centre"),
        pk=series_id,
    )
    form = SignUpForm(request.POST or None, request=request)
    if form.is_valid():
        to = form.earlier() or _registered(request, form, one)
        if to:
            return redirect(to)
    about = {
        "form": form,
        "series": one,
        "dates": registering.dates_of(one),
        "free": _free(one),
        "is_open": registering.is_open(one, clock.now()),
    }
    return page(request, "programmes/seminars/sign_up.html", about)


def _registered(request: Request, form: SignUpForm, one: Series) -> str:
    made, _ways = tried(
        form,
        operations.register,
        event=one,
        name=form.cleaned_data["called"],
        contact=form.cleaned_data["contact"],
        language=request.LANGUAGE_CODE or "de",
        by=None,
        now=clock.now(),
    )
    if made is None:
        return ""
    return form.done(reverse("programmes:registration", args=[made.code]))


def _mine(request: Request, code: str) -> Registration:
    """Return the registration of a code; guessing is slowed down."""
    try:
        limit(request, "registration", limits=LIMITS)
    except Refusal as refusal:
        raise Http404 from refusal
    found: Registration = get_object_or_404(
        Registration.objects.select_related("centre", "series", "occasion"),
        centre=request.centre,
        code=rules.tidy_code(code),
    )
    return found


@never_cache
def registration(request: Request, code: str) -> HttpResponse:
    """Show how things stand for who has the code; take an offer, leave the list."""
    mine, refused, now = _mine(request, code), "", clock.now()
    if operation := DO.get(request.POST.get("do", "")):
        try:
            operation(registration=mine, by=None, now=now)
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            return redirect("programmes:registration", code)
    about = {
        "mine": mine,
        "event": mine.event,
        "dates": registering.dates_of(mine.event),
        "code": rules.said_code(mine.code),
        "by_letter": subject.by_letter(mine),
        "place": _place_in_line(mine),
        "earned": operations.earned(mine, now),
        "refused": refused,
    }
    return render(request, "programmes/seminars/registration.html", about)


def _place_in_line(mine: Registration) -> int:
    """Return which place in line they have; 0 when they do not wait."""
    if mine.state != kernel.WAITING:
        return 0
    line = Registration.objects.of(mine.event).in_line()
    return list(line.values_list("pk", flat=True)).index(mine.pk) + 1


@never_cache
def certificate(request: Request, code: str) -> HttpResponse:
    """Give the certificate to who has earned it, as long as the name is kept."""
    mine, now = _mine(request, code), clock.now()
    if mine.series is None or not operations.earned(mine, now):
        raise Http404
    name = subject.name_of(mine, by=STRANGER, purpose="certificate", now=now)
    if not name:
        raise Http404
    made = exports.certificate(registration=mine, name=name)
    return exports.answer(made, "certificate")
