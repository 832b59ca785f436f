from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.accounts import operations
from allin.accounts.forms import InvitationForm
from allin.accounts.models import Grant, Invitation, User
from allin.accounts.permissions import can_manage_team
from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires


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
            return redirect("accounts:link", invitation_id=_newest(request, user).pk)
    return render(request, "accounts/invite.html", {"form": form})


def _newest(request: Request, user: User) -> Invitation:
    rows = Invitation.objects.of(request.centre)
    return rows.filter(user=user).latest("pk")


@requires(can_manage_team)
def link(request: Request, invitation_id: int) -> HttpResponse:
    """Show an open link, to copy it into any messenger."""
    rows = Invitation.objects.of(request.centre).open(clock.now())
    invitation = get_object_or_404(rows, pk=invitation_id)
    where = reverse("accounts:join", args=[operations.token_of(invitation)])
    about = {"invitation": invitation, "address": request.build_absolute_uri(where)}
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
