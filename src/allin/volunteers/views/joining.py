"""
Offering to help without an account: the public form, its page, and the answer.

The page behind a letter's link shows nothing of anybody, and GET changes nothing.
"""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from allin.centres.operations import link
from allin.core import clock, qr
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request, requires
from allin.volunteers import operations
from allin.volunteers.forms.joining import CodeForm, JoinForm, WelcomeForm
from allin.volunteers.models import Interest
from allin.volunteers.permissions import can_welcome

LIMITS: Final = ((60, 30), (3600, 200))


def join(request: Request) -> HttpResponse:
    """Tell who would like to help, in six answers."""
    form = JoinForm(request.POST or None, request=request, centre=request.centre)
    if form.is_valid():
        return redirect(form.earlier() or _joined(request, form))
    return render(request, "volunteers/join.html", {"form": form})


def _joined(request: Request, form: JoinForm) -> str:
    made = operations.register_interest(
        centre=request.centre,
        language=request.LANGUAGE_CODE or "de",
        now=clock.now(),
        **form.said(),
    )
    # Whoever left an address reads the link in the letter, and nowhere else.
    if made.by_letter:
        return form.done(reverse("volunteers:join_sent"))
    return form.done(reverse("volunteers:interest", args=[made.code]))


def join_sent(request: Request) -> HttpResponse:
    """Say that a letter is on its way, whoever it goes to."""
    return render(request, "volunteers/join_sent.html")


def join_code(request: Request) -> HttpResponse:
    """Type the code one was shown."""
    form = CodeForm(request.POST or None, request=request)
    if form.is_valid():
        code = form.cleaned_data["code"]
        here = {"centre_id": request.centre.pk, "now": clock.now()}
        if operations.interest_of(code, **here) is not None:
            return redirect("volunteers:interest", code)
        form.add_error("code", _("There is no such code, or its time is over."))
    return render(request, "volunteers/join_code.html", {"form": form})


@never_cache
def interest(request: Request, code: str) -> HttpResponse:
    """Confirm one's own offer, see how it stands, take it back."""
    now, pin = clock.now(), ""
    found = operations.interest_of(code, centre_id=request.centre.pk, now=now)
    if found is None:
        return render(request, "volunteers/interest_gone.html", status=404)
    pressed, refused = request.POST.get("do", ""), ""
    try:
        if pressed:
            limit(request, "interest", limits=LIMITS)
        if pressed == "confirm":
            pin = operations.confirm_interest(interest=found, now=now)
        elif pressed == "drop":
            operations.drop_interest(interest=found, now=now)
            return render(request, "volunteers/interest_gone.html", {"dropped": True})
    except Refusal as refusal:
        refused = refusal.sentence
    about = {"interest": found, "code": code, "pin": pin, "refused": refused}
    return render(request, "volunteers/interest.html", about)


@requires(can_welcome)
def interests(request: Request) -> HttpResponse:
    """Who waits for an answer; and the form's address, to copy and to print."""
    rows = Interest.objects.visible_to(request.person).filter(centre=request.centre)
    address = link(request.centre, "volunteers:join")
    about = {
        "waiting": rows.waiting().select_related("association").order_by("pk")[:100],
        "held": rows.filter(state=Interest.State.HELD, dies_at__gt=clock.now()).count(),
        "address": address,
        "qr": qr.qr(address),
    }
    return render(request, "volunteers/interests.html", about)


@requires(can_welcome)
def interested(request: Request, interest_id: int) -> HttpResponse:
    """One offer: open who it is, welcome, or decline with thanks."""
    rows = Interest.objects.visible_to(request.person).filter(centre=request.centre)
    one = get_object_or_404(
        rows.select_related("centre", "association", "volunteer"), pk=interest_id
    )
    page = _Answer(request, one)
    try:
        done = page.press(request.POST.get("do", ""))
    except Refusal as refusal:
        page.refused, done = refusal.sentence, None
    return done or render(request, "volunteers/interested.html", page.about)


class _Answer:
    """What the coordination pressed on the page of an offer."""

    def __init__(self, request: Request, one: Interest) -> None:
        self.request, self.one, self.now = request, one, clock.now()
        self.contact: operations.Contact | None = None
        self.refused = ""
        self.form = self._form()

    def _form(self) -> WelcomeForm:
        known = []
        if self.contact is not None:
            known = operations.known_as(interest=self.one, contact=self.contact)
        pressed = (
            self.request.POST if self.request.POST.get("do") == "welcome" else None
        )
        return WelcomeForm(
            pressed,
            centre=self.request.centre,
            known=[volunteer.pk for volunteer in known],
            initial={"association": self.one.association_id},
        )

    def press(self, do: str) -> HttpResponse | None:
        by, waits = self.request.person, self.one.state == Interest.State.WAITING
        if do in {"open", "welcome"} and waits:
            self.contact = operations.open_interest(
                interest=self.one, by=by, now=self.now
            )
            self.form = self._form()
        if do == "welcome" and self.form.is_valid():
            chosen = self.form.cleaned_data
            made = operations.welcome(
                interest=self.one,
                association=chosen["association"],
                same_as=chosen.get("same_as"),
                by=by,
                now=self.now,
            )
            messages.success(
                self.request, _("%(name)s is welcome.") % {"name": made.volunteer}
            )
            return link_page(self.request, made)
        if do == "decline":
            operations.decline(interest=self.one, by=by, now=self.now)
            messages.success(self.request, _("Declined, with thanks."))
            return redirect("volunteers:interests")
        return None

    @property
    def about(self) -> dict[str, object]:
        return {
            "interest": self.one,
            "waits": self.one.state == Interest.State.WAITING,
            "contact": self.contact,
            "form": self.form,
            "refused": self.refused,
        }


def link_page(request: Request, made: operations.MadeLink) -> HttpResponse:
    """Show the link to somebody's own page once, with its QR code and a new PIN."""
    about = {"made": made, "volunteer": made.volunteer, "qr": qr.qr(made.address)}
    return render(request, "volunteers/link.html", about)
