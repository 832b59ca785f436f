"""The checklist of permits."""

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes.forms.dates import tried
from allin.programmes.forms.festival import PermitForm
from allin.programmes.models import Permit
from allin.programmes.operations import festival as operations
from allin.programmes.permissions import can_plan
from allin.programmes.views.festival.finding import (
    done,
    festival_of,
    permit_of,
    shown,
)


def _open(
    listed: Iterable[Permit], today: dt.date
) -> list[tuple[Permit, bool, bool, int]]:
    """Return each open line: whether it is overdue, whether it is due, days left."""
    return [
        (one, one.is_overdue(today), one.is_due(today), (one.due_on - today).days)
        for one in listed
        if one.is_open
    ]


@requires(can_plan)
def permits(request: Request, festival_id: int) -> HttpResponse:
    """Show what has to be asked for, until when, by whom."""
    one = festival_of(request, festival_id)
    today = clock.now().astimezone(request.centre.tz).date()
    listed = list(one.permits.all())
    about = {
        "festival": one,
        "open": _open(listed, today),
        "due": sum(line.is_due(today) for line in listed),
        "done": [line for line in listed if line.done_on],
        "dropped": [line for line in listed if line.dropped_at],
        "overdue": sum(line.is_overdue(today) for line in listed),
        "examples": any(line.example and line.is_open for line in listed),
    }
    return shown(request, "permits", about)


@requires(can_plan)
def settle_permit(
    request: Request, festival_id: int, permit_id: int = 0
) -> HttpResponse:
    """Put a line on the checklist, or change one."""
    one = festival_of(request, festival_id)
    permit = permit_of(one, permit_id) if permit_id else None
    form = PermitForm.of(permit, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.settle_permit, festival=one, permit=permit,
            by=request.person, now=clock.now(), **form.cleaned_data,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The line is on the list."))
            return redirect("programmes:permits", one.pk)
    return shown(request, "permit", {"form": form, "festival": one, "permit": permit})


@require_POST
@requires(can_plan)
def tick_permit(request: Request, festival_id: int, permit_id: int) -> HttpResponse:
    """Note that a permit is there, or that it is open after all."""
    one = festival_of(request, festival_id)
    permit = permit_of(one, permit_id)
    is_done = permit.done_on is None and permit.dropped_at is None
    said = _("Noted as done.") if is_done else _("It is open again.")
    done(
        request, operations.tick_permit, said, permit=permit, done=is_done,
        by=request.person, now=clock.now(),
    )  # fmt: skip
    return redirect("programmes:permits", one.pk)


@require_POST
@requires(can_plan)
def drop_permit(request: Request, festival_id: int, permit_id: int) -> HttpResponse:
    """Note that a line does not apply here."""
    one = festival_of(request, festival_id)
    permit, said = permit_of(one, permit_id), _("Noted: this does not apply here.")
    who, now = request.person, clock.now()
    done(request, operations.drop_permit, said, permit=permit, by=who, now=now)
    return redirect("programmes:permits", one.pk)
