"""Whom the person does not wish to meet, told to the coordination later."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.counselling import permissions
from allin.counselling.forms.answers import told_on
from allin.counselling.forms.exclusions import ExcludeForm
from allin.counselling.operations import exclude as excluding
from allin.counselling.views.referral import one_of


@requires(permissions.can_coordinate)
def exclusions(request: Request, referral_id: int) -> HttpResponse:
    """Who is not asked; one more association or person."""
    found = one_of(request, referral_id)
    form = ExcludeForm(request.POST or None, referral=found, centre=request.centre)
    if form.is_valid():
        with told_on(form):
            for whom in form.whom:
                excluding.exclude(
                    referral=found, whom=whom, by=request.person, now=clock.now()
                )
            messages.success(request, _("Noted. They are not asked and learn nothing."))
            return redirect("counselling:exclusions", found.pk)
    rows = found.exclusions.select_related("association", "volunteer__association")
    context = {"referral": found, "form": form, "excluded": rows.order_by("pk")}
    return render(request, "counselling/exclusions.html", context)


@require_POST
@requires(permissions.can_coordinate)
def admit(request: Request, referral_id: int) -> HttpResponse:
    """Take an exclusion back, at the person's wish."""
    found = one_of(request, referral_id)
    chosen = request.POST.get("exclusion", "")
    try:
        excluding.admit(
            referral=found,
            exclusion_id=int(chosen) if chosen.isdecimal() else 0,
            by=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("counselling:exclusions", found.pk)
