"""What people see when a form comes back without its mark."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

UNWANTED = frozenset({"csrfmiddlewaretoken"})


def send_again(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """
    Offer to send a form again whose session was lost, with all that was typed.

    Only what came from a page of this very host is offered; anything else might be
    somebody else's form, and gets nothing but a refusal.
    """
    if not _is_ours(request):
        return render(request, "403.html", status=403)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in UNWANTED
        for value in values
    ]
    return render(request, "403_csrf.html", {"fields": fields}, status=403)


def _is_ours(request: HttpRequest) -> bool:
    came_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    return bool(came_from) and urlsplit(came_from).netloc == request.get_host()
