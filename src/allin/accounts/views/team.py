from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.accounts import operations
from allin.accounts.forms import InvitationForm
from allin.accounts.models import Grant, Invitation
from allin.accounts.permissions import can_manage_team, can_see_links
from allin.accounts.rules import GRANTED_HERE
from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.core.qr import qr


@requires(can_manage_team)
def team(request: Request) -> HttpResponse:
    """Show who has which role, who signed in when, and which links are open."""
    now = clock.now()
    about = {
        "members": operations.members(request.centre),
        "links": Invitation.objects.of(request.centre).open(now),
        "lapsed": Invitation.objects.of(request.centre).lapsed(now)[:20],
    }
    return render(request, "accounts/team.html", about)


@requires(can_manage_team)
def invite(request: Request) -> HttpResponse:
    """Invite somebody to a role; shows the link, and sends it."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            user = operations.invite(
                centre=request.centre,
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            kind = form.cleaned_data["kind"]
            made = operations.newest(centre=request.centre, user=user, kind=kind)
            return redirect("accounts:link", invitation_id=made.pk if made else 0)
    return render(request, "accounts/invite.html", {"form": form})


@requires(can_see_links)
def link(request: Request, invitation_id: int) -> HttpResponse:
    """Show an open link, to copy it into any messenger or to scan it."""
    rows = Invitation.objects.of(request.centre).open(clock.now())
    if not can_manage_team(request.person, request.centre):
        rows = rows.exclude(kind__in=GRANTED_HERE)
    invitation = get_object_or_404(rows, pk=invitation_id)
    spoken = invitation.language
    where = reverse("accounts:join", args=[operations.token_of(invitation)])
    address = request.build_absolute_uri(f"{where}?lang={spoken}" if spoken else where)
    about = {
        "invitation": invitation,
        "address": address,
        "qr": qr(address),
        "may_manage": can_manage_team(request.person, request.centre),
    }
    return render(request, "accounts/link.html", about)


@require_POST
@requires(can_manage_team)
def end_role(request: Request, grant_id: int) -> HttpResponse:
    """End a role at once."""
    grant = get_object_or_404(Grant, pk=grant_id, centre=request.centre)
    try:
        operations.end_role(grant=grant, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The role has ended. What was done stays."))
    return redirect("accounts:team")
