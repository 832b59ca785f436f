from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.directory import operations, permissions
from allin.directory.forms import ExceptionForm, HourForm, OfferForm
from allin.directory.models import HourException, Offer, OpenHour
from allin.directory.views.associations import editable


def _editable(request: Request, offer_id: int) -> Offer:
    """Return an offer the person may change; for others there is none."""
    of_here = Offer.objects.editable_by(request.person).of(request.centre)
    return get_object_or_404(
        of_here.select_related("association", "centre"), pk=offer_id
    )


@requires(permissions.can_look)
def enter_offer(request: Request, association_id: int) -> HttpResponse:
    """Enter an offer of an association."""
    entry = editable(request, association_id)
    form = OfferForm(request.POST or None, centre=request.centre)
    if form.is_valid():
        try:
            offer = operations.enter_offer(
                association=entry, by=request.person, now=clock.now(), **form.values
            )
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            messages.success(request, _("The offer is entered. Add its open hours."))
            return redirect("directory:offer", offer_id=offer.pk)
    return render(request, "directory/enter_offer.html", {"form": form, "entry": entry})


@requires(permissions.can_look)
def edit_offer(request: Request, offer_id: int) -> HttpResponse:
    """Change an offer."""
    offer = _editable(request, offer_id)
    form = OfferForm(request.POST or None, instance=offer, centre=request.centre)
    if form.is_valid():
        try:
            operations.edit_offer(
                offer=_editable(request, offer_id),
                by=request.person,
                now=clock.now(),
                **form.values,
            )
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            messages.success(request, _("The offer is changed."))
            return redirect("directory:offer", offer_id=offer_id)
    return render(request, "directory/edit_offer.html", {"form": form, "offer": offer})


def _field(form: OfferForm, refusal: Refusal) -> str | None:
    return refusal.field if refusal.field in form.fields else None


@requires(permissions.can_look)
def offer(request: Request, offer_id: int) -> HttpResponse:
    """Show an offer to those who keep it: hours, exceptions, confirmation."""
    offer = _editable(request, offer_id)
    return render(
        request,
        "directory/offer.html",
        {
            "offer": offer,
            "hit": operations.describe(offer=offer, now=clock.now()),
            "hours": offer.hours.all(),
            "exceptions": offer.exceptions.filter(on__gte=clock.now().date()),
            "topics": offer.topics.all(),
        },
    )


@require_POST
@requires(permissions.can_look)
def confirm_offer(request: Request, offer_id: int) -> HttpResponse:
    """Confirm an offer as it stands today."""
    offer = _editable(request, offer_id)
    operations.confirm(offer=offer, by=request.person, now=clock.now())
    messages.success(request, _("The offer is confirmed. Today's date stands there."))
    return redirect("directory:offer", offer_id=offer.pk)


@requires(permissions.can_look)
def enter_hour(request: Request, offer_id: int) -> HttpResponse:
    """Add an open hour."""
    offer = _editable(request, offer_id)
    form = HourForm(request.POST or None)
    if form.is_valid():
        try:
            operations.enter_hour(
                offer=offer, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("directory:offer", offer_id=offer.pk)
    return render(request, "directory/enter_hour.html", {"form": form, "offer": offer})


@require_POST
@requires(permissions.can_look)
def drop_hour(request: Request, hour_id: int) -> HttpResponse:
    """Take an open hour away."""
    hour = get_object_or_404(
        OpenHour.objects.visible_to(request.person).filter(centre=request.centre),
        pk=hour_id,
    )
    offer = _editable(request, hour.offer_id)
    operations.drop_hour(hour=hour, by=request.person, now=clock.now())
    messages.success(request, _("The open hour is taken away."))
    return redirect("directory:offer", offer_id=offer.pk)


@requires(permissions.can_look)
def enter_exception(request: Request, offer_id: int) -> HttpResponse:
    """Close an offer on one date, or open it at other times."""
    offer = _editable(request, offer_id)
    form = ExceptionForm(request.POST or None)
    if form.is_valid():
        try:
            operations.enter_exception(
                offer=offer, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("ends", str(refusal))
        else:
            return redirect("directory:offer", offer_id=offer.pk)
    return render(
        request, "directory/enter_exception.html", {"form": form, "offer": offer}
    )


@require_POST
@requires(permissions.can_look)
def drop_exception(request: Request, exception_id: int) -> HttpResponse:
    """Let the usual hours hold again on a date."""
    exception = get_object_or_404(
        HourException.objects.filter(centre=request.centre), pk=exception_id
    )
    offer = _editable(request, exception.offer_id)
    operations.drop_exception(exception=exception, by=request.person, now=clock.now())
    return redirect("directory:offer", offer_id=offer.pk)
