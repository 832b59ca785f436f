"""What a referrer's body has sent: code, and the answer the person agreed to."""

from django.http import HttpResponse
from django.shortcuts import render

from allin.core.http import Request, requires
from allin.counselling import permissions, todo


@requires(permissions.can_send)
def outgoing(request: Request) -> HttpResponse:
    """List what the own body has sent, newest first."""
    lines = todo.sent(person=request.person, centre=request.centre)
    return render(request, "counselling/outgoing.html", {"lines": lines})
