"""What groups ask for, seen by the coordination and the programme's partner."""

import dataclasses
from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request, requires
from allin.core.qr import qr
from allin.programmes.forms.enquiry import (
    AgreeForm,
    EnquiryForm,
    KitForm,
    PlaceForm,
    RefuseForm,
    ThemeForm,
)
from allin.programmes.models import Enquiry, Kit, Loan, Setup, Theme
from allin.programmes.operations import enquiry as operations
from allin.programmes.operations import themes as listing
from allin.programmes.permissions import can_enquire_for, can_look, can_plan
from allin.programmes.rules import enquiry as rules
from allin.programmes.rules import kernel
from allin.programmes.views.common import plans, setup_of
from allin.programmes.views.enquiry import LIMITS, made_of, status_of

ENDED_SHOWN: Final = 10
TEMPLATES: Final = (kernel.TOURS, kernel.TALKS)


def section(request: Request, setup: Setup) -> dict[str, Any]:
    """Gather what the programme's page shows: what groups have asked for."""
    mine = (
        Enquiry.objects.of(request.centre)
        .visible_to(request.person)
        .filter(programme_id=setup.programme_id)
    )
    open_ones = list(mine.standing().told())
    ended = mine.ended().told().order_by("-first_at", "-pk")[:ENDED_SHOWN]
    public = request.build_absolute_uri(public_path(setup))
    return {
        "enquiries": open_ones,
        "ended": list(ended),
        "public_url": public,
        "qr": qr(public),
        "is_talk": setup.template == kernel.TALKS,
    }


def public_path(setup: Setup) -> str:
    """Return the path of the page where anybody asks."""
    return reverse("programmes:enquire", args=[setup.programme_id])


@requires(can_look)
def note_enquiry(request: Request, programme_id: int) -> HttpResponse:
    """Note what a group asks for by telephone, or what the partner asks for."""
    setup = setup_of(request, programme_id, *TEMPLATES)
    if not can_enquire_for(request.person, setup):
        raise Http404
    form = EnquiryForm(request.POST or None, setup=setup)
    if form.is_valid():
        way = rules.TELEPHONE if plans(request) else rules.PARTNER
        made = made_of(request, form, setup, way)
        if made is not None:
            said = _("Noted. The code for the group is %(code)s.")
            messages.success(request, said % {"code": made.code_shown})
            return redirect("programmes:enquiry", made.pk)
    about = {"form": form, "setup": setup, "is_talk": setup.template == kernel.TALKS}
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/enquiry/note.html", about, status=status)


@dataclasses.dataclass
class Page:
    """What the page of an enquiry shows, filled by what was pressed."""

    enquiry: Enquiry
    said: str = ""
    refused: str = ""
    opened: operations.Opened | None = None
    sent: dict[str, forms.Form] = dataclasses.field(default_factory=dict)


@never_cache
@requires(can_look)
def enquiry(request: Request, enquiry_id: int) -> HttpResponse:
    """One enquiry: how it stands, who could, agreeing, refusing."""
    found = get_object_or_404(
        Enquiry.objects.of(request.centre).visible_to(request.person).told(),
        pk=enquiry_id,
    )
    page = Page(found)
    pressed = PRESSED.get(request.POST.get("do", ""))
    if request.method == "POST" and pressed is not None:
        try:
            pressed(request, page)
        except Refusal as refusal:
            page.refused = refusal.sentence
    about = _about(request, page)
    status = 422 if page.refused or any(f.errors for f in page.sent.values()) else 200
    return render(request, "programmes/enquiry/enquiry.html", about, status=status)


def _about(request: Request, page: Page) -> dict[str, Any]:
    found = Enquiry.objects.told().get(pk=page.enquiry.pk)
    may_plan = plans(request)
    looking = found.stage == rules.LOOKING
    url = operations.partner_url(found)
    agree_form = AgreeForm(None, enquiry=found) if may_plan else PlaceForm(None)
    if not may_plan:
        agree_form.initial = {"place": found.occasion.where if found.occasion else ""}
    return status_of(found) | {
        "page": page,
        "occasion": found.occasion,
        "may_plan": may_plan,
        "could": operations.wanted_of(found) if looking and may_plan else [],
        "partner_url": url,
        "agree_form": page.sent.get("agree") or agree_form,
        "refuse_form": page.sent.get("refuse") or RefuseForm(None),
        "looking": looking,
        "staffed": found.stage == rules.STAFFED,
        "group_url": request.build_absolute_uri(
            reverse("programmes:enquiry_status", args=[found.code])
        ),
        "loans": list(
            Loan.objects.filter(occasion=found.occasion).select_related("kit")
        )
        if found.occasion
        else [],
    }


