"""The person's and the sender's own page, by code and PIN."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request
from allin.counselling import subject
from allin.counselling.forms.slip import StatusForm
from allin.counselling.models import Referral
from allin.counselling.operations import appointment as meeting
from allin.counselling.operations.candidates import professionals
from allin.counselling.operations.status import answer_for_sender, open_by_pin
from allin.counselling.operations.withdraw import stop_feedback, withdraw
from allin.counselling.views import meet

OPENED = "counselling_opened"  # session key: [referral id, whose, until]
OPEN_FOR = dt.timedelta(minutes=15)
DO_NOT_FIT = gettext_lazy(
    "Code and PIN do not fit together. After five wrong tries they are locked; the "
    "centre gives a new PIN."
)


def status(request: Request) -> HttpResponse:
    """Code and PIN; a wrong code and a wrong PIN get the same answer."""
    form = StatusForm(request.POST or None, request=request)
    if form.is_valid():
        opened = open_by_pin(
            centre=request.centre,
            code=form.cleaned_data["code"],
            pin=form.cleaned_data["pin"],
        )
        if opened is not None:
            _remember(request, *opened)
            return redirect("counselling:mine")
        form.add_error(None, str(DO_NOT_FIT))
    return render(request, "counselling/status.html", {"form": form})


def _remember(request: Request, referral: Referral, whose: str) -> None:
    """Keep the page open for a while: an opaque id, no code, no name."""
    until = clock.now() + OPEN_FOR
    request.session[OPENED] = [referral.pk, whose, until.isoformat()]


def _opened(request: Request) -> tuple[Referral, str] | None:
    kept = request.session.get(OPENED)
    if not kept or dt.datetime.fromisoformat(kept[2]) < clock.now():
        return None
    found = (
        Referral.objects.select_related("centre", "topic", "volunteer", "association")
        .filter(centre=request.centre, pk=kept[0])
        .first()
    )
    return (found, str(kept[1])) if found is not None else None


def mine(request: Request) -> HttpResponse:
    """How it stands; place and time for the person, a coded answer for the sender."""
    opened = _opened(request)
    if opened is None:
        return redirect("counselling:status")
    referral, whose = opened
    if whose == "sender":
        context = {"referral": referral, "answer": answer_for_sender(referral)}
        return render(request, "counselling/sender.html", context)
    stands = meet.standing(referral)
    context = {
        "referral": referral,
        "meeting": stands,
        "begun": meet.has_begun(stands, clock.now()),
        "gone": meeting.lost(referral, now=clock.now()),
        "openings": subject.openings(referral),
        "step": _step(referral),
        "professional": professionals(referral=referral, now=clock.now()),
        "labels": _stairs(),
    }
    return render(request, "counselling/mine.html", context)


def _stairs() -> list[str]:
    return [
        pgettext("stair", "received"),
        _("somebody found"),
        _("appointment"),
        _("finished"),
    ]


def _step(referral: Referral) -> int:
    """Which stair is lit: received, somebody found, appointment, finished."""
    return {"received": 1, "asking": 1, "accepted": 2, "appointment": 3}.get(
        referral.state, 4
    )


@require_POST
def withdraw_mine(request: Request) -> HttpResponse:
    """Take everything back, at once."""
    opened = _opened(request)
    if opened is None:
        return redirect("counselling:status")
    referral, whose = opened
    withdraw(referral=referral, by=None, now=clock.now(), note=whose)
    messages.success(
        request, _("Taken back. Name, contact and everything told are deleted.")
    )
    return redirect("counselling:mine")


@require_POST
def stop_mine(request: Request) -> HttpResponse:
    """Take back only the answer to the sender."""
    opened = _opened(request)
    if opened is None or opened[1] != "person":
        return redirect("counselling:status")
    stop_feedback(referral=opened[0], by=None, now=clock.now())
    messages.success(request, _("The sender learns nothing from now on."))
    return redirect("counselling:mine")


@require_POST
def leave(request: Request) -> HttpResponse:
    """Close the page for whoever uses this device next."""
    request.session.pop(OPENED, None)
    return redirect("counselling:status")
