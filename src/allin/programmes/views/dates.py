"""Planning dates anybody can come to: public tours, office hours."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes import operations
from allin.programmes.forms.dates import tried
from allin.programmes.forms.open_dates import DatesForm, HoursForm, PublicTourForm
from allin.programmes.models import Setup
from allin.programmes.permissions import can_plan
from allin.programmes.rules import kernel
from allin.programmes.views.common import instead_of, read_days, setup_of, told


@requires(can_plan)
def plan_hours(request: Request, programme_id: int) -> HttpResponse:
    """Plan office hours per language and place, once or every week."""
    setup = setup_of(request, programme_id, kernel.EDUCATION)
    title = _("Plan office hours")
    lead = _("The public list shows them at once. Counsellors can take what is open.")
    return _page(request, setup, HoursForm, {"title": title, "lead": lead})


@requires(can_plan)
def plan_public(request: Request, programme_id: int) -> HttpResponse:
    """Plan a tour anybody can join."""
    setup = setup_of(request, programme_id, kernel.TOURS)
    title = _("Plan a public date")
    lead = _("Anybody registers, up to the seats; then there is a waiting list.")
    return _page(request, setup, PublicTourForm, {"title": title, "lead": lead})


def _page(
    request: Request, setup: Setup, kind: type[DatesForm], words: dict[str, str]
) -> HttpResponse:
    first = {"title": setup.programme.name}
    form = kind(told(request) or None, request=request, initial=first)
    about: dict[str, Any] = words | {"form": form, "setup": setup}
    if form.is_valid():
        number, more = _planned(request, form, setup)
        if number:
            said = ngettext(
                "%(number)d date is planned.", "%(number)d dates are planned.", number
            )
            messages.success(request, said % {"number": number})
            return redirect("programmes:programme", setup.programme_id)
        about |= more
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/enquiry/plan.html", about, status=status)


def _planned(
    request: Request, form: DatesForm, setup: Setup
) -> tuple[int, dict[str, Any]]:
    """Plan one date or all of them; else say what is in the way."""
    values = form.values | {
        "programme": setup.programme,
        "by": request.person,
        "now": clock.now(),
    }
    rule = form.once if isinstance(form, PublicTourForm) else form.rule
    if rule is None:
        one, ways = tried(form, operations.plan_occasion, **values, **form.when_where)
        return int(one is not None), {"instead": instead_of(ways)}
    same = request.POST.get("mark") == form.mark
    made, ways = tried(
        form,
        operations.plan_weekly,
        **values,
        rule=rule,
        room=form.cleaned_data["room"],
        place=form.cleaned_data["place"],
        only=read_days(request.POST.getlist("only")) if same else None,
    )
    number = len(made.occasions) if made is not None else 0
    return number, {
        "instead": instead_of(ways),
        "round": made,
        "mark": form.mark,
    }
