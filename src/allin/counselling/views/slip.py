"""The slip itself: shown, printed, redeemed."""

import io

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock, languages
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.counselling.forms.slip import CodeForm
from allin.counselling.models import Slip
from allin.counselling.operations.slip import redeem_slip
from allin.counselling.permissions import can_receive
from allin.counselling.rules import tidy_code

WORDS = frozenset({"de", "en", "ar"})  # languages the slip's words exist in


def qr(text: str) -> SafeString:
    """Return a QR code as inline SVG: attributes only, no style."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=5, border=2, light="#ffffff", xmldecl=False, svgns=False
    )  # light: a dark page would swallow the black
    return mark_safe(out.getvalue().decode())


def _second(language: str, *, shown: str) -> str:
    """Return the slip's other language: the person's, else German for who receives."""
    others = (one for one in (language, "de") if one in WORDS and one != shown)
    return next(others, "")


def slip(request: Request, code: str) -> HttpResponse:
    """Place and time, for who has the code; one tap more for who receives people."""
    found = get_object_or_404(
        Slip.objects.select_related("topic", "offer"),
        centre=request.centre,
        code=tidy_code(code),
    )
    receives = can_receive(request.person, request.centre)
    second = _second(found.language, shown=request.LANGUAGE_CODE)
    context = {
        "slip": found,
        "receives": receives,
        "layout": "base.html" if receives else "public.html",
        "qr": qr(request.build_absolute_uri(request.path)),
        "second": second,
        "second_rtl": second in languages.RIGHT_TO_LEFT,
        "spoken": languages.name(found.language, request.LANGUAGE_CODE),
        "is_over": found.ends_at <= clock.now(),
    }
    return render(request, "counselling/slip.html", context)


@require_POST
@requires(can_receive)
def redeem(request: Request, code: str) -> HttpResponse:
    """Note that somebody came: one tap."""
    found = get_object_or_404(
        Slip.objects.visible_to(request.person).select_related("topic", "centre"),
        centre=request.centre,
        code=tidy_code(code),
    )
    try:
        session = redeem_slip(slip=found, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("counselling:slip", code=found.code)
    messages.success(
        request,
        _("Counted. %(minutes)d minutes are noted, change them if it was different.")
        % {"minutes": session.minutes},
    )
    return redirect("counselling:session", session_id=session.pk)


@requires(can_receive)
def arrive(request: Request) -> HttpResponse:
    """Type the code on a slip somebody brings."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if Slip.objects.filter(centre=request.centre, code=code).exists():
            return redirect(reverse("counselling:slip", args=[code]))
        form.add_error("code", _("There is no slip with this code in this centre."))
    return render(request, "counselling/arrive.html", {"form": form})
