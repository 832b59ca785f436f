from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.accounts import operations
from allin.accounts.models import Invitation
from allin.core import clock, guard
from allin.core.errors import Refusal
from allin.core.http import Request, home


def join(request: Request, token: str) -> HttpResponse:
    """
    Show who invites whom; only the button uses the link.

    A mail scanner that fetches every address therefore opens nothing.
    """
    invitation = _invitation(request, token)
    now = clock.now()
    if request.method == "POST" and invitation.is_open(now):
        try:
            user = operations.accept(invitation=invitation, now=now)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            login = Login(user, redirect_url=home())
            response: HttpResponse = perform_login(request, login)
            return response
    about = {"invitation": invitation, "open": invitation.is_open(now), "token": token}
    return render(request, "accounts/join.html", about)


@require_POST
def renew(request: Request, token: str) -> HttpResponse:
    """Send a lapsed link anew, to the address it was for."""
    invitation = _invitation(request, token)
    try:
        guard.limit(request, "renew", limits=((3600, 5),))
        operations.renew(invitation=invitation, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("A new link is on its way to the same address."))
    return redirect("accounts:join", token=token)


def _invitation(request: Request, token: str) -> Invitation:
    invitation = operations.invitation_of(token, request.centre)
    if invitation is None:
        raise Http404
    return invitation
