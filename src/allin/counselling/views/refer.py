"""Sending somebody: a slip first, a contact only with consent."""

import datetime as dt
from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string

from allin.centres.operations import consent_text
from allin.core import clock, languages
from allin.core.errors import Refusal
from allin.core.guard import PublicForm
from allin.core.http import Request, requires
from allin.counselling.forms.contact import ContactForm
from allin.counselling.forms.slip import SlipForm
from allin.counselling.models import Referral
from allin.counselling.operations import refer as operations
from allin.counselling.operations.slip import fitting_hours, make_slip
from allin.counselling.permissions import can_coordinate
from allin.counselling.views.senders import (
    Sender,
    by_address,
    by_page,
    by_telephone,
)
from allin.directory.models import Partner
from allin.directory.operations import OpenSlot
from allin.vault import operations as vault

SENT = "counselling_sent"  # session key: where the sealed PINs of one sending lie


def refer(request: Request) -> HttpResponse:
    """The slip, from the public page or a signed-in referrer."""
    return _slip(request, by_page(request))


def refer_from(request: Request, token: str) -> HttpResponse:
    """The slip, from a partner's own address."""
    return _slip(request, by_address(request, token))


@requires(can_coordinate)
def take(request: Request) -> HttpResponse:
    """The slip, told on the telephone."""
    return _slip(request, by_telephone(request))


def contact(request: Request) -> HttpResponse:
    """A contact passed on, from the public page or a signed-in referrer."""
    return _contact(request, by_page(request))


def contact_from(request: Request, token: str) -> HttpResponse:
    """A contact passed on, from a partner's own address."""
    return _contact(request, by_address(request, token))


@requires(can_coordinate)
def take_contact(request: Request) -> HttpResponse:
    """A contact passed on, told on the telephone."""
    return _contact(request, by_telephone(request))


def _slip(request: Request, sender: Sender) -> HttpResponse:
    chosen = request.POST.get("hour", "")
    form = sender.slip_form(request, looking=not chosen)
    hours: list[OpenSlot] | None = None
    if form.is_valid():
        hours = _hours(request, form)
        slot = next((one for one in hours if _mark(one) == chosen), None)
        if slot is not None:
            return redirect(_made(request, sender, form, slot))
    context = {
        "form": form,
        "hours": _offered(hours, chosen),
        "looked": hours,
        "contact_url": sender.contact_url + _known(request, form),
    }
    return _page(request, "slip_form", sender, context)


def _known(request: Request, form: SlipForm) -> str:
    """Return topic and language for the other form, so that nobody answers twice."""
    said = request.GET.dict()
    if form.is_bound:
        topic = form.cleaned_data.get("topic")
        said |= {
            "topic": topic.key if topic else "",
            "language": form.cleaned_data.get("language") or "",
        }
    known = {name: said.get(name, "") for name in ("from", "for", "topic", "language")}
    query = urlencode({name: value for name, value in known.items() if value})
    return f"?{query}" if query else ""


def _hours(request: Request, form: SlipForm) -> list[OpenSlot]:
    return list(
        fitting_hours(
            centre=request.centre,
            topic=form.cleaned_data["topic"],
            language=form.cleaned_data["language"],
            offer=form.cleaned_data["offer"],
            now=clock.now(),
        )
    )


def _mark(slot: OpenSlot) -> str:
    return f"{slot.offer.pk}@{slot.starts_at.astimezone(dt.UTC):%Y%m%dT%H%M}"


def _offered(hours: list[OpenSlot] | None, chosen: str) -> list[dict[str, Any]]:
    marks = [(_mark(slot), slot) for slot in hours or ()]
    known = chosen in {mark for mark, _slot in marks}
    return [
        {
            "mark": mark,
            "slot": slot,
            "checked": mark == chosen if known else number == 0,
        }
        for number, (mark, slot) in enumerate(marks)
    ]


def _made(request: Request, sender: Sender, form: SlipForm, slot: OpenSlot) -> str:
    if isinstance(form, PublicForm) and (earlier := form.earlier()):
        return earlier
    slip = make_slip(
        centre=request.centre,
        topic=form.cleaned_data["topic"],
        language=form.cleaned_data["language"],
        district=form.cleaned_data["district"],
        slot=slot,
        partner=sender.partner,
        way=sender.way,
        by=request.person,
        now=clock.now(),
    )
    url = reverse("counselling:slip", args=[slip.code])
    return form.done(url) if isinstance(form, PublicForm) else url


def _contact(request: Request, sender: Sender) -> HttpResponse:
    form = sender.contact_form(request)
    ways: tuple[Any, ...] = ()
    if form.is_valid() and form.check_deadline(_today(request)):
        try:
            return redirect(_passed(request, sender, form))
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.sentence)
            ways = refusal.ways_out
    context = {"form": form, "texts": _texts(request, form), "ways": ways}
    return _page(request, "contact_form", sender, context)


def _today(request: Request) -> dt.date:
    today: dt.date = clock.now().astimezone(request.centre.tz).date()
    return today


def _passed(request: Request, sender: Sender, form: ContactForm) -> str:
    if isinstance(form, PublicForm) and (earlier := form.earlier()):
        return earlier
    passed = operations.pass_on(
        centre=request.centre,
        partner=sender.partner,
        origin=sender.origin,
        way=sender.way,
        by=request.person,
        now=clock.now(),
        **form.said(),
    )
    key = f"counselling:sent:{get_random_string(32)}"
    vault.keep_draft(
        key=key,
        data={
            "code": passed.referral.code,
            "person_pin": passed.person_pin,
            "sender_pin": passed.sender_pin,
            "language": passed.referral.language,
        },
        now=clock.now(),
    )
    request.session[SENT] = key
    url = reverse("counselling:sent")
    return form.done(url) if isinstance(form, PublicForm) else url


def _texts(request: Request, form: ContactForm) -> list[dict[str, Any]]:
    """The reviewed consent texts, by language, for the ticks this form has."""
    found = []
    for code in form.reviewed:
        parts = [consent_text(request.centre, purpose, code) for purpose in form.ticks]
        found.append(
            {
                "code": code,
                "name": languages.name(code, request.LANGUAGE_CODE),
                "right_to_left": code in languages.RIGHT_TO_LEFT,
                "parts": [part.text for part in parts if part is not None],
            }
        )
    return found


def _page(
    request: Request, name: str, sender: Sender, more: dict[str, Any]
) -> HttpResponse:
    partners = (
        Partner.objects.of(request.centre).standing()
        if sender.layout == "base.html"
        else ()
    )
    context = {"sender": sender, "layout": sender.layout, "partners": partners}
    return render(request, f"counselling/{name}.html", context | more)


def sent(request: Request) -> HttpResponse:
    """What was just sent: code and PINs, for one day and this browser only."""
    key = request.session.get(SENT, "")
    kept = vault.open_draft(key=key, now=clock.now()) if key else None
    if kept is None:
        return redirect("counselling:status")
    link = request.build_absolute_uri(reverse("counselling:status"))
    coordinates = can_coordinate(request.person, request.centre)
    mine = Referral.objects.visible_to(request.person).filter(centre=request.centre)
    context = {
        "sent": kept,
        "link": link,
        "language": quote(kept["language"]),
        "layout": "base.html" if coordinates else "public.html",
        # Who took it on the telephone asks somebody next.
        "referral": mine.filter(code=kept["code"]).first() if coordinates else None,
    }
    return render(request, "counselling/sent.html", context)
