"""The list for the control centre: its addresses, on paper, and behind link and PIN."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request, requires
from allin.programmes.forms.dates import tried
from allin.programmes.forms.duty import LinkForm, PinForm
from allin.programmes.models import ControlLink
from allin.programmes.operations import duty
from allin.programmes.permissions import can_run_roster
from allin.programmes.views.duty.finding import done, roster_setup

LIMITS = ((60, 20), (3600, 100))


@never_cache
@requires(can_run_roster)
def links(request: Request, programme_id: int) -> HttpResponse:
    """List the addresses; make one, and show it once with its PIN."""
    setup = roster_setup(request, programme_id)
    form, made = LinkForm(request.POST or None), None
    if form.is_valid():
        made, _ways = tried(
            form,
            duty.give_link,
            programme=setup.programme,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        )
    standing = ControlLink.objects.visible_to(request.person).standing()
    about: dict[str, Any] = {
        "setup": setup,
        "form": LinkForm() if made else form,
        "listed": standing.filter(programme=setup.programme),
    }
    if made is not None:
        path = reverse("programmes:duty_control", args=[made.token])
        about |= {"made": made, "address": request.build_absolute_uri(path)}
    return render(request, "programmes/duty/links.html", about)


def _link(request: Request, link_id: int) -> ControlLink:
    found: ControlLink = get_object_or_404(
        ControlLink.objects.visible_to(request.person)
        .standing()
        .select_related("centre", "programme"),
        pk=link_id,
        centre=request.centre,
    )
    return found


@require_POST
@requires(can_run_roster)
def revoke(request: Request, link_id: int) -> HttpResponse:
    """Void an address."""
    link = _link(request, link_id)
    done(request, _("The address opens nothing any more."), duty.revoke, link=link)
    return redirect("programmes:duty_links", link.programme_id)


@never_cache
@require_POST
@requires(can_run_roster)
def new_pin(request: Request, link_id: int) -> HttpResponse:
    """Give an address a new PIN and show it once."""
    link = _link(request, link_id)
    pin = duty.renew_pin(link=link, by=request.person, now=clock.now())
    about = {"link": link, "pin": pin}
    return render(request, "programmes/duty/pin.html", about)


@never_cache
@requires(can_run_roster)
def printed(request: Request, programme_id: int) -> HttpResponse:
    """Show the list as it is printed and handed over."""
    setup, now = roster_setup(request, programme_id), clock.now()
    rows = duty.control_list(programme=setup.programme, by=request.person, now=now)
    about = {"rows": rows, "now": now, "programme": setup.programme, "setup": setup}
    return render(request, "programmes/duty/printed.html", about)


@never_cache
@requires(can_run_roster)
def control_file(request: Request, programme_id: int) -> HttpResponse:
    """Hand out the list as one file that needs no network."""
    setup, now = roster_setup(request, programme_id), clock.now()
    rows = duty.control_list(programme=setup.programme, by=request.person, now=now)
    return _file(request, {"rows": rows, "now": now, "programme": setup.programme})


def _file(request: Request, about: dict[str, Any]) -> HttpResponse:
    text = render_to_string("programmes/duty/file.html", about, request=request)
    answer = HttpResponse(text, content_type="text/html; charset=utf-8")
    day = f"{about['now'].astimezone(request.centre.tz):%Y-%m-%d}"
    answer["Content-Disposition"] = f'attachment; filename="liste-{day}.html"'
    return answer


@never_cache
def control(request: Request, token: str) -> HttpResponse:
    """Ask for the PIN; then show the list, or hand it out as a file."""
    link = duty.link_at(token, centre_id=getattr(request.centre, "pk", 0))
    if link is None:
        return render(request, "programmes/duty/gone.html", status=404)
    form = PinForm(request.POST or None)
    about: dict[str, Any] = {"form": form, "link": link, "now": clock.now()}
    if form.is_valid():
        try:
            limit(request, "duty-control", limits=LIMITS)
            about["rows"] = duty.open_with_pin(
                link=link, pin=form.cleaned_data["pin"], now=clock.now()
            )
        except Refusal as refusal:
            form.add_error("pin", refusal.sentence)
    about["programme"] = link.programme
    if "rows" in about and request.POST.get("do") == "file":
        return _file(request, about)
    status = 422 if request.method == "POST" and "rows" not in about else 200
    return render(request, "programmes/duty/control.html", about, status=status)
