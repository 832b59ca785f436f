"""Certificates of service: taken, checked by whoever holds one, withdrawn."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.centres.operations import link
from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request, requires
from allin.volunteers import exports, operations
from allin.volunteers.forms.joining import CodeForm
from allin.volunteers.forms.own import CertificateForm
from allin.volunteers.models import Certificate
from allin.volunteers.permissions import can_list, can_welcome
from allin.volunteers.views.people import whom

LIMITS = ((60, 20), (3600, 200))


def check_any(request: Request) -> HttpResponse:
    """Type the code of a certificate."""
    form = CodeForm(request.POST or None, request=request)
    if form.is_valid():
        return redirect("volunteers:check", form.cleaned_data["code"])
    return render(request, "volunteers/check_any.html", {"form": form})


@never_cache
def check(request: Request, code: str) -> HttpResponse:
    """Say whether a certificate holds; the name only where the person agreed."""
    try:
        limit(request, "check", limits=LIMITS)
    except Refusal as refusal:
        about = {"refused": refusal.sentence}
        return render(request, "volunteers/check.html", about, status=429)
    found = operations.check(code, centre_id=request.centre.pk)
    status = 200 if found is not None else 404
    return render(request, "volunteers/check.html", {"found": found}, status=status)


def as_file(one: Certificate) -> HttpResponse:
    """Return a certificate as PDF."""
    if not one.name:
        raise Http404
    address = link(one.centre, "volunteers:check", one.code)
    file = exports.certificate(one, address=address)
    response = HttpResponse(file, content_type="application/pdf")
    name = f"bescheinigung-{one.shown_number}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(can_list)
def certify(request: Request, volunteer_id: int) -> HttpResponse:
    """Certify somebody's service, for the coordination and the own board."""
    volunteer = whom(request, volunteer_id)
    now = clock.now()
    today = now.astimezone(request.centre.tz).date()
    said = request.POST or None
    form = CertificateForm(said, today=today, language=volunteer.language)
    # Only the person can agree that the name is shown.
    del form.fields["name_shown"]
    if form.is_valid():
        told = {"by": request.person, "now": now, **form.cleaned_data}
        try:
            operations.certify(volunteer=volunteer, **told)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("The certificate is issued."))
            return redirect("volunteers:page", volunteer.pk)
    about = {"form": form, "volunteer": volunteer}
    return render(request, "volunteers/certify.html", about)


def _of(request: Request, certificate_id: int) -> Certificate:
    rows = Certificate.objects.visible_to(request.person)
    one: Certificate = get_object_or_404(
        rows.filter(centre=request.centre).select_related("centre", "volunteer"),
        pk=certificate_id,
    )
    return one


@requires(can_list)
def certificate(request: Request, certificate_id: int) -> HttpResponse:
    """Hand out the PDF."""
    return as_file(_of(request, certificate_id))


@require_POST
@requires(can_welcome)
def withdraw_certificate(request: Request, certificate_id: int) -> HttpResponse:
    """Withdraw it; whoever checks it reads that."""
    one = _of(request, certificate_id)
    operations.withdraw_certificate(certificate=one, by=request.person, now=clock.now())
    messages.success(request, _("Withdrawn. Whoever checks it reads that."))
    return redirect("volunteers:page", one.volunteer_id)
