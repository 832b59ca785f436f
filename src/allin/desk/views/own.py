from django.http import HttpResponse
from django.shortcuts import render

from allin.core.http import Request


def board(request: Request) -> HttpResponse:
    """Show an association's board how things stand."""
    return render(request, "desk/plain.html")


def volunteer(request: Request) -> HttpResponse:
    """Show a volunteer their own tasks, appointments and hours."""
    return render(request, "desk/plain.html")


def referrer(request: Request) -> HttpResponse:
    """Show a referring service what became of what it sent."""
    return render(request, "desk/plain.html")


def figures(request: Request) -> HttpResponse:
    """Show the city and funders figures, and nothing else."""
    return render(request, "desk/plain.html")


def plain(request: Request) -> HttpResponse:
    """Greet a role that has no first page of its own by its menu."""
    return render(request, "desk/plain.html")
