"""
The page behind a letter's link. No account is needed.

GET shows nothing and changes nothing, so a scanner that fetches every link learns
nothing. Everything else is a POST that shows the page again: the address holds the
token and never what was opened.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request
from allin.counselling import todo
from allin.counselling.forms.appointment import AgreeForm
from allin.counselling.forms.asking import NamedForm, PinForm
from allin.counselling.forms.sessions import CloseForm
from allin.counselling.models import Ask
from allin.counselling.operations import answer as answering
from allin.counselling.operations import appointment as meeting
from allin.counselling.operations import close as closing
from allin.counselling.rules import IN_HANDS
from allin.counselling.views import meet, words

LIMITS: Final = ((60, 30), (3600, 200))
CLOSES_AFTER: Final = 600  # seconds until an opened page closes by itself


@dataclass
class Page:
    """What the page shows, filled by what was pressed."""

    ask: Ask
    shown: bool = False
    said: str = ""
    refused: str = ""
    opened: answering.Opened | None = None
    form: AgreeForm | None = None
    moving: bool = False
    named_form: NamedForm | None = None
    close_form: CloseForm | None = None
    pin_form: forms.Form = field(default_factory=PinForm)


@never_cache
def answer(request: Request, token: str) -> HttpResponse:
    """Show a neutral page; do what was pressed."""
    centre_id = getattr(request.centre, "pk", 0)
    one = answering.by_token(token, centre_id=centre_id)
    if one is None:
        return render(request, "counselling/answer_gone.html", status=404)
    page = Page(one)
    pressed = _PRESSED.get(request.POST.get("do", ""))
    if request.method == "POST" and pressed is not None:
        try:
            limit(request, "answer", limits=LIMITS)
            pressed(request, page)
        except Refusal as refusal:
            page.refused = refusal.sentence
    response = render(request, "counselling/answer.html", _context(request, page))
    if page.opened is not None:
        response.headers["Refresh"] = str(CLOSES_AFTER)
    return response


def _context(request: Request, page: Page) -> dict[str, Any]:
    one = page.ask
    one.refresh_from_db()
    referral = one.referral
    referral.refresh_from_db()
    mine = one.answer == Ask.Answer.YES and referral.state in IN_HANDS
    stands = meet.standing(referral) if mine else None
    context: dict[str, Any] = {
        "page": page,
        "ask": one,
        "referral": referral,
        "mine": mine,
        "open": one.answer == Ask.Answer.OPEN,
        "meeting": stands,
        "lent": meeting.equipment_of(stands),
        "begun": meet.has_begun(stands, clock.now()),
        "language": words.language(referral.language),
        "referrer": todo.referrer(referral),
        "reasons": Ask.Reason,
        "signed_in": _is_signed_in(request, one),
        "labels": [_("asked"), _("accepted"), _("appointment"), _("closed")],
        "step": 3 if mine else 1,
    }
    if page.shown and mine and one.volunteer_id is None:
        first = {"named": one.named}
        context["named_form"] = page.named_form or NamedForm(initial=first)
    if page.shown and mine:
        context["agree_form"] = page.form or _agree_form(page, None)
        context["close_form"] = page.close_form or CloseForm()
    return context


def _is_signed_in(request: Request, one: Ask) -> bool:
    role = next(iter(answering.asked_person(one).roles))
    return request.person.holds(role.kind, centre_id=role.centre_id, of_id=role.of_id)


def _agree_form(page: Page, data: Any) -> AgreeForm:
    referral = page.ask.referral
    stands = meet.standing(referral) if page.moving else None
    return meet.agree_form(referral, data, now=clock.now(), stands=stands)


def _show(request: Request, page: Page) -> None:
    del request
    page.shown = True
    answering.note_opened(ask=page.ask, now=clock.now())


def _yes(request: Request, page: Page) -> None:
    page.shown = True
    by = request.person if request.person.id else None
    page.ask = answering.accept(ask=page.ask, by=by, now=clock.now())
    page.said = _("It is yours now. Next: a call, then an appointment.")


def _no(request: Request, page: Page) -> None:
    by = request.person if request.person.id else None
    reason = request.POST.get("reason", "")
    page.ask = answering.decline(
        ask=page.ask,
        reason=reason if reason in Ask.Reason.values else "",
        by=by,
        now=clock.now(),
    )
    page.said = _("Noted. Thank you for answering.")


def _pin(request: Request, page: Page) -> None:
    page.shown = True
    form = PinForm(request.POST)
    page.pin_form = form
    if form.is_valid():
        try:
            page.opened = answering.open_with_pin(
                ask=page.ask, pin=form.cleaned_data["pin"], now=clock.now()
            )
        except Refusal as refusal:
            form.add_error("pin", refusal.sentence)


def _session(request: Request, page: Page) -> None:
    page.shown = True
    page.opened = answering.open_signed_in(
        ask=page.ask, by=request.person, now=clock.now()
    )


def _agree(request: Request, page: Page) -> None:
    page.shown = True
    if page.ask.answer != Ask.Answer.YES:
        return
    page.form = _agree_form(page, request.POST)
    by = answering.asked_person(page.ask)
    if meet.settle(page.form, page.ask.referral, by=by, now=clock.now()):
        page.said = (
            _("The appointment is moved.")
            if page.moving
            else _("The appointment is made.")
        )
        page.form, page.moving = None, False


def _move(request: Request, page: Page) -> None:
    page.shown = True
    stands = meet.standing(page.ask.referral)
    page.moving = stands is not None and stands.starts_at is not None
    if "how" in request.POST and page.moving:
        _agree(request, page)


def _cancel(request: Request, page: Page) -> None:
    del request
    page.shown = True
    stands = meet.standing(page.ask.referral)
    if page.ask.answer == Ask.Answer.YES and stands is not None:
        by = answering.asked_person(page.ask)
        meeting.cancel(appointment=stands, by=by, now=clock.now())
        page.said = _(
            "The appointment is cancelled. Choose another time, and call the person: "
            "else they see it only with code and PIN."
        )


def _close(request: Request, page: Page) -> None:
    """Say how it went: whoever has the link has the hours, account or none."""
    page.shown = True
    referral = page.ask.referral
    if page.ask.answer != Ask.Answer.YES or referral.state not in IN_HANDS:
        return
    form = page.close_form = CloseForm(request.POST)
    if form.is_valid():
        by = answering.asked_person(page.ask)
        closing.close(referral=referral, by=by, now=clock.now(), **form.cleaned_data)
        page.close_form = None
        page.said = (
            _("Noted. It stays open for the next talk.")
            if referral.is_open
            else _("Noted. Thank you.")
        )


def _named(request: Request, page: Page) -> None:
    page.shown = True
    form = NamedForm(request.POST)
    if form.is_valid():
        by = request.person if request.person.id else None
        named = form.cleaned_data["named"]
        answering.say_who(ask=page.ask, named=named, by=by, now=clock.now())
        page.said = _("Noted. Thank you.")
    else:
        page.named_form = form


def _back(request: Request, page: Page) -> None:
    by = request.person if request.person.id else None
    known = request.POST.get("reason") == Ask.Reason.KNOWN
    page.ask = answering.give_back(
        ask=page.ask,
        reason=Ask.Reason.KNOWN if known else Ask.Reason.NO_TIME,
        by=by,
        now=clock.now(),
    )
    page.said = _("Given back. Nothing of the person is open to you any more.")


_PRESSED: Final[dict[str, Callable[[Request, Page], None]]] = {
    "show": _show,
    "yes": _yes,
    "no": _no,
    "pin": _pin,
    "session": _session,
    "agree": _agree,
    "move": _move,
    "named": _named,
    "cancel": _cancel,
    "close": _close,
    "back": _back,
}
