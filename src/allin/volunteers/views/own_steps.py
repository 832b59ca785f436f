"""What people change about themselves on their own page, one small form each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request
from allin.core.people import Person
from allin.volunteers import operations
from allin.volunteers.forms import PauseForm
from allin.volunteers.forms.own import (
    AwayForm,
    CertificateForm,
    ReachForm,
    SpokenForm,
    TimesForm,
    times_of,
)
from allin.volunteers.models import Away, Certificate, Volunteer
from allin.volunteers.views.certificates import as_file
from allin.volunteers.views.mine import OPENED, opened

Do = Callable[[Volunteer, Person, dict[str, Any]], object]


def _step(
    request: Request,
    make: Callable[[Volunteer], forms.Form],
    do: Do,
    *,
    title: str,
    lead: str,
    submit: str,
    done: str,
) -> HttpResponse:
    """Show one small form of the own page; do what it says; come back."""
    whose = opened(request)
    if whose is None:
        return redirect("volunteers:mine")
    volunteer, by = whose
    form = make(volunteer)
    if form.is_valid():
        try:
            do(volunteer, by, form.cleaned_data)
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect("volunteers:mine")
    about = {"form": form, "title": title, "lead": lead, "submit": submit}
    return render(request, "volunteers/mine_step.html", about)


def mine_reach(request: Request) -> HttpResponse:
    """Change how I am reached."""
    fields = ("phone", "email", "language")
    return _step(
        request,
        lambda one: ReachForm(
            request.POST or None, initial={name: getattr(one, name) for name in fields}
        ),
        lambda one, by, told: operations.tell(
            volunteer=one, by=by, now=clock.now(), **told
        ),
        title=_("How we reach you"),
        lead=_("One way is enough. Your name changes only with a call."),
        submit=_("Save"),
        done=_("Saved."),
    )


def mine_languages(request: Request) -> HttpResponse:
    """Change what I speak."""
    held: list[SpokenForm] = []

    def make(one: Volunteer) -> SpokenForm:
        held.append(SpokenForm(request.POST or None, volunteer=one))
        return held[0]

    return _step(
        request,
        make,
        lambda one, by, _told: operations.tell(
            volunteer=one, by=by, now=clock.now(), **held[0].masks()
        ),
        title=_("My languages"),
        lead=_("Only who speaks a language well is asked to interpret."),
        submit=_("Save"),
        done=_("Saved."),
    )


def mine_times(request: Request) -> HttpResponse:
    """Change when I have time, and how much."""
    held: list[TimesForm] = []

    def make(one: Volunteer) -> TimesForm:
        centre, initial = request.centre, times_of(one)
        held.append(TimesForm(request.POST or None, centre=centre, initial=initial))
        return held[0]

    return _step(
        request,
        make,
        lambda one, by, _told: operations.tell(
            volunteer=one, by=by, now=clock.now(), **held[0].said()
        ),
        title=_("My times"),
        lead=_("You are asked first for these times. Nothing beyond your limits."),
        submit=_("Save"),
        done=_("Saved."),
    )


def mine_away(request: Request) -> HttpResponse:
    """Say on which days I am away."""
    return _step(
        request,
        lambda _one: AwayForm(request.POST or None),
        lambda one, by, told: operations.go_away(
            volunteer=one, by=by, now=clock.now(), **told
        ),
        title=_("Days away"),
        lead=_("Nothing is promised on these days. What is promised already stays."),
        submit=_("Enter"),
        done=_("Saved."),
    )


@require_POST
def mine_back(request: Request, away_id: int) -> HttpResponse:
    """Take back days away."""
    whose = opened(request)
    if whose is not None:
        rows = Away.objects.filter(volunteer=whose[0]).select_related(
            "volunteer__centre"
        )
        gone = get_object_or_404(rows, pk=away_id)
        operations.come_back(away=gone, by=whose[1], now=clock.now())
    return redirect("volunteers:mine")


def mine_pause(request: Request) -> HttpResponse:
    """Be left in peace until a day."""
    return _step(
        request,
        lambda one: PauseForm(
            request.POST or None, initial={"until": one.paused_until}
        ),
        lambda one, by, told: operations.pause(
            volunteer=one, by=by, now=clock.now(), **told
        ),
        title=_("Pause"),
        lead=_("Nobody asks you during a pause. Promised times stay."),
        submit=_("Save the pause"),
        done=_("The pause is saved."),
    )


def mine_certificate(request: Request) -> HttpResponse:
    """Have my service certified."""
    today = clock.now().astimezone(request.centre.tz).date()
    shown_in = request.LANGUAGE_CODE or "de"
    return _step(
        request,
        lambda _one: CertificateForm(
            request.POST or None, today=today, language=shown_in
        ),
        lambda one, by, told: operations.certify(
            volunteer=one, by=by, now=clock.now(), **told
        ),
        title=_("Certificate of service"),
        lead=_("All confirmed hours of a time, as PDF with a number and a code."),
        submit=_("Issue the certificate"),
        done=_("The certificate is issued."),
    )


def mine_file(request: Request, certificate_id: int) -> HttpResponse:
    """Take one of my certificates as PDF."""
    whose = opened(request)
    if whose is None:
        return redirect("volunteers:mine")
    mine = Certificate.objects.filter(volunteer=whose[0]).select_related("centre")
    return as_file(get_object_or_404(mine, pk=certificate_id))


@require_POST
def mine_name(request: Request, certificate_id: int) -> HttpResponse:
    """Show my name on the page that checks a certificate, or stop it."""
    whose = opened(request)
    if whose is not None:
        mine = Certificate.objects.filter(volunteer=whose[0]).select_related(
            "centre", "volunteer"
        )
        one = get_object_or_404(mine, pk=certificate_id)
        operations.show_name(
            certificate=one, shown=not one.name_shown, by=whose[1], now=clock.now()
        )
    return redirect("volunteers:mine")


def _end(request: Request, volunteer: Volunteer, by: Person, how: str) -> None:
    now = clock.now()
    if how == "erase":
        operations.erase(volunteer=volunteer, by=by, now=now)
        return
    today = now.astimezone(request.centre.tz).date()
    operations.leave(volunteer=volunteer, on=today, by=by, now=now)


def mine_end(request: Request, how: str) -> HttpResponse:
    """Stop, or have everything about me deleted; asked once more before."""
    whose = opened(request)
    if how not in {"leave", "erase"}:
        raise Http404
    if whose is None:
        return redirect("volunteers:mine")
    volunteer, by = whose
    refused = ""
    if request.method == "POST":
        try:
            _end(request, volunteer, by, how)
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            request.session.pop(OPENED, None)
            return render(request, "volunteers/mine_ended.html", {"how": how})
    return render(request, "volunteers/mine_end.html", {"how": how, "refused": refused})
