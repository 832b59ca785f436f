"""Who is on the roster, and how ready they are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes.forms.dates import tried
from allin.programmes.forms.duty import BlockForm, JoinForm, ReadyForm
from allin.programmes.models import Blocked, DutyWeek
from allin.programmes.operations import duty
from allin.programmes.permissions import can_look_or_answer, can_run_roster
from allin.programmes.rules import duty as rules
from allin.programmes.views.duty.finding import (
    companion_of,
    done,
    own_or_led,
    roster_setup,
)


@never_cache
@requires(can_run_roster)
def people(request: Request, programme_id: int) -> HttpResponse:
    """List who is ready: certificate, refresher, secrecy, next duty."""
    setup, now = roster_setup(request, programme_id), clock.now()
    roster = duty.open_roster(
        programme=setup.programme, by=request.person, now=now, setup=setup
    )
    coming = [w for w in roster.weeks if w.ends_at > now and w.state != DutyWeek.DRAFT]
    listed = []
    for one in roster.companions:
        reason = roster.why_out(one, roster.today)
        following = next((w for w in coming if w.place_of(one.pk)), None)
        why = rules.IN_THE_WAY[reason] if reason else ""
        listed.append((one, roster.people.get(one.pk), why, following))
    listed.sort(key=lambda line: str(line[1] or ""))
    about = {"setup": setup, "listed": listed, "today": roster.today}
    return render(request, "programmes/duty/people.html", about)


@requires(can_run_roster)
def join(request: Request, programme_id: int) -> HttpResponse:
    """Enter somebody, with the consent they gave."""
    setup = roster_setup(request, programme_id)
    form = JoinForm(request.POST or None, centre=request.centre)
    if form.is_valid():
        told = {k: v for k, v in form.cleaned_data.items() if k != "agreed"}
        made, _ways = tried(
            form,
            duty.join,
            programme=setup.programme,
            by=request.person,
            now=clock.now(),
            **told,
        )
        if made is not None:
            messages.success(request, _("Entered. Who it is, is sealed."))
            return redirect("programmes:duty_people", programme_id)
    about = {"setup": setup, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/duty/join.html", about, status=status)


@never_cache
@requires(can_run_roster)
def person(request: Request, companion_id: int) -> HttpResponse:
    """Show one companion: readiness to change, weeks to block, leaving."""
    row, now = companion_of(request, companion_id), clock.now()
    form = ReadyForm.of(request.POST or None, row)
    if form.is_valid():
        made, _ways = tried(
            form,
            duty.make_ready,
            companion=row,
            by=request.person,
            now=now,
            **form.cleaned_data,
        )
        if made is not None:
            messages.success(request, _("Saved."))
            return redirect("programmes:duty_people", row.programme_id)
    opened = duty.people_of([row], centre=request.centre, by=request.person, now=now)
    today = now.astimezone(request.centre.tz).date()
    about = {
        "row": row,
        "person": opened.get(row.pk),
        "form": form,
        "block_form": BlockForm(),
        "blocked": row.blocked.filter(monday__gte=today),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/duty/person.html", about, status=status)


@requires(can_run_roster)
def block(request: Request, companion_id: int) -> HttpResponse:
    """Keep somebody free of a week."""
    row = companion_of(request, companion_id)
    form = BlockForm(request.POST or None)
    if form.is_valid():
        made, _ways = tried(
            form,
            duty.block,
            companion=row,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        )
        if made is not None:
            messages.success(request, _("The week is kept free of duty."))
            return redirect("programmes:duty_person", companion_id)
    about = {"row": row, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/duty/block.html", about, status=status)


@require_POST
@requires(can_look_or_answer)
def unblock(request: Request, blocked_id: int) -> HttpResponse:
    """Let somebody be planned for a week again."""
    rows = Blocked.objects.select_related("companion__centre")
    row = get_object_or_404(rows, pk=blocked_id, centre=request.centre)
    own = own_or_led(request, row.companion.programme_id)
    if own and row.companion_id not in own:
        return redirect("programmes:duty_mine")
    done(request, _("The week can be planned again."), duty.unblock, blocked=row)
    if own:
        return redirect("programmes:duty_mine")
    return redirect("programmes:duty_person", row.companion_id)


@requires(can_run_roster)
def leave(request: Request, companion_id: int) -> HttpResponse:
    """Ask, then take somebody off the roster."""
    row = companion_of(request, companion_id)
    if request.method == "POST":
        said = _("The person is off the roster. Nothing says any more who it was.")
        done(request, said, duty.leave, companion=row)
        return redirect("programmes:duty_people", row.programme_id)
    return render(request, "programmes/duty/leave.html", {"row": row})
