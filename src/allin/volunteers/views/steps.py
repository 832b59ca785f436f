"""Small steps with one volunteer: pause, bind, show, leave, erase."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.volunteers import operations
from allin.volunteers.forms import BindForm, LeaveForm, PauseForm, ShowForm
from allin.volunteers.models import OwnLink, Volunteer
from allin.volunteers.permissions import can_invite, can_list, can_welcome
from allin.volunteers.views.joining import link_page
from allin.volunteers.views.people import whom

Words = str | Promise


def _step(
    request: Request,
    volunteer: Volunteer,
    form: forms.Form,
    operation: Callable[..., Any],
    words: dict[str, Words],
) -> HttpResponse:
    """Show one small form; do what it says; come back with a sentence."""
    if form.is_valid():
        try:
            operation(
                volunteer=volunteer,
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.sentence)
        else:
            messages.success(request, str(words["done"]))
            return redirect("volunteers:page", volunteer.pk)
    about = {"form": form, "volunteer": volunteer, "words": words}
    return render(request, "volunteers/step.html", about)


@requires(can_list)
def pause(request: Request, volunteer_id: int) -> HttpResponse:
    """Leave somebody in peace until a day."""
    volunteer = whom(request, volunteer_id)
    form = PauseForm(request.POST or None, initial={"until": volunteer.paused_until})
    words: dict[str, Words] = {
        "title": _("Pause"),
        "lead": _("Nobody is asked during a pause. Promised times stay."),
        "submit": _("Save the pause"),
        "done": _("The pause is saved."),
    }
    return _step(request, volunteer, form, operations.pause, words)


@requires(can_list)
def bind(request: Request, volunteer_id: int) -> HttpResponse:
    """Note the signed commitment to confidentiality."""
    volunteer = whom(request, volunteer_id)
    today = clock.now().astimezone(request.centre.tz).date()
    form = BindForm(request.POST or None, initial={"signed_on": today})
    words: dict[str, Words] = {
        "title": _("Confidentiality"),
        "lead": _("Only who has signed can be asked. The paper stays in the folder."),
        "submit": _("Save the date"),
        "done": _("The commitment is noted."),
    }
    return _step(request, volunteer, form, operations.bind, words)


@requires(can_list)
def show(request: Request, volunteer_id: int) -> HttpResponse:
    """Note that a certificate was seen."""
    volunteer = whom(request, volunteer_id)
    today = clock.now().astimezone(request.centre.tz).date()
    seen_by = {"seen_on": today, "seen_by": request.person.name}
    form = ShowForm(request.POST or None, initial=seen_by)
    words: dict[str, Words] = {
        "title": _("Certificate seen"),
        "lead": _("Only the day, the name of who saw it and the end are kept."),
        "submit": _("Save"),
        "done": _("It is noted."),
    }
    return _step(request, volunteer, form, operations.show, words)


@requires(can_invite)
def invite(request: Request, volunteer_id: int) -> HttpResponse:
    """Invite somebody to sign in; the next page shows the link."""
    volunteer, refused = whom(request, volunteer_id), ""
    if request.method == "POST":
        try:
            made = operations.invite(
                volunteer=volunteer, by=request.person, now=clock.now()
            )
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            return redirect("accounts:link", invitation_id=made.pk)
    spoken = dict(settings.LANGUAGES).get(volunteer.language, "")
    about = {"volunteer": volunteer, "refused": refused, "spoken": spoken}
    return render(request, "volunteers/invite.html", about)


@requires(can_welcome)
def give_link(request: Request, volunteer_id: int) -> HttpResponse:
    """Give a new link and PIN to somebody's own page; both are shown once."""
    volunteer, refused = whom(request, volunteer_id), ""
    if request.method == "POST":
        try:
            made = operations.give_link(
                volunteer=volunteer, by=request.person, now=clock.now()
            )
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            return link_page(request, made)
    own = OwnLink.objects.filter(volunteer=volunteer).first()
    about = {"volunteer": volunteer, "own": own, "refused": refused}
    return render(request, "volunteers/give_link.html", about)


@require_POST
@requires(can_welcome)
def revoke_link(request: Request, volunteer_id: int) -> HttpResponse:
    """Make the link to somebody's own page void."""
    volunteer = whom(request, volunteer_id)
    operations.revoke_link(volunteer=volunteer, by=request.person, now=clock.now())
    messages.success(request, str(_("The link is void.")))
    return redirect("volunteers:page", volunteer.pk)


@requires(can_list)
def leave(request: Request, volunteer_id: int) -> HttpResponse:
    """End somebody's volunteering."""
    volunteer = whom(request, volunteer_id)
    today = clock.now().astimezone(request.centre.tz).date()
    form = LeaveForm(request.POST or None, initial={"on": today})
    words: dict[str, Words] = {
        "title": _("Stop"),
        "lead": _("Promised times are released. After 12 months the name is erased."),
        "submit": _("Save the last day"),
        "done": _("The last day is noted."),
    }
    return _step(request, volunteer, form, operations.leave, words)


@requires(can_list)
def erase(request: Request, volunteer_id: int) -> HttpResponse:
    """Make somebody unknown."""
    volunteer = whom(request, volunteer_id)
    words = {"error": ""}
    if request.method == "POST":
        try:
            operations.erase(volunteer=volunteer, by=request.person, now=clock.now())
        except Refusal as refusal:
            words["error"] = refusal.sentence
        else:
            messages.success(request, str(_("Erased. The hours stay as figures.")))
            return redirect("volunteers:index")
    about = {"volunteer": volunteer, "words": words}
    return render(request, "volunteers/erase.html", about)
