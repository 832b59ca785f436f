from django.http import HttpResponse
from django.shortcuts import render

from allin.core.http import Request


def coordinator(request: Request) -> HttpResponse:
    """Show what waits, what is on today, what comes next."""
    return render(request, "desk/today.html")
