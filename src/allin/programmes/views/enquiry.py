"""Pages for anybody: asking for a tour or a talk, and how it stands."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request
from allin.programmes.forms.enquiry import CodeForm, EnquiryForm, PublicEnquiryForm
from allin.programmes.models import Enquiry, Occasion, Series, Setup
from allin.programmes.operations import enquiry as operations
from allin.programmes.rules import enquiry as rules
from allin.programmes.rules import kernel

SHOWN = 12
LIMITS = ((60, 30), (3600, 200))


def enquire(request: Request, programme_id: int) -> HttpResponse:
    """Ask for a tour or a talk: anybody, without an account."""
    setup = operations.programme_of(request.centre, programme_id)
    if setup is None:
        raise Http404
    form = PublicEnquiryForm(request.POST or None, request=request, setup=setup)
    if form.is_valid():
        if earlier := form.earlier():
            return redirect(earlier)
        made = made_of(request, form, setup, rules.PUBLIC)
        if made is not None:
            url = reverse("programmes:enquiry_status", args=[made.code])
            return redirect(form.done(url))
    about = {"form": form, "setup": setup, "dates": _public_dates(setup)}
    about["is_talk"] = setup.template == kernel.TALKS
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/enquiry/enquire.html", about, status=status)


def made_of(
    request: Request, form: EnquiryForm, setup: Setup, way: str
) -> Enquiry | None:
    """Make the enquiry; what is refused stands beside its field."""
    try:
        return operations.enquire(
            setup=setup,
            wish=form.wish(),
            contact=form.contact(),
            way=way,
            by=request.person if request.person.id else None,
            now=clock.now(),
        )
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)
        return None


def _public_dates(setup: Setup) -> list[Occasion]:
    """Return what anybody can register for; each date is a series of its own."""
    open_ones = Series.objects.of(setup.centre).public()
    return list(
        Occasion.objects.of(setup.centre)
        .filter(programme_id=setup.programme_id, series__in=open_ones)
        .coming(clock.now())
        .select_related("room")[:SHOWN]
    )


def find_enquiry(request: Request) -> HttpResponse:
    """Type the code; a wrong one gets one and the same answer."""
    form = CodeForm(request.POST or None, request=request)
    if form.is_valid():
        found = operations.by_code(request.centre, form.cleaned_data["code"])
        if found is not None:
            return redirect("programmes:enquiry_status", found.code)
        form.add_error("code", _("There is no enquiry with this code here."))
    status = 422 if request.method == "POST" else 200
    page = "programmes/enquiry/find.html"
    return render(request, page, {"form": form}, status=status)


def enquiry_status(request: Request, code: str) -> HttpResponse:
    """The group's own page: how it stands, when, where; taking it back."""
    limit(request, "enquiry", limits=LIMITS)
    found = operations.by_code(request.centre, code)
    if found is None:
        return render(request, "programmes/enquiry/gone.html", status=404)
    if request.method == "POST":
        return _withdraw(request, found)
    return render(request, "programmes/enquiry/status.html", status_of(found))


def _withdraw(request: Request, found: Enquiry) -> HttpResponse:
    by = request.person if request.person.id else None
    try:
        operations.withdraw(enquiry=found, by=by, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = _("Taken back. Whom to call is deleted.")
        messages.success(request, said)
    return redirect("programmes:enquiry_status", found.code)


def status_of(found: Enquiry) -> dict[str, Any]:
    """Say on which stair an enquiry stands."""
    step = {
        rules.LOOKING: 1,
        rules.STAFFED: 2,
        rules.AGREED: 3,
        rules.HELD: 5,
    }.get(found.stage, 0)
    return {
        "enquiry": found,
        "occasion": found.occasion if step > 1 else None,
        "step": step,
        "labels": stairs(),
        "is_talk": found.template == kernel.TALKS,
        "is_open": bool(rules.NEXT[found.stage]),
    }


def stairs() -> list[str]:
    """Name the stairs, for the group and for the house."""
    return [_("asked"), _("somebody found"), _("agreed"), _("took place")]
