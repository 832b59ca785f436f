"""Entering funders, applications, their steps, and awards."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.http import Request, requires
from allin.core.people import Person
from allin.funding import operations
from allin.funding.forms import (
    ApplicationForm,
    AskedForm,
    AwardForm,
    FunderForm,
    StepForm,
    tried,
)
from allin.funding.models import Application, Award, Funder
from allin.funding.permissions import can_enter, can_see
from allin.funding.rules import pipeline
from allin.funding.views.entering import done, shown_form


def _application(request: Request, application_id: int) -> Application:
    """Return an application of this centre; of elsewhere there is none."""
    here = Application.objects.of(request.centre).standing().with_steps()
    return get_object_or_404(here.select_related("centre", "funder"), pk=application_id)


def _funder(form: AskedForm | AwardForm, request: Request) -> Funder | None:
    """Return who was chosen, or enter somebody new; on a refusal the form says it."""
    name = form.cleaned_data["new_funder"]
    chosen: Funder | None = form.cleaned_data["funder"]
    if not name:
        return chosen
    known = Funder.objects.of(request.centre).standing().filter(name=name).first()
    if known is not None:
        return known
    return operations.enter_funder(
        centre=request.centre,
        name=name,
        kind="other",
        by=request.person,
        now=clock.now(),
    )


@requires(can_enter)
def enter_funder(request: Request) -> HttpResponse:
    """Enter somebody who gives money."""
    form = FunderForm(request.POST or None)
    if form.is_valid():
        given = {"centre": request.centre, "now": clock.now(), **form.cleaned_data}
        if tried(form, operations.enter_funder, request, **given) is not None:
            return done(request, _("The funder is entered."))
    return shown_form(request, "enter_funder", form=form)


@requires(can_see)
def application(request: Request, application_id: int) -> HttpResponse:
    """Show one application from the idea to the decision."""
    one = _application(request, application_id)
    state = one.state()
    shown = {
        "application": one,
        "state": pipeline.NAMES.get(state, ""),
        "is_open": state in pipeline.OPEN,
        "is_approved": state == pipeline.APPROVED,
        "may_enter": can_enter(request.person, request.centre),
    }
    return render(request, "funding/application.html", shown)


@requires(can_enter)
def enter_application(request: Request) -> HttpResponse:
    """Enter an application with the step it has reached."""
    form = ApplicationForm(request.POST or None, request=request)
    if form.is_valid():
        made = tried(form, partial(_make, form, request), request)
        if made is not None:
            messages.success(request, _("The application is entered."))
            return redirect("funding:application", application_id=made.pk)
    return shown_form(request, "enter_application", form=form)


def _make(form: ApplicationForm, request: Request, *, by: Person) -> Application:
    values = form.cleaned_data
    return operations.enter_application(
        centre=request.centre,
        asked=form.asked(_funder(form, request)),
        kind=values["kind"],
        on=values["on"],
        assumed=values["assumed"],
        by=by,
        now=clock.now(),
    )


@requires(can_enter)
def change_application(request: Request, application_id: int) -> HttpResponse:
    """Change what an application asks for."""
    one = _application(request, application_id)
    form = AskedForm.filled(one, request)
    if form.is_valid():
        given = {"application": one, "now": clock.now()}
        given["asked"] = form.asked(_funder(form, request))
        if tried(form, operations.change_application, request, **given) is not None:
            messages.success(request, _("The application is changed."))
            return redirect("funding:application", application_id=one.pk)
    return shown_form(request, "change_application", form=form, application=one)


@requires(can_enter)
def take_step(request: Request, application_id: int) -> HttpResponse:
    """Enter the next step of an application, or a date at which it is decided."""
    one = _application(request, application_id)
    form = StepForm(request.POST or None, state=one.state())
    if form.is_valid():
        given = {"application": one, "now": clock.now(), **form.cleaned_data}
        if tried(form, operations.take_step, request, **given) is not None:
            messages.success(request, _("The step is entered."))
            return redirect("funding:application", application_id=one.pk)
    return shown_form(request, "take_step", form=form, application=one)


@requires(can_enter)
def enter_award(request: Request, award_id: int | None = None) -> HttpResponse:
    """Enter money that was promised, or correct what was entered."""
    old = None
    if award_id is not None:
        here = Award.objects.of(request.centre).standing().with_lines()
        old = get_object_or_404(here, pk=award_id)
    form = AwardForm.filled(old, request)
    promised = partial(_promise, form, request, old)
    if form.is_valid() and tried(form, promised, request) is not None:
        return done(request, _("The award is entered."))
    return shown_form(request, "enter_award", form=form, award=old)


def _promise(
    form: AwardForm, request: Request, old: Award | None, *, by: Person
) -> Award:
    return operations.enter_award(
        centre=request.centre,
        promise=form.promise(_funder(form, request)),
        instead_of=old,
        by=by,
        now=clock.now(),
    )
