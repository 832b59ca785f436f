"""Deployments: the list, writing one down, the talk afterwards."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request, requires
from allin.directory.models import Programme
from allin.programmes.forms.dates import tried
from allin.programmes.forms.duty import LogForm
from allin.programmes.models import Deployment, DutyWeek, Part, Setup
from allin.programmes.operations import duty
from allin.programmes.permissions import can_look_or_answer, can_run_roster
from allin.programmes.rules import kernel
from allin.programmes.views.duty.finding import done, own_or_led, roster_setup

PAGE = 30


@never_cache
@requires(can_run_roster)
def deployments(request: Request, programme_id: int) -> HttpResponse:
    """List what happened, without anybody's name."""
    setup, now = roster_setup(request, programme_id), clock.now()
    rows = Deployment.objects.visible_to(request.person)
    mine = rows.filter(programme=setup.programme).prefetch_related("parts")
    listed = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    about = {"setup": setup, "listed": listed, "now": now}
    return render(request, "programmes/duty/deployments.html", about)


@never_cache
@requires(can_look_or_answer)
def log(request: Request, programme_id: int) -> HttpResponse:
    """Write a deployment down: the coordination, or one of those who went."""
    programme, now = _programme(request, programme_id), clock.now()
    form = LogForm(
        request.POST or None,
        centre=request.centre,
        people=_people(request, programme),
        today=now.astimezone(request.centre.tz).date(),
    )
    if form.is_valid():
        made, _ways = tried(
            form, duty.log, programme=programme, by=request.person, now=now,
            **form.told(),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Written down. The talk is within 72 hours."))
            return _onwards(request, programme)
    about = {"form": form, "programme": programme}
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/duty/log.html", about, status=status)


def _onwards(request: Request, programme: Programme) -> HttpResponse:
    if can_run_roster(request.person, request.centre):
        return redirect("programmes:duty_deployments", programme.pk)
    return redirect("programmes:duty_mine")


def _programme(request: Request, programme_id: int) -> Programme:
    """Return the programme, for the coordination and its companions."""
    own_or_led(request, programme_id)
    setup = get_object_or_404(
        Setup.objects.of(request.centre).select_related("programme__centre"),
        programme_id=programme_id,
        template=kernel.EMERGENCY,
    )
    return setup.programme


def _people(request: Request, programme: Programme) -> dict[int, str]:
    """Return who can have gone: everybody, or oneself and those of one's weeks."""
    now = clock.now()
    roster = duty.open_roster(programme=programme, by=request.person, now=now)
    own = own_or_led(request, programme.pk)
    known = [one.pk for one in roster.companions]
    if own:
        beside = {
            held
            for week in roster.weeks
            if week.state != DutyWeek.DRAFT and week.place_of(own[0])
            for held in week.team.values()
        }
        known = [pk for pk in known if pk in beside | set(own)]
    named = {pk: roster.name_of(pk) for pk in known if roster.name_of(pk)}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


@require_POST
@requires(can_look_or_answer)
def debrief(request: Request, part_id: int) -> HttpResponse:
    """Note that the talk took place, or that they do without."""
    part = get_object_or_404(
        Part.objects.select_related("deployment__centre", "companion", "centre"),
        pk=part_id,
        centre=request.centre,
    )
    own = own_or_led(request, part.deployment.programme_id)
    if own and part.companion_id not in own:
        raise Http404
    held = request.POST.get("do") == "held"
    said = _("The talk is noted.") if held else _("Noted: no talk is needed.")
    done(request, said, duty.settle_debrief, part=part, held=held)
    if own:
        return redirect("programmes:duty_mine")
    return redirect("programmes:programme", part.deployment.programme_id)
