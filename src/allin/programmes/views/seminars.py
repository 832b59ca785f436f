"""Seminar series, for the coordination: plan, look, note who was there, papers."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes import exports, operations, subject
from allin.programmes.forms.dates import tried
from allin.programmes.forms.seminars import (
    EnterForm,
    ListForm,
    OthersForm,
    SeatsForm,
    SeriesForm,
)
from allin.programmes.models import ListHead, Occasion, Registration, Series, Setup
from allin.programmes.operations import listing
from allin.programmes.operations import seminars as working
from allin.programmes.permissions import can_look_at_programmes, can_plan
from allin.programmes.rules import kernel as rules
from allin.programmes.views.common import (
    instead_of,
    occasion_of,
    page,
    plans,
    read_days,
    setup_of,
    told,
)


def section(request: Request, setup: Setup) -> dict[str, Any]:
    """Gather the series of a programme with their seats."""
    # Distinct: the last date is asked for too, and its join has a row a date.
    of_state = {
        name: Count("registrations", filter=Q(registrations__state=name), distinct=True)
        for name in (rules.REGISTERED, rules.OFFERED, rules.WAITING)
    }
    found = (
        Series.objects.of(request.centre)
        .visible_to(request.person)
        .filter(programme=setup.programme, one_registration=True)
        .standing()
        .annotate(**of_state, ends_at=Max("occasions__ends_at"))
        .order_by("-created_at", "-pk")
    )
    return {"all_series": list(found[:20]), "now": clock.now()}


def series_of(request: Request, series_id: int) -> Series:
    """Return a series the person may see, or 404."""
    found: Series = get_object_or_404(
        Series.objects.of(request.centre)
        .visible_to(request.person)
        .select_related("centre", "programme"),
        pk=series_id,
    )
    return found


@requires(can_plan)
def plan_series(request: Request, programme_id: int) -> HttpResponse:
    """Plan the dates of a series with its seats; dates in the way are named."""
    setup = setup_of(request, programme_id, rules.SEMINARS)
    form = SeriesForm(told(request) or None, request=request)
    about: dict[str, Any] = {"form": form, "setup": setup}
    if form.is_valid():
        planned, ways = _plan_series(request, form, setup)
        if planned is not None and planned.series is not None:
            number = len(planned.occasions)
            said = ngettext(
                "%(n)d date is planned.", "%(n)d dates are planned.", number
            )
            messages.success(request, said % {"n": number})
            return redirect("programmes:series", planned.series.pk)
        about |= {"instead": instead_of(ways), "round": planned, "mark": form.mark}
    return page(request, "programmes/seminars/plan.html", about)


def _plan_series(request: Request, form: SeriesForm, setup: Setup) -> Any:
    if form.rule is None:
        form.add_error("repeats", _("A series has more than one date."))
        return None, ()
    same = request.POST.get("mark") == form.mark
    return tried(
        form,
        operations.plan_weekly,
        programme=setup.programme,
        rule=form.rule,
        only=read_days(request.POST.getlist("only")) if same else None,
        by=request.person,
        now=clock.now(),
        **form.values,
    )


@requires(can_look_at_programmes)
def series(request: Request, series_id: int) -> HttpResponse:
    """Show a series: seats, waiting list, dates; names only once they are opened."""
    one, now = series_of(request, series_id), clock.now()
    may_plan = plans(request)
    people = list(Registration.objects.of(one).visible_to(request.person))
    people = [who for who in people if who.state != rules.WITHDRAWN]
    opened = may_plan and request.method == "POST"
    about = {
        "series": one,
        "may_plan": may_plan,
        "dates": one.occasions.standing().select_related("room"),
        "seats": _seats(one),
        "people": _people(request, people) if opened else people,
        "opened": opened,
        "now": now,
    }
    return render(request, "programmes/seminars/series.html", about)


def _seats(one: Series) -> dict[str, int]:
    rows = Registration.objects.of(one).order_by().values("state")
    return {row["state"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def _people(request: Request, people: list[Registration]) -> list[Registration]:
    """Open the names, each opening recorded, and say how often each was there."""
    now = clock.now()
    names = subject.names_of(people, by=request.person, purpose="list", now=now)
    for who in people:
        who.called = names[who.pk]  # type: ignore[attr-defined]
        if not subject.by_letter(who):
            who.phone = subject.phone_of(  # type: ignore[attr-defined]
                who, by=request.person, now=now
            )
    return people


@requires(can_plan)
def enter(request: Request, series_id: int) -> HttpResponse:
    """Register somebody who called."""
    one = series_of(request, series_id)
    form = EnterForm(request.POST or None, request=request)
    if form.is_valid():
        made, _ways = tried(
            form,
            operations.register,
            event=one,
            **form.values,
            by=request.person,
            now=clock.now(),
        )
        if made is not None:
            said = _("Entered: %(state)s.") % {"state": made.get_state_display()}
            messages.success(request, said)
            return redirect("programmes:series", one.pk)
    about = {"form": form, "series": one}
    return page(request, "programmes/seminars/enter.html", about)


@requires(can_plan)
def seats(request: Request, series_id: int) -> HttpResponse:
    """Change how many seats there are; new ones are offered at once."""
    one = series_of(request, series_id)
    form = SeatsForm(request.POST or None, initial={"capacity": one.capacity})
    if form.is_valid():
        changed, _ways = tried(
            form,
            operations.change_capacity,
            event=one,
            capacity=form.cleaned_data["capacity"],
            by=request.person,
            now=clock.now(),
        )
        if changed is not None:
            return redirect("programmes:series", one.pk)
    return page(
        request, "programmes/seminars/seats.html", {"form": form, "series": one}
    )


@requires(can_plan)
def participants(request: Request, occasion_id: int) -> HttpResponse:
    """Note who of the registered was there; their names open with a POST."""
    one = occasion_of(request, occasion_id)
    people = working.participants(one)
    saves = request.POST.get("do") == "save"
    form = OthersForm(request.POST if saves else None)
    if saves and form.is_valid() and _noted(request, form, one):
        return redirect("programmes:occasion", one.pk)
    about = {"occasion": one, "form": form, "opened": request.method == "POST"}
    about["people"] = _people(request, people) if about["opened"] else people
    about["there"] = set(one.attendances.values_list("registration_id", flat=True))
    status = 422 if saves else 200
    return render(
        request, "programmes/seminars/participants.html", about, status=status
    )


def _noted(request: Request, form: OthersForm, one: Occasion) -> bool:
    """Note who was ticked; say so, or put what is in the way on the form."""
    done, _ways = tried(
        form,
        operations.note_participants,
        occasion=one,
        present={int(pk) for pk in request.POST.getlist("present") if pk.isdecimal()},
        others=form.cleaned_data["others"],
        by=request.person,
        now=clock.now(),
    )
    if done is not None:
        messages.success(request, _("Noted who was there."))
    return done is not None


@requires(can_plan)
@require_POST
def sign_list(request: Request, occasion_id: int) -> HttpResponse:
    """Give the list to sign on an evening, as PDF: number, name, signature."""
    one = occasion_of(request, occasion_id)
    people = working.participants(one)
    names = subject.names_of(
        people, by=request.person, purpose="list to sign", now=clock.now()
    )
    head = ListHead.objects.of_programme(one.programme).first()
    written = sorted(filter(None, names.values()))
    made = exports.sign_list(occasion=one, names=written, head=head)
    return exports.answer(made, "list")


@requires(can_plan)
def list_head(request: Request, programme_id: int) -> HttpResponse:
    """Say what the funder of a programme wants to see on its lists to sign."""
    setup = setup_of(request, programme_id, rules.SEMINARS)
    head = ListHead.objects.of_programme(setup.programme).first()
    start = {"funder": head.funder, "columns": head.columns} if head else {}
    form = ListForm(
        request.POST or None, request.FILES or None, head=head, initial=start
    )
    if form.is_valid():
        made, _ways = tried(
            form, listing.settle_list, setup=setup, by=request.person,
            now=clock.now(), **form.cleaned_data,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The lists to sign are set."))
            return redirect("programmes:programme", programme_id)
    about = {"form": form, "setup": setup}
    return page(request, "programmes/seminars/list_head.html", about)
