"""Requests of associations: asked, planned, answered."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.support import models, operations
from allin.support.forms import AnswerForm, AskForm, PlanForm
from allin.support.operations.asking import owners
from allin.support.permissions import can_coordinate, can_see

PAGE = 30


def found(request: Request, request_id: int) -> models.Request:
    """Return a request the person may see; for others there is none."""
    rows = models.Request.objects.visible_to(request.person).of(request.centre)
    one: models.Request = get_object_or_404(
        rows.select_related("association__centre", "owner", "centre"), pk=request_id
    )
    return one


def answered(request: Request, page: str, about: dict[str, Any]) -> HttpResponse:
    """Show a page; a form sent back is no page that worked."""
    status = 422 if request.method == "POST" else 200
    return render(request, page, about, status=status)


@requires(can_see)
def ask(request: Request) -> HttpResponse:
    """Let an association ask in its own words; or note what it said by telephone."""
    coordinates = can_coordinate(request.person, request.centre)
    form = AskForm(request.POST or None, person=request.person, centre=request.centre)
    if form.is_valid():
        told = {"way": "page"} | form.cleaned_data
        try:
            made = operations.ask(by=request.person, now=clock.now(), **told)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("Noted. An answer follows, here and by letter.")
            )
            return redirect("support:request", request_id=made.pk)
    about = {"form": form, "coordinates": coordinates}
    return answered(request, "support/ask.html", about)


@requires(can_see)
def requests(request: Request) -> HttpResponse:
    """List what associations asked, the newest first."""
    rows = models.Request.objects.visible_to(request.person).of(request.centre)
    listed = rows.select_related("association", "owner").order_by("-asked_at", "-pk")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    today = _today(request)
    about = {
        "page": page,
        "today": today,
        "coordinates": can_coordinate(request.person, request.centre),
    }
    return render(request, "support/requests.html", about)


def _today(request: Request) -> dt.date:
    return clock.now().astimezone(request.centre.tz).date()


@requires(can_see)
def request(request: Request, request_id: int) -> HttpResponse:
    """Show one request: what was asked, what happens next, what was answered."""
    one = found(request, request_id)
    about = {
        "one": one,
        "today": _today(request),
        "coordinates": can_coordinate(request.person, request.centre),
    }
    return render(request, "support/request.html", about)


@requires(can_coordinate)
def plan(request: Request, request_id: int) -> HttpResponse:
    """Say who does what next, and by when."""
    one, choices = found(request, request_id), owners(request.centre)
    told = {
        "next_step": one.next_step,
        "due_on": one.due_on,
        "owner": one.owner_id or request.person.id,
    }
    form = PlanForm(request.POST or None, initial=told, owners=choices)
    if form.is_valid():
        try:
            operations.plan(
                request=one, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Noted. Today reminds you on that day."))
            return redirect("support:request", request_id=one.pk)
    return answered(request, "support/plan.html", {"form": form, "one": one})


@requires(can_coordinate)
def answer(request: Request, request_id: int) -> HttpResponse:
    """Answer a request; the talk is noted as advice in the same step."""
    one = found(request, request_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            operations.answer(
                request=one, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Answered. The board gets a letter."))
            return redirect("support:request", request_id=one.pk)
    return answered(request, "support/answer.html", {"form": form, "one": one})


@require_POST
@requires(can_see)
def withdraw(request: Request, request_id: int) -> HttpResponse:
    """Close a request that is no longer needed."""
    one = found(request, request_id)
    try:
        operations.withdraw(request=one, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The request is closed."))
    return redirect("support:request", request_id=one.pk)
