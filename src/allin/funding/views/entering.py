"""Entering what the house costs, who is paid, and the day it looks from."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.http import Request, requires
from allin.funding import operations
from allin.funding.forms import (
    AmountForm,
    EndForm,
    LineForm,
    NoticeForm,
    OutlookForm,
    PostForm,
    WithdrawForm,
    tried,
)
from allin.funding.models import (
    Application,
    Award,
    CostAmount,
    CostLine,
    Entry,
    Funder,
    Outlook,
    Post,
    Step,
)
from allin.funding.permissions import can_enter, can_see

AMOUNT: Final = ("amount", "first_on", "assumed")
OUTLOOK: Final = ("seen_on", "seen_assumed", "until_on", "until_assumed")
WITHDRAWN: Final[dict[str, type[Entry]]] = {
    "line": CostLine,
    "amount": CostAmount,
    "post": Post,
    "funder": Funder,
    "application": Application,
    "step": Step,
    "award": Award,
}


@requires(can_see)
def entries(request: Request) -> HttpResponse:
    """Show everything that is entered about money, with what is assumed."""
    centre = request.centre
    shown = {
        "amounts": CostAmount.objects.of(centre)
        .standing()
        .filter(line__withdrawn_at__isnull=True)
        .select_related("line")
        .order_by("line", "first_on"),
        "lines": CostLine.objects.of(centre).standing(),
        "posts": Post.objects.of(centre).standing().select_related("line"),
        "applications": Application.objects.of(centre).standing().with_steps(),
        "awards": Award.objects.of(centre).standing().with_lines(),
        "funders": Funder.objects.of(centre).standing(),
        "outlook": Outlook.objects.filter(centre=centre).first(),
        "may_enter": can_enter(request.person, centre),
    }
    return render(request, "funding/entries.html", shown)


def shown_form(request: Request, template: str, **shown: Any) -> HttpResponse:
    """Show a form; one that was sent and came back says that it was not taken."""
    status = 422 if request.method == "POST" else 200
    return render(request, f"funding/{template}.html", shown, status=status)


def done(request: Request, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("funding:entries")


def line_of(request: Request, line_id: int) -> CostLine:
    """Return a line of cost of this centre; of elsewhere there is none."""
    here = CostLine.objects.of(request.centre).standing().select_related("centre")
    return get_object_or_404(here, pk=line_id)


@requires(can_enter)
def enter_line(request: Request) -> HttpResponse:
    """Enter a line of cost."""
    form = LineForm(request.POST or None)
    if form.is_valid():
        given = {"centre": request.centre, "now": clock.now(), **form.cleaned_data}
        if tried(form, operations.enter_line, request, **given) is not None:
            return done(request, _("The cost is entered."))
    return shown_form(request, "enter_line", form=form)


@requires(can_enter)
def change_cost(
    request: Request, line_id: int, amount_id: int | None = None
) -> HttpResponse:
    """Enter what a line costs from another day on, or correct an amount."""
    line, old = line_of(request, line_id), None
    if amount_id is not None:
        standing = CostAmount.objects.standing().filter(line=line)
        old = get_object_or_404(standing, pk=amount_id)
    form = AmountForm(request.POST or None, initial=_start_of(old, *AMOUNT))
    if form.is_valid():
        given = {"line": line, "instead_of": old, "now": clock.now()}
        given |= form.cleaned_data
        if tried(form, operations.change_cost, request, **given) is not None:
            return done(request, _("The amount is entered."))
    return shown_form(request, "change_cost", form=form, line=line, old=old)


def _start_of(old: object, *names: str) -> dict[str, Any]:
    return {name: getattr(old, name) for name in names if old is not None}


@requires(can_enter)
def end_line(request: Request, line_id: int) -> HttpResponse:
    """Say until when a line costs anything."""
    line = line_of(request, line_id)
    form = EndForm(request.POST or None, initial={"last_on": line.last_on})
    if form.is_valid():
        given = {"line": line, "now": clock.now(), **form.cleaned_data}
        if tried(form, operations.end_line, request, **given) is not None:
            return done(request, _("The last day is entered."))
    return shown_form(request, "end_line", form=form, line=line)


@requires(can_enter)
def settle_notice(request: Request, line_id: int) -> HttpResponse:
    """Say how the contract behind a line ends."""
    line = line_of(request, line_id)
    form = NoticeForm.filled(line, request.POST or None)
    if form.is_valid():
        given = {"line": line, "now": clock.now(), **form.cleaned_data}
        if tried(form, operations.settle_notice, request, **given) is not None:
            return done(request, _("The notice is entered."))
    return shown_form(request, "settle_notice", form=form, line=line)


@requires(can_enter)
def enter_post(request: Request, post_id: int | None = None) -> HttpResponse:
    """Enter paid staff, or correct what was entered."""
    old = None
    if post_id is not None:
        here = Post.objects.of(request.centre).standing()
        old = get_object_or_404(here, pk=post_id)
    start = _start_of(old, "title", "line", "assumed")
    start["posts"] = old.number if old else ""
    form = PostForm(request.POST or None, request=request, initial=start)
    if form.is_valid():
        given = {"instead_of": old, "now": clock.now(), **form.values}
        if tried(form, operations.enter_post, request, **given) is not None:
            return done(request, _("The post is entered."))
    return shown_form(request, "enter_post", form=form, post=old)


@requires(can_enter)
def settle_outlook(request: Request) -> HttpResponse:
    """Say from which day the money is looked at, and how far sums reach."""
    outlook = Outlook.objects.filter(centre=request.centre).first()
    form = OutlookForm(request.POST or None, initial=_start_of(outlook, *OUTLOOK))
    if form.is_valid():
        given = {"centre": request.centre, "now": clock.now(), **form.cleaned_data}
        if tried(form, operations.settle_outlook, request, **given) is not None:
            messages.success(request, _("The page is seen from that day."))
            return redirect("funding:runway")
    return shown_form(request, "settle_outlook", form=form)


@requires(can_enter)
def withdraw(request: Request, kind: str, entry_id: int) -> HttpResponse:
    """Take an entry out of every sum, with a reason."""
    entry = _entry(request, kind, entry_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        given = {"entry": entry, "why": form.cleaned_data["why"], "now": clock.now()}
        operations.withdraw(by=request.person, **given)
        return done(request, _("The entry no longer counts. It stays in the record."))
    about: object = entry
    if isinstance(entry, Step):
        about = entry.application
    elif isinstance(entry, CostAmount):
        about = entry.line
    return shown_form(request, "withdraw", form=form, about=about)


def _entry(request: Request, kind: str, entry_id: int) -> Entry:
    """Return an entry of this centre that stands; of elsewhere there is none."""
    model = WITHDRAWN.get(kind)
    if model is None:
        raise Http404
    here = model._default_manager.filter(centre=request.centre)
    standing = here.filter(withdrawn_at__isnull=True)
    return get_object_or_404(standing.select_related("centre"), pk=entry_id)