def _spread(request: Request, page: Page) -> None:
    number = operations.spread(enquiry=page.enquiry, by=request.person, now=clock.now())
    page.said = ngettext(
        "%(number)d person is asked. The first yes counts.",
        "%(number)d people are asked. The first yes counts.",
        number,
    ) % {"number": number}


def _agree(request: Request, page: Page) -> None:
    may_plan = plans(request)
    form = (
        AgreeForm(request.POST, enquiry=page.enquiry)
        if may_plan
        else PlaceForm(request.POST)
    )
    page.sent["agree"] = form
    if not form.is_valid():
        return
    data = form.cleaned_data
    operations.agree(
        enquiry=page.enquiry,
        place=data["place"],
        room=data.get("room"),
        kit=data.get("kit"),
        by=request.person,
        now=clock.now(),
    )
    del page.sent["agree"]
    page.said = _("Agreed. The group reads it on its page.")


def _refuse(request: Request, page: Page) -> None:
    form = RefuseForm(request.POST)
    page.sent["refuse"] = form
    if form.is_valid():
        operations.refuse(
            enquiry=page.enquiry,
            why=form.cleaned_data["why"],
            by=request.person,
            now=clock.now(),
        )
        del page.sent["refuse"]
        page.said = _("Refused. The group reads your sentence on its page.")


def _open(request: Request, page: Page) -> None:
    page.opened = operations.open_contact(
        enquiry=page.enquiry, by=request.person, now=clock.now()
    )


def _renew(request: Request, page: Page) -> None:
    operations.renew_link(enquiry=page.enquiry, by=request.person, now=clock.now())
    page.said = _("There is a new link. The old one opens nothing any more.")


PRESSED: Final[dict[str, Callable[[Request, Page], None]]] = {
    "spread": _spread,
    "agree": _agree,
    "refuse": _refuse,
    "open": _open,
    "renew": _renew,
}


@never_cache
def partner_answer(request: Request, token: str) -> HttpResponse:
    """The partner's page behind a link, without an account: agree to date and place."""
    found = operations.by_partner_token(request.centre, token)
    if found is None:
        return render(request, "programmes/enquiry/gone.html", status=404)
    first = {"place": found.occasion.where if found.occasion else ""}
    form = PlaceForm(request.POST or None, initial=first)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused, found = _partner_agrees(request, found, form.cleaned_data["place"])
    about = status_of(found) | {"form": form, "refused": refused}
    about["staffed"] = found.stage == rules.STAFFED
    status = 422 if refused or form.errors else 200
    return render(request, "programmes/enquiry/partner.html", about, status=status)


def _partner_agrees(
    request: Request, found: Enquiry, place: str
) -> tuple[str, Enquiry]:
    try:
        limit(request, "partner", limits=LIMITS)
        agreed = operations.agree(enquiry=found, place=place, by=None, now=clock.now())
    except Refusal as refusal:
        return refusal.sentence, found
    return "", agreed


@requires(can_plan)
def themes(request: Request, programme_id: int) -> HttpResponse:
    """The themes of a programme, and the material that goes with a talk."""
    setup = setup_of(request, programme_id, *TEMPLATES, kernel.EDUCATION)
    do = request.POST.get("do", "")
    theme_form = ThemeForm(request.POST if do == "theme" else None)
    kit_form = KitForm(request.POST if do == "kit" else None)
    if _entered(request, setup, theme_form, listing.enter_theme) or _entered(
        request, setup, kit_form, listing.enter_kit
    ):
        return redirect("programmes:themes", programme_id)
    here = {"centre": request.centre, "programme_id": setup.programme_id}
    about = {
        "setup": setup,
        "theme_form": theme_form,
        "kit_form": kit_form,
        "themes": Theme.objects.standing().filter(**here),
        "kits": Kit.objects.standing().filter(**here),
        "is_talk": setup.template == kernel.TALKS,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/enquiry/themes.html", about, status=status)


def _entered(
    request: Request, setup: Setup, form: forms.Form, enter: Callable[..., object]
) -> bool:
    """Enter what a valid form says; what is refused stands on the form."""
    if not form.is_valid():
        return False
    try:
        enter(setup=setup, by=request.person, now=clock.now(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True
