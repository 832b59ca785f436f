from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.accounts import operations
from allin.accounts.models import HeldBack
from allin.accounts.permissions import can_see_held_back
from allin.core import clock, guard
from allin.core.http import Request, requires


@requires(can_see_held_back)
def held_back(request: Request) -> HttpResponse:
    """Show which public forms were held back and are not looked at yet."""
    rows = HeldBack.objects.waiting(request.centre, clock.now())
    return render(request, "accounts/held_back.html", {"held": rows})


@requires(can_see_held_back)
def look(request: Request, held_id: int) -> HttpResponse:
    """Show one of them, to let it through or drop it."""
    now = clock.now()
    held = get_object_or_404(HeldBack.objects.waiting(request.centre, now), pk=held_id)
    content = operations.content_of(held, now=now) or {}
    about = {
        "held": held,
        "fields": guard.hidden_fields(content),
        "token": guard.let_through_token(held.form_name),
    }
    return render(request, "accounts/look.html", about)


@require_POST
@requires(can_see_held_back)
def drop(request: Request, held_id: int) -> HttpResponse:
    """Take it off the list; what was written is forgotten."""
    held = get_object_or_404(HeldBack, pk=held_id, centre=request.centre)
    operations.settle_held(held=held, by=request.person, now=clock.now())
    messages.success(request, _("Off the list. What was written is forgotten."))
    return redirect("accounts:held_back")
