"""Hours: the list with bulk confirmation, corrections, one's own."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.core.people import VOLUNTEER
from allin.volunteers import exports, operations
from allin.volunteers.forms import HoursForm, OwnHoursForm
from allin.volunteers.models import Hours, Volunteer, by_feed_token
from allin.volunteers.permissions import (
    can_correct,
    can_enter_own,
    can_list,
    can_see_hours,
)

PAGE = 50


@requires(can_list)
def hours(request: Request) -> HttpResponse:
    """What waits for confirmation, or what was given."""
    rows = Hours.objects.visible_to(request.person).filter(centre=request.centre)
    everything = request.GET.get("show") == "all"
    chosen = rows.standing() if everything else rows.waiting()
    listed = Paginator(
        chosen.select_related("volunteer", "association", "corrects").order_by(
            "-worked_on", "-pk"
        ),
        PAGE,
    ).get_page(request.GET.get("page"))
    about = {"listed": listed, "everything": everything}
    return render(request, "volunteers/hours.html", about)


@require_POST
@requires(can_list)
def confirm(request: Request) -> HttpResponse:
    """Confirm the ticked rows."""
    ids = [int(pk) for pk in request.POST.getlist("row") if pk.isdecimal()]
    try:
        done = operations.confirm_hours(ids=ids, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = ngettext("%(n)s entry confirmed.", "%(n)s entries confirmed.", done)
        messages.success(request, said % {"n": done})
    return redirect("volunteers:hours")


def _correctable(request: Request, hours_id: int) -> Hours:
    rows = Hours.objects.visible_to(request.person).standing()
    row: Hours = get_object_or_404(rows.filter(centre=request.centre), pk=hours_id)
    if not can_correct(request.person, row):
        raise Http404
    return row


@requires(can_see_hours)
def correct(request: Request, hours_id: int) -> HttpResponse:
    """Replace a row; the old value stays behind it."""
    row = _correctable(request, hours_id)
    told = {"worked_on": row.worked_on, "minutes": row.minutes, "kind": row.kind}
    form = HoursForm(request.POST or None, initial=told, minutes=row.minutes)
    back = (
        "own" if request.person.holds(VOLUNTEER, centre_id=row.centre_id) else "hours"
    )
    if form.is_valid():
        try:
            operations.correct_hours(
                hours=row, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Corrected. The old value is kept."))
            return redirect(f"volunteers:{back}")
    about = {"form": form, "row": row, "back": f"volunteers:{back}"}
    return render(request, "volunteers/correct.html", about)


def _self(request: Request) -> Volunteer:
    ids = request.person.ids_of(VOLUNTEER, centre_id=request.centre.pk)
    volunteer: Volunteer = get_object_or_404(
        Volunteer.objects.standing().select_related("association", "centre"),
        pk__in=ids,
    )
    return volunteer


@requires(can_enter_own)
def own(request: Request) -> HttpResponse:
    """One's own hours: enter, see, correct what is not confirmed."""
    volunteer, now = _self(request), clock.now()
    today = now.astimezone(request.centre.tz).date()
    form = OwnHoursForm(request.POST or None, centre=request.centre, today=today)
    if form.is_valid():
        try:
            operations.enter_own_hours(
                volunteer=volunteer, by=request.person, now=now, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Entered. Your association will confirm it."))
            return redirect("volunteers:own")
    about = _own_page(request, volunteer, today) | {"form": form}
    return render(request, "volunteers/own.html", about)


def _own_page(
    request: Request, volunteer: Volunteer, today: dt.date
) -> dict[str, object]:
    rows = Hours.objects.standing().filter(volunteer=volunteer)
    year = rows.filter(worked_on__year=today.year)
    feed_url = reverse("volunteers:feed", args=[volunteer.feed_token])
    return {
        "volunteer": volunteer,
        "rows": rows.order_by("-worked_on", "-pk")[:PAGE],
        "minutes": sum(year.values_list("minutes", flat=True)),
        "year": today.year,
        "feed": request.build_absolute_uri(feed_url),
    }


@require_POST
@requires(can_enter_own)
def renew(request: Request) -> HttpResponse:
    """Give the own calendar a new address."""
    operations.renew_feed(volunteer=_self(request), by=request.person, now=clock.now())
    messages.success(request, _("The calendar has a new address."))
    return redirect("volunteers:own")


def feed(request: Request, token: str) -> HttpResponse:
    """Hand out promised times to whoever has the address, without a word more."""
    volunteer = by_feed_token(token)
    if volunteer is None or volunteer.centre_id != getattr(request.centre, "pk", 0):
        raise Http404
    file = exports.calendar(volunteer, now=clock.now())
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")
