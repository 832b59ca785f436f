"""For those who lead: what they could take on, signed in or by a letter's link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock, people
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request, requires
from allin.core.people import Person
from allin.programmes import operations as kernel_does
from allin.programmes.forms.enquiry import ClaimForm
from allin.programmes.models import Assignment, Enquiry
from allin.programmes.operations import enquiry as operations
from allin.programmes.permissions import can_answer_own
from allin.programmes.rules import kernel
from allin.programmes.views.common import part_of
from allin.programmes.views.enquiry import LIMITS, status_of
from allin.ui.templatetags.times import span
from allin.volunteers.models import Volunteer

SHOWN = 40


def self_of(request: Request) -> Volunteer:
    """Return the volunteer who asks, or 404."""
    own = request.person.ids_of(people.VOLUNTEER, centre_id=request.centre.pk)
    found: Volunteer = get_object_or_404(
        Volunteer.objects.standing().select_related("centre", "association"),
        centre=request.centre,
        pk__in=own,
    )
    return found


@requires(can_answer_own)
def pool(request: Request) -> HttpResponse:
    """What a guide, adviser or counsellor could take on."""
    me, now = self_of(request), clock.now()
    about = {
        "enquiries": operations.claimable(volunteer=me, now=now),
        "positions": operations.takeable(volunteer=me, now=now)[:SHOWN],
    } | part_of(request)
    return render(request, "programmes/enquiry/pool.html", about)


@require_POST
@requires(can_answer_own)
def take_position(request: Request, position_id: int) -> HttpResponse:
    """Take an open place of what is planned already."""
    me, now = self_of(request), clock.now()
    open_ones = operations.takeable(volunteer=me, now=now)
    position = next((one for one in open_ones if one.pk == position_id), None)
    if position is None:
        messages.error(request, _("Somebody was a moment faster, or it is over."))
        return redirect("programmes:pool")
    try:
        operations.take(position=position, volunteer=me, by=request.person, now=now)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("It is yours. You find it under your dates."))
    return redirect("programmes:pool")


@never_cache
@requires(can_answer_own)
def claim_own(request: Request, enquiry_id: int) -> HttpResponse:
    """Look at one enquiry and take it on, signed in."""
    me = self_of(request)
    found = Enquiry.objects.of(request.centre).told().filter(pk=enquiry_id).first()
    if found is None or not _may_see(found, me):
        raise Http404
    return _claim(request, found, me, by=request.person)


def _may_see(found: Enquiry, me: Volunteer) -> bool:
    mine = operations.claimable(volunteer=me, now=clock.now())
    return any(one.pk == found.pk for one in mine) or _own(found, me) is not None


def _own(found: Enquiry, me: Volunteer) -> Assignment | None:
    if found.occasion is None:
        return None
    return (
        Assignment.objects.of(found.occasion)
        .filter(volunteer=me, state__in=kernel.COMING)
        .first()
    )


@never_cache
def claim(request: Request, token: str) -> HttpResponse:
    """The same behind a letter's link; GET changes nothing."""
    opened = operations.by_guide_token(request.centre, token)
    if opened is None:
        return render(request, "programmes/enquiry/gone.html", status=404)
    return _claim(request, *opened, by=None)


def _claim(
    request: Request, found: Enquiry, me: Volunteer, *, by: Person | None
) -> HttpResponse:
    now = clock.now()
    dates = operations.dates_of(found, now)
    said = [span(at, at + found.lasts) for at in dates]
    form = ClaimForm(request.POST or None, dates=dates, said=said)
    refused = ""
    if request.method == "POST":
        try:
            limit(request, "claim", limits=LIMITS)
            refused = _pressed(request, form, found, me, by)
        except Refusal as refusal:
            refused = refusal.sentence
    about = _about(found, me) | {"form": form, "refused": refused}
    about["layout"] = "public.html" if by is None else "base.html"
    status = 422 if refused or (form.errors and about["open"]) else 200
    return render(request, "programmes/enquiry/claim.html", about, status=status)


def _pressed(
    request: Request,
    form: ClaimForm,
    found: Enquiry,
    me: Volunteer,
    by: Person | None,
) -> str:
    if request.POST.get("do") == "back":
        own = _own(found, me)
        if own is not None:
            kernel_does.give_back(assignment=own, by=by, now=clock.now())
    elif form.is_valid():
        operations.claim(
            enquiry=found,
            volunteer=me,
            starts_at=form.cleaned_data["starts_at"],
            by=by,
            now=clock.now(),
        )
    return ""


def _about(found: Enquiry, me: Volunteer) -> dict[str, Any]:
    now_is = Enquiry.objects.told().get(pk=found.pk)
    own = _own(now_is, me)
    return status_of(now_is) | {
        "mine": own is not None,
        "open": own is None and now_is.is_looking,
        "occasion": now_is.occasion,
    }
